import type { ApiVersion } from '../vim25/api-version'
import type { SimFault } from '../vim25/faults'
import { dataType, enumValues, isSimple, knownTo, type Field } from '../vim25/schema'
import { isDataObject, Ref, Typed, type DataObject, made, Written } from '../vim25/value'

const arrayOf = 'ArrayOf'

/** A declared type: of a field, or of a property that is sent under Any. */
export type Declared = {
  readonly type: string
  readonly array: boolean
}

/**
 * Writes values byte for byte as hostd and vpxd do (vim25 1.5): no whitespace, xsi:type only where the runtime type differs from
 * the declared one, always under Any and on every item of an ArrayOf. Fields and types newer than the caller are left out.
 */
export class XmlWriter {
  text = ''
  readonly #version: ApiVersion

  constructor(version: ApiVersion) {
    this.#version = version
  }

  /** A field of a data object or the result of a method; arrays repeat the element, unset values write nothing. */
  field(value: unknown, field: Field): void {
    if (value === undefined || value === null) return
    if (value instanceof Written) this.text += value.xml
    else if (field.array && Array.isArray(value)) for (const item of value) this.value(field.name, item, field.type)
    else this.value(field.name, value, field.type)
  }

  /** One value of a declared type. */
  value(tag: string, value: unknown, declared: string): void {
    if (declared === 'anyType') this.any(tag, value)
    else if ((declared === 'PropertyChange' || declared === 'DynamicProperty') && this.#property(tag, value)) return
    else if (value instanceof Typed && !isSimple(declared) && enumValues(declared) === undefined) this.any(tag, value)
    else if (declared === 'ManagedObjectReference') this.#reference(tag, value, '')
    else if (isSimple(declared) || enumValues(declared) !== undefined) this.text += `<${tag}>${scalar(value)}</${tag}>`
    else this.#data(tag, asData(value, declared), declared, false)
  }

  /**
   * A property with a simple value, of which a first reading has twenty for each of thousands of VMs: what stands before the value is the
   * same for all of them. Written as everything else is; @returns false for another, with nothing written.
   */
  #property(tag: string, property: unknown): boolean {
    const { $type, name, op, val } = property as DataObject // the declared type is one
    if ($type !== undefined || typeof name !== 'string' || !(val instanceof Typed)) return false
    let known = beginnings.get(name)
    if (known === undefined || known.type !== val.type || known.op !== op || known.tag !== tag) {
      const { type } = val
      const isPlain = type.startsWith('xsd:') || enumValues(type) !== undefined
      const ofOp = op === undefined ? '' : `<op>${scalar(op)}</op>`
      const start = isPlain ? `<${tag}><name>${escapeXml(name)}</name>${ofOp}<val xsi:type="${type}">` : undefined
      if (beginnings.size > mostBeginnings) beginnings.clear()
      beginnings.set(name, (known = { tag, op, type, start }))
    }
    if (known.start === undefined || val.value instanceof Typed) return false
    this.text += `${known.start}${scalar(val.value)}</val></${tag}>`
    return true
  }

  /** A value under Any; `declared` is what the property at that path is declared as, when it is known. */
  any(tag: string, value: unknown, declared?: Declared): void {
    if (value instanceof Typed) {
      const { type } = value
      if (type.startsWith(arrayOf) && Array.isArray(value.value))
        this.#array(tag, value.value, elementType(type.slice(arrayOf.length)))
      else this.#typed(tag, value.value, type.startsWith('xsd:') ? type.slice('xsd:'.length) : type)
      return
    }
    if (Array.isArray(value)) this.#array(tag, value, declaredElement(declared) ?? guessElement(value))
    else
      this.#typed(tag, value, declared === undefined || declared.type === 'anyType' ? guessType(value) : declared.type)
  }

