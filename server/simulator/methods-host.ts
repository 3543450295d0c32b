import { SimFault } from './faults'
import { idSource } from './inventory-ids'
import { entityProps } from './inventory-build'
import { pnicKey, portGroupData, portGroupKey, switchData, switchKey } from './inventory-network'
import { addRef, datacenterOf, dropRef, nameOf, refsAt } from './inventory-walk'
import type { MethodTable } from './method'
import { inventoryName } from './name-escapes'
import { powerStateOf } from './power-state'
import { number, object, objects, text, texts } from './read-data'
import { startFor } from './task-start'
import { Ref, sameRef, type DataObject } from './value'
import type { World } from './world'

/** Standard switches and port groups, rescans, and maintenance mode. */
export const hostMethods: MethodTable = {
  AddVirtualSwitch(ctx, self, args) {
    const { world } = ctx
    const { host, network } = ofSystem(world, self)
    const name = text(args, 'vswitchName') ?? ''
    if (name === '' || name.length > 32) throw new SimFault('InvalidArgument', { invalidProperty: 'vswitchName' })
    if (findSwitch(network, name)) throw new SimFault('AlreadyExists', { name })
    const spec = object(args, 'spec')
    const nics = texts(object(spec, 'bridge'), 'nicDevice')
    for (const nic of nics) {
      if (!objects(network, 'pnic').some((pnic) => text(pnic, 'device') === nic)) throw new SimFault('NotFound')
      const user = objects(network, 'vswitch').find((at) => texts(at, 'pnic').includes(pnicKey(nic)))
      if (user !== undefined)
        throw new SimFault('ResourceInUse', { type: 'HostVirtualSwitch', name: text(user, 'name') ?? '' })
    }
    const shaping = object(object(spec, 'policy'), 'shapingPolicy')
    const ports = number(spec, 'numPorts')
    const mtu = number(spec, 'mtu')
    const added = switchData(name, nics, [], {
      ...(ports !== undefined && { ports }),
      ...(mtu !== undefined && { mtu }),
      shaping,
    })
    store(world, self, host, { ...network, vswitch: [...objects(network, 'vswitch'), added] })
  },

  RemoveVirtualSwitch(ctx, self, args) {
    const { world } = ctx
    const { host, network } = ofSystem(world, self)
    const name = text(args, 'vswitchName') ?? ''
    const found = findSwitch(network, name)
    if (found === undefined) throw new SimFault('NotFound')
    const groups = objects(network, 'portgroup').filter((group) => text(group, 'vswitch') === switchKey(name))
    if (groups.some((group) => inUse(world, host, group)))
      throw new SimFault('ResourceInUse', { type: 'HostVirtualSwitch', name })
    for (const group of groups) forgetNetwork(world, host, text(object(group, 'spec'), 'name') ?? '')
    store(world, self, host, {
      ...network,
      vswitch: objects(network, 'vswitch').filter((at) => at !== found),
      portgroup: objects(network, 'portgroup').filter((group) => !groups.includes(group)),
    })
  },

  AddPortGroup(ctx, self, args) {
    const { world } = ctx
    const { host, network } = ofSystem(world, self)
    const spec = object(args, 'portgrp')
    const name = text(spec, 'name') ?? ''
    const switchName = text(spec, 'vswitchName') ?? ''
    const vlan = number(spec, 'vlanId') ?? 0
    if (name === '' || vlan < 0 || vlan > 4095)
      throw new SimFault('InvalidArgument', { invalidProperty: name === '' ? 'portgrp.name' : 'portgrp.vlanId' })
    if (objects(network, 'portgroup').some((group) => text(object(group, 'spec'), 'name') === name))
      throw new SimFault('AlreadyExists', { name })
    if (findSwitch(network, switchName) === undefined) throw new SimFault('NotFound')
    const shaping = object(object(spec, 'policy'), 'shapingPolicy')
    store(world, self, host, {
      ...network,
      portgroup: [...objects(network, 'portgroup'), portGroupData(name, vlan, switchName, { shaping })],
      vswitch: objects(network, 'vswitch').map((at) =>
        text(at, 'name') === switchName ? { ...at, portgroup: [...texts(at, 'portgroup'), portGroupKey(name)] } : at,
      ),
    })
    makeNetwork(world, host, name)
  },

  RemovePortGroup(ctx, self, args) {
    const { world } = ctx
    const { host, network } = ofSystem(world, self)
    const name = text(args, 'pgName') ?? ''
    const found = objects(network, 'portgroup').find((group) => text(object(group, 'spec'), 'name') === name)
    if (found === undefined) throw new SimFault('NotFound')
    if (inUse(world, host, found)) throw new SimFault('ResourceInUse', { type: 'HostPortGroup', name })
    store(world, self, host, {
      ...network,
      portgroup: objects(network, 'portgroup').filter((group) => group !== found),
      vswitch: objects(network, 'vswitch').map((at) => ({
        ...at,
        portgroup: texts(at, 'portgroup').filter((key) => key !== portGroupKey(name)),
      })),
    })
    forgetNetwork(world, host, name)
  },

  RefreshNetworkSystem: () => undefined,
  RefreshStorageSystem: () => undefined,
  RescanAllHba: () => undefined,
  RescanVmfs: () => undefined,

  RescanHba(ctx, self, args) {
    const adapters = objects(ctx.world.prop(self, 'storageDeviceInfo'), 'hostBusAdapter')
    if (!adapters.some((adapter) => text(adapter, 'device') === text(args, 'hbaDevice'))) throw new SimFault('NotFound')
  },

  /** Waits until the last VM on the host is off or gone. Can be cancelled while it waits. */
  EnterMaintenanceMode_Task: (ctx, host) =>
    startFor(ctx, {
      descriptionId: 'HostSystem.enterMaintenanceMode',
      entity: host,
      cancelable: true,
      async run(task) {
        if (ctx.world.prop(host, 'runtime.inMaintenanceMode') === true) throw new SimFault('InvalidState')
        await task.work(1_500, 1, 20)
        while (refsAt(ctx.world, host, 'vm').some((vm) => powerStateOf(ctx.world, vm) === 'poweredOn'))
          await task.work(1_000)
        ctx.world.update(host, { 'runtime.inMaintenanceMode': true })
      },
    }),

  ExitMaintenanceMode_Task: (ctx, host) =>
    startFor(ctx, {
      descriptionId: 'HostSystem.exitMaintenanceMode',
      entity: host,
      async run(task) {
        if (ctx.world.prop(host, 'runtime.inMaintenanceMode') !== true) throw new SimFault('InvalidState')
        await task.work(1_200, 10, 90)
        ctx.world.update(host, { 'runtime.inMaintenanceMode': false })
      },
    }),
}

