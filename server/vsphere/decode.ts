import { basesOf, fieldsOfNearest, scalarTypes, type Field } from './schema/schema'
import type { WireValue } from './wire-value'
import type { XmlTag } from './xml-tag'

type Building = { [field: string]: WireValue }

/**
 * What an element becomes, as far as its place and its start tag decide.
 * `unknown` is an element that neither the tables nor the sender gave a type: what it is shows when it closes.
 */
type Plan = {
  readonly name: string
  readonly kind: 'scalar' | 'reference' | 'object' | 'array' | 'unknown' | 'nil'
  /** Type of a scalar, an object, or the items of an array; the class of a reference. */
  readonly type: string | undefined
  readonly fields: ReadonlyMap<string, Field> | undefined
  readonly list: boolean
  /** What every child derives from, whatever its name. */
  readonly childType: string | undefined
  readonly serverGuid: string | undefined
  /** Of the children that came before, by their start tags: the same tag means the same in the same place. */
  readonly children: Map<XmlTag, Plan>
}

/** One open element on its way to a value. */
type Frame = {
  plan: Plan
  object: Building | undefined
  items: WireValue[] | undefined
  /** Fields that came more often than their table allows and became lists of their own. */
  repeated: Map<string, WireValue[]> | undefined
  text: string
}

/** The fields of the elements that frame a reply, given by the reader: they are in no table. */
export type Shape = ReadonlyMap<string, Field>

/** The declared type of an element that holds faults, each named after its own type. */
export const faultHolder = 'holds faults'

/** Far more than a reply has; start tags that are new each time are not remembered without end. */
const mostPlans = 2_000

/**
 * Builds one value from what a reader of XML tells.
 * Types come from the sender's `xsi:type`, whatever its prefix, then from the tables; what has neither stays text, an
 * object, or a list when its element repeats. Of a type that the tables do not hold, the fields are read as those of
 * the nearest type that it is known to derive from: at least the declared one. Its own fields stay as they come.
 */
export class ValueBuilder {
  readonly #root: Frame
  /** The open elements, the root first; frames above `depth` wait to be used again. */
  readonly #frames: Frame[]
  #depth = 0
  #current: Frame
  #plans = 0
  /** How many elements were opened: the reader's guard against replies made of nothing but tags. */
  elements = 0

  constructor(shape: Shape) {
    this.#root = frameOf(plan('', 'object', undefined, shape))
    this.#frames = [this.#root]
    this.#current = this.#root
  }

  get depth(): number {
    return this.#depth
  }

