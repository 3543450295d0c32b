import type { Account } from '@/lib/accounts/role'
import type { Operations } from '@/lib/contract/contract'
import { ok } from '@/lib/result'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import { createFinder } from '../inventory/find-object'
import { readAutostart } from './autostart'
import { readDeviceOptions } from './read-device-options'
import { checkMigration } from './check-migration'
import { readHostDetail } from './read-host'
import { readHostNetwork } from './read-host-network'
import { readHostStorage } from './read-host-storage'
import { readResources } from './read-resources'
import { readSerialPorts } from './read-serial-ports'
import { readVmCpuid } from './read-vm-cpuid'
import { readVmPlaces } from './vm-places'

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
    async readDeviceOptions(vm) {
      const { inventory, moid } = find('VM', vm)
      return ok(await readDeviceOptions(inventory.access(), moid))
    },
    async readVmCpuid(vm) {
      const { inventory, moid } = find('VM', vm)
      return ok(await readVmCpuid(inventory.access(), moid))
    },
    async readAutostart(host) {
      const { inventory, moid } = find('host', host)
      return ok(await readAutostart(inventory.access(), moid, (vm) => inventory.vms.get(vm)?.name))
    },
    async readHostNetwork(host) {
      const { inventory, moid } = find('host', host)
      const { network } = await readHostNetwork(inventory.access(), moid, (vm) => inventory.vms.get(vm))
      return ok(network)
    },
    async readHostStorage(host) {
      const { inventory, moid } = find('host', host)
      return ok(await readHostStorage(inventory.access(), moid))
    },
    async readHostDetail(host) {
      const { inventory, moid } = find('host', host)
      return ok(await readHostDetail(inventory.access(), moid))
    },
    async readVmPlaces(vm) {
      const { inventory, moid } = find('VM', vm)
      return ok(await readVmPlaces(inventory.access(), moid))
    },
    async readNameTaken(connection, name) {
      for (const vm of inventoryOf(connection)?.vms.values() ?? []) if (vm.name === name) return ok(true)
      return ok(false)
    },
    /** Of several connections nothing is said: they have no place in common. */
    async checkMigration(vms, to) {
      const found = vms.map((vm) => find('VM', vm))
      const [first] = found
      if (!first || found.some(({ inventory }) => inventory !== first.inventory)) return ok([])
      const moids = found.map(({ moid }) => moid)
      return ok(await checkMigration(first.inventory.access(), moids, to))
    },
  } satisfies Partial<Operations<Account>>
}