function ofSystem(world: World, self: Ref): { host: Ref; network: DataObject } {
  const host = world
    .byType('HostSystem')
    .find(({ ref }) => sameRef(world.prop(ref, 'configManager.networkSystem'), self))?.ref
  const network = host && object(world.prop(host, 'config'), 'network')
  if (host === undefined || network === undefined) throw new SimFault('ManagedObjectNotFound', { obj: self })
  return { host, network }
}

const findSwitch = (network: DataObject, name: string) =>
  objects(network, 'vswitch').find((at) => text(at, 'name') === name)

/** The host's network is shown in two places. */
function store(world: World, self: Ref, host: Ref, network: DataObject): void {
  world.update(host, { 'config.network': network })
  world.update(self, { networkInfo: network })
}

/** Somebody is plugged in: the host itself, or a VM of this host. */
function inUse(world: World, host: Ref, group: DataObject): boolean {
  if (objects(group, 'port').length > 0) return true
  const network = networkNamed(world, host, text(object(group, 'spec'), 'name') ?? '')
  return (
    network !== undefined && refsAt(world, network, 'vm').some((vm) => sameRef(world.prop(vm, 'runtime.host'), host))
  )
}

function networkNamed(world: World, host: Ref, name: string): Ref | undefined {
  return refsAt(world, host, 'network').find((at) => nameOf(world, at) === inventoryName(name))
}

/** A port group for VMs is also a Network of the datacenter, shared by name among its hosts. */
function makeNetwork(world: World, host: Ref, name: string): void {
  const datacenter = datacenterOf(world, host)
  if (datacenter === undefined) return
  const stored = inventoryName(name)
  const known = refsAt(world, datacenter, 'network').find((at) => nameOf(world, at) === stored)
  const at = known ?? idSource(world).network(name)
  if (known === undefined) {
    const folder = world.prop(datacenter, 'networkFolder')
    world.put({
      ref: at,
      props: {
        ...entityProps(folder instanceof Ref ? folder : undefined, stored),
        summary: { $type: 'NetworkSummary', network: at, name: stored, accessible: true, ipPoolName: '' },
        host: [],
        vm: [],
      },
    })
    addRef(world, datacenter, 'network', at)
    if (folder instanceof Ref) addRef(world, folder, 'childEntity', at)
  }
  addRef(world, at, 'host', host)
  addRef(world, host, 'network', at)
  const compute = world.prop(host, 'parent')
  if (compute instanceof Ref) addRef(world, compute, 'network', at)
}

function forgetNetwork(world: World, host: Ref, name: string): void {
  const at = networkNamed(world, host, name)
  if (at === undefined) return
  dropRef(world, at, 'host', host)
  dropRef(world, host, 'network', at)
  if (refsAt(world, at, 'host').length > 0) return
  const datacenter = datacenterOf(world, host)
  const compute = world.prop(host, 'parent')
  const folder = world.prop(at, 'parent')
  if (datacenter !== undefined) dropRef(world, datacenter, 'network', at)
  if (compute instanceof Ref) dropRef(world, compute, 'network', at)
  if (folder instanceof Ref) dropRef(world, folder, 'childEntity', at)
  world.remove(at)
}
