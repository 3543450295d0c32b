import type { DatastoreKey } from '../vsphere/ids'

/*
 * The storage adapters of a host and what they reach: targets, LUNs, the paths to each and the datastores that lie on it. What the
 * host does not say is left out.
 */

export type HostStorage = {
  adapters: StorageAdapter[]
  luns: StorageLun[]
  /** How many adapters, targets and LUNs could not be read. */
  unread?: number
  /** Privileges that the connection’s account is known not to have on the host. */
  missing?: readonly string[]
}

export type AdapterKind = 'iscsi' | 'fibreChannel' | 'block' | 'other'

export type StorageAdapter = {
  device: string
  kind: AdapterKind
  model?: string
  driver?: string
  status?: string
  iscsi?: IscsiAdapter
  /** What it reaches now; absent: not known. */
  targets?: StorageTarget[]
}

export type IscsiAdapter = {
  /** Its own name, as targets know it. */
  name?: string
  alias?: string
  software?: boolean
  /** What it asks which targets there are. Absent: not known. */
  sendTargets?: TargetAddress[]
  /** Those that are entered, or were found. Absent: not known. */
  staticTargets?: (TargetAddress & { name: string })[]
}

export type TargetAddress = { address: string; port?: number }

export type StorageTarget = {
  /** Of iSCSI, its IQN. */
  name?: string
  addresses: string[]
  /** Those that the host names by the key of a LUN. */
  luns: { number?: number; lun: string }[]
}

export type StorageLun = {
  key: string
  /** Such as `naa.6001405…`. */
  name: string
  displayName?: string
  vendor?: string
  model?: string
  kind?: string
  capacityBytes?: number
  ssd?: boolean
  local?: boolean
  /** Absent: not known. */
  paths?: LunPath[]
  /** VMFS datastores that have a part on it. Absent: not known. */
  datastores?: { key: DatastoreKey; name: string }[]
}

/** `state`: active, standby, dead and so on, in the host’s words. */
export type LunPath = { name: string; state: string; adapter?: string }

export const adapterKindWord: Record<AdapterKind, string> = {
  iscsi: 'iSCSI',
  fibreChannel: 'Fibre Channel',
  block: 'block',
  other: 'other',
}

/** `2 paths, 1 dead`: how many, and how many are not fit for use. */
export function pathWords(paths: readonly LunPath[] | undefined): string {
  if (!paths) return 'not known'
  const dead = paths.filter(({ state }) => state === 'dead').length
  const count = `${paths.length} ${paths.length === 1 ? 'path' : 'paths'}`
  return dead === 0 ? count : `${count}, ${dead} dead`
}