  #array(tag: string, items: readonly unknown[], element: string): void {
    this.text += `<${tag} xsi:type="ArrayOf${element.charAt(0).toUpperCase()}${element.slice(1)}">`
    for (const item of items) {
      if (element === 'anyType') this.any(element, item)
      else this.#typed(element, item, element)
    }
    this.text += `</${tag}>`
  }

  /** A value with its xsi:type. */
  #typed(tag: string, value: unknown, type: string): void {
    if (value instanceof Typed) this.any(tag, value)
    else if (type === 'ManagedObjectReference') this.#reference(tag, value, ' xsi:type="ManagedObjectReference"')
    else if (isSimple(type)) this.text += `<${tag} xsi:type="xsd:${type}">${scalar(value)}</${tag}>`
    else if (enumValues(type) !== undefined) this.text += `<${tag} xsi:type="${type}">${scalar(value)}</${tag}>`
    else this.#data(tag, asData(value, type), type, true)
  }

  #reference(tag: string, value: unknown, xsiType: string): void {
    if (!(value instanceof Ref)) throw new TypeError(`<${tag}> wants a reference, has ${JSON.stringify(value)}`)
    this.text += `<${tag} type="${value.type}"${xsiType}>${escapeXml(value.value)}</${tag}>`
  }

  #data(tag: string, value: DataObject, declared: string, sayType: boolean): void {
    const known = knownTo(this.#version, value.$type ?? declared)
    const type = dataType(known)
    if (type === undefined) throw new TypeError(`<${tag}> is of a type that is not in the schema: ${known}`)
    this.text += sayType || known !== declared ? `<${tag} xsi:type="${known}">` : `<${tag}>`
    this.fields(value, type.fields)
    this.text += `</${tag}>`
  }

  /** The fields of a data object in wire order, those that the caller's version has. */
  fields(value: DataObject, fields: readonly Field[]): void {
    for (const field of fields) if (field.since <= this.#version) this.field(made(value[field.name]), field)
  }
}

/** What was written before the value of a property last, by the property's name. */
const beginnings = new Map<string, { tag: string; op: unknown; type: string; start: string | undefined }>()
const mostBeginnings = 2_000

function asData(value: unknown, declared: string): DataObject {
  if (isDataObject(value)) return value
  throw new TypeError(`A value of type ${declared} must be a data object, is ${JSON.stringify(value)}`)
}

function declaredElement(declared: Declared | undefined): string | undefined {
  return declared === undefined || (declared.type === 'anyType' && !declared.array) ? undefined : declared.type
}

/** `ArrayOfString` holds `string`, `ArrayOfVirtualDevice` holds `VirtualDevice`. */
function elementType(capitalised: string): string {
  const lower = capitalised.charAt(0).toLowerCase() + capitalised.slice(1)
  return isSimple(lower) || lower === 'anyType' ? lower : capitalised
}

function guessElement(items: readonly unknown[]): string {
  const [first] = items
  if (first === undefined) throw new TypeError('An empty array under Any needs its type: any("ArrayOfX", [])')
  return first instanceof Typed ? first.type.replace(/^xsd:/, '') : guessType(first)
}

function guessType(value: unknown): string {
  if (value instanceof Ref) return 'ManagedObjectReference'
  if (value instanceof Date) return 'dateTime'
  if (value instanceof Uint8Array) return 'base64Binary'
  if (isDataObject(value) && value.$type !== undefined) return value.$type
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'boolean'
    case 'bigint':
      return 'long'
    case 'number':
      if (!Number.isInteger(value)) return 'double'
      return Math.abs(value) < 2 ** 31 ? 'int' : 'long'
    default:
      throw new TypeError(`A value under Any needs its type: ${JSON.stringify(value)}`)
  }
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return escapeXml(value)
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (value instanceof Typed) return scalar(value.value)
  throw new TypeError(`Not a simple value: ${JSON.stringify(value)}`)
}

/** Text for XML content and attributes. What XML 1.0 cannot carry at all is dealt with where the reply becomes bytes. */
export function escapeXml(text: string): string {
  if (!/[&<>"'\r]/.test(text)) return text
  return text.replace(/[&<>"'\r]/g, (found: string) => entities[found] ?? found)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
}

const head = `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"
 xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<soapenv:Body>
`
const tail = `
</soapenv:Body>
</soapenv:Envelope>`

/** The whole reply to a method. `result` is undefined for methods that return nothing. */
export function writeResponse(method: string, value: unknown, result: Field | undefined, version: ApiVersion): string {
  const writer = new XmlWriter(version)
  if (result !== undefined) writer.field(value, result)
  return `${head}<${method}Response xmlns="urn:vim25">${writer.text}</${method}Response>${tail}`
}

/** The whole SOAP fault, with the vSphere fault as typed detail. */
export function writeFault(fault: SimFault, version: ApiVersion): string {
  const known = knownTo(version, fault.type)
  const writer = new XmlWriter(version)
  writer.fields(fault.data(), dataType(known)?.fields ?? [])
  const detail = `<${known}Fault xmlns="urn:vim25" xsi:type="${known}">${writer.text}</${known}Fault>`
  const text = `<faultcode>ServerFaultCode</faultcode><faultstring>${escapeXml(fault.message)}</faultstring>`
  return `${head}<soapenv:Fault>${text}<detail>${detail}</detail></soapenv:Fault>${tail}`
}
