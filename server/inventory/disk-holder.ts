import { shownInventoryName } from '@/lib/names/inventory-name'
import { splitDatastorePath } from '@/lib/names/datastore-path'
import type { MoRef } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import { retrieveEach, retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import { asName, asObject, asObjects, asRef, asRefs, asText } from '../vsphere/wire-value'

/** Reading the files of more VMs would take minutes; the host still refuses what is locked. */
const mostOthers = 3_000

/** The VM that is changed, the host it is on, and the path of the disk. */
type Asked = [session: Session, vm: MoRef, host: MoRef | undefined, path: string]

/** Says who else uses a disk before its files are deleted. As far as the account sees the others. Rejects as below. */
export const refuseSharedDisk = (...asked: Asked): Promise<void> =>
  refuseWhereHeld(asked, (name) => ({
    code: 'disk-shared',
    sentence: `"${name}" uses this disk too, attached or as the base of its own. Detach it without its files.`,
  }))

/**
 * Says who has a disk before another VM is given it: two that write to one disk destroy what is on it. Where the account
 * does not see the other one, its host is left to refuse. Rejects with Refused, VimFault or WireError.
 */
export const refuseHeldDisk = (...asked: Asked): Promise<void> =>
  refuseWhereHeld(asked, (name) => ({
    code: 'disk-held',
    sentence: `"${name}" has this disk. Detach it there first: two VMs that write to one disk destroy what is on it.`,
  }))

async function refuseWhereHeld(
  asked: Asked,
  because: (name: string) => { code: string; sentence: string },
): Promise<void> {
  const name = await holderOf(...asked)
  if (name !== undefined) throw new Refused(because(name))
}

/** The name of another VM with the file among its own, as far as they are shown; what a disk is based on is in there. */
async function holderOf(...[session, vm, host, path]: Asked): Promise<string | undefined> {
  const [holder] = await holdersOf(session, vm, host, [path])
  return holder?.name
}

type Holder = { vm: MoRef; name: string; path: string }

/** Of several disks at once: the files of thousands of other VMs are read for it. */
async function holdersOf(
  session: Session,
  vm: MoRef,
  host: MoRef | undefined,
  paths: readonly string[],
): Promise<Holder[]> {
  const others = (await vmsBeside(session, host, paths)).filter(({ value }) => value !== vm.value)
  if (others.length === 0 || others.length > mostOthers) return []
  const read = await retrieveEach(session, {
    properties: [{ type: 'VirtualMachine', paths: ['name', 'layoutEx.file'] }],
    objects: others.map((obj) => ({ obj })),
  })
  return read.flatMap(({ obj, properties }) => {
    const files = new Set(asObjects(properties.get('layoutEx.file')).map(({ name }) => asName(name)))
    const { name } = shownInventoryName(asName(properties.get('name')) ?? obj.value)
    return paths.filter((path) => files.has(path)).map((path) => ({ vm: obj, name, path }))
  })
}

/**
 * Which other VMs have a disk of this one, as far as the account sees them: of the disk that the host could not lock, where it
 * says which, else of each that the VM writes to. What its disks are based on is locked by nobody alone. Rejects with VimFault
 * or WireError.
 * @param file as a fault has it: a datastore path, or one below `/vmfs/volumes`, also of the extent of the disk.
 */
export async function readDiskHolders(session: Session, vm: MoRef, file: string | undefined): Promise<Holder[]> {
  const { properties } = await retrieveOne(session, vm, ['runtime.host', 'config.hardware.device'])
  const host = asRef(properties.get('runtime.host'))
  const own = asObjects(properties.get('config.hardware.device'))
    .filter(({ $type }) => $type === 'VirtualDisk')
    .flatMap(({ backing }) => asName(asObject(backing)?.fileName) ?? [])
  return holdersOf(session, vm, host, file === undefined ? own : own.filter((path) => isOfDisk(file, path)))
}

/** Whether a file is the disk, or holds its data: `/vmfs/volumes/5f…/web/web-flat.vmdk` is of `[ssd] web/web.vmdk`. */
function isOfDisk(file: string, disk: string): boolean {
  if (file === disk) return true
  const split = splitDatastorePath(disk)
  const withoutPart = file.replace(/-(?:flat|delta|sesparse|rdmp?)\.vmdk$/i, '.vmdk')
  return split.ok && (withoutPart === disk || (file.startsWith('/') && withoutPart.endsWith(`/${split.path}`)))
}

/** The VMs with files on the datastores of these paths, as far as they are shown. */
async function vmsBeside(session: Session, host: MoRef | undefined, paths: readonly string[]): Promise<MoRef[]> {
  if (!host || paths.length === 0) return []
  const { properties } = await retrieveOne(session, host, ['datastore'])
  const datastores = await retrieveEach(session, {
    properties: [{ type: 'Datastore', paths: ['summary.name', 'vm'] }],
    objects: asRefs(properties.get('datastore')).map((obj) => ({ obj })),
  })
  const beside = datastores
    .filter(({ properties: told }) => {
      // A name may have a bracket of its own: where it ends only itself can tell.
      const start = `[${asText(told.get('summary.name')) ?? ''}]`
      return paths.some((path) => path.startsWith(start))
    })
    .flatMap((one) => asRefs(one.properties.get('vm')))
  return [...new Map(beside.map((vm) => [vm.value, vm])).values()]
}
