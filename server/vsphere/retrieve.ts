import type { MoRef } from '@/lib/vsphere/ids'
import { VimFault, WireError } from './errors'
import { isFault } from './fault'
import { filterSpecValue, withoutPath, type FilterSpec } from './filter-spec'
import type { Session } from './session'
import { readMissingProperties, type MissingProperty, type ObjectUpdate } from './update-set'
import { asList, asObject, asObjects, asRef, asText, refValue, type WireObject, type WireValue } from './wire-value'

export type ObjectContent = {
  obj: MoRef
  properties: ReadonlyMap<string, WireValue>
  missing: readonly MissingProperty[]
}

/** Objects per page: vCenter pages at 100 anyway, and big properties want small pages. */
const pageObjects = 100
/** Far more than the largest vCenter has; a server that never comes to an end is not listened to for ever. */
const mostPages = 1_000

/**
 * Reads properties now, all pages of them. Properties that the server's version does not have are left out; those that
 * it would not show are in `missing`. Rejects with VimFault (ManagedObjectNotFound for a start object that is gone) or
 * WireError.
 */
export async function retrieve(session: Session, spec: FilterSpec): Promise<ObjectContent[]> {
  const generation = session.generation
  const objects = await retrieveOnce(session, spec)
  // Reading is allowed without a session; what then cannot be read is missing rather than refused.
  if (!objects.some(({ missing }) => missing.some(({ fault }) => fault.type === 'NotAuthenticated'))) return objects
  await session.renew(generation)
  return retrieveOnce(session, spec)
}

async function retrieveOnce(session: Session, spec: FilterSpec): Promise<ObjectContent[]> {
  return withKnownPaths(spec, async (known) => {
    const collector = session.content.propertyCollector
    const specSet = [filterSpecValue(known, false)]
    if (!session.has('4.1')) {
      return asList(await session.call('RetrieveProperties', collector, { specSet })).flatMap(readContent)
    }
    const objects: ObjectContent[] = []
    const options = { maxObjects: pageObjects }
    let page = asObject(await session.call('RetrievePropertiesEx', collector, { specSet, options }))
    for (let pages = 1; pages <= mostPages; pages += 1) {
      objects.push(...asObjects(page?.objects).flatMap(readContent))
      const token = asText(page?.token)
      if (token === undefined) return objects
      try {
        page = asObject(await session.call('ContinueRetrievePropertiesEx', collector, { token }))
      } catch (error) {
        // vCenter 7.0.3 to 8.0.2 refuses the next page to limited accounts, and answers the old call, which has no pages.
        if (!isFault(error, 'NoPermission')) throw error
        return asList(await session.call('RetrieveProperties', collector, { specSet })).flatMap(readContent)
      }
    }
    throw new WireError('too-large', `the answer has more than ${mostPages} pages`)
  })
}

function readContent(value: WireValue): ObjectContent[] {
  const content: WireObject = asObject(value) ?? {}
  const obj = asRef(content.obj)
  if (!obj) return []
  const properties = new Map<string, WireValue>()
  for (const property of asObjects(content.propSet)) {
    const name = asText(property.name)
    if (name !== undefined && property.val !== undefined) properties.set(name, property.val)
  }
  return [{ obj, properties, missing: readMissingProperties(content.missingSet) }]
}

/** Runs a call with a filter, and again without each path that the server says its version does not have. */
export async function withKnownPaths<T>(spec: FilterSpec, call: (spec: FilterSpec) => Promise<T>): Promise<T> {
  let known = spec
  for (;;) {
    try {
      return await call(known)
    } catch (error) {
      if (!isFault(error, 'InvalidProperty')) throw error
      const fewer = withoutPath(known, asText(error.fields.name) ?? '')
      if (!fewer) throw error
      known = fewer
    }
  }
}

/** Reads one object that must be there. Rejects with VimFault ManagedObjectNotFound when it is not. */
export async function retrieveOne(session: Session, obj: MoRef, paths: readonly string[]): Promise<ObjectContent> {
  const found = await retrieve(session, { properties: [{ type: obj.type, paths }], objects: [{ obj }] })
  const content = found.find((candidate) => candidate.obj.value === obj.value)
  if (!content) throw objectGone(obj)
  return content
}

/** What the server says of an object that is gone, for when it only leaves it out. */
export function objectGone(obj: MoRef): VimFault {
  const message = 'The object has already been deleted or has not been completely created.'
  return new VimFault({ type: 'ManagedObjectNotFound', message, chain: [] }, { obj: refValue(obj) })
}

export const leaving = (obj: MoRef): ObjectUpdate => ({ kind: 'leave', obj, changes: [], missing: [] })

/** A filter's objects as they are now, in the form of updates; those that do not exist any more have left. */
export async function readNow(session: Session, spec: FilterSpec): Promise<ObjectUpdate[]> {
  const contents = await retrieveEach(session, spec)
  const found = new Set(contents.map(({ obj }) => obj.value))
  const gone = spec.objects.filter(({ obj, skip }) => !skip && !found.has(obj.value))
  const entering = contents.map(({ obj, properties, missing }): ObjectUpdate => {
    const changes = [...properties].map(([name, value]) => ({ name, op: 'assign' as const, value }))
    return { kind: 'enter', obj, changes, missing }
  })
  return [...entering, ...gone.map(({ obj }) => leaving(obj))]
}

/**
 * Reads several objects of which some may be gone or not to be seen: the server refuses to read anything because of one
 * of them, and names it. What is gone is left out; of what may not be seen everything is in `missing`.
 */
export async function retrieveEach(session: Session, spec: FilterSpec): Promise<ObjectContent[]> {
  const hidden: ObjectContent[] = []
  let { objects } = spec
  while (objects.length > 0) {
    try {
      return [...(await retrieve(session, { ...spec, objects })), ...hidden]
    } catch (error) {
      const refused = error instanceof VimFault ? refusedObject(error, objects) : undefined
      if (!refused || !(error instanceof VimFault)) throw error
      objects = objects.filter(({ obj }) => obj !== refused)
      if (isFault(error, 'NoPermission')) hidden.push(hiddenObject(refused, spec, error))
    }
  }
  return hidden
}

/** The object of a filter that a fault is about; another object (the view, the collector) is no such. */
function refusedObject(error: VimFault, objects: FilterSpec['objects']): MoRef | undefined {
  const { obj: gone, object: hidden } = error.fields
  const named = error.types.includes('ManagedObjectNotFound')
    ? asRef(gone)
    : error.types.includes('NoPermission')
      ? asRef(hidden)
      : undefined
  // Where a filter only starts from, as its view, it has nothing without.
  return objects.find(({ obj, skip }) => !skip && obj.value === named?.value)?.obj
}

function hiddenObject(obj: MoRef, { properties }: FilterSpec, { fault }: VimFault): ObjectContent {
  const paths = properties.filter(({ type }) => type === obj.type).flatMap((one) => one.paths)
  return { obj, properties: new Map(), missing: paths.map((path) => ({ path, fault })) }
}
