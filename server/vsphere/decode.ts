import type { SaxesAttributeNS, SaxesTagNS } from 'saxes'
import { basesOf, fieldsOfNearest, scalarTypes, type Field } from './schema/schema'
import type { WireValue } from './wire-value'

const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance'

type Building = { [field: string]: WireValue }

/**
 * One open element on its way to a value.
 * `unknown` is an element that neither the tables nor the sender gave a type: what it is shows when it closes.
 */
type Frame = {
  readonly name: string
  readonly kind: 'scalar' | 'reference' | 'object' | 'array' | 'unknown' | 'nil'
  /** Type of a scalar, an object, or the items of an array. */
  readonly type: string | undefined
  readonly fields: ReadonlyMap<string, Field> | undefined
  readonly list: boolean
  /** What every child derives from, whatever its name. */
  readonly childType: string | undefined
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

/**
 * Builds one value from the events of a namespace-aware XML reader.
 * Types come from the sender's `xsi:type`, whatever its prefix, then from the tables; what has neither stays text, an
 * object, or a list when its element repeats. Of a type that the tables do not hold, the fields are read as those of
 * the nearest type that it is known to derive from: at least the declared one. Its own fields stay as they come.
 */
export class ValueBuilder {
  readonly #stack: Frame[] = []
  readonly #root: Frame
  /** How many elements were opened: the reader's guard against replies made of nothing but tags. */
  elements = 0

  constructor(shape: Shape) {
    this.#root = frame('', 'object', undefined, shape, false)
    this.#stack.push(this.#root)
  }

  get depth(): number {
    return this.#stack.length - 1
  }

  open(tag: SaxesTagNS): void {
    this.elements += 1
    const parent = this.#stack.at(-1) ?? this.#root
    this.#stack.push(openFrame(tag, parent))
  }

  text(text: string): void {
    const current = this.#stack.at(-1)
    if (current) current.text += text
  }

  close(): void {
    const closed = this.#stack.pop()
    const parent = this.#stack.at(-1)
    if (!closed || !parent) return
    const value = finish(closed)
    if (value === undefined) return
    if (parent.kind === 'array') parent.items?.push(value)
    else addField(parent, closed, value)
  }

  /** What was built so far, by the names in the shape. */
  get result(): Readonly<Record<string, WireValue | undefined>> {
    return this.#root.object ?? {}
  }
}

function frame(name: string, kind: Frame['kind'], type?: string, fields?: Frame['fields'], list = false): Frame {
  const items = kind === 'array' ? [] : undefined
  const childType = kind === 'array' ? type : undefined
  return { name, kind, type, fields, list, childType, object: undefined, items, repeated: undefined, text: '' }
}

const objectOf = (owner: Frame): Building => (owner.object ??= owner.type === undefined ? {} : { $type: owner.type })

function openFrame(tag: SaxesTagNS, parent: Frame): Frame {
  let xsiType: string | undefined
  let referenceClass: string | undefined
  let serverGuid: string | undefined
  let nil = false
  for (const key in tag.attributes) {
    const attribute = tag.attributes[key] as SaxesAttributeNS // keys come from the object itself
    if (attribute.uri === xsiNamespace) {
      if (attribute.local === 'type') xsiType = withoutPrefix(attribute.value)
      else if (attribute.local === 'nil') nil = attribute.value === 'true' || attribute.value === '1'
    } else if (attribute.uri === '') {
      if (attribute.local === 'type') referenceClass = attribute.value
      else if (attribute.local === 'serverGuid') serverGuid = attribute.value
    }
  }
  const field = parent.fields?.get(tag.local)
  const list = field?.list ?? false
  let declared = field?.type ?? parent.childType
  if (nil) return frame(tag.local, 'nil')
  if (declared === faultHolder) {
    return { ...frame(tag.local, 'object', undefined, undefined, list), childType: 'MethodFault' }
  }
  if (parent.childType === 'MethodFault' && parent.kind === 'object') {
    const named = tag.local.replace(/Fault$/, '')
    xsiType ??= named
    if (basesOf(named).length > 0) declared = named
  }
  const type = xsiType ?? (declared === 'anyType' ? undefined : declared)
  if (type === 'ManagedObjectReference' || (type === undefined && referenceClass !== undefined)) {
    const reference = frame(tag.local, 'reference', undefined, undefined, list)
    reference.object = { $type: 'ManagedObjectReference', type: referenceClass ?? '' }
    if (serverGuid !== undefined) reference.object.serverGuid = serverGuid
    return reference
  }
  if (type === undefined) return frame(tag.local, 'unknown', undefined, undefined, list)
  if (scalarTypes.has(type)) return frame(tag.local, 'scalar', type, undefined, list)
  if (xsiType?.startsWith('ArrayOf')) return frame(tag.local, 'array', itemType(xsiType), undefined, list)
  const fields = fieldsOfNearest(type, declared)
  if (fields) return frame(tag.local, 'object', type, fields, list)
  // A declared type that is in no table is an enum or something that a table leaves out; only the sender's own
  // `xsi:type` names what it is for certain.
  return frame(tag.local, 'unknown', xsiType, undefined, list)
}

const withoutPrefix = (qualified: string) => qualified.slice(qualified.indexOf(':') + 1).trim()

/** `ArrayOfString` holds `string` elements, `ArrayOfVirtualDevice` holds `VirtualDevice` elements. */
function itemType(arrayType: string): string {
  const name = arrayType.slice('ArrayOf'.length)
  const scalar = name.charAt(0).toLowerCase() + name.slice(1)
  return scalarTypes.has(scalar) ? scalar : name
}

function finish(closed: Frame): WireValue | undefined {
  switch (closed.kind) {
    case 'nil':
      return undefined
    case 'scalar':
      return decodeScalar(closed.type ?? 'string', closed.text)
    case 'reference':
      return { ...closed.object, value: closed.text.trim() }
    case 'array':
      return closed.items ?? []
    case 'object':
      return withStrayText(closed)
    case 'unknown':
      // `<fault xsi:type="InvalidLogin"/>` is an object without fields, `<state xsi:type="SomeEnum">x</state>` a text.
      if (closed.object) return withStrayText(closed)
      return closed.type !== undefined && closed.text.trim() === '' ? objectOf(closed) : closed.text
  }
}

/** Text beside child elements is white space; anything else is kept, so that nothing the server said is lost. */
function withStrayText(closed: Frame): WireValue {
  const object = objectOf(closed)
  if (closed.text.trim() !== '') object.$text = closed.text
  return object
}

/** A list field always holds a list; any other field becomes one when its element comes again. */
function addField(parent: Frame, closed: Frame, value: WireValue): void {
  const object = objectOf(parent)
  const before = Object.hasOwn(object, closed.name) ? object[closed.name] : undefined
  if (before === undefined) {
    setField(object, closed.name, closed.list ? [value] : value)
    return
  }
  if (closed.list && Array.isArray(before)) {
    before.push(value)
    return
  }
  const repeats = parent.repeated?.get(closed.name)
  if (repeats) {
    repeats.push(value)
    return
  }
  const started = [before, value]
  parent.repeated ??= new Map()
  parent.repeated.set(closed.name, started)
  setField(object, closed.name, started)
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
