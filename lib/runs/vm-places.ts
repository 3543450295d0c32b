import { formatList } from '../format/list'
import type { Verdict } from '../result'
import { poolPrivilege } from '../vsphere/privileges'
import type { Moid, VmKey } from '../vsphere/ids'
import { isIn, type Known } from '../vsphere/known'
import type { Mount } from '../vsphere/mount'

/** Where in its datacenter a VM, or a copy of it, can go: what its vCenter shows to the account. Names are plain. */
export type VmPlaces = {
  here: { host?: Moid; pool?: Moid; folder?: Moid; datastores: Moid[]; hostName?: string }
  /** What its files take now, as the server counted last. */
  committedBytes?: number
  hosts: HostPlace[]
  pools: PoolPlace[]
  folders: FolderPlace[]
  datastores: DatastorePlace[]
}

export type HostPlace = {
  moid: Moid
  name: string
  /** The cluster, or what stands for a host alone: its pools are for its hosts. */
  compute: Moid
  cluster?: string
  /** HostSystemConnectionState. */
  connectionState: string
  inMaintenanceMode?: boolean
  /** What it has mounted. */
  datastores: Known<Moid[]>
}

/** Privileges that the connection’s account is known not to have there; absent: not known. */
type Lacking = { missing?: readonly string[] }

/** `path`: from the root pool of its cluster down; empty for that itself. */
export type PoolPlace = { moid: Moid; compute: Moid; computeName: string; path: string[] } & Lacking
/** `path`: from the root of all VMs down; empty for that itself. */
export type FolderPlace = { moid: Moid; path: string[] } & Lacking
export type DatastorePlace = {
  moid: Moid
  name: string
  freeBytes?: number
  capacityBytes?: number
  accessible?: boolean
  maintenance?: string
} & Lacking

const no = (because: string): Verdict => ({ ok: false, because })

/** Whether a host takes VMs at all now. */
export function canTakeVms({
  connectionState,
  inMaintenanceMode,
}: Pick<HostPlace, 'connectionState' | 'inMaintenanceMode'>): Verdict {
  if (connectionState === 'disconnected' || connectionState === 'notResponding')
    return no('vCenter has no contact with it')
  return inMaintenanceMode ? no('in maintenance mode') : { ok: true }
}

/** Whether a datastore takes files of this account at all now. */
export function canTakeFiles({ accessible, maintenance, missing }: DatastorePlace): Verdict {
  if (accessible === false) return no('not accessible')
  if (maintenance !== undefined && maintenance !== 'normal') return no('in maintenance mode')
  return allowed(missing, 'Datastore.AllocateSpace')
}

/** Whether the account may put a VM into a pool. */
export const canTakeIntoPool = ({ missing }: PoolPlace): Verdict => allowed(missing, poolPrivilege)

/** What putting a VM into a folder takes there. */
const folderPrivilege = {
  clone: 'VirtualMachine.Inventory.CreateFromExisting',
  move: 'VirtualMachine.Inventory.Move',
} as const

/** Whether the account may put a VM, or a clone of one, into a folder. */
export const canTakeIntoFolder = ({ missing }: FolderPlace, what: keyof typeof folderPrivilege): Verdict =>
  allowed(missing, folderPrivilege[what])

const allowed = (missing: readonly string[] | undefined, privilege: string): Verdict =>
  missing?.includes(privilege) ? no(`Andon’s account lacks ${privilege}`) : { ok: true }

/** The datastores that a host has mounted, and what it is called. */
export type Mounted = { by: string; datastores: Known<readonly Moid[]> }

/** Of a host, or of the one that the VM is on; undefined where that is not known. */
export function mountedBy(places: VmPlaces, host: Moid | undefined = places.here.host): Mounted | undefined {
  const found = places.hosts.find(({ moid }) => moid === host)
  return found && { by: found.name, datastores: found.datastores }
}

/** Whether a host has mounted one of them; undefined: that is not known. */
export const hasMounted = ({ datastores }: Pick<Mounted, 'datastores'>, datastore: Moid): boolean | undefined =>
  isIn(datastores, (one) => one === datastore)

/** Whether a host has mounted all of these datastores. Of a host that is not named, nothing is wrong. */
export function mountOf(places: VmPlaces, host: Moid | undefined, wanted: readonly Moid[]): Mount {
  const mounted = host === undefined ? undefined : mountedBy(places, host)
  if (!mounted) return { is: 'mounted' }
  const named = (has: boolean | undefined) => {
    const found = wanted.filter((moid) => hasMounted(mounted, moid) === has)
    const names = found.map((moid) => places.datastores.find((one) => one.moid === moid)?.name ?? 'the datastore')
    return found.length === 0 ? undefined : formatList([...new Set(names)])
  }
  const [lacks, unsure] = [named(false), named(undefined)]
  if (lacks !== undefined) return { is: 'not mounted', because: `has not mounted ${lacks}` }
  return unsure === undefined
    ? { is: 'mounted' }
    : { is: 'not known', because: `not known whether it has mounted ${unsure}` }
}

/** Datastores that a host has or may have, or, without one, that any does; all where a host that counts does not say all. */
export function datastoresOf(places: VmPlaces, host: Moid | undefined): DatastorePlace[] {
  const hosts = places.hosts.filter(({ moid }) => host === undefined || moid === host)
  return places.datastores.filter(({ moid }) => hosts.some((one) => hasMounted(one, moid) !== false))
}

/** `Production › Web`, or what the root of it is called. */
export const pathWords = (path: readonly string[], root: string): string =>
  path.length === 0 ? root : path.join(' › ')

/** One thing that a check found, as the server says it. */
export type Finding = {
  text: string
  /** Of processors that differ: the features that the VM needs and the host lacks, by name. */
  features?: string[]
}

/** What stands in the way of a migration, and what does not and is worth knowing. `unread`: why nobody knows. */
export type MigrationCheck = { vm: VmKey; errors: Finding[]; warnings: Finding[]; unread?: string }
