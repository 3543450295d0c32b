import type { DatastoreKey, HostKey, VmKey } from '../vsphere/ids'
import type { Known } from '../vsphere/known'
import type { Mount } from '../vsphere/mount'

/** What a datastore's own page shows beyond `DatastoreView`; read on demand. Sizes in bytes. */
export type DatastoreDetail = {
  key: DatastoreKey
  /** Plain. */
  name: string
  /** As stored: what stands in the brackets of `[name] dir/file`. */
  storedName: string
  /** Such as `ds:///vmfs/volumes/…/`. */
  url?: string
  /** `VMFS`, `NFS`, `vsan`, … as the host says it. */
  type: string
  /** `VMFS 6.82`, where the host says it. */
  fileSystemVersion?: string
  accessible?: boolean
  /** `normal`, `enteringMaintenance`, `inMaintenance`, or what a newer server says. */
  maintenance?: string
  capacityBytes?: number
  freeBytes?: number
  /** What thin disks may still grow by. */
  uncommittedBytes?: number
  /** Used and promised, of the capacity: above 1 the datastore is overcommitted. */
  provisionedPart?: number
  maxFileBytes?: number
  sharedByHosts?: boolean
  /** For NFS: `server:/path`. For VMFS: the disks and partitions beneath. */
  backing: string[]
  local?: boolean
  ssd?: boolean
  mounts: Known<DatastoreMount[]>
  vms: Known<{ key: VmKey; name: string }[]>
}

export type DatastoreMount = {
  host: HostKey
  hostName: string
  /** Where the host has it, such as `/vmfs/volumes/…`. */
  path?: string
  /** `readWrite`, `readOnly`, or what a newer server says. */
  access: string
  /** Absent, as the next: the server does not say. */
  mounted?: boolean
  accessible?: boolean
  /** Why not, as the host says it: `AllPathsDown_Start`, … */
  inaccessibleReason?: string
}

/** Whether a host can use a datastore of these mounts. */
export function mountAt(mounts: DatastoreDetail['mounts'], host: HostKey): Mount {
  const mount = mounts.known ? mounts.value.find((one) => one.host === host) : undefined
  if (!mount && (!mounts.known || mounts.unread !== undefined))
    return { is: 'not known', because: 'not known whether it has mounted the datastore' }
  const no = (because: string): Mount => ({ is: 'not mounted', because })
  if (!mount || mount.mounted === false) return no('has not mounted the datastore')
  if (mount.accessible === false) return no('cannot reach the datastore')
  return mount.access === 'readOnly' ? no('has it mounted to be read only') : { is: 'mounted' }
}
