import { plainInventoryName } from '../vim25/name-escapes'
import { privilegeIds } from '../vim25/privileges'
import type { Segment } from '../vim25/property-path'
import { isManagedA } from '../vim25/schema'
import { Ref, sameRef } from '../vim25/value'
import { roleData, systemRoles, type SystemRole } from './authorization'
import { ancestry } from './inventory-walk'
import { managerRef } from './managers'
import { perWorld, type World } from './world'

/** What an account may not do. Without any of it, it may do everything. */
export type Rights = {
  /** Privileges it lacks everywhere: ids, or all of a group, `VirtualMachine.Interact.*`. */
  readonly deny?: readonly string[]
  /**
   * Privileges it lacks on one object and everything below: by name (as stored or as people write it), moid, or type, such as
   * `Task`. What is no entity counts with its entity: a task with what it is about, a snapshot with its VM, a manager of a
   * host with that, other managers with the root.
   */
  readonly denyOn?: Readonly<Record<string, readonly string[]>>
  /** It has these alone, less what is denied; as `deny` names them. */
  readonly only?: readonly string[]
}

const state = perWorld((world) => {
  const denied = new Map<Rights, Map<string, readonly string[]>>()
  // What is denied where goes by names and places; everything else may change as it likes.
  world.on((change) => {
    const matters = change.kind === 'remove' || (change.kind === 'update' && change.paths.some(isPlace))
    if (matters) denied.clear()
  })
  return { rights: new Map<string, Rights>(), roles: [...systemRoles], known: new Map<string, number>(), denied }
})

const isPlace = ([first]: readonly Segment[]): boolean =>
  first !== undefined && 'field' in first && (first.field === 'name' || first.field === 'parent')

const names = (patterns: readonly string[], id: string): boolean =>
  patterns.some(
    (pattern) => pattern === id || pattern === '*' || (pattern.endsWith('.*') && id.startsWith(pattern.slice(0, -1))),
  )

/** Limit an account from now on, also where it is logged in; its roles are in `roleList` when this returns. */
export function limitAccount(world: World, userName: string, rights: Rights): void {
  state(world).rights.set(userName, rights)
  for (const type of world.types()) {
    if (isManagedA(type, 'ManagedEntity')) for (const { ref } of world.byType(type)) roleOf(world, userName, ref)
  }
}

export const rightsOf = (world: World, userName: string): Rights | undefined => state(world).rights.get(userName)
export const isLimited = (world: World, userName: string): boolean => state(world).rights.has(userName)

/** Whether an account holds a privilege on an object. */
export function holds(world: World, userName: string, object: Ref, privilegeId: string): boolean {
  const rights = state(world).rights.get(userName)
  return rights === undefined || grants(rights, deniedOn(world, rights, object), privilegeId)
}

/** Every privilege that an account holds on an object. */
export function privilegesOf(world: World, userName: string, object: Ref): readonly string[] {
  const rights = state(world).rights.get(userName)
  if (rights === undefined) return privilegeIds
  const denied = deniedOn(world, rights, object)
  return privilegeIds.filter((id) => grants(rights, denied, id))
}

/** The role that an account has on an entity: a system role that is just the same, or one made for it. */
export function roleOf(world: World, userName: string, entity: Ref): number {
  const { roles, known } = state(world)
  const privileges = privilegesOf(world, userName, entity)
  const key = privileges.join(' ')
  const found = known.get(key) ?? roles.find((role) => sameIds(role.privileges, privileges))?.id
  const id = found ?? newRole(world, privileges)
  known.set(key, id)
  return id
}

function newRole(world: World, privileges: readonly string[]): number {
  const { roles } = state(world)
  const id = 1 + Math.max(0, ...roles.map((role) => role.id))
  const role: SystemRole = { id, name: `limited-${id}`, label: `Limited ${id}`, privileges }
  roles.push(role)
  const manager = managerRef(world.product, 'authorizationManager')
  if (world.get(manager) !== undefined) world.update(manager, { roleList: roles.map(roleData) })
  return id
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id))

const grants = (rights: Rights, denied: readonly string[], id: string): boolean =>
  (rights.only === undefined || names(rights.only, id)) && !names(denied, id)

function deniedOn(world: World, rights: Rights, object: Ref): readonly string[] {
  const { denied } = state(world)
  const known = denied.get(rights) ?? new Map<string, readonly string[]>()
  denied.set(rights, known)
  const found = known.get(object.key) ?? findDenied(world, rights, object)
  known.set(object.key, found)
  return found
}

function findDenied(world: World, rights: Rights, object: Ref): readonly string[] {
  const { deny = [], denyOn = {} } = rights
  const places = Object.entries(denyOn)
  if (places.length === 0) return deny
  const path = [object, ...ancestry(world, placeOf(world, object))]
  return [
    ...deny,
    ...places.filter(([place]) => path.some((at) => isCalled(world, at, place))).flatMap(([, ids]) => ids),
  ]
}

/** The entity whose permissions decide about an object. */
export function placeOf(world: World, object: Ref): Ref {
  if (isManagedA(object.type, 'ManagedEntity')) return object
  const path = { Task: 'info.entity', VirtualMachineSnapshot: 'vm' }[object.type]
  const entity = path === undefined ? hostOfManager(world, object) : world.prop(object, path)
  return entity instanceof Ref ? entity : managerRef(world.product, 'rootFolder')
}

/** The host whose manager it is: what changes its network is allowed, or not, on the host. */
function hostOfManager(world: World, object: Ref): Ref | undefined {
  if (!object.type.startsWith('Host')) return undefined
  const managers = (host: Ref) => Object.values(world.prop(host, 'configManager') ?? {})
  return world
    .byType('HostSystem')
    .find(({ ref }) => managers(ref).some((one) => one instanceof Ref && sameRef(one, object)))?.ref
}

function isCalled(world: World, object: Ref, place: string): boolean {
  if (object.value === place || object.key === place || object.type === place) return true
  const name = world.prop(object, 'name')
  return typeof name === 'string' && (name === place || plainInventoryName(name) === place)
}
