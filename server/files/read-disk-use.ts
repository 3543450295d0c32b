import type { DiskUse, DiskUser } from '@/lib/files/disk-use'
import { shownInventoryName } from '@/lib/names/inventory-name'
import { moRef, vmKey, type Moid } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { PowerState } from '@/lib/vsphere/vm'
import type { EndpointAccess } from '../inventory/access'
import { asList, asName, asObject, asObjects, asRefs, asText, type WireObject } from '../vsphere/wire-value'
import { datastorePath } from './place'

/** Reading the files of more VMs would take minutes. */
const mostVms = 3_000
/** Longer chains than hosts allow are not followed. */
const mostLinks = 300

const states: Readonly<Record<string, PowerState>> = {
  poweredOn: 'poweredOn',
  poweredOff: 'poweredOff',
  suspended: 'suspended',
}

/**
 * Which VMs of the datastore use a disk, and whether disks of snapshots or clones are written over it. Rejects with VimFault or
 * WireError.
 * @param path stored, below the root of the datastore.
 */
export async function readDiskUse(access: EndpointAccess, datastore: Moid, path: string): Promise<DiskUse> {
  const { properties, missing } = await access.readContent(moRef('Datastore', datastore), ['name', 'vm'])
  const file = datastorePath({ storedName: asText(properties.get('name')) ?? '' }, path)
  const vms = asRefs(properties.get('vm'))
  const isHidden = missing.length > 0 || vms.length < asList(properties.get('vm')).length
  if (vms.length === 0 || vms.length > mostVms) {
    const why =
      vms.length > 0
        ? `${vms.length} VMs have files on this datastore: too many to look at.`
        : isHidden
          ? 'The host does not say which VMs have files here.'
          : undefined
    return { users: [], isDelta: false, ...withoutUndefined({ notAllSeen: why }) }
  }
  const listed = await access.retrieve({
    properties: [{ type: 'VirtualMachine', paths: ['layoutEx.file'] }],
    objects: vms.map((obj) => ({ obj })),
  })
  // One that does not list its files may have it.
  const candidates = listed.filter(({ properties: told }) => {
    const files = told.get('layoutEx.file')
    return files === undefined || asObjects(files).some(({ name }) => asName(name) === file)
  })
  const seen =
    candidates.length === 0
      ? []
      : await access.retrieve({
          properties: [{ type: 'VirtualMachine', paths: ['config.hardware.device', 'name', 'runtime.powerState'] }],
          objects: candidates.map(({ obj }) => ({ obj })),
        })
  const found = seen.flatMap(({ obj, properties: told }) => {
    const chains = asObjects(told.get('config.hardware.device')).map((device) => chainOf(asObject(device.backing)))
    const chain = chains.find((links) => links.includes(file))
    if (!chain) return []
    const user: DiskUser = {
      key: vmKey(access.connection, obj.value),
      name: shownInventoryName(asName(told.get('name')) ?? obj.value).name,
      power: states[asText(told.get('runtime.powerState')) ?? ''] ?? 'unknown',
      as: chain[0] === file ? 'attached' : 'base',
    }
    return [{ user, isDelta: chain[0] === file && chain.length > 1 }]
  })
  const unseen = seen.filter(({ properties: told }) => !told.has('config.hardware.device')).length
  const notAllSeen =
    isHidden || listed.length < vms.length || seen.length < candidates.length || unseen > 0
      ? 'The host does not say of all VMs here which disks they have.'
      : undefined
  return {
    users: found.map(({ user }) => user),
    isDelta: found.some(({ isDelta }) => isDelta),
    ...withoutUndefined({ notAllSeen }),
  }
}

/** The file of a disk and those that it is based on. */
function chainOf(backing: WireObject | undefined): string[] {
  const chain: string[] = []
  for (let link = backing; link !== undefined && chain.length < mostLinks; link = asObject(link.parent)) {
    const path = asName(link.fileName)
    if (path) chain.push(path)
  }
  return chain
}
