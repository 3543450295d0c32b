import type { HostDetail } from '@/lib/hardware/host-detail'
import type { VmResources } from '@/lib/hardware/resources'
import type { VmSerialPorts } from '@/lib/hardware/serial-ports'
import type { VmCpuid } from '@/lib/hardware/vm-cpuid'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import type { HostKey, VmKey } from '@/lib/vsphere/ids'

type Guarded = <T>(what: string, work: () => Promise<Result<T>>) => Promise<Result<T>>

const notYet: ConsoleError = { blame: 'ours', code: 'not-yet', sentence: 'This is not possible yet.' }

/** What the screens can ask about hardware. */
export function createHardwareOperations({ guarded }: { guarded: Guarded }) {
  return {
    readResources: (_vm: VmKey): Promise<Result<VmResources>> => guarded('readResources', async () => failed(notYet)),
    readSerialPorts: (_vm: VmKey): Promise<Result<VmSerialPorts>> =>
      guarded('readSerialPorts', async () => failed(notYet)),
    readVmCpuid: (_vm: VmKey): Promise<Result<VmCpuid>> => guarded('readVmCpuid', async () => failed(notYet)),
    readHostDetail: (_host: HostKey): Promise<Result<HostDetail>> =>
      guarded('readHostDetail', async () => failed(notYet)),
  }
}
