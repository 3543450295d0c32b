import type { HostDetail } from '@/lib/hardware/host-detail'
import type { VmResources, VmSerialPorts, VmCpuid } from '@/lib/hardware/vm-hardware'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import { splitKey, type ConnectionId, type HostKey, type Moid, type VmKey } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import type { Inventory } from '../inventory/contract'
import { readHostDetail } from './read-host'
import { readResources } from './read-resources'
import { readSerialPorts } from './read-serial-ports'
import { readVmCpuid } from './read-vm-cpuid'

type Ports = {
  /** Turns whatever is thrown into a Result. */
  guarded: <T>(what: string, work: () => Promise<Result<T>>) => Promise<Result<T>>
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  now: () => number
}

/** What the screens can ask about hardware. Changes are runs. */
export function createHardwareOperations({ guarded, inventoryOf, now }: Ports) {
  const read = <T>(
    what: string,
    key: VmKey | HostKey,
    unknown: ConsoleError,
    work: (access: EndpointAccess, moid: Moid) => Promise<T>,
  ): Promise<Result<T>> =>
    guarded(what, async () => {
      const split = splitKey(key)
      const inventory = split && inventoryOf(split.connection)
      return split && inventory ? ok(await work(inventory.access(), split.moid)) : failed(unknown)
    })

  return {
    readResources: (vm: VmKey): Promise<Result<VmResources>> =>
      read('readResources', vm, noSuchVm, (access, moid) => readResources(access, moid, now)),
    readSerialPorts: (vm: VmKey): Promise<Result<VmSerialPorts>> =>
      read('readSerialPorts', vm, noSuchVm, readSerialPorts),
    readVmCpuid: (vm: VmKey): Promise<Result<VmCpuid>> => read('readVmCpuid', vm, noSuchVm, readVmCpuid),
    readHostDetail: (host: HostKey): Promise<Result<HostDetail>> =>
      read('readHostDetail', host, noSuchHost, readHostDetail),
  }
}

const noSuchVm: ConsoleError = { blame: 'ours', code: 'no-vm', sentence: 'This VM is not known here any more.' }
const noSuchHost: ConsoleError = { blame: 'ours', code: 'no-host', sentence: 'This host is not known here any more.' }
