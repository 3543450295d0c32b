import type { Account } from '@/lib/accounts/role'
import type { Operations } from '@/lib/contract/contract'
import { ok } from '@/lib/result'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import { createFinder } from '../inventory/find-object'
import { readAutostart } from './autostart'
import { readHostDetail } from './read-host'
import { readResources } from './read-resources'
import { readSerialPorts } from './read-serial-ports'
import { readVmCpuid } from './read-vm-cpuid'

type Ports = {
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  now: () => number
}

/** What the screens can ask about hardware. Changes are runs. Each rejects as its read does, or with Refused. */
export function createHardwareOperations({ inventoryOf, now }: Ports) {
  const find = createFinder(inventoryOf)
  return {
    async readResources(vm) {
      const { inventory, moid } = find('VM', vm)
      return ok(await readResources(inventory.access(), moid, now))
    },
    async readSerialPorts(vm) {
      const { inventory, moid } = find('VM', vm)
      return ok(await readSerialPorts(inventory.access(), moid))
    },
    async readVmCpuid(vm) {
      const { inventory, moid } = find('VM', vm)
      return ok(await readVmCpuid(inventory.access(), moid))
    },
    async readAutostart(host) {
      const { inventory, moid } = find('host', host)
      return ok(await readAutostart(inventory.access(), moid, (vm) => inventory.vms.get(vm)?.name))
    },
    async readHostDetail(host) {
      const { inventory, moid } = find('host', host)
      return ok(await readHostDetail(inventory.access(), moid))
    },
  } satisfies Partial<Operations<Account>>
}
