import type { MoRef } from '@/lib/vsphere/ids'
import { isFault } from './fault'
import type { FilterSpec } from './filter-spec'
import { retrieve } from './retrieve'
import type { Session } from './session'
import type { ObjectUpdate } from './update-set'
import { asRef } from './wire-value'

export const leaving = (obj: MoRef): ObjectUpdate => ({ kind: 'leave', obj, changes: [], missing: [] })

/** The object of a filter that a ManagedObjectNotFound names; another object (the view, the collector) is no such. */
export function goneObject(error: unknown, spec: FilterSpec): MoRef | undefined {
  if (!isFault(error, 'ManagedObjectNotFound')) return undefined
  const gone = asRef(error.fields.obj)
  return spec.objects.map(({ obj }) => obj).find((obj) => obj.value === gone?.value)
}

/** A filter's objects as they are now, in the form of updates. */
export async function readNow(session: Session, spec: FilterSpec): Promise<ObjectUpdate[]> {
  const contents = await retrieve(session, spec)
  const found = new Set(contents.map(({ obj }) => obj.value))
  const gone = spec.objects.filter(({ obj, skip }) => !skip && !found.has(obj.value))
  const entering = contents.map(({ obj, properties, missing }): ObjectUpdate => {
    const changes = [...properties].map(([name, value]) => ({ name, op: 'assign' as const, value }))
    return { kind: 'enter', obj, changes, missing }
  })
  return [...entering, ...gone.map(({ obj }) => leaving(obj))]
}
