import type { DiskUse, DiskUser } from '@/lib/files/disk-use'
import { shownInventoryName } from '@/lib/names/inventory-name'
import { moRef, vmKey, type Moid } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { PowerState } from '@/lib/vsphere/vm'
import type { EndpointAccess } from '../inventory/access'
import { asList, asName, asObject, asRefs, asText, type WireValue } from '../vsphere/wire-value'
import { datastorePath } from './place'
import { fileNames } from './read-vm-files'

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
  // One that does not list its files, or not all, may have it.
  const candidates = listed.filter(
    ({ properties: told }) => fileNames(told.get('layoutEx.file'))?.includes(file) ?? true,
  )
  const seen =
    candidates.length === 0
      ? []
      : await access.retrieve({
          properties: [{ type: 'VirtualMachine', paths: ['config.hardware.device', 'name', 'runtime.powerState'] }],
          objects: candidates.map(({ obj }) => ({ obj })),
        })
  const looked = seen.map((content) => ({
    ...content,
    disks: chainsOf(content.properties.get('config.hardware.device')),
  }))
  const found = looked.flatMap(({ obj, properties: told, disks }) => {
    const chain = disks.chains.find((links) => links.includes(file))
    if (!chain) return []
    const user: DiskUser = {
      key: vmKey(access.connection, obj.value),
      name: shownInventoryName(asName(told.get('name')) ?? obj.value).name,
      power: states[asText(told.get('runtime.powerState')) ?? ''] ?? 'unknown',
      as: chain[0] === file ? 'attached' : 'base',
    }
    return [{ user, isDelta: chain[0] === file && chain.length > 1 }]
  })
  const unseen = looked.filter(({ disks }) => !disks.isWhole).length
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

/** Of each device the file of its disk and those that this is based on; not whole where one cannot be read, or none is told. */
function chainsOf(devices: WireValue | undefined): { chains: string[][]; isWhole: boolean } {
  const read = asList(devices).map((device) => {
    const one = asObject(device)
    return one ? chainOf(one.backing) : { chain: [], isWhole: false }
  })
  return {
    chains: read.map(({ chain }) => chain),
    isWhole: devices !== undefined && read.every(({ isWhole }) => isWhole),
  }
}

function chainOf(backing: WireValue | undefined): { chain: string[]; isWhole: boolean } {
  const chain: string[] = []
  for (let at = backing; at !== undefined && chain.length < mostLinks;) {
    const link = asObject(at)
    const path = asName(link?.fileName)
    // What is no disk names no file.
    if (!link || (path === undefined && link.fileName !== undefined)) return { chain, isWhole: false }
    if (path) chain.push(path)
    at = link.parent
  }
  return { chain, isWhole: true }
}
