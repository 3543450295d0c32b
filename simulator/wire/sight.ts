import { noPermission } from '../api/privileges'
import type { Session } from '../api/method'
import { readPrivilege } from '../vim25/privileges'
import type { SimFault } from '../vim25/faults'
import { isManagedA } from '../vim25/schema'
import { Ref } from '../vim25/value'
import { holds, isLimited, rightsOf, roleOf } from '../world/permissions'
import type { SimObject, World } from '../world/world'

/** What an account gets to see. Its rights may change while it is logged in. */
export type Sight = {
  /** Whether there is anything that it may not do. */
  isLimited(): boolean
  /** Whether an object is there for it at all. What is not is left out of lists, views and traversals without a word. */
  sees(ref: Ref): boolean
  /** The fault for a property that it may not read; undefined when it may. `path` is a property path. */
  refusal(ref: Ref, path: string): SimFault | undefined
  /** The object as it looks to it: lists without what it does not see, and its own roles. */
  shown(object: SimObject): SimObject
}

/** How a session sees the world. */
export function sightOf(world: World, session: Session): Sight {
  const user = session.userName
  let looks = new WeakMap<SimObject, SimObject>()
  let looksOf: unknown
  const own = (ref: Ref): boolean => session.objects.get(ref) !== undefined
  const sees = (ref: Ref): boolean =>
    !isLimited(world, user) || own(ref) || world.get(ref) === undefined || holds(world, user, ref, 'System.View')
  return {
    isLimited: () => isLimited(world, user),
    sees,
    refusal(ref, path) {
      if (!isLimited(world, user) || own(ref)) return undefined
      const privilegeId = readPrivilege(ref.type, path.split(/[.[]/)[0] ?? '')
      return holds(world, user, ref, privilegeId) ? undefined : noPermission([{ object: ref, privilegeId }])
    },
    shown(object) {
      if (!isLimited(world, user)) return object
      const rights = rightsOf(world, user)
      if (rights !== looksOf) [looks, looksOf] = [new WeakMap(), rights]
      const isEntity = isManagedA(object.ref.type, 'ManagedEntity')
      if (own(object.ref) || (!isEntity && object.ref.type !== 'TaskManager')) return object
      const known = looks.get(object)
      if (known !== undefined) return known
      const props = Object.fromEntries(
        Object.entries(object.props).map(([name, value]) => [name, withoutHidden(value, sees)]),
      )
      const look = {
        ref: object.ref,
        props: isEntity ? { ...props, effectiveRole: [roleOf(world, user, object.ref)] } : props,
      }
      looks.set(object, look)
      return look
    },
  }
}

/** Lists of references leave out what is hidden; a single reference may still name it. */
function withoutHidden(value: unknown, sees: (ref: Ref) => boolean): unknown {
  if (!Array.isArray(value) || !(value[0] instanceof Ref)) return value
  const left = value.filter((item) => !(item instanceof Ref) || sees(item))
  return left.length === value.length ? value : left
}

/** The sight of somebody who sees everything. */
export const everything: Sight = {
  isLimited: () => false,
  sees: () => true,
  refusal: () => undefined,
  shown: (object) => object,
}
