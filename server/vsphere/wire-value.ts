import { cutText, mostOf } from './cut-text'
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'

/**
 * What came over the wire, as typed as it can be: numbers, `bigint` for a long beyond 2^53, booleans, strings (also
 * dates, which keep their microseconds, enums and base64), references, lists, and objects.
 * Nothing here is trusted: whoever wants a certain shape asks one of the readers below and gets undefined for another.
 */
export type WireValue = string | number | bigint | boolean | WireObject | readonly WireValue[]

/**
 * A data object, or a reference (`$type` is `ManagedObjectReference`, with `type` and `value`). `$type` is the type on
 * the wire, or the declared one where the wire says none. Fields are in the order in which they came.
 */
export type WireObject = { readonly [field: string]: WireValue | undefined; readonly $type?: string }

export const isObject = (value: WireValue | undefined): value is WireObject =>
  typeof value === 'object' && !Array.isArray(value)

export const asObject = (value: WireValue | undefined): WireObject | undefined => (isObject(value) ? value : undefined)

/** A list; a single value counts as a list of one, an absent one as an empty list. */
export function asList(value: WireValue | undefined): readonly WireValue[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/** The objects in a list; anything else in it is left out. */
export const asObjects = (value: WireValue | undefined): WireObject[] => asList(value).filter(isObject)

export const asText = (value: WireValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

/** A message, a question, a note: what people read. One that is longer than any is cut, and says so. */
export const asShown = (value: WireValue | undefined): string | undefined =>
  typeof value === 'string' ? cutText(value, mostOf.text) : undefined

/** The same of what is one line: a name, a path, a user, a word. */
export const asName = (value: WireValue | undefined): string | undefined =>
  typeof value === 'string' ? cutText(value, mostOf.name) : undefined

/** A finite number; a bigint loses digits here, which counters for the screen can bear. */
export function asNumber(value: WireValue | undefined): number | undefined {
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export const asBoolean = (value: WireValue | undefined): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined

export function asRef(value: WireValue | undefined): MoRef | undefined {
  if (!isObject(value) || value.$type !== 'ManagedObjectReference') return undefined
  const { type, value: moid } = value
  return typeof type === 'string' && typeof moid === 'string' ? moRef(type, moid) : undefined
}

/** A reference that must be of one class. */
export function asRefTo<Type extends string>(type: Type, value: WireValue | undefined): MoRef<Type> | undefined {
  const ref = asRef(value)
  return ref?.type === type ? moRef(type, ref.value) : undefined
}

export const asRefs = (value: WireValue | undefined): MoRef[] =>
  asList(value)
    .map(asRef)
    .filter((ref) => ref !== undefined)

/**
 * What can be read of a list that was told; what is odd in it is left out and counted, since whatever is not among the rest may
 * be one of these. Undefined where nothing was told, or where something was told of which nothing can be read: that it is
 * empty is then not known.
 */
export function readPart<T>(
  value: WireValue | undefined,
  read: (one: WireObject) => readonly T[],
): { items: T[]; unread: number } | undefined {
  if (value === undefined) return undefined
  const told = asList(value).map((one) => (isObject(one) ? read(one) : []))
  const items = told.flat()
  return items.length === 0 && told.length > 0
    ? undefined
    : { items, unread: told.filter((one) => one.length === 0).length }
}

/** The same for a list of which nothing must be missing; undefined where something cannot be read, or nothing was told. */
export function readWhole<T>(value: WireValue | undefined, read: (one: WireObject) => readonly T[]): T[] | undefined {
  const part = readPart(value, read)
  return part?.unread === 0 ? part.items : undefined
}

/** The same for a list that is shown. @param because why nothing is known, where nothing is. */
export function readKnown<T>(
  value: WireValue | undefined,
  read: (one: WireObject) => readonly T[],
  because: string,
): Known<T[]> {
  const part = readPart(value, read)
  return part ? known(part.items, part.unread) : notKnown(because)
}

/** For a list of references. */
export function readRef(one: WireObject): MoRef[] {
  const ref = asRef(one)
  return ref ? [ref] : []
}

/** What `readWhole` is to objects, to texts. */
export function readWholeTexts(value: WireValue | undefined): string[] | undefined {
  if (value === undefined) return undefined
  const told = asList(value)
  const found = told.flatMap((one) => asText(one) ?? [])
  return found.length === told.length ? found : undefined
}

/** A reference as a value to send. */
export const refValue = (ref: MoRef): WireObject => ({
  $type: 'ManagedObjectReference',
  type: ref.type,
  value: ref.value,
})
