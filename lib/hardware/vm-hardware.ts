import type { FeatureRequirement } from '../cpuid/feature-requirement'
import type { CpuIdInfo } from '../cpuid/leaves'
import type { Allocation } from '../memory/allocation'
import type { CpuUsage } from '../memory/cpu-usage'
import type { MemoryUsage } from '../memory/memory-bar'
import type { SerialBacking, SerialPort } from '../serial/serial-port'
import type { VmKey, HostKey } from '../vsphere/ids'
import type { PowerState } from '../vsphere/vm'

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

/** A VM's serial ports, in the order of their keys. */
export type VmSerialPorts = {
  vm: VmKey
  powerState: PowerState
  ports: (Omit<SerialPort, 'yieldOnPoll' | 'startConnected'> & {
    key: number
    label: string
    /** Absent, as the next: the host does not say, and what is not known is not edited. */
    yieldOnPoll?: boolean
    startConnected?: boolean
    /** For a file backing: whether its output file is there, which makes power-on ask. Undefined when nobody knows. */
    fileExists?: boolean
  })[]
  /** How many devices could not be read: each may be a serial port. */
  unread?: number
  /** Such as `[ds] dir`, as stored: where a new output file would go by default. */
  vmFolder?: string
  changeVersion?: string
}

/** vSphere has room for this many. */
export const mostSerialPorts = 32

/** A serial port as a form sends it. */
export type SerialPortInput = {
  backing: SerialBacking
  yieldOnPoll: boolean
  startConnected: boolean
  /** Of a running VM: connects or disconnects it now. */
  connected?: boolean
}

/** What a VM says about the features of its CPU. Compare with other hosts through `HostDetail`. */
export type VmCpuid = {
  vm: VmKey
  powerState: PowerState
  /** `config.cpuFeatureMask`; empty for most. Absent: the configuration was not read. */
  mask?: CpuIdInfo[]
  /** `GuestOsDescriptor.cpuFeatureMask` of its guest operating system; absent where the host does not say. */
  guestOs?: CpuIdInfo[]
  guestId?: string
  /** Where it runs, or was suspended. */
  host?: { key: HostKey; name: string; cpuFeature: CpuIdInfo[] }
  /** `runtime.featureRequirement`, else the offline one: what a host must have for it, from 5.1 on. */
  featureRequirement: FeatureRequirement[]
  /** `runtime.featureMask`: what the host hides from it, such as `cpuid.AVX512F` = `Val:0`. */
  featureMask: { key: string; featureName: string; value: string }[]
  /** Such as `intel-broadwell`: the least EVC mode that it needs. */
  minRequiredEvcMode?: string
}
