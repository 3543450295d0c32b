import type { CallContext, MethodTable, Session } from '../api/method'
import { noPermission } from '../api/privileges'
import { oldestVersion, parseVersion, type ApiVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { parsePath } from '../vim25/property-path'
import { isDataObject, ref as makeRef, type DataObject, type Ref } from '../vim25/value'
import { quirksOf } from '../world/quirks'
import { perWorld } from '../world/world'
import { CompiledSpec } from './filter-spec'
import {
  contentOf,
  mustBeReadable,
  mustHaveStarts,
  mustSeeStarts,
  notAuthenticated,
  select,
  type Selected,
} from './retrieve'
import { lookupFor, sessionObjects, sightFor } from './session-objects'
import { declaredAt, readTyped } from './typed-read'

/** Objects per page of RetrievePropertiesEx when the caller names no number. */
export const pageSize = perWorld(() => ({ objects: 100 }))

/** PropertyCollector and PropertyFilter (vim25 2.2, 2.3, 2.5), and Fetch, which every object has. */
export const collectorMethods: MethodTable = {
  RetrieveProperties: (ctx, _self, args) =>
    contentOf(ctx.world, ctx.session, select(ctx.world, ctx.session, args['specSet']), versionOf(ctx)),

  RetrievePropertiesEx(ctx, self, args) {
    const wanted = numberIn(args['options'], 'maxObjects')
    if (wanted !== undefined && wanted <= 0) throw invalid('options.maxObjects')
    const size = atMost(ctx, wanted ?? pageSize(ctx.world).objects)
    return page(ctx, self, select(ctx.world, ctx.session, args['specSet']), size)
  },

  ContinueRetrievePropertiesEx(ctx, self, args) {
    if (quirksOf(ctx.world).refusesContinueToLimited && sightFor(ctx.world, ctx.session)?.isLimited() === true)
      throw noPermission([{ object: self, privilegeId: 'System.Read' }])
    const { selected, size } = takeToken(ctx, self, args['token'])
    return page(ctx, self, selected, size) ?? { objects: [] }
  },

  CancelRetrievePropertiesEx(ctx, self, args) {
    takeToken(ctx, self, args['token'])
  },

  Fetch(ctx, self, args) {
    const name = String(args['prop'])
    const segments = parsePath(name)
    if (segments === undefined || declaredAt(self.type, segments) === undefined)
      throw new SimFault('InvalidProperty', { name })
    mustBeReadable(ctx.session, self, name.split('.')[0])
    const refusal = sightFor(ctx.world, ctx.session)?.refusal(self, name)
    if (refusal !== undefined) throw refusal
    const object = lookupFor(ctx.world, ctx.session)(self)
    return object === undefined ? undefined : readTyped(object, segments)
  },

  CreateFilter(ctx, self, args) {
    const session = mustHaveSession(ctx, self)
    const objects = sessionObjects(ctx.world, session)
    const data = args['spec']
    const spec = new CompiledSpec(isDataObject(data) ? data : {})
    mustSeeStarts(ctx.world, session, spec)
    mustHaveStarts(spec, objects.lookup)
    const partialUpdates = args['partialUpdates'] === true
    const filter = makeRef('PropertyFilter', session.newId())
    session.objects.put({ ref: filter, props: { spec: data, partialUpdates } })
    objects.collector(self).addFilter(filter, spec, partialUpdates)
    return filter
  },

  DestroyPropertyFilter(ctx, self) {
    sessionObjects(ctx.world, mustHaveSession(ctx, self)).dropFilter(self)
  },

  CreatePropertyCollector(ctx, self) {
    const session = mustHaveSession(ctx, self)
    const collector = makeRef('PropertyCollector', session.newId())
    session.objects.put({ ref: collector, props: {} })
    return collector
  },

  DestroyPropertyCollector(ctx, self) {
    const session = mustHaveSession(ctx, self)
    sessionObjects(ctx.world, session).dropCollector(self)
    session.objects.remove(self)
  },

  CheckForUpdates: (ctx, self, args) => wait(ctx, self, args['version'], 0, undefined),

  WaitForUpdates: (ctx, self, args) => wait(ctx, self, args['version'], undefined, undefined),

  WaitForUpdatesEx(ctx, self, args) {
    const seconds = numberIn(args['options'], 'maxWaitSeconds')
    const maxObjects = numberIn(args['options'], 'maxObjectUpdates')
    if (seconds !== undefined && seconds < 0) throw invalid('options.maxWaitSeconds')
    if (maxObjects !== undefined && maxObjects <= 0) throw invalid('options.maxObjectUpdates')
    return wait(ctx, self, args['version'], seconds === undefined ? undefined : seconds * 1000, atMost(ctx, maxObjects))
  },

  CancelWaitForUpdates(ctx, self) {
    sessionObjects(ctx.world, mustHaveSession(ctx, self)).collector(self).cancel()
  },
}

function atMost(ctx: CallContext, objects: number): number
function atMost(ctx: CallContext, objects: number | undefined): number | undefined
function atMost(ctx: CallContext, objects: number | undefined): number | undefined {
  const { mostObjects } = quirksOf(ctx.world)
  return mostObjects === undefined ? objects : Math.min(objects ?? mostObjects, mostObjects)
}

async function wait(
  ctx: CallContext,
  self: Ref,
  version: unknown,
  maxWaitMs: number | undefined,
  maxObjects: number | undefined,
): Promise<DataObject | undefined> {
  const collector = sessionObjects(ctx.world, mustHaveSession(ctx, self)).collector(self)
  const from = typeof version === 'string' ? version : ''
  const set = await collector.wait(from, { maxWaitMs, maxObjects }, versionOf(ctx), ctx.signal)
  if (set?.['truncated'] === true) ctx.afterReply(() => collector.prepare(String(set['version'])))
  return set
}

type Rest = {
  readonly collector: Ref
  readonly selected: readonly Selected[]
  readonly size: number
}

const tokens = new WeakMap<Session, { next: number; rests: Map<string, Rest> }>()

/** The next page, with a token for the rest if there is one; undefined when there is nothing at all. */
function page(ctx: CallContext, self: Ref, selected: readonly Selected[], size: number): DataObject | undefined {
  const objects = contentOf(ctx.world, ctx.session, selected.slice(0, size), versionOf(ctx))
  const rest = selected.slice(size)
  if (rest.length === 0 || ctx.session === undefined) return objects.length === 0 ? undefined : { objects }
  let state = tokens.get(ctx.session)
  if (state === undefined) tokens.set(ctx.session, (state = { next: 0, rests: new Map() }))
  const token = String(state.next++)
  state.rests.set(token, { collector: self, selected: rest, size })
  return { token, objects }
}

/** A token can be used once, in its session and on its collector. */
function takeToken(ctx: CallContext, self: Ref, token: unknown): Rest {
  const state = tokens.get(mustHaveSession(ctx, self))
  const rest = state?.rests.get(String(token))
  if (rest === undefined || rest.collector.key !== self.key) throw invalid('token')
  state?.rests.delete(String(token))
  return rest
}

function mustHaveSession(ctx: CallContext, self: Ref): Session {
  if (ctx.session === undefined) throw notAuthenticated(self)
  return ctx.session
}

function versionOf(ctx: CallContext): ApiVersion {
  return parseVersion(ctx.apiVersion) ?? oldestVersion
}

function numberIn(options: unknown, name: string): number | undefined {
  const value = isDataObject(options) ? options[name] : undefined
  return typeof value === 'number' ? value : undefined
}

function invalid(invalidProperty: string): SimFault {
  return new SimFault(
    'InvalidArgument',
    { invalidProperty },
    `A specified parameter was not correct: ${invalidProperty}`,
  )
}
