import { joinNetwork, leaveNetwork, networkNamed } from '../estate/network-objects'
import { pnicKey, portGroupData, portGroupKey, switchData, switchKey } from '../estate/networks'
import { invalidArgument, SimFault } from '../vim25/faults'
import { number, object, objects, text, texts } from '../vim25/read-data'
import { sameRef, type DataObject, type Ref } from '../vim25/value'
import { powerStateOf } from '../vm/power-state'
import { refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import type { MethodTable } from './method'

/** HostNetworkSystem: standard switches and their port groups. Each call changes the host at once. */
export const hostNetworkMethods: MethodTable = {
  AddVirtualSwitch(ctx, self, args) {
    const { host, network } = ofSystem(ctx.world, self)
    const name = text(args, 'vswitchName') ?? ''
    if (name === '' || name.length > 31) throw invalidArgument('vswitchName')
    if (findSwitch(network, name) !== undefined) throw alreadyExists(name)
    const added = newSwitch(network, name, object(args, 'spec'), [])
    store(ctx.world, self, host, { ...network, vswitch: [...objects(network, 'vswitch'), added] })
  },

  /** Its spec is replaced; port groups and ports stay. */
  UpdateVirtualSwitch(ctx, self, args) {
    const { host, network } = ofSystem(ctx.world, self)
    const name = text(args, 'vswitchName') ?? ''
    const found = findSwitch(network, name)
    if (found === undefined) throw notFound(`The virtual switch '${name}'`)
    const updated = newSwitch(
      network,
      name,
      { mtu: number(found, 'mtu'), ...object(args, 'spec') },
      groupNames(network, name),
    )
    store(ctx.world, self, host, {
      ...network,
      vswitch: objects(network, 'vswitch').map((at) => (at === found ? updated : at)),
      portgroup: objects(network, 'portgroup').map((group) =>
        text(group, 'vswitch') === switchKey(name)
          ? {
              ...group,
              computedPolicy: mergedPolicy(object(updated['spec'], 'policy'), object(object(group, 'spec'), 'policy')),
            }
          : group,
      ),
    })
  },

  /** Takes its port groups along, unless somebody is plugged in. */
  RemoveVirtualSwitch(ctx, self, args) {
    const { world } = ctx
    const { host, network } = ofSystem(world, self)
    const name = text(args, 'vswitchName') ?? ''
    const found = findSwitch(network, name)
    if (found === undefined) throw notFound(`The virtual switch '${name}'`)
    const groups = objects(network, 'portgroup').filter((group) => text(group, 'vswitch') === switchKey(name))
    if (groups.some((group) => inUse(world, host, group))) throw resourceInUse('HostVirtualSwitch', name)
    store(world, self, host, {
      ...network,
      vswitch: objects(network, 'vswitch').filter((at) => at !== found),
      portgroup: objects(network, 'portgroup').filter((group) => !groups.includes(group)),
    })
    for (const group of groups) leaveNetwork(world, host, groupName(group))
  },

  AddPortGroup(ctx, self, args) {
    const { world } = ctx
    const { host, network } = ofSystem(world, self)
    const group = newPortGroup(network, object(args, 'portgrp'))
    if (findGroup(network, groupName(group)) !== undefined) throw alreadyExists(groupName(group))
    store(world, self, host, withGroups(network, [...objects(network, 'portgroup'), group]))
    joinNetwork(world, host, groupName(group))
  },

  /** Another VLAN, policy, switch or name. A group that somebody is plugged into keeps its name and switch. */
  UpdatePortGroup(ctx, self, args) {
    const { world } = ctx
    const { host, network } = ofSystem(world, self)
    const name = text(args, 'pgName') ?? ''
    const found = findGroup(network, name)
    if (found === undefined) throw notFound(`The port group '${name}'`)
    const group = { ...newPortGroup(network, object(args, 'portgrp')), port: found['port'] }
    const renamed = groupName(group) !== name
    if (renamed && findGroup(network, groupName(group)) !== undefined) throw alreadyExists(groupName(group))
    const moved = text(group, 'vswitch') !== text(found, 'vswitch')
    if ((renamed || moved) && inUse(world, host, found)) throw resourceInUse('HostPortGroup', name)
    const hadNetwork = networkNamed(world, host, name) !== undefined
    const groups = objects(network, 'portgroup').map((at) => (at === found ? group : at))
    store(world, self, host, withGroups(network, groups))
    if (!renamed) return
    leaveNetwork(world, host, name)
    if (hadNetwork) joinNetwork(world, host, groupName(group))
  },

  RemovePortGroup(ctx, self, args) {
    const { world } = ctx
    const { host, network } = ofSystem(world, self)
    const name = text(args, 'pgName') ?? ''
    const found = findGroup(network, name)
    if (found === undefined) throw notFound(`The port group '${name}'`)
    if (inUse(world, host, found)) throw resourceInUse('HostPortGroup', name)
    store(
      world,
      self,
      host,
      withGroups(
        network,
        objects(network, 'portgroup').filter((group) => group !== found),
      ),
    )
    leaveNetwork(world, host, name)
  },

  RefreshNetworkSystem: () => undefined,
}

function ofSystem(world: World, self: Ref): { host: Ref; network: DataObject } {
  const host = world
    .byType('HostSystem')
    .find(({ ref }) => sameRef(world.prop(ref, 'configManager.networkSystem'), self))?.ref
  const network = host && object(world.prop(host, 'config'), 'network')
  if (host === undefined || network === undefined) throw new SimFault('ManagedObjectNotFound', { obj: self })
  return { host, network }
}

/** The host's network is shown in two places. */
function store(world: World, self: Ref, host: Ref, network: DataObject): void {
  world.update(host, { 'config.network': network })
  world.update(self, { networkInfo: network })
}

const findSwitch = (network: DataObject, name: string) =>
  objects(network, 'vswitch').find((at) => text(at, 'name') === name)
const findGroup = (network: DataObject, name: string) =>
  objects(network, 'portgroup').find((group) => groupName(group) === name)
const groupName = (group: DataObject) => text(object(group, 'spec'), 'name') ?? ''
const groupNames = (network: DataObject, vswitch: string) =>
  objects(network, 'portgroup')
    .filter((group) => text(group, 'vswitch') === switchKey(vswitch))
    .map(groupName)

/** The network with other port groups; the switches list theirs. */
function withGroups(network: DataObject, portgroup: readonly DataObject[]): DataObject {
  const changed = { ...network, portgroup }
  const vswitch = objects(network, 'vswitch').map((at) => ({
    ...at,
    portgroup: groupNames(changed, text(at, 'name') ?? '').map(portGroupKey),
  }))
  return { ...changed, vswitch }
}

/** A switch as the host shows it for a spec. Throws NotFound and ResourceInUse about its network cards. */
function newSwitch(
  network: DataObject,
  name: string,
  spec: DataObject | undefined,
  groups: readonly string[],
): DataObject {
  const nics = uplinks(network, name, object(spec, 'bridge'))
  const mtu = number(spec, 'mtu') ?? 1500
  if (mtu < 1280 || mtu > 9190) throw invalidArgument('spec.mtu')
  const made = switchData(name, nics, groups, { mtu })
  const own = object(made, 'spec')
  const bridge = object(spec, 'bridge')
  return {
    ...made,
    spec: {
      ...own,
      numPorts: number(spec, 'numPorts') ?? 128,
      ...(bridge && {
        bridge: {
          ...object(own, 'bridge'),
          ...bridge,
          ...(bridge['nicDevice'] !== undefined && nicField(bridge, nics)),
        },
      }),
      policy: mergedPolicy(object(own, 'policy'), object(spec, 'policy')),
    },
  }
}

/** A simple bridge has one card, a bond several. */
const nicField = (bridge: DataObject, nics: readonly string[]) => ({
  nicDevice: bridge.$type === 'HostVirtualSwitchSimpleBridge' ? (nics[0] ?? '') : nics,
})

/** The cards of a bridge by device name. Callers name them by device, or, as libvirt does, by key. */
function uplinks(network: DataObject, name: string, bridge: DataObject | undefined): readonly string[] {
  const single = text(bridge, 'nicDevice')
  const wanted = single === undefined ? texts(bridge, 'nicDevice') : [single]
  return wanted.map((nic) => {
    const card = objects(network, 'pnic').find((pnic) => text(pnic, 'device') === nic || text(pnic, 'key') === nic)
    const device = text(card, 'device')
    if (device === undefined) throw notFound(`The physical network adapter '${nic}'`)
    const user = objects(network, 'vswitch').find(
      (at) => text(at, 'name') !== name && texts(at, 'pnic').includes(pnicKey(device)),
    )
    if (user !== undefined) throw resourceInUse('PhysicalNic', device)
    return device
  })
}

function newPortGroup(network: DataObject, spec: DataObject | undefined): DataObject {
  const name = text(spec, 'name') ?? ''
  const vlan = number(spec, 'vlanId') ?? 0
  if (name === '' || name.length > 127) throw invalidArgument('portgrp.name')
  if (vlan < 0 || vlan > 4095) throw invalidArgument('portgrp.vlanId')
  const vswitch = findSwitch(network, text(spec, 'vswitchName') ?? '')
  if (vswitch === undefined) throw notFound(`The virtual switch '${text(spec, 'vswitchName') ?? ''}'`)
  const made = portGroupData(name, vlan, text(vswitch, 'name') ?? '')
  const policy = object(spec, 'policy') ?? {}
  return {
    ...made,
    computedPolicy: mergedPolicy(object(object(vswitch, 'spec'), 'policy'), policy),
    spec: { ...object(made, 'spec'), policy },
  }
}

/** A policy that says only some things leaves the rest to what is below it. */
function mergedPolicy(below: DataObject | undefined, policy: DataObject | undefined): DataObject {
  const parts = ['security', 'nicTeaming', 'offloadPolicy', 'shapingPolicy'].map((part) => {
    const set = Object.entries(object(policy, part) ?? {}).filter(([, value]) => value !== undefined)
    return [part, { ...object(below, part), ...Object.fromEntries(set) }] as const
  })
  return Object.fromEntries(parts)
}

/** Somebody is plugged in: the host itself, or a running VM of this host. */
function inUse(world: World, host: Ref, group: DataObject): boolean {
  if (objects(group, 'port').length > 0) return true
  const network = networkNamed(world, host, groupName(group))
  const vms = network === undefined ? [] : refsAt(world, network, 'vm')
  return vms.some((vm) => powerStateOf(world, vm) !== 'poweredOff' && sameRef(world.prop(vm, 'runtime.host'), host))
}

const notFound = (what: string) => new SimFault('NotFound', {}, `${what} was not found on the host.`)
const alreadyExists = (name: string) =>
  new SimFault('AlreadyExists', { name }, `The specified key, name, or identifier '${name}' already exists.`)
const resourceInUse = (type: string, name: string) =>
  new SimFault('ResourceInUse', { type, name }, `The resource '${name}' is in use.`)
