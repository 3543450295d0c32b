import type { Session } from '../api/method'
import type { ApiVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { isDataObject, type DataObject, type Ref } from '../vim25/value'
import type { World } from '../world/world'
import { readWanted } from './filter'
import { CompiledSpec } from './filter-spec'
import { lookupFor } from './session-objects'
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
    mustHaveStarts(spec, lookup)
    const refs = selectOnce(spec, lookup)
    for (const { ref } of spec.starts) mustBeReadable(session, ref)
    for (const ref of refs) mustBeReadable(session, ref)
    return refs.map((ref) => ({ ref, spec }))
  })
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
  return selected.flatMap(({ ref, spec }) => {
    const object = lookup(ref)
    const wanted = spec.wantedOf(ref.type)
    if (object === undefined || wanted === undefined) return []
    const all = readWanted(object, wanted, version)
    if (session !== undefined) return [{ obj: ref, propSet: all }]
    const readable = open[ref.type]
    const visible = (name: string): boolean => readable?.has(name.split('.')[0] ?? '') === true
    const hidden = wanted.all ? [] : wanted.paths.filter(({ text }) => !visible(text))
    const missingSet = hidden.map(({ text }) => ({ path: text, fault: notAuthenticated(ref).localized() }))
    return [{ obj: ref, propSet: all.filter(({ name }) => visible(name)), missingSet }]
  })
}
