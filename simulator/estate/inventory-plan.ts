import type { GuestOsName } from '../vim25/guest-os'
import type { LabelStyle } from '../world/vm-traits'
import type { CpuModel } from './cpu-models'

/*
 * What a preset says of its world, before there are objects: names are plain (the builder escapes them), sizes are in the
 * units that people use. Cross references are by plain name.
 */

export type HostPlan = {
  /** Fully qualified, as `HostSystem.name` shows it on vCenter. */
  name: string
  ip: string
  cpu: CpuModel
  memoryGiB: number
  uptimeDays: number
  maintenance?: boolean
  /** Out of reach of its vCenter, and its VMs with it. */
  contact?: 'notResponding' | 'disconnected'
  /** The generation that its cluster holds it down to (EVC). */
  evc?: CpuModel
  /** What its iSCSI adapter is configured for, each with one LUN; `second` is another way to it. */
  iscsiTargets?: readonly { iqn: string; address: string; gib: number; second?: string }[]
}

export type ComputePlan = {
  name: string
  /** A cluster, or a compute resource of its own around one host. */
  kind: 'cluster' | 'standalone'
  hosts: readonly [HostPlan, ...HostPlan[]]
  /** Resource pools below the root pool. */
  pools?: readonly string[]
}

export type DatastorePlan = {
  name: string
  /** `loom` is of a kind that no client's tables hold. */
  kind: 'vmfs' | 'nfs' | 'local' | 'loom'
  capacityGiB: number
  /** Space that nothing in the simulator accounts for, so that a datastore can be nearly full. */
  otherUseGiB?: number
  /** What is left once the VMs are on it, for a datastore that is to be as good as full. */
  leftMiB?: number
  ssd?: boolean
  remote?: { host: string; path: string }
  /** The IQN of the target whose LUN a VMFS lies on; else it is on a disk of its own. */
  on?: string
  /** Hosts that mount it; all hosts of the datacenter when absent. */
  hosts?: readonly string[]
  /** Files that belong to no VM: path → size in MiB, or text. */
  files?: Readonly<Record<string, number | string>>
  /** Mounted, but not reachable. */
  inaccessible?: boolean
}

export type NetworkPlan = { name: string; vlan: number; vswitch: string }

export type SwitchPlan = { name: string; nics: readonly string[]; mtu?: number }

export type DatacenterPlan = {
  name: string
  computes: readonly ComputePlan[]
  datastores: readonly DatastorePlan[]
  switches: readonly SwitchPlan[]
  networks: readonly NetworkPlan[]
  /** VM folders as paths of plain names, parents first. */
  folders?: readonly (readonly string[])[]
}

export type InventoryPlan = {
  /** Folders of datacenters are not planned for: all datacenters hang below the root. */
  datacenters: readonly DatacenterPlan[]
  domain: string
}

export type DiskPlan = {
  gib: number
  thin?: boolean
  datastore?: string
  controller?: 'pvscsi' | 'lsilogic' | 'lsisas1068' | 'buslogic' | 'sata' | 'nvme' | 'ide'
  mode?: 'persistent' | 'independent_persistent' | 'independent_nonpersistent'
  /** The file is not there. */
  lost?: boolean
  /** The same UUID as the first disk, as after copying a VMDK by hand. */
  copyOfFirst?: boolean
}

export type NicPlan = {
  network: string
  model?: 'vmxnet3' | 'e1000e' | 'e1000' | 'vlance'
  /** Otherwise the host generates one. */
  staticMac?: string
  addresses?: readonly string[]
  disconnected?: boolean
}

/** A whole world to be built: the inventory and the VMs in it. */
export type Preset = { inventory: InventoryPlan; vms: readonly VmPlan[] }

export type SerialPlan =
  /** `path` on the datastore of the VM, or `[ds] path`. `exists`: somebody has written to it before. */
  | { kind: 'file'; path: string; exists?: boolean; text?: string }
  | { kind: 'device'; device: string }
  | { kind: 'pipe'; pipe: string; endpoint: 'client' | 'server' }
  | { kind: 'network'; uri: string; direction: 'client' | 'server'; proxy?: string }

export type SnapshotPlan = {
  name: string
  description?: string
  daysAgo: number
  memory?: boolean
  quiesced?: boolean
  children?: readonly SnapshotPlan[]
}

export type AllocationPlan = { reservation?: number; limit?: number; shares?: 'low' | 'normal' | 'high' | number }

export type VmPlan = {
  name: string
  guest: GuestOsName
  cpus: number
  coresPerSocket?: number
  memoryMB: number
  power?: 'poweredOn' | 'poweredOff' | 'suspended'
  disks: readonly DiskPlan[]
  nics?: readonly NicPlan[]
  cdrom?: { iso?: string; connected?: boolean; locked?: boolean; bus?: 'ide' | 'sata' } | false
  floppy?: boolean
  serials?: readonly SerialPlan[]
  parallelFile?: { path: string; exists?: boolean }
  firmware?: 'bios' | 'efi'
  /** Virtual hardware; the host's own when absent. */
  hardware?: number
  annotation?: string
  hostName?: string
  tools?: 'current' | 'old' | 'none'
  snapshots?: readonly SnapshotPlan[]
  cpuAllocation?: AllocationPlan
  memoryAllocation?: AllocationPlan
  extraConfig?: Readonly<Record<string, string>>
  nestedVirtualization?: boolean
  hotAdd?: boolean
  template?: boolean
  autostart?: { order: number }
  /** Where it lives; the builder spreads VMs over hosts and datastores when these are absent. */
  datacenter?: string
  folder?: readonly string[]
  host?: string
  pool?: string
  datastore?: string
  /** Registered from elsewhere, so that the host asks whether it was moved or copied. */
  altered?: boolean
  powerOnSeconds?: number
  bootSeconds?: number
  labels?: LabelStyle
  load?: number
  /** Devices beside the ordinary ones (vm/every-device.ts). */
  zoo?: 'every device' | 'every backing' | 'devices of no table'
  /** Its cores per socket are assigned when it is powered on; until then the number counts for nothing, and may be 0. */
  autoCores?: boolean
  /** A snapshot was removed and its delta files were left behind. */
  consolidationNeeded?: boolean
  /** The question about its swap file tells the free space, which is another at each Retry. */
  movingFigures?: boolean
  /** Out of reach; `byPath` is inaccessible, and named after its file. */
  contact?: 'disconnected' | 'orphaned' | 'inaccessible' | 'byPath' | 'invalid'
  /** A question that is open when the world starts. */
  asking?: 'msg.hbacommon.outofspace'
}
