import type { MoRef } from '@/lib/vsphere/ids'
import { isFault } from './fault'
import type { FilterSpec } from './filter-spec'
import { retrieve, type ObjectContent } from './retrieve'
import type { Session } from './session'
import type { ObjectUpdate } from './update-set'
import { asRef } from './wire-value'

export const leaving = (obj: MoRef): ObjectUpdate => ({ kind: 'leave', obj, changes: [], missing: [] })

/** The object of a filter that a ManagedObjectNotFound names; another object (the view, the collector) is no such. */
export function goneObject(error: unknown, spec: FilterSpec): MoRef | undefined {
  if (!isFault(error, 'ManagedObjectNotFound')) return undefined
  const gone = asRef(error.fields.obj)
  // Where a filter only starts from, as its view, it has nothing without.
  return spec.objects.find(({ obj, skip }) => !skip && obj.value === gone?.value)?.obj
}

/** A filter's objects as they are now, in the form of updates; those that do not exist any more have left. */
export async function readNow(session: Session, spec: FilterSpec): Promise<ObjectUpdate[]> {
  const contents = await retrieveWhatIsThere(session, spec)
  const found = new Set(contents.map(({ obj }) => obj.value))
  const gone = spec.objects.filter(({ obj, skip }) => !skip && !found.has(obj.value))
  const entering = contents.map(({ obj, properties, missing }): ObjectUpdate => {
    const changes = [...properties].map(([name, value]) => ({ name, op: 'assign' as const, value }))
    return { kind: 'enter', obj, changes, missing }
  })
  return [...entering, ...gone.map(({ obj }) => leaving(obj))]
}

/** The server refuses to read anything while one of the objects is gone, and names that one. */
async function retrieveWhatIsThere(session: Session, spec: FilterSpec): Promise<ObjectContent[]> {
  let { objects } = spec
  while (objects.length > 0) {
    try {
      return await retrieve(session, { ...spec, objects })
    } catch (error) {
      const gone = goneObject(error, spec)
      const left = objects.filter(({ obj }) => obj !== gone)
      if (left.length === objects.length) throw error
      objects = left
    }
  }
  return []
}
