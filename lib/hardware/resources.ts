import type { Allocation } from '../memory/allocation'
import type { CpuUsage } from '../memory/cpu-usage'
import type { MemoryUsage } from '../memory/memory-bar'
import type { PowerState } from '../vsphere/vm'
import type { VmKey } from '../vsphere/ids'

/** A VM's memory and CPU: what it is given and what it uses. For `memoryBar`, `cpuBar` and the checks of lib/memory. */
export type VmResources = {
  vm: VmKey
  powerState: PowerState
  toolsRunning?: boolean
  configuredMiB: number
  cpuCount: number
  coresPerSocket?: number
  /** Reservation and limit in MB. */
  memory: Allocation
  /** Reservation and limit in MHz. */
  cpu: Allocation
  /** The number that the host keeps with the level. */
  memoryShares?: number
  cpuShares?: number
  /** All guest memory is reserved, and the reservation follows the configured memory. */
  reservationLockedToMax?: boolean
  memoryUsage: MemoryUsage
  cpuUsage: CpuUsage
  /** vCPUs times the host's clock. */
  cpuCapacityMHz?: number
  /** The most that can be reserved for it: what its pool has left, and what a running VM holds already. */
  unreservedMiB?: number
  unreservedMHz?: number
  /** Guards an edit against somebody else's. */
  changeVersion?: string
  /** ISO 8601: when the server read it. The counters move about every 20 s. */
  readAt: string
}
