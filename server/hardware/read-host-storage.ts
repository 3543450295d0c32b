import type {
  AdapterKind,
  HostStorage,
  LunPath,
  StorageAdapter,
  StorageLun,
  StorageTarget,
} from '@/lib/hardware/host-storage'
import { compareNames, shownInventoryName } from '@/lib/names/inventory-name'
import { datastoreKey, moRef, type Moid } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import { withoutUndefined } from '@/lib/without-undefined'
import type { EndpointAccess } from '../inventory/access'
import { readEffectiveRole } from '../inventory/account-rights'
import { VimFault } from '../vsphere/errors'
import {
  asBoolean,
  asList,
  asNumber,
  asObject,
  asText,
  readPart,
  readRef,
  readWhole,
  readWholeTexts,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'
import { whyHostUnread } from './read-host'

const at = 'config.storageDevice'
const paths = [
  `${at}.hostBusAdapter`,
  `${at}.multipathInfo`,
  `${at}.scsiLun`,
  `${at}.scsiTopology`,
  'datastore',
  'effectiveRole',
  'runtime.connectionState',
]

type DatastoresOn = (disk: string) => { key: ReturnType<typeof datastoreKey>; name: string }[]

/** The storage adapters of a host and what they reach. Rejects with VimFault (ManagedObjectNotFound) or WireError. */
export async function readHostStorage(access: EndpointAccess, host: Moid): Promise<Known<HostStorage>> {
  const { properties, missing } = await access.readContent(moRef('HostSystem', host), paths)
  const told = (part: string) => properties.get(`${at}.${part}`)
  let unread = 0
  /** A list as far as it can be read, what is left out being counted. */
  const list: ListOf = (value, read) => {
    const part = readPart(value, read)
    unread += part?.unread ?? 0
    return part?.items
  }
  const targets = targetsOf(told('scsiTopology'), list)
  const adapters = list(told('hostBusAdapter'), (one) => readAdapter(one, targets, list))
  const [datastoresOn, lacks] = await Promise.all([
    readDatastoresOn(access, properties.get('datastore')),
    access.missingWith(readEffectiveRole(properties.get('effectiveRole'))),
  ])
  const pathsOf = readPaths(told('multipathInfo'), told('hostBusAdapter'))
  // A host without any disk is one whose list is not told.
  const luns = list(told('scsiLun') ?? [], (one) => readLun(one, pathsOf, datastoresOn))
  if (!adapters || !luns || missing.some(({ path }) => path.startsWith(at))) {
    return notKnown(whyHostUnread(at, missing, asText(properties.get('runtime.connectionState'))))
  }
  return known({
    adapters: adapters.sort((a, b) => compareNames(a.device, b.device)),
    luns: luns.sort((a, b) => compareNames(a.displayName ?? a.name, b.displayName ?? b.name)),
    ...withoutUndefined({ unread: unread || undefined, missing: lacks }),
  })
}

/** HostHostBusAdapter; kinds that nobody here knows are adapters too. */
const kinds: Readonly<Record<string, AdapterKind>> = {
  HostInternetScsiHba: 'iscsi',
  HostFibreChannelHba: 'fibreChannel',
  HostFibreChannelOverEthernetHba: 'fibreChannel',
  HostBlockHba: 'block',
  HostParallelScsiHba: 'block',
  HostSerialAttachedHba: 'block',
  HostPcieHba: 'block',
}

type ListOf = <T>(value: WireValue | undefined, read: (one: WireObject) => T[]) => T[] | undefined
type TargetsOf = (adapter: string) => StorageTarget[] | undefined

function readAdapter(one: WireObject, of: TargetsOf, list: ListOf): StorageAdapter[] {
  const device = asText(one.device)
  if (device === undefined) return []
  const kind = kinds[one.$type ?? ''] ?? 'other'
  const key = asText(one.key)
  return [
    {
      device,
      kind,
      ...withoutUndefined({
        model: asText(one.model),
        driver: asText(one.driver),
        status: asText(one.status),
        iscsi: kind === 'iscsi' ? readIscsi(one, list) : undefined,
        targets: key === undefined ? undefined : of(key),
      }),
    },
  ]
}

function readIscsi(one: WireObject, list: ListOf): NonNullable<StorageAdapter['iscsi']> {
  const address = (target: WireObject) => {
    const where = asText(target.address)
    return where === undefined ? [] : [{ address: where, ...withoutUndefined({ port: asNumber(target.port) }) }]
  }
  return withoutUndefined({
    name: asText(one.iScsiName),
    alias: asText(one.iScsiAlias) || undefined,
    software: asBoolean(one.isSoftwareBased),
    sendTargets: list(one.configuredSendTarget ?? [], address),
    staticTargets: list(one.configuredStaticTarget ?? [], (target) => {
      const name = asText(target.iScsiName)
      return name === undefined ? [] : address(target).map((where) => ({ ...where, name }))
    }),
  })
}

/** HostScsiTopology, by the key of the adapter. An adapter that the whole of it does not name reaches nothing. */
function targetsOf(topology: WireValue | undefined, list: ListOf): TargetsOf {
  const told = asObject(topology)
  const byAdapter = list(told?.adapter ?? [], (one) => {
    const adapter = asText(one.adapter)
    return adapter === undefined ? [] : [{ adapter, targets: list(one.target ?? [], (each) => readTarget(each, list)) }]
  })
  const isWhole = byAdapter?.length === asList(told?.adapter).length
  return (key) => {
    if (!told || !byAdapter) return undefined
    const found = byAdapter.find(({ adapter }) => adapter === key)
    return found ? found.targets : isWhole ? [] : undefined
  }
}

function readTarget(one: WireObject, list: ListOf): StorageTarget[] {
  const transport = asObject(one.transport)
  const luns = list(one.lun ?? [], (each) => {
    const lun = asText(each.scsiLun)
    return lun === undefined ? [] : [{ lun, ...withoutUndefined({ number: asNumber(each.lun) }) }]
  })
  if (!luns) return []
  const addresses = readWholeTexts(transport?.address) ?? []
  return [{ addresses, luns, ...withoutUndefined({ name: asText(transport?.iScsiName) }) }]
}

type PathsOf = (lun: string) => LunPath[] | undefined

/** HostMultipathInfo, by the key of the LUN. One that is not in it has no paths that anybody tells of. */
function readPaths(info: WireValue | undefined, adapters: WireValue | undefined): PathsOf {
  const deviceOf = new Map(
    (readPart(adapters, (one) => [[asText(one.key), asText(one.device)] as const])?.items ?? []).filter(([key]) => key),
  )
  const units = readPart(asObject(info)?.lun, (unit) => {
    const lun = asText(unit.lun)
    const found = readWhole(unit.path, (path) => {
      const [name, state] = [asText(path.name), asText(path.state) ?? asText(path.pathState)]
      if (name === undefined || state === undefined) return []
      return [{ name, state, ...withoutUndefined({ adapter: deviceOf.get(asText(path.adapter)) }) }]
    })
    return lun === undefined || !found ? [] : [[lun, found] as const]
  })
  const byLun = new Map(units?.items)
  return (lun) => byLun.get(lun)
}

function readLun(one: WireObject, pathsOf: PathsOf, datastoresOn: DatastoresOn | undefined): StorageLun[] {
  const key = asText(one.key)
  const name = asText(one.canonicalName) ?? asText(one.deviceName)
  if (key === undefined || name === undefined) return []
  const size = asObject(one.capacity)
  const [blocks, blockSize] = [asNumber(size?.block), asNumber(size?.blockSize)]
  return [
    {
      key,
      name,
      ...withoutUndefined({
        displayName: asText(one.displayName),
        vendor: asText(one.vendor)?.trim() || undefined,
        model: asText(one.model)?.trim() || undefined,
        kind: asText(one.lunType),
        capacityBytes: blocks === undefined || blockSize === undefined ? undefined : blocks * blockSize,
        ssd: asBoolean(one.ssd),
        local: asBoolean(one.localDisk),
        paths: pathsOf(key),
        datastores: datastoresOn?.(name),
      }),
    },
  ]
}

/**
 * Which VMFS datastores of the host lie on a disk, by the disk's canonical name. @returns undefined where one of the datastores
 * does not tell what it lies on.
 */
async function readDatastoresOn(
  access: EndpointAccess,
  datastores: WireValue | undefined,
): Promise<DatastoresOn | undefined> {
  const refs = datastores === undefined ? [] : readWhole(datastores, readRef)
  if (!refs) return undefined
  if (refs.length === 0) return () => []
  try {
    const found = await access.retrieve({
      properties: [{ type: 'Datastore', paths: ['name', 'info'] }],
      objects: refs.map((obj) => ({ obj })),
    })
    const lies = found.map(({ obj, properties }) => {
      const info = asObject(properties.get('info'))
      const vmfs = asObject(info?.vmfs)
      const disks = readWhole(vmfs?.extent, ({ diskName }) => {
        const disk = asText(diskName)
        return disk === undefined ? [] : [disk]
      })
      return {
        key: datastoreKey(access.connection, obj.value),
        name: shownInventoryName(asText(properties.get('name')) ?? obj.value).name,
        disks: info && !vmfs && info.$type !== 'VmfsDatastoreInfo' ? [] : disks,
      }
    })
    if (lies.length !== refs.length || lies.some(({ disks }) => disks === undefined)) return undefined
    return (disk) => lies.filter(({ disks }) => disks?.includes(disk)).map(({ key, name }) => ({ key, name }))
  } catch (error) {
    if (error instanceof VimFault) return undefined
    throw error
  }
}