  open(tag: XmlTag): void {
    this.elements += 1
    const { children } = this.#current.plan
    let its = children.get(tag)
    if (!its) {
      its = planOf(tag, this.#current.plan)
      if ((this.#plans += 1) <= mostPlans) children.set(tag, its)
    }
    this.#depth += 1
    const free = this.#frames[this.#depth]
    if (free) this.#current = use(free, its)
    else this.#frames.push((this.#current = frameOf(its)))
  }

  text(text: string): void {
    const current = this.#current
    current.text = current.text === '' ? text : current.text + text
  }

  close(): void {
    const closed = this.#current
    this.#depth -= 1
    const parent = this.#frames[this.#depth]
    if (!parent) return
    this.#current = parent
    const value = finish(closed)
    if (value === undefined) return
    if (parent.plan.kind === 'array') parent.items?.push(value)
    else addField(parent, closed.plan, value)
  }

  /** What was built so far, by the names in the shape. */
  get result(): Readonly<Record<string, WireValue | undefined>> {
    return this.#root.object ?? {}
  }
}

const frameOf = (its: Plan): Frame =>
  use({ plan: its, object: undefined, items: undefined, repeated: undefined, text: '' }, its)

function use(frame: Frame, its: Plan): Frame {
  frame.plan = its
  frame.object = undefined
  frame.items = its.kind === 'array' ? [] : undefined
  frame.repeated = undefined
  frame.text = ''
  return frame
}

function plan(
  name: string,
  kind: Plan['kind'],
  type?: string,
  fields?: Plan['fields'],
  list = false,
  childType = kind === 'array' ? type : undefined,
  serverGuid?: string,
): Plan {
  return { name, kind, type, fields, list, childType, serverGuid, children: new Map() }
}

function objectOf({ object, plan: { kind, type, serverGuid } }: Frame): Building {
  if (object) return object
  if (kind !== 'reference') return type === undefined ? {} : { $type: type }
  const reference = { $type: 'ManagedObjectReference', type: type ?? '' }
  return serverGuid === undefined ? reference : { ...reference, serverGuid }
}

function planOf(tag: XmlTag, parent: Plan): Plan {
  const { local, referenceClass, serverGuid } = tag
  let { xsiType } = tag
  const field = parent.fields?.get(local)
  const list = field?.list ?? false
  let declared = field?.type ?? parent.childType
  if (tag.isNil) return plan(local, 'nil')
  if (declared === faultHolder) return plan(local, 'object', undefined, undefined, list, 'MethodFault')
  if (parent.childType === 'MethodFault' && parent.kind === 'object') {
    const named = local.replace(/Fault$/, '')
    xsiType ??= named
    if (basesOf(named).length > 0) declared = named
  }
  const type = xsiType ?? (declared === 'anyType' ? undefined : declared)
  if (type === 'ManagedObjectReference' || (type === undefined && referenceClass !== undefined)) {
    return plan(local, 'reference', referenceClass ?? '', undefined, list, undefined, serverGuid)
  }
  if (type === undefined) return plan(local, 'unknown', undefined, undefined, list)
  if (scalarTypes.has(type)) return plan(local, 'scalar', type, undefined, list)
  if (xsiType?.startsWith('ArrayOf')) return plan(local, 'array', itemType(xsiType), undefined, list)
  const fields = fieldsOfNearest(type, declared)
  if (fields) return plan(local, 'object', type, fields, list)
  // A declared type that is in no table is an enum or something that a table leaves out; only the sender's own
  // `xsi:type` names what it is for certain.
  return plan(local, 'unknown', xsiType, undefined, list)
}

/** `ArrayOfString` holds `string` elements, `ArrayOfVirtualDevice` holds `VirtualDevice` elements. */
function itemType(arrayType: string): string {
  const name = arrayType.slice('ArrayOf'.length)
  const scalar = name.charAt(0).toLowerCase() + name.slice(1)
  return scalarTypes.has(scalar) ? scalar : name
}

function finish(closed: Frame): WireValue | undefined {
  const { kind, type, serverGuid } = closed.plan
  switch (kind) {
    case 'nil':
      return undefined
    case 'scalar':
      return decodeScalar(type ?? 'string', closed.text)
    case 'reference': {
      const value = closed.text.trim()
      if (closed.object || serverGuid !== undefined) return { ...objectOf(closed), value }
      return { $type: 'ManagedObjectReference', type: type ?? '', value }
    }
    case 'array':
      return closed.items ?? []
    case 'object':
      return withStrayText(closed)
    case 'unknown':
      // `<fault xsi:type="InvalidLogin"/>` is an object without fields, `<state xsi:type="SomeEnum">x</state>` a text.
      if (closed.object) return withStrayText(closed)
      return type !== undefined && closed.text.trim() === '' ? objectOf(closed) : closed.text
  }
}

/** Text beside child elements is white space; anything else is kept, so that nothing the server said is lost. */
function withStrayText(closed: Frame): WireValue {
  const object = objectOf(closed)
  if (closed.text !== '' && closed.text.trim() !== '') object.$text = closed.text
  return object
}

/** A list field always holds a list; any other field becomes one when its element comes again. */
function addField(parent: Frame, { name, list }: Plan, value: WireValue): void {
  const object = (parent.object ??= objectOf(parent))
  // What every object inherits is no field of it.
  const found = object[name]
  const before = found !== undefined && Object.hasOwn(object, name) ? found : undefined
  if (before === undefined) {
    setField(object, name, list ? [value] : value)
    return
  }
  if (list && Array.isArray(before)) {
    before.push(value)
    return
  }
  const repeats = parent.repeated?.get(name)
  if (repeats) {
    repeats.push(value)
    return
  }
  const started = [before, value]
  parent.repeated ??= new Map()
  parent.repeated.set(name, started)
  setField(object, name, started)
}

function setField(object: Building, name: string, value: WireValue): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true })
  else object[name] = value
}

const integer = /^[+-]?\d+$/

/** A number, or a bigint where a number would lose digits. Undefined for a text that is no integer. */
function decodeInteger(text: string): number | bigint | undefined {
  const trimmed = text.trim()
  if (!integer.test(trimmed)) return undefined
  const number = Number(trimmed)
  return Number.isSafeInteger(number) ? number : BigInt(trimmed)
}

function decodeFloat(text: string): number | undefined {
  const trimmed = text.trim()
  if (trimmed === 'INF') return Infinity
  if (trimmed === '-INF') return -Infinity
  if (trimmed === 'NaN') return NaN
  const number = Number(trimmed)
  return trimmed === '' || Number.isNaN(number) ? undefined : number
}

/**
 * Decodes the text of an element of a scalar type. Dates and base64 stay text (a Date would lose microseconds), strings
 * keep their white space, and a text that does not fit its type is kept as it is: one odd value never breaks a reply.
 */
function decodeScalar(type: string, text: string): WireValue {
  switch (type) {
    case 'boolean': {
      const trimmed = text.trim()
      if (trimmed === 'true' || trimmed === '1') return true
      if (trimmed === 'false' || trimmed === '0') return false
      return text
    }
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
      return decodeInteger(text) ?? text
    case 'float':
    case 'double':
      return decodeFloat(text) ?? text
    default:
      return text
  }
}
