import { SimFault } from '../vim25/faults'
import { refIn, refs, text, texts } from '../vim25/read-data'
import { isManagedA } from '../vim25/schema'
import type { DataObject, Ref } from '../vim25/value'
import { managerRef } from '../world/managers'
import { holds, privilegesOf, roleOf } from '../world/permissions'
import type { WireContext, WireMethodTable } from './wire-context'

/** AuthorizationManager's questions about rights. Hosts have none of them: there one goes by effectiveRole and roleList. */
export const privilegeMethods: WireMethodTable = {
  HasPrivilegeOnEntity(ctx, _self, args) {
    vcenterOnly(ctx)
    const entity = refIn(args, 'entity')
    const user = userOf(ctx, text(args, 'sessionId'))
    return texts(args, 'privId').map(
      (id) => entity !== undefined && user !== undefined && grants(ctx, user, entity, id),
    )
  },

  HasPrivilegeOnEntities(ctx, _self, args) {
    vcenterOnly(ctx)
    const user = userOf(ctx, text(args, 'sessionId'))
    return availability(ctx, refs(args, 'entity'), user, texts(args, 'privId'))
  },

  HasUserPrivilegeOnEntities(ctx, _self, args) {
    vcenterOnly(ctx)
    return availability(ctx, refs(args, 'entities'), text(args, 'userName') ?? '', texts(args, 'privId'))
  },

  FetchUserPrivilegeOnEntities(ctx, _self, args) {
    vcenterOnly(ctx)
    const user = text(args, 'userName') ?? ''
    return refs(args, 'entities').map((entity): DataObject => ({
      entity,
      privileges: privilegesOf(ctx.world, user, entity),
    }))
  },

  RetrieveEntityPermissions(ctx, _self, args): readonly DataObject[] {
    const entity = refIn(args, 'entity')
    const principal = ctx.session?.userName ?? ''
    if (entity === undefined) return []
    return [{ entity, principal, group: false, roleId: roleOf(ctx.world, principal, entity), propagate: true }]
  },
}

function vcenterOnly(ctx: WireContext): void {
  if (ctx.world.product === 'esx') throw new SimFault('NotImplemented')
}

/** Whose session it is. One that is not known holds nothing; that is no fault. */
const userOf = (ctx: WireContext, key: string | undefined): string | undefined =>
  key === undefined ? undefined : ctx.sessions.byKey(key)?.userName

/** What is no entity is asked about at the root folder. */
function grants(ctx: WireContext, user: string, entity: Ref, id: string): boolean {
  const at = isManagedA(entity.type, 'ManagedEntity') ? entity : managerRef(ctx.world.product, 'rootFolder')
  return holds(ctx.world, user, at, id)
}

const availability = (
  ctx: WireContext,
  entities: readonly Ref[],
  user: string | undefined,
  ids: readonly string[],
): readonly DataObject[] =>
  entities.map((entity) => ({
    entity,
    privAvailability: ids.map((privId) => ({
      privId,
      isGranted: user !== undefined && grants(ctx, user, entity, privId),
    })),
  }))
