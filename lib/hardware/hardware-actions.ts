import type { Result } from '../result'
import type { HostDetail } from './host-detail'
import type { VmResources } from './resources'
import type { VmSerialPorts } from './serial-ports'
import type { VmCpuid } from './vm-cpuid'

/** What the screens can ask about hardware. Changes are runs: `setAllocation`, `addSerialPort` and the like. */
export type HardwareActions = {
  readResources(vm: string): Promise<Result<VmResources>>
  readSerialPorts(vm: string): Promise<Result<VmSerialPorts>>
  readVmCpuid(vm: string): Promise<Result<VmCpuid>>
  readHostDetail(host: string): Promise<Result<HostDetail>>
}
