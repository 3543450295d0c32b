import type { DefineReport } from '@/lib/files/define-vm'
import { parseUuid } from '@/lib/names/uuid'
import { moRef, vmKey, type Moid } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import type { EndpointAccess } from '../inventory/access'
import type { ObjectContent } from '../vsphere/retrieve'
import { asName, asObjects, asRefs, readRef, readWhole } from '../vsphere/wire-value'
import { fileNames } from './read-vm-files'

/** Reading the files of more VMs would take minutes. */
const mostRead = 3_000

type Wanted = {
  name: string
  uuid: string | undefined
  /** Stored paths, and the datastores that they lie on. */
  disks: readonly string[]
  datastores: readonly Moid[]
}

/**
 * VMs that are called as a new one would be, have its BIOS UUID, or use one of its disks; and why there may be more of the last.
 * Rejects with VimFault or WireError.
 */
export async function vmsLike(
  access: EndpointAccess,
  vms: Iterable<VmView>,
  { name, uuid, disks, datastores }: Wanted,
): Promise<Pick<DefineReport, 'others' | 'notAllSeen'>> {
  const all = [...vms]
  const known = all.flatMap((vm): DefineReport['others'] => [
    ...(vm.name === name ? [{ key: vm.key, name: vm.name, shares: 'name' as const }] : []),
    ...(uuid !== undefined && parseUuid(vm.uuid ?? '') === uuid
      ? [{ key: vm.key, name: vm.name, shares: 'uuid' as const }]
      : []),
  ])
  if (disks.length === 0) return { others: known }
  const onThem = await access.retrieve({
    properties: [{ type: 'Datastore', paths: ['vm'] }],
    objects: datastores.map((datastore) => ({ obj: moRef('Datastore', datastore) })),
  })
  const holders = new Set(onThem.flatMap(({ properties }) => asRefs(properties.get('vm')).map(({ value }) => value)))
  if (holders.size > mostRead)
    return { others: known, notAllSeen: `${holders.size} VMs have files where its disks lie: too many to look at.` }
  const wanted = new Set(disks)
  const read = await access.retrieve({
    properties: [{ type: 'VirtualMachine', paths: ['layoutEx.file'] }],
    objects: [...holders].map((vm) => ({ obj: moRef('VirtualMachine', vm) })),
  })
  const names = new Map(all.map((vm) => [vm.key, vm.name]))
  const isListed = ({ properties, missing }: ObjectContent) =>
    missing.length === 0 && readWhole(properties.get('vm') ?? [], readRef) !== undefined
  const isWhole =
    onThem.length === datastores.length &&
    onThem.every(isListed) &&
    read.filter(({ properties }) => fileNames(properties.get('layoutEx.file'))).length === holders.size
  const others = [
    ...known,
    ...read.flatMap(({ obj, properties }): DefineReport['others'] => {
      const key = vmKey(access.connection, obj.value)
      const holds = asObjects(properties.get('layoutEx.file')).some((file) => wanted.has(asName(file.name) ?? ''))
      return holds ? [{ key, name: names.get(key) ?? obj.value, shares: 'disk' }] : []
    }),
  ]
  return isWhole ? { others } : { others, notAllSeen: 'The host does not say of all VMs which disks they have.' }
}
