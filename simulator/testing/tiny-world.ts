import type { MethodTable } from '../api/method'
import type { Product } from '../vim25/api-version'
import { ref, type Ref } from '../vim25/value'
import { serveWorld, type ServedWorld, type ServeOptions } from '../wire/serve'
import { manualClock, type ManualClock } from '../world/clock'
import { World } from '../world/world'

/** A world with the least that the wire needs: a root, a datacenter, its folders, a host and some VMs called vm-1, vm-2, … */
export function tinyWorld(options: { vms?: number; product?: Product; clock?: ManualClock } = {}): World {
  const world = new World(options.product ?? 'vcenter', options.clock ?? manualClock())
  const vms = Array.from({ length: options.vms ?? 2 }, (_, index) => tinyVm(index + 1))
  const root = ref('Folder', 'group-d1')
  const [vmFolder, hostFolder] = [ref('Folder', 'group-v3'), ref('Folder', 'group-h4')]
  const [dsFolder, netFolder] = [ref('Folder', 'group-s5'), ref('Folder', 'group-n6')]
  const datacenter = ref('Datacenter', 'datacenter-2')
  const compute = ref('ComputeResource', 'domain-s7')
  const folder = (self: Ref, name: string, parent: Ref | undefined, childEntity: readonly Ref[]): void => {
    world.put({ ref: self, props: { name, parent, childEntity, overallStatus: 'green' } })
  }
  folder(root, 'Datacenters', undefined, [datacenter])
  folder(
    vmFolder,
    'vm',
    datacenter,
    vms.map((vm) => vm.ref),
  )
  folder(hostFolder, 'host', datacenter, [compute])
  folder(dsFolder, 'datastore', datacenter, [])
  folder(netFolder, 'network', datacenter, [])
  const folders = { vmFolder, hostFolder, datastoreFolder: dsFolder, networkFolder: netFolder }
  world.put({ ref: datacenter, props: { name: 'DC0', parent: root, ...folders } })
  world.put({ ref: compute, props: { name: 'esx-1', parent: hostFolder, host: [ref('HostSystem', 'host-8')] } })
  world.put({
    ref: ref('HostSystem', 'host-8'),
    props: { name: 'esx-1', parent: compute, vm: vms.map((vm) => vm.ref) },
  })
  for (const vm of vms) world.put(vm)
  return world
}

/** A small VM; not everything a VM has. */
export function tinyVm(number: number): { ref: Ref; props: Record<string, unknown> } {
  return {
    ref: ref('VirtualMachine', `vm-${number}`),
    props: {
      name: `vm-${number}`,
      parent: ref('Folder', 'group-v3'),
      runtime: {
        host: ref('HostSystem', 'host-8'),
        powerState: 'poweredOff',
        connectionState: 'connected',
        numMksConnections: 0,
      },
      recentTask: [],
      config: {
        name: `vm-${number}`,
        uuid: `42000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
        hardware: {
          numCPU: 2,
          memoryMB: 1024,
          device: [
            {
              $type: 'VirtualCdrom',
              key: 3000,
              backing: { $type: 'VirtualCdromIsoBackingInfo', fileName: '[ds] a.iso' },
            },
            { $type: 'VirtualDisk', key: 2000, capacityInKB: 1_048_576 },
          ],
        },
        extraConfig: [{ key: 'answer.msg.uuid.altered', value: 'I copied it' }],
      },
    },
  }
}

export type ServedTiny = ServedWorld & {
  readonly world: World
  readonly clock: ManualClock
}

/** Serve a tiny world for one test; its clock stands still until the test moves it. */
export async function serveTiny(
  options: ServeOptions & { vms?: number; product?: Product } = {},
  tables: readonly MethodTable[] = [],
): Promise<ServedTiny> {
  const clock = manualClock()
  const world = tinyWorld({ ...options, clock })
  return Object.assign(await serveWorld(world, tables, options), { world, clock })
}
