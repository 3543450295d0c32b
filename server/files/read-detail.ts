import { compareNames, shownInventoryName } from '@/lib/names/inventory-name'
import type { DatastoreDetail, DatastoreMount } from '@/lib/files/datastore-detail'
import { datastoreKey, hostKey, moRef, vmKey, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { known, type Known } from '@/lib/vsphere/known'
import type { EndpointAccess } from '../inventory/access'
import { whyUnread } from '../inventory/why-unread'
import { withoutUndefined } from '@/lib/without-undefined'
import {
  asBoolean,
  asList,
  asNumber,
  asObject,
  asObjects,
  asText,
  readKnown,
  readRef,
  type WireObject,
} from '../vsphere/wire-value'

/** A host may wait for minutes for storage that is gone, and the page is to say that it is. */
const countingMs = 5_000

/**
 * Has what is free counted for who looks: a host does so now and then by itself, and tells it to everybody. One that refuses,
 * or does not come to an end, has counted before.
 */
export async function countAnew(access: EndpointAccess, datastore: Moid): Promise<void> {
  const patience = { timeoutMs: countingMs }
  await access.call('RefreshDatastore', moRef('Datastore', datastore), {}, patience).catch(() => undefined)
}

/** What a datastore's own page shows. Rejects with VimFault (ManagedObjectNotFound) or WireError. */
export async function readDatastoreDetail(access: EndpointAccess, datastore: Moid): Promise<DatastoreDetail> {
  const { connection } = access
  const content = await access.readContent(moRef('Datastore', datastore), ['name', 'summary', 'info', 'host', 'vm'])
  const { properties, missing } = content
  const summary = asObject(properties.get('summary')) ?? {}
  const info = asObject(properties.get('info')) ?? {}
  const storedName = asText(properties.get('name')) ?? datastore
  const read = <T>(path: string, one: (item: WireObject) => T[]): Known<T[]> =>
    // A list that is empty may not be told at all by a server that tells the rest.
    !properties.has(path) && properties.has('summary') && !missing.some((at) => at.path === path)
      ? known([])
      : readKnown(properties.get(path), one, whyUnread(path, missing))
  const vms = read('vm', readRef)
  const mounts = read('host', (mount) =>
    readRef(asObject(mount.key) ?? {}).map((host) => ({ host, ...readMount(mount) })),
  )
  const names = await namesOf(access, [
    ...(vms.known ? vms.value : []),
    ...(mounts.known ? mounts.value : []).map(({ host }) => host),
  ])
  const nameOf = (ref: MoRef) => shownInventoryName(names.get(ref.value) ?? ref.value).name
  const capacity = asNumber(summary.capacity)
  const free = asNumber(summary.freeSpace)
  const uncommitted = asNumber(summary.uncommitted)
  const provisioned =
    capacity === undefined || free === undefined || uncommitted === undefined
      ? undefined
      : capacity - free + uncommitted
  return {
    key: datastoreKey(connection, datastore),
    name: shownInventoryName(storedName).name,
    storedName,
    type: asText(summary.type) ?? 'unknown',
    backing: backingOf(info),
    mounts: mounts.known
      ? {
          ...mounts,
          value: mounts.value.map(({ host, ...mount }) => ({
            host: hostKey(connection, host.value),
            hostName: nameOf(host),
            ...mount,
          })),
        }
      : mounts,
    vms: vms.known
      ? {
          ...vms,
          value: vms.value
            .map((vm) => ({ key: vmKey(connection, vm.value), name: nameOf(vm) }))
            .sort((a, b) => compareNames(a.name, b.name)),
        }
      : vms,
    ...withoutUndefined({
      accessible: asBoolean(summary.accessible),
      url: asText(summary.url) ?? asText(info.url),
      fileSystemVersion: fileSystemVersion(info),
      maintenance: asText(summary.maintenanceMode),
      capacityBytes: capacity,
      freeBytes: free,
      uncommittedBytes: uncommitted,
      provisionedPart: provisioned === undefined || !capacity ? undefined : provisioned / capacity,
      maxFileBytes: asNumber(info.maxFileSize),
      sharedByHosts: asBoolean(summary.multipleHostAccess),
      local: asBoolean(asObject(info.vmfs)?.local),
      ssd: asBoolean(asObject(info.vmfs)?.ssd),
    }),
  }
}

/** By moid; what is gone by now has none. */
async function namesOf(access: EndpointAccess, refs: readonly MoRef[]): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map()
  const types = [...new Set(refs.map(({ type }) => type))]
  const contents = await access.retrieve({
    properties: types.map((type) => ({ type, paths: ['name'] })),
    objects: refs.map((obj) => ({ obj })),
  })
  return new Map(contents.map(({ obj, properties }) => [obj.value, asText(properties.get('name')) ?? obj.value]))
}

/** DatastoreHostMount. Servers before 5.0 do not say whether it is mounted and can be reached. */
function readMount({ mountInfo }: WireObject): Omit<DatastoreMount, 'host' | 'hostName'> {
  const info = asObject(mountInfo) ?? {}
  return {
    access: asText(info.accessMode) ?? 'unknown',
    ...withoutUndefined({
      mounted: asBoolean(info.mounted),
      accessible: asBoolean(info.accessible),
      path: asText(info.path),
      inaccessibleReason: asText(info.inaccessibleReason),
    }),
  }
}

/** NAS: where it comes from. VMFS: what it lies on. A local path for the rest. */
function backingOf(info: WireObject): string[] {
  const nas = asObject(info.nas)
  if (nas) {
    const hosts = asList(nas.remoteHostNames).filter((name) => typeof name === 'string')
    const names = hosts.length > 0 ? hosts : [asText(nas.remoteHost) ?? '']
    return names.map((name) => `${name}:${asText(nas.remotePath) ?? ''}`)
  }
  const extents = asObjects(asObject(info.vmfs)?.extent)
  if (extents.length > 0) {
    return extents.map(
      ({ diskName, partition }) => `${asText(diskName) ?? 'a disk'}, partition ${asNumber(partition) ?? 'not known'}`,
    )
  }
  const path = asText(info.path)
  return path === undefined ? [] : [path]
}

function fileSystemVersion(info: WireObject): string | undefined {
  const vmfs = asObject(info.vmfs)
  const version = asText(vmfs?.version)
  return version === undefined ? undefined : `${asText(vmfs?.type) ?? 'VMFS'} ${version}`
}
