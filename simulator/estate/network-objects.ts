import { inventoryName } from '../vim25/name-escapes'
import { Ref } from '../vim25/value'
import { addRef, datacenterOf, dropRef, nameOf, parentOf, refsAt } from '../world/inventory-walk'
import { idSource } from '../world/moids'
import type { World } from '../world/world'
import { entityProps } from './build-inventory'

/** A port group for VMs is also a Network of the datacenter, one for all its hosts that have a group of that name. */

export function networkNamed(world: World, host: Ref, name: string): Ref | undefined {
  return refsAt(world, host, 'network').find((at) => nameOf(world, at) === inventoryName(name))
}

/** Let a host have the network of that name; made if the datacenter has none yet. */
export function joinNetwork(world: World, host: Ref, name: string): void {
  const datacenter = datacenterOf(world, host)
  if (datacenter === undefined) return
  const stored = inventoryName(name)
  const known = refsAt(world, datacenter, 'network').find((at) => nameOf(world, at) === stored)
  const at = known ?? makeNetwork(world, datacenter, name)
  addRef(world, at, 'host', host)
  addRef(world, host, 'network', at)
  const compute = parentOf(world, host)
  if (compute !== undefined) addRef(world, compute, 'network', at)
}

function makeNetwork(world: World, datacenter: Ref, name: string): Ref {
  const at = idSource(world).network(name)
  const stored = inventoryName(name)
  const folder = world.prop(datacenter, 'networkFolder')
  const parent = folder instanceof Ref ? folder : datacenter
  const summary = { $type: 'NetworkSummary', network: at, name: stored, accessible: true, ipPoolName: '' }
  world.put({ ref: at, props: { ...entityProps(parent, stored), summary, host: [], vm: [] } })
  addRef(world, datacenter, 'network', at)
  if (folder instanceof Ref) addRef(world, folder, 'childEntity', at)
  return at
}

/** A host has the network no longer. It is gone when no host has it and no VM is configured for it. */
export function leaveNetwork(world: World, host: Ref, name: string): void {
  const at = networkNamed(world, host, name)
  if (at === undefined) return
  dropRef(world, at, 'host', host)
  dropRef(world, host, 'network', at)
  const compute = parentOf(world, host)
  const others = compute === undefined ? [] : refsAt(world, compute, 'host')
  if (compute !== undefined && !others.some((other) => networkNamed(world, other, name) !== undefined)) {
    dropRef(world, compute, 'network', at)
  }
  if (refsAt(world, at, 'host').length > 0 || refsAt(world, at, 'vm').length > 0) return
  const datacenter = datacenterOf(world, at)
  const folder = parentOf(world, at)
  if (datacenter !== undefined) dropRef(world, datacenter, 'network', at)
  if (folder !== undefined) dropRef(world, folder, 'childEntity', at)
  world.remove(at)
}
