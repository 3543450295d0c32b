import { datastorePathOf } from '../estate/datastore-files'
import { SimFault } from '../vim25/faults'
import { isManagedA } from '../vim25/schema'
import { isDataObject, Ref, sameRef } from '../vim25/value'
import type { World } from '../world/world'
import type { CallContext, MethodTable } from './method'

/** SearchIndex (vim25 2.6). Nothing found is an empty answer, not a fault. */
export const searchMethods: MethodTable = {
  FindByInventoryPath(ctx, _self, args) {
    const steps = String(args['inventoryPath'])
      .split('/')
      .filter((step) => step !== '')
    let here = ctx.world.byType('Folder').find((folder) => !(folder.props['parent'] instanceof Ref))?.ref
    for (const step of steps) here = here === undefined ? undefined : childNamed(ctx.world, here, step)
    return here
  },

  FindChild: (ctx, _self, args) =>
    args['entity'] instanceof Ref ? childNamed(ctx.world, args['entity'], String(args['name'])) : undefined,

  FindByUuid: (ctx, _self, args) => byUuid(ctx, args)[0],
  FindAllByUuid: (ctx, _self, args) => byUuid(ctx, args),
  FindByIp: (ctx, _self, args) => byIp(ctx, args)[0],
  FindAllByIp: (ctx, _self, args) => byIp(ctx, args),
  FindByDnsName: (ctx, _self, args) => byDnsName(ctx, args)[0],
  FindAllByDnsName: (ctx, _self, args) => byDnsName(ctx, args),

  FindByDatastorePath(ctx, _self, args) {
    const path = String(args['path'])
    const datacenter = args['datacenter'] instanceof Ref ? args['datacenter'] : undefined
    const name = datastorePathOf(ctx.world, path, datacenter)?.name
    const known = ctx.world
      .byType('Datastore')
      .some(({ ref }) => name !== undefined && ctx.world.prop(ref, 'name') === name)
    if (!known)
      throw new SimFault(
        'InvalidDatastore',
        name === undefined ? {} : { name },
        `There is no datastore "${name ?? ''}".`,
      )
    return entities(ctx.world, 'VirtualMachine', args['datacenter']).find(
      (vm) => ctx.world.prop(vm, 'config.files.vmPathName') === path,
    )
  },
}

/** The properties that hold what stands below an entity in inventory paths. */
const below: readonly { readonly type: string; readonly props: readonly string[] }[] = [
  { type: 'Folder', props: ['childEntity'] },
  { type: 'Datacenter', props: ['vmFolder', 'hostFolder', 'datastoreFolder', 'networkFolder'] },
  { type: 'ComputeResource', props: ['host', 'resourcePool'] },
  { type: 'ResourcePool', props: ['resourcePool', 'vm'] },
]

function childNamed(world: World, entity: Ref, name: string): Ref | undefined {
  const wanted = normalName(name)
  const props = below.filter(({ type }) => isManagedA(entity.type, type)).flatMap((entry) => entry.props)
  for (const prop of props) {
    const value = world.prop(entity, prop)
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child instanceof Ref && normalName(String(world.prop(child, 'name'))) === wanted) return child
    }
  }
  return undefined
}

/** Names are escaped in paths as they are in the inventory; the case of the hex digits does not matter. */
function normalName(name: string): string {
  return name.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toLowerCase())
}

function byUuid(ctx: CallContext, args: Record<string, unknown>): readonly Ref[] {
  const uuid = String(args['uuid']).toLowerCase()
  const vmSearch = args['vmSearch'] === true
  const vmPath = args['instanceUuid'] === true ? 'config.instanceUuid' : 'config.uuid'
  return search(ctx, args, (world, ref) => {
    const own = world.prop(ref, vmSearch ? vmPath : 'hardware.systemInfo.uuid')
    return typeof own === 'string' && own.toLowerCase() === uuid
  })
}

function byIp(ctx: CallContext, args: Record<string, unknown>): readonly Ref[] {
  const ip = String(args['ip'])
  return search(ctx, args, (world, ref) => {
    if (ref.type === 'HostSystem') {
      const vnics = world.prop(ref, 'config.network.vnic')
      return list(vnics).some(
        (vnic) => isDataObject(vnic) && isDataObject(vnic['spec']) && hasIp(vnic['spec']['ip'], ip),
      )
    }
    const nics = world.prop(ref, 'guest.net')
    return world.prop(ref, 'guest.ipAddress') === ip || list(nics).some((nic) => hasIp(nic, ip))
  })
}

function hasIp(data: unknown, ip: string): boolean {
  return isDataObject(data) && (data['ipAddress'] === ip || list(data['ipAddress']).includes(ip))
}

function byDnsName(ctx: CallContext, args: Record<string, unknown>): readonly Ref[] {
  const wanted = String(args['dnsName']).toLowerCase()
  return search(ctx, args, (world, ref) => {
    const name = world.prop(ref, ref.type === 'HostSystem' ? 'name' : 'guest.hostName')
    return typeof name === 'string' && name.toLowerCase() === wanted
  })
}

function search(
  ctx: CallContext,
  args: Record<string, unknown>,
  matches: (world: World, ref: Ref) => boolean,
): readonly Ref[] {
  const type = args['vmSearch'] === true ? 'VirtualMachine' : 'HostSystem'
  return entities(ctx.world, type, args['datacenter']).filter((ref) => matches(ctx.world, ref))
}

/** Entities of a type, those inside a datacenter when one is given. */
function entities(world: World, type: string, datacenter: unknown): readonly Ref[] {
  const all = world.byType(type).map(({ ref }) => ref)
  return datacenter instanceof Ref ? all.filter((ref) => isInside(world, ref, datacenter)) : all
}

function isInside(world: World, ref: Ref, container: Ref): boolean {
  let here: unknown = ref
  for (let depth = 0; here instanceof Ref && depth < 100; depth++) {
    if (sameRef(here, container)) return true
    here = world.get(here)?.props['parent']
  }
  return false
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
