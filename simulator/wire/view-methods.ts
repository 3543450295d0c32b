import type { CallContext, MethodTable, Session } from '../api/method'
import { SimFault } from '../vim25/faults'
import { managedType } from '../vim25/schema'
import { ref as makeRef, Ref } from '../vim25/value'
import { notAuthenticated } from './retrieve'
import { lookupFor } from './session-objects'
import { createContainerView, isContainer } from './views'

/** ViewManager and its views (vim25 2.4). */
export const viewMethods: MethodTable = {
  CreateContainerView(ctx, self, args) {
    const container = args['container']
    if (!(container instanceof Ref)) throw invalid('container')
    if (ctx.world.get(container) === undefined) throw new SimFault('ManagedObjectNotFound', { obj: container })
    if (!isContainer(container.type)) throw invalid('container')
    const types = Array.isArray(args['type']) ? args['type'].map(String) : []
    if (types.some((type) => managedType(type) === undefined)) throw invalid('type')
    const session = sessionOf(ctx, self)
    const lookup = lookupFor(ctx.world, session)
    return createContainerView(ctx.world, session, container, types, args['recursive'] === true, lookup)
  },

  CreateListView(ctx, self, args) {
    const session = sessionOf(ctx, self)
    const view = makeRef('ListView', session.newId())
    session.objects.put({ ref: view, props: { view: distinct(refs(args['obj'])) } })
    return view
  },

  /** Returns the objects that could not be added: those that do not exist. */
  ModifyListView(ctx, self, args) {
    const { objects } = sessionOf(ctx, self)
    const removed = new Set(refs(args['remove']).map((ref) => ref.key))
    const [present, missing] = split(refs(args['add']), (ref) => ctx.world.get(ref) !== undefined)
    const kept = refs(objects.prop(self, 'view')).filter((ref) => !removed.has(ref.key))
    objects.update(self, { view: distinct([...kept, ...present]) })
    return missing
  },

  ResetListView(ctx, self, args) {
    const [present, missing] = split(refs(args['obj']), (ref) => ctx.world.get(ref) !== undefined)
    sessionOf(ctx, self).objects.update(self, { view: distinct(present) })
    return missing
  },

  ResetListViewFromView(ctx, self, args) {
    const { objects } = sessionOf(ctx, self)
    const from = args['view']
    if (!(from instanceof Ref) || objects.get(from) === undefined) throw invalid('view')
    objects.update(self, { view: objects.prop(from, 'view') })
  },

  DestroyView(ctx, self) {
    sessionOf(ctx, self).objects.remove(self)
  },
}

function sessionOf(ctx: CallContext, self: Ref): Session {
  if (ctx.session === undefined) throw notAuthenticated(self)
  return ctx.session
}

function refs(value: unknown): readonly Ref[] {
  return Array.isArray(value) ? value.filter((item) => item instanceof Ref) : []
}

function distinct(list: readonly Ref[]): readonly Ref[] {
  return [...new Map(list.map((ref) => [ref.key, ref])).values()]
}

function split(list: readonly Ref[], accept: (ref: Ref) => boolean): [yes: readonly Ref[], no: readonly Ref[]] {
  return [list.filter(accept), list.filter((ref) => !accept(ref))]
}

function invalid(invalidProperty: string): SimFault {
  return new SimFault(
    'InvalidArgument',
    { invalidProperty },
    `A specified parameter was not correct: ${invalidProperty}`,
  )
}
