import type { MoRef } from '@/lib/vsphere/ids'
import type { FaultText } from '@/lib/vsphere/task'
import { faultTextOf } from './fault'
import { asBoolean, asObject, asObjects, asRef, asText, type WireObject, type WireValue } from './wire-value'

/** One changed property. `value` is undefined when it became unset or, for `remove`, is not given. */
export type PropertyChange = {
  name: string
  op: 'assign' | 'add' | 'remove' | 'indirectRemove'
  value: WireValue | undefined
}

export type MissingProperty = { path: string; fault: FaultText }

export type ObjectUpdate = {
  /** `enter`: everything that is asked for of this object; `leave`: it is gone or out of the filter. */
  kind: 'enter' | 'modify' | 'leave'
  obj: MoRef
  changes: readonly PropertyChange[]
  missing: readonly MissingProperty[]
}

export type UpdateSet = {
  version: string
  /** More of the same is there to be fetched at once. */
  truncated: boolean
  filters: { filter: string; objects: ObjectUpdate[] }[]
}

/** Decodes an UpdateSet; undefined for the empty answer of a wait that timed out. */
export function readUpdateSet(value: WireValue | undefined): UpdateSet | undefined {
  const set = asObject(value)
  const version = asText(set?.version)
  if (!set || version === undefined) return undefined
  const filters = asObjects(set.filterSet).map((filterUpdate) => ({
    filter: asRef(filterUpdate.filter)?.value ?? '',
    objects: [
      ...asObjects(filterUpdate.objectSet).flatMap(readObjectUpdate),
      ...asObjects(filterUpdate.missingSet).flatMap(readMissingObject),
    ],
  }))
  return { version, truncated: asBoolean(set.truncated) ?? false, filters }
}

function readObjectUpdate(update: WireObject): ObjectUpdate[] {
  const obj = asRef(update.obj)
  if (!obj) return []
  const kind = update.kind === 'enter' || update.kind === 'leave' ? update.kind : 'modify'
  const changes = asObjects(update.changeSet).map((change) => ({
    name: asText(change.name) ?? '',
    op: readOp(change.op),
    value: change.val,
  }))
  return [{ kind, obj, changes, missing: readMissingProperties(update.missingSet) }]
}

function readOp(value: WireValue | undefined): PropertyChange['op'] {
  return value === 'add' || value === 'remove' || value === 'indirectRemove' ? value : 'assign'
}

/** An object of the filter that does not exist any more has left it. */
function readMissingObject(missing: WireObject): ObjectUpdate[] {
  const obj = asRef(missing.obj)
  return obj ? [{ kind: 'leave', obj, changes: [], missing: [] }] : []
}

/** Properties that the server would not or could not read: no permission, or not in its version. */
export const readMissingProperties = (value: WireValue | undefined): MissingProperty[] =>
  asObjects(value).map((missing) => ({
    path: asText(missing.path) ?? '',
    fault: faultTextOf(asObject(missing.fault) ?? {}),
  }))
