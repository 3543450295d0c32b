/** For tests: a server that tells only a part of a world, or tells it wrongly. */
import { asObject, type WireValue } from '../../vsphere/wire-value'
import type { World } from './told-world'

/** A property of an object, or something in it. */
export type Place = { type: string; property: string; within: readonly string[] }

/**
 * What is the matter with a place. `withheld`: the server says so, with a fault. `odd`: something of another type stands there.
 * `which` fault, or which value.
 */
export type Wrong = { place: Place; is: 'absent' | 'withheld' | 'odd'; which: number }

export const nameOfPlace = ({ type, property, within }: Place): string => [type, property, ...within].join(' / ')

/** Every place of a world: its properties, and every field and element in them. */
export function placesOf(world: World): Place[] {
  const inside = (place: Place, value: unknown): Place[] => [
    place,
    ...(typeof value === 'object' && value !== null
      ? Object.entries(value)
          .filter(([name]) => name !== '$type')
          .flatMap(([name, field]) => inside({ ...place, within: [...place.within, name] }, field))
      : []),
  ]
  return Object.entries(world).flatMap(([type, properties]) =>
    Object.entries(properties).flatMap(([property, value]) => inside({ type, property, within: [] }, value)),
  )
}

/** Texts and numbers that stand nowhere in a world, so that a view which shows one shows what was sent. */
const oddText = 'odd text'
const oddNumber = 987_654_321
const oddValues: readonly WireValue[] = [
  oddText,
  oddNumber,
  true,
  {},
  [],
  [oddText],
  { $type: 'odd type', odd: oddNumber },
  { $type: 'ManagedObjectReference', type: 'odd class', value: 'odd moid' },
  [[{ $type: 'odd type' }], oddNumber],
  Number.NaN,
  2n ** 70n,
]
const oddIn = /odd(?: |%20)|^(?:987654321|true|NaN|1180591620717411303424)$/
export const isOdd = (value: unknown): boolean =>
  value === oddNumber || value === Number(2n ** 70n) || (typeof value === 'string' && oddIn.test(value))

const faults: readonly WireValue[] = [
  { fault: { $type: 'NoPermission', privilegeId: 'System.Read' }, localizedMessage: 'Denied.' },
  { fault: { $type: 'NoPermission' } },
  { fault: { $type: 'SystemError', reason: 'broken' }, localizedMessage: 'A general system error occurred.' },
  { fault: { $type: 'NotAuthenticated', privilegeId: 'System.Read' } },
  oddText,
]
export const variants = Math.max(oddValues.length, faults.length)

const kindOf = (value: WireValue): string =>
  Array.isArray(value) ? 'list' : typeof value === 'bigint' ? 'number' : typeof value

/** Something of another type than what stands there, or a word that nobody knows. */
function oddInPlaceOf(value: WireValue | undefined, which: number): WireValue {
  const others = oddValues.filter((odd) => odd === oddText || value === undefined || kindOf(odd) !== kindOf(value))
  return others[which % others.length] ?? oddText
}

export type Told = { properties: Map<string, WireValue>; missing: WireValue[] }

/** A world as a server tells it when some of it is wrong. */
export function tell(world: World, wrongs: readonly Wrong[]): ReadonlyMap<string, Told> {
  const told = new Map(
    Object.entries(world).map(([type, properties]) => [
      type,
      { properties: new Map(Object.entries(properties)), missing: [] as WireValue[] },
    ]),
  )
  // What stands within something is first, so that nothing is put into what is not there any more.
  const once = new Map(wrongs.map((wrong) => [nameOfPlace(wrong.place), wrong]))
  for (const wrong of [...once.values()].toSorted((a, b) => b.place.within.length - a.place.within.length)) {
    const { type, property, within } = wrong.place
    const object = told.get(type)
    const before = object?.properties.get(property)
    if (!object || before === undefined) continue
    const after = wrongAt(before, within, wrong)
    if (after === undefined) object.properties.delete(property)
    else object.properties.set(property, after)
    if (wrong.is !== 'withheld' || within.length > 0) continue
    object.missing.push({ path: property, fault: faults[wrong.which % faults.length] ?? oddText })
  }
  return told
}

function wrongAt(value: WireValue, within: readonly string[], wrong: Wrong): WireValue | undefined {
  const [name, ...rest] = within
  if (name === undefined) return wrong.is === 'odd' ? oddInPlaceOf(value, wrong.which) : undefined
  if (Array.isArray(value)) {
    const list = value as readonly WireValue[] // an array of the union
    // A shorter list would be another whole; an element is there, or is something else.
    return list.map((element, index) => (String(index) === name ? (wrongAt(element, rest, wrong) ?? oddText) : element))
  }
  const object = asObject(value)
  const field = object?.[name]
  return object && field !== undefined ? { ...object, [name]: wrongAt(field, rest, wrong) } : value
}
