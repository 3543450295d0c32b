/**
 * For tests: what is an invented fact, exactly. A view of a part is compared with the view of the whole, value by value; lists
 * are compared by what identifies their elements. Each value
 *  - is the one that the whole has in the same place, or what the server said there instead, or
 *  - says that nothing is known (`unknown`, an empty text, `known: false` with a sentence), or
 *  - is an id that stands for a name that was not told.
 * No number, no truth value and no empty list stands for what was not sent. An empty list is right where the API says that what
 * is unset is none, and then it must really be unset. The other way round, what was sent as it is has to be there.
 */
import type { MissingProperty } from '../../vsphere/update-set'
import { readMissingProperties } from '../../vsphere/update-set'
import { lookAt, viewNames, type ViewName } from './looks'
import { isOdd, placesOf, tell, type Place, type Told, type Wrong } from './partly-told'
import { refs } from './told-vm'
import { twins, wholeWorld, type World } from './told-world'

export type Values = ReadonlyMap<string, unknown>

/** A view as its single values, by their place in it. */
export function valuesOf(view: unknown): Values {
  const values = new Map<string, unknown>()
  const walk = (at: string, value: unknown): void => {
    if (value === undefined) return
    if (typeof value !== 'object' || value === null || value instanceof Error) {
      values.set(at, value)
    } else if (Array.isArray(value)) {
      values.set(`${at}[#]`, value.length === 0 ? 'none' : 'some')
      value.forEach((element: unknown, index) => walk(`${at}[${identity(element) ?? index}]`, element))
    } else {
      for (const [name, field] of Object.entries(withDefaultByKey(value))) walk(`${at}.${name}`, field)
    }
  }
  walk('', view)
  return values
}

/** The default of a question is a place in a list, and has to be the same choice when others are left out. */
const withDefaultByKey = (value: object): object =>
  'defaultIndex' in value && 'choices' in value
    ? { ...value, defaultIndex: (value.choices as { key: string }[])[Number(value.defaultIndex)]?.key } // a VmQuestion
    : value

function identity(element: unknown): string | number | undefined {
  if (typeof element === 'string' || typeof element === 'number') return element
  const { key, moid, host, device, name, id, level } = (element ?? {}) as Record<string, string | number> // whatever it is, it has some of these
  return key ?? moid ?? host ?? device ?? name ?? id ?? level
}

const shapeOf = (at: string) => at.replaceAll(/\[[^\]]*\]/g, '[]')

/** A world, as one view shows the whole of it. */
export type Whole = {
  view: ViewName
  world: World
  values: Values
  /** The same with one of two places left out that tell the same. */
  twinValues: readonly Values[]
  /** By property, which values are others when something is the matter with it. */
  touches: ReadonlyMap<string, ReadonlySet<string>>
  /** What a value may be in an element that nothing identifies any more. */
  byShape: ReadonlyMap<string, ReadonlySet<unknown>>
  /** Where something of what this view shows can be wrong. */
  places: readonly Place[]
  /** Of these, the properties themselves. */
  properties: readonly Place[]
}

const keyOf = (type: string, property: string) => `${type} ${property}`

/**
 * How each view shows a whole world, and what in it comes from where: found by leaving out one property after the other. In
 * another world of the same shape the same comes from the same places.
 */
export async function study(world: World, another: World): Promise<Whole[]> {
  const wholes: Whole[] = []
  for (const view of viewNames) {
    const touches = await touchesOf(view, world)
    const places = placesOf(world).filter(({ type, property }) => touches.has(keyOf(type, property)))
    const properties = places.filter(({ within }) => within.length === 0)
    for (const one of [world, another]) {
      wholes.push({ view, world: one, touches, places, properties, ...(await valuesIn(view, one)) })
    }
  }
  return wholes
}

const look = async (view: ViewName, world: World, ...wrongs: Wrong[]) =>
  valuesOf(await lookAt(view, tell(world, wrongs)))
const wrong = (type: string, property: string, is: Wrong['is']): Wrong => ({
  place: { type, property, within: [] },
  is,
  which: 0,
})

