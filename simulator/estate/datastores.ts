import { any, type DataObject, type Ref } from '../vim25/value'
import { hashText } from '../world/random'
import type { DatastorePlan } from './inventory-plan'
import { iscsiDiskName } from './storage'

const gib = 1024 ** 3
const tib = 1024 ** 4

/** The name of a VMFS volume in the file system, and of a datastore on a host: `5f1a2b3c-0d65498d-7c2e-b02628f1a2b3`. */
function volumeUuid(salt: string): string {
  const part = (index: number) => hashText(`${salt} ${index}`).toString(16).padStart(8, '0')
  return `${part(1)}-${part(2)}-${part(3).slice(0, 4)}-b02628${part(4).slice(0, 6)}`
}

/** NFS mounts are named by half a UUID. */
export const mountName = (plan: DatastorePlan, salt: string) =>
  plan.kind === 'nfs' ? volumeUuid(salt).slice(0, 17) : volumeUuid(salt)

/** All properties of a Datastore except its mounts and VMs, which the builder links. `stored` is its name, escaped. */
export function datastoreProps(
  plan: DatastorePlan,
  stored: string,
  refs: { datastore: Ref; parent: Ref; browser: Ref },
  mount: string,
  now: Date,
): Record<string, unknown> {
  const capacity = plan.capacityGiB * gib
  const url = `ds:///vmfs/volumes/${mount}/`
  const accessible = plan.inaccessible !== true
  const type = { vmfs: 'VMFS', nfs: 'NFS', local: 'OTHER', loom: 'LOOM' }[plan.kind]
  return {
    parent: refs.parent,
    name: stored,
    overallStatus: accessible ? 'green' : 'red',
    configStatus: 'green',
    effectiveRole: [-1],
    recentTask: [],
    vm: [],
    host: [],
    browser: refs.browser,
    info: datastoreInfo(plan, stored, url, mount, capacity, now),
    summary: {
      datastore: refs.datastore,
      name: stored,
      url,
      capacity,
      freeSpace: capacity - Math.round((plan.otherUseGiB ?? 0) * gib),
      uncommitted: 0,
      accessible,
      multipleHostAccess: plan.hosts?.length !== 1,
      type,
      maintenanceMode: 'normal',
    },
    capability: {
      directoryHierarchySupported: true,
      rawDiskMappingsSupported: plan.kind === 'vmfs',
      perFileThinProvisioningSupported: true,
      storageIORMSupported: plan.kind === 'vmfs',
      nativeSnapshotSupported: false,
      topLevelDirectoryCreateSupported: true,
      seSparseSupported: true,
      vmfsSparseSupported: true,
      vsanSparseSupported: false,
    },
    iormConfiguration: {
      enabled: false,
      congestionThresholdMode: 'automatic',
      congestionThreshold: 30,
      percentOfPeakThroughput: 90,
      statsCollectionEnabled: false,
      reservationEnabled: true,
    },
  }
}

/** The disk that a VMFS lies on, by its canonical name. */
const diskOf = ({ on }: DatastorePlan, mount: string) =>
  on === undefined ? `naa.600508b1001c${hashText(mount).toString(16).padStart(8, '0')}` : iscsiDiskName(on)

function datastoreInfo(
  plan: DatastorePlan,
  name: string,
  url: string,
  mount: string,
  capacity: number,
  now: Date,
): DataObject {
  const base = {
    name,
    url,
    freeSpace: capacity - Math.round((plan.otherUseGiB ?? 0) * gib),
    maxFileSize: 64 * tib,
    maxVirtualDiskCapacity: 62 * tib,
    maxMemoryFileSize: 64 * tib,
    timestamp: now,
  }
  switch (plan.kind) {
    case 'nfs': {
      const { host, path } = plan.remote ?? { host: 'nas.example.net', path: `/export/${mount}` }
      return {
        $type: 'NasDatastoreInfo',
        ...base,
        nas: {
          type: 'NFS',
          name,
          capacity,
          remoteHost: host,
          remotePath: path,
          userName: '',
          remoteHostNames: [host],
          securityType: 'AUTH_SYS',
          protocolEndpoint: false,
        },
      }
    }
    case 'loom':
      return { $type: 'LoomDatastoreInfo', ...base, bobbin: mount }
    case 'local':
      return { $type: 'LocalDatastoreInfo', ...base, path: `/vmfs/volumes/${mount}` }
    case 'vmfs':
      return {
        $type: 'VmfsDatastoreInfo',
        ...base,
        maxPhysicalRDMFileSize: 64 * tib,
        maxVirtualRDMFileSize: 62 * tib,
        vmfs: {
          type: 'VMFS',
          name,
          capacity,
          blockSizeMb: 1,
          blockSize: 1024,
          unmapGranularity: 1024,
          unmapPriority: 'low',
          maxBlocks: 63_963_136,
          majorVersion: 6,
          version: '6.82',
          uuid: mount,
          extent: [{ diskName: diskOf(plan, mount), partition: 1 }],
          vmfsUpgradable: false,
          ssd: plan.ssd ?? true,
          local: plan.hosts?.length === 1 && plan.on === undefined,
        },
      }
  }
}

/** One host's mount of a datastore. */
export const mountData = (host: Ref, mount: string, accessible: boolean): DataObject => ({
  key: host,
  mountInfo: {
    path: `/vmfs/volumes/${mount}`,
    accessMode: 'readWrite',
    mounted: true,
    accessible,
    ...(!accessible && { inaccessibleReason: 'AllPathsDown_Start' }),
  },
})

/** What a datastore browser can look for. */
export const browserProps = (datastores: readonly Ref[]): Record<string, unknown> => ({
  datastore: datastores,
  supportedType: [
    'VmConfigFileQuery',
    'FolderFileQuery',
    'VmDiskFileQuery',
    'VmLogFileQuery',
    'VmNvramFileQuery',
    'VmSnapshotFileQuery',
    'IsoImageFileQuery',
    'FloppyImageFileQuery',
  ].map(($type) => any($type, { $type })),
})
