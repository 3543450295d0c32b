import type { Session } from '../api/method'
import { noPermission } from '../api/privileges'
import type { ApiVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { isDataObject, type DataObject, type Ref } from '../vim25/value'
import type { SimObject, World } from '../world/world'
import { missingOf, readWanted } from './filter'
import { CompiledSpec, type Wanted } from './filter-spec'
import { lookupFor, sightFor } from './session-objects'
import type { Sight } from './sight'
import { selectOnce, type Lookup } from './traversal'

/** One object that a spec has selected, to be read when its page is sent. */
export type Selected = {
  readonly ref: Ref
  readonly spec: CompiledSpec
}

/** What anybody may read without logging in (vim25 2.1). */
const open: Readonly<Record<string, ReadonlySet<string>>> = {
  ServiceInstance: new Set(['content', 'capability']),
  SessionManager: new Set(['currentSession', 'message', 'messageLocaleList', 'supportedLocaleList', 'defaultLocale']),
}

/** The fault for a caller without a session. */
export function notAuthenticated(object: Ref, privilegeId = 'System.View'): SimFault {
  return new SimFault('NotAuthenticated', { object, privilegeId })
}

/** Throws NotAuthenticated unless the caller may read a property of an object; `prop` undefined asks for the object as such. */
export function mustBeReadable(session: Session | undefined, ref: Ref, prop?: string): void {
  const readable = open[ref.type]
  if (session !== undefined || (readable !== undefined && (prop === undefined || readable.has(prop)))) return
  throw notAuthenticated(ref)
}

/** The objects that PropertyFilterSpecs select. Throws ManagedObjectNotFound for a start that is not there, NotAuthenticated. */
export function select(world: World, session: Session | undefined, specSet: unknown): readonly Selected[] {
  const lookup = lookupFor(world, session)
  const specs = Array.isArray(specSet) ? specSet.filter(isDataObject) : []
  return specs.flatMap((data) => {
    const spec = new CompiledSpec(data)
    mustSeeStarts(world, session, spec)
    mustHaveStarts(spec, lookup)
    const refs = selectOnce(spec, lookup)
    for (const { ref } of spec.starts) mustBeReadable(session, ref)
    for (const ref of refs) mustBeReadable(session, ref)
    return refs.map((ref) => ({ ref, spec }))
  })
}

/** Throws NoPermission for a start that is there and hidden: naming it spoils the whole call. */
export function mustSeeStarts(world: World, session: Session | undefined, spec: CompiledSpec): void {
  const sight = sightFor(world, session)
  const hidden = sight === undefined ? undefined : spec.starts.find(({ ref }) => !sight.sees(ref))
  if (hidden !== undefined) throw noPermission([{ object: hidden.ref, privilegeId: 'System.View' }])
}

/** Throws ManagedObjectNotFound unless all starts exist or the spec wants to be told of missing ones instead. */
export function mustHaveStarts(spec: CompiledSpec, lookup: Lookup): void {
  const missing = spec.starts.find(({ ref }) => lookup(ref) === undefined)
  if (missing !== undefined && !spec.reportMissing) throw new SimFault('ManagedObjectNotFound', { obj: missing.ref })
}

/** Selected objects as ObjectContent; those that are gone by now are left out. */
export function contentOf(
  world: World,
  session: Session | undefined,
  selected: readonly Selected[],
  version: ApiVersion,
): readonly DataObject[] {
  const lookup = lookupFor(world, session)
  const sight = sightFor(world, session)
  return selected.flatMap(({ ref, spec }) => {
    const object = lookup(ref)
    const wanted = spec.wantedOf(ref.type)
    if (object === undefined || wanted === undefined) return []
    const all = readWanted(object, wanted, version)
    if (session !== undefined) return [{ obj: ref, ...readable(object, wanted, all, sight) }]
    const opened = open[ref.type]
    const visible = (name: string): boolean => opened?.has(name.split('.')[0] ?? '') === true
    const hidden = wanted.all ? [] : wanted.paths.filter(({ text }) => !visible(text))
    const missingSet = hidden.map(({ text }) => ({ path: text, fault: notAuthenticated(ref).localized() }))
    return [{ obj: ref, propSet: all.filter(({ name }) => visible(name)), missingSet }]
  })
}

/** What of the wanted properties an account may read, as propSet, and as missingSet what it may not. */
function readable(
  object: SimObject,
  wanted: Wanted,
  values: readonly { readonly name: string; readonly val: unknown }[],
  sight: Sight | undefined,
): DataObject {
  const missingSet = sight === undefined ? [] : missingOf(object.ref, wanted, sight)
  if (missingSet.length === 0) return { propSet: values }
  const refused = new Set(missingSet.map(({ path }) => path))
  return { propSet: values.filter(({ name }) => !refused.has(name)), missingSet }
}
