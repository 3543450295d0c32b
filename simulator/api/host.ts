import { SimFault } from '../vim25/faults'
import { number, object, objects, text } from '../vim25/read-data'
import { sameRef, type Ref } from '../vim25/value'
import { computeOf, nameOf, refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import { refreshDatastore } from './datastore'
import { hostNetworkMethods } from './host-network'
import { maintenanceMethods } from './maintenance'
import type { MethodTable } from './method'

/** Hosts: network, storage, maintenance, and what a host tells somebody who is about to connect to it. */
export const hostMethods: MethodTable = {
  ...hostNetworkMethods,
  ...maintenanceMethods,

  async RescanHba(ctx, self, args) {
    const device = text(args, 'hbaDevice') ?? ''
    const adapters = objects(ctx.world.prop(self, 'storageDeviceInfo'), 'hostBusAdapter')
    if (!adapters.some((adapter) => text(adapter, 'device') === device)) {
      throw new SimFault('NotFound', {}, `The storage adapter '${device}' was not found on the host.`)
    }
    await spend(ctx.world, 1_000)
  },
  RescanAllHba: (ctx) => spend(ctx.world, 2_500),
  RescanVmfs: (ctx, self) => lookAtVolumes(ctx.world, self, 1_500),
  RefreshStorageSystem: (ctx, self) => lookAtVolumes(ctx.world, self, 400),

  QueryHostConnectionInfo(ctx, host) {
    const { world } = ctx
    const summary = object({ summary: world.prop(host, 'summary') }, 'summary')
    const serverIp = text(summary, 'managementServerIp')
    return {
      ...(serverIp !== undefined && { serverIp }),
      inDasCluster: inHaCluster(world, host),
      host: summary,
      vm: refsAt(world, host, 'vm').map((vm) => world.prop(vm, 'summary')),
      vimAccountNameRequired: false,
      clusterSupported: true,
      network: refsAt(world, host, 'network').map((network) => ({
        $type: 'HostNewNetworkConnectInfo',
        summary: world.prop(network, 'summary'),
      })),
      datastore: refsAt(world, host, 'datastore').map((datastore) => ({
        $type: 'HostDatastoreExistsConnectInfo',
        summary: world.prop(datastore, 'summary'),
        newDatastoreName: nameOf(world, datastore),
      })),
    }
  },

  /** In seconds. */
  RetrieveHardwareUptime: (ctx, host) => number(ctx.world.prop(host, 'summary.quickStats'), 'uptime') ?? 0,
}

function inHaCluster(world: World, host: Ref): boolean {
  const compute = computeOf(world, host)
  return compute !== undefined && world.prop(compute, 'configurationEx.dasConfig.enabled') === true
}

/** Let simulated time go by. */
const spend = (world: World, ms: number): Promise<void> =>
  new Promise((resolve) => {
    world.clock.after(ms, resolve)
  })

/** Look for volumes on the storage system's host: the datastores there are measured again. */
async function lookAtVolumes(world: World, self: Ref, ms: number): Promise<void> {
  await spend(world, ms)
  const host = world
    .byType('HostSystem')
    .find(({ ref }) => sameRef(world.prop(ref, 'configManager.storageSystem'), self))?.ref
  for (const datastore of host === undefined ? [] : refsAt(world, host, 'datastore')) refreshDatastore(world, datastore)
}