async function valuesIn(view: ViewName, world: World): Promise<Pick<Whole, 'values' | 'twinValues' | 'byShape'>> {
  const values = await look(view, world)
  const twinValues = await Promise.all(twins.map(([type, one]) => look(view, world, wrong(type, one, 'absent'))))
  const byShape = new Map<string, Set<unknown>>()
  for (const [at, value] of values) byShape.set(shapeOf(at), (byShape.get(shapeOf(at)) ?? new Set()).add(value))
  return { values, twinValues, byShape }
}

async function touchesOf(view: ViewName, world: World): Promise<Map<string, Set<string>>> {
  const values = await look(view, world)
  const touches = new Map<string, Set<string>>()
  const touch = (type: string, property: string, others: Values) => {
    const differing = [...values].flatMap(([at, value]) => (Object.is(others.get(at), value) ? [] : [at]))
    if (differing.length === 0) return
    const key = keyOf(type, property)
    touches.set(key, new Set([...(touches.get(key) ?? []), ...differing]))
  }
  for (const [type, property] of await askedFor(view, world)) {
    for (const is of ['absent', 'withheld', 'odd'] as const) {
      touch(type, property, await look(view, world, wrong(type, property, is)))
    }
  }
  for (const [type, one, other] of twins) {
    const both = await look(view, world, wrong(type, one, 'absent'), wrong(type, other, 'absent'))
    for (const property of [one, other]) touch(type, property, both)
  }
  return touches
}

/** Tells which of its keys are looked for. */
class NotedMap<Value> extends Map<string, Value> {
  note: (key: string) => void = () => undefined
  override has(key: string): boolean {
    this.note(key)
    return super.has(key)
  }
  override get(key: string): Value | undefined {
    this.note(key)
    return super.get(key)
  }
}

/** The properties that a view looks at. */
async function askedFor(view: ViewName, world: World): Promise<[type: string, property: string][]> {
  const asked: [string, string][] = []
  const told = new Map(
    [...tell(world, [])].map(([type, one]) => {
      const properties = new NotedMap(one.properties)
      properties.note = (property) => asked.push([type, property])
      return [type, { ...one, properties }]
    }),
  )
  await lookAt(view, told)
  return [...new Map(asked.map((one) => [one.join(' '), one])).values()]
}

/** Ids, and what stands for a label that was not told. */
const ids = new Set<unknown>([
  ...Object.values(refs).map(({ value }) => value),
  ...[...JSON.stringify(wholeWorld).matchAll(/"\$type":"(\w+)"/g)].map(([, type]) => type),
  ...[9_000, 9_001, 9_002, 9_003].map((key) => `Serial port ${key}`),
  'host-20',
  'pnic-0',
  'pnic-1',
  'ntpd',
  'sshd',
])

/** Where nothing is a fact when a property is really unset, though the rest of its object was told. */
const noneWhenUnset: readonly (readonly [view: ViewName, at: RegExp, property: string])[] = [
  ['stream', /^\.vm\.snapshotCount$/, 'snapshot'],
  ['before', /^\.view\.snapshotCount$/, 'snapshot'],
  ['detail', /^\.snapshots\.value\[#\]$/, 'snapshot'],
  ['cpuid', /^\.mask\[#\]$/, 'config.cpuFeatureMask'],
  ['datastore', /^\.mounts\.value\[#\]$/, 'host'],
  ['datastore', /^\.vms\.value\[#\]$/, 'vm'],
  ['network', /^\.value\.pnics\[#\]$/, 'config.network.pnic'],
  ['network', /^\.value\.portGroups\[#\]$/, 'config.network.portgroup'],
  ['network', /^\.value\.switches\[#\]$/, 'config.network.vswitch'],
  // Servers before 8.0 do not have it, and what they tell counts.
  ['resources', /^\.value\.coresPerSocket$/, 'config.hardware.autoCoresPerSocket'],
  ['running', /^\.coresPerSocket$/, 'config.hardware.autoCoresPerSocket'],
]
/** Where an empty list says that nothing was told, on screens too: what there is of these is never nothing. */
const emptyIsUnknown =
  /\.(cpuFeature|featureCapability|featureRequirement|featureMask|packageModels|choices|messages|args|backing)\[#\]$/
/** What is counted in a list. */
const counts = /snapshotCount$|mounts\.(hosts|reaching)$|^\.numa\.nodes\[.*cpuCount$/
/** A switch that is unset is off. */
const offWhenUnset = /\.backing\.(noRxLoss|autoDetect)$|\.current$/
/** What we say of it ourselves: it follows from facts, and is looked at in `promises.ts`. */
const ours =
  /\.backing\.(why|type)$|^\.(isTaskFollowed|taskWithheld|user|userIsSaid)$|\.unread$|asks\[#\]$|\.lastKnown$|^\.rejected$/
/** Texts that are put together. */
const composed = /^\.devices\..*\.backing$|^\.backing\[/
const joints = ['????', '', 'a', 'disk', 'not', 'known', 'detected', 'automatically', 'odd', 'text']
export const sentence = /^\S.*\.$/

export const missingOf = (told: ReadonlyMap<string, Told>, type: string): MissingProperty[] =>
  readMissingProperties(told.get(type)?.missing)

export const isUnset = (told: ReadonlyMap<string, Told>, type: string, property: string): boolean =>
  told.get(type)?.properties.has(property) === false && !missingOf(told, type).some(({ path }) => path === property)

/** Everything in a view that was invented or lost, as sentences. */
export function inventedIn(whole: Whole, wrongs: readonly Wrong[], told: ReadonlyMap<string, Told>, seen: Values) {
  const { view, values, twinValues, touches, byShape } = whole
  const touchedBy = (fits: (wrong: Wrong) => boolean, at: string) =>
    wrongs.some((wrong) => fits(wrong) && touches.get(keyOf(wrong.place.type, wrong.place.property))?.has(at) === true)
  const isWithin = ({ place }: Wrong) => place.within.length > 0
  /** A list in something that was told may be unset: that is how an empty one is sent. */
  const isShorter = (at: string) => touchedBy((wrong) => isWithin(wrong) && wrong.is !== 'odd', at)
  const isTrue = (at: string, value: unknown) =>
    Object.is(values.get(at), value) || twinValues.some((twin) => Object.is(twin.get(at), value))
  const isUnknown = (at: string, value: unknown) =>
    value === 'unknown' ||
    value === '' ||
    ids.has(value) ||
    (value === 'none' && emptyIsUnknown.test(at)) ||
    (at.endsWith('.known') && value === false) ||
    (at.endsWith('.because') && sentence.test(String(value)))
  const isNone = (at: string, value: unknown) =>
    noneWhenUnset.some(
      ([of, pattern, property]) =>
        of === view &&
        pattern.test(at) &&
        isUnset(told, view === 'host' ? 'HostSystem' : view === 'datastore' ? 'Datastore' : 'VirtualMachine', property),
    ) ||
    ((value === 'none' || counts.test(at) || offWhenUnset.test(at)) && isShorter(at))
  /** One value counts as a list of one, and another snapshot may be named as the current one. */
  const isOfOdd = (at: string, value: unknown) =>
    ((value === 1 && counts.test(at)) || (value === false && at.endsWith('.current'))) &&
    wrongs.some((wrong) => wrong.is === 'odd' && isWithin(wrong))
  const isOfNoElement = (at: string, value: unknown) =>
    at.includes(']') && !values.has(at) && byShape.get(shapeOf(at))?.has(value) === true
  const words = (text: unknown) => String(text).split(/[\s:,]+/)
  const isComposed = (at: string, value: unknown) => {
    if (!composed.test(at)) return false
    const known = new Set([...joints, ...[...(byShape.get(shapeOf(at)) ?? [])].flatMap(words)])
    return words(value).every((word) => known.has(word) || isOdd(word))
  }
  const isFact = [
    isTrue,
    (_: string, value: unknown) => isOdd(value),
    isUnknown,
    isNone,
    isOfOdd,
    isOfNoElement,
    isComposed,
  ]
  const invented = [...seen].flatMap(([at, value]) =>
    ours.test(at) || isFact.some((is) => is(at, value)) ? [] : [`${at} is ${String(value)}, which nobody sent.`],
  )
  const lost = [...values].flatMap(([at, value]) =>
    Object.is(seen.get(at), value) || touchedBy(() => true, at)
      ? []
      : [`${at} is not there, though it was sent: ${String(value)}.`],
  )
  return [...invented, ...lost]
}
