import type { ApiVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { dataType, enumValues, isDataA, isSimple, managedType, type Field, type MethodType } from '../vim25/schema'
import { any, Ref } from '../vim25/value'
import { invalidRequest, parseXml, type XmlElement } from './xml-read'

const envelopeUri = 'http://schemas.xmlsoap.org/soap/envelope/'
const vimUri = 'urn:vim25'

/** A call as it stands in the envelope: the method's name, the object it is for, and the element that holds the parameters. */
export type SoapCall = {
  readonly method: string
  readonly self: Ref
  readonly element: XmlElement
}

/** Find the call in a SOAP 1.1 envelope, whatever its prefixes. Throws InvalidRequest. */
export function readCall(text: string): SoapCall {
  const envelope = parseXml(text)
  if (envelope.name !== 'Envelope' || envelope.uri !== envelopeUri) {
    throw invalidRequest(
      `Unexpected element tag "${envelope.name}" seen${place(envelope)}\n\nwhile parsing SOAP envelope`,
    )
  }
  const body = envelope.children.find((child) => child.name === 'Body' && child.uri === envelopeUri)
  const element = body?.children[0]
  if (body === undefined || element === undefined)
    throw invalidRequest('The SOAP body is missing or empty\n\nwhile parsing SOAP envelope')
  if (element.uri !== vimUri) {
    throw invalidRequest(
      `Unable to resolve WSDL method name ${element.name} for namespace name ${element.uri}\n\nwhile parsing SOAP body${place(body)}`,
    )
  }
  const self = element.children[0]
  if (self?.name !== '_this') {
    throw context(
      invalidRequest('Required parameter _this is missing'),
      `call information for method ${element.name}`,
      element,
    )
  }
  return { method: element.name, self: reference(self), element }
}

/** The parameters of a call, checked against the method's signature: names, order, types. Throws InvalidRequest. */
export function readArguments(call: SoapCall, method: MethodType, version: ApiVersion): Record<string, unknown> {
  try {
    const args = sequence(
      call.element.children.slice(1),
      method.params,
      version,
      (name) => `Required parameter ${name} is missing`,
    )
    for (const param of method.params) if (param.array) args[param.name] ??= []
    return args
  } catch (error) {
    throw context(
      context(context(error, `call information for method ${call.method}`, call.element), 'SOAP body'),
      'SOAP envelope',
    )
  }
}

/** Children against fields in order: the order is fixed, optional fields may be left out, arrays repeat. */
function sequence(
  children: readonly XmlElement[],
  fields: readonly Field[],
  version: ApiVersion,
  missing: (name: string) => string,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  let at = 0
  for (const child of children) {
    const next = fields.findIndex((field, index) => index >= at && field.name === child.name)
    const field = fields[next]
    if (field === undefined || (child.uri !== vimUri && child.uri !== '')) {
      throw invalidRequest(`Unexpected element tag "${child.name}" seen`)
    }
    if (field.array) {
      const before = values[field.name]
      const list = Array.isArray(before) ? before : []
      list.push(readValue(child, field, version))
      values[field.name] = list
    } else if (!child.nil) {
      values[field.name] = readValue(child, field, version)
    }
    at = field.array ? next : next + 1
  }
  for (const field of fields) {
    const needed = !field.optional && !field.array && field.since <= version
    if (needed && !(field.name in values)) throw invalidRequest(missing(field.name))
  }
  return values
}

function readValue(element: XmlElement, field: Field, version: ApiVersion): unknown {
  try {
    if (field.type === 'anyType') return readAny(element, version)
    if (field.type === 'ManagedObjectReference') return reference(element)
    if (isSimple(field.type)) return simple(field.type, element.text)
    if (enumValues(field.type) !== undefined) return enumeration(field.type, element.text)
    return data(element, field.type, version)
  } catch (error) {
    throw context(error, `property "${field.name}" of static type ${field.type}`, element)
  }
}

function readAny(element: XmlElement, version: ApiVersion): unknown {
  const type = element.xsiType
  if (type === undefined) throw invalidRequest('A value of type anyType must have an xsi:type')
  if (type === 'ManagedObjectReference') return reference(element)
  if (isSimple(type)) {
    const value = simple(type, element.text)
    return type === 'string' || type === 'boolean' || type === 'int' ? value : any(`xsd:${type}`, value)
  }
  if (enumValues(type) !== undefined) return any(type, enumeration(type, element.text))
  if (type.startsWith('ArrayOf'))
    return any(
      type,
      element.children.map((child) => readAny(child, version)),
    )
  return { ...data(element, type, version), $type: type }
}

/** A data object. `$type` is set where the runtime type differs from the declared one. */
function data(element: XmlElement, declared: string, version: ApiVersion): Record<string, unknown> {
  const name = element.xsiType ?? declared
  const type = dataType(name)
  if (type === undefined)
    throw new SimFault('InvalidType', { argument: name }, `Unable to resolve type "${name}"${place(element)}`)
  if (dataType(declared) !== undefined && !isDataA(name, declared)) {
    throw new SimFault(
      'InvalidType',
      { argument: name },
      `Type ${name} is not derived from ${declared}${place(element)}`,
    )
  }
  try {
    const missing = (field: string): string => `Required property ${field} is missing from data object of type ${name}`
    const values = sequence(element.children, type.fields, version, missing)
    return name === declared ? values : { ...values, $type: name }
  } catch (error) {
    throw context(error, `serialized DataObject of type ${name}`, element)
  }
}

function reference(element: XmlElement): Ref {
  const type = element.attributes['type']
  if (type === undefined) throw invalidRequest('A managed object reference must have a type attribute')
  if (managedType(type) === undefined) {
    throw new SimFault(
      'InvalidType',
      { argument: type },
      `Unable to resolve managed object type "${type}"${place(element)}`,
    )
  }
  return new Ref(type, element.text.trim())
}

function enumeration(type: string, text: string): string {
  const value = text.trim()
  if (enumValues(type)?.has(value) === true) return value
  throw invalidRequest(`The enumeration ${type} has no value "${value}"`)
}

function simple(type: string, text: string): unknown {
  const trimmed = text.trim()
  switch (type) {
    case 'string':
      return text
    case 'boolean':
      if (/^(true|1)$/.test(trimmed)) return true
      if (/^(false|0)$/.test(trimmed)) return false
      break
    case 'long':
      if (/^[+-]?\d{1,19}$/.test(trimmed))
        return Number.isSafeInteger(Number(trimmed)) ? Number(trimmed) : BigInt(trimmed)
      break
    case 'byte':
    case 'short':
    case 'int': {
      const limit = { byte: 2 ** 7, short: 2 ** 15, int: 2 ** 31 }[type]
      const value = /^[+-]?\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN
      if (value >= -limit && value < limit) return value
      break
    }
    case 'float':
    case 'double':
      if (trimmed !== '' && !Number.isNaN(Number(trimmed))) return Number(trimmed)
      break
    case 'dateTime': {
      const value = new Date(trimmed)
      if (/^-?\d{4}/.test(trimmed) && !Number.isNaN(value.getTime())) return value
      break
    }
    default:
      return new Uint8Array(Buffer.from(trimmed, 'base64'))
  }
  throw invalidRequest(`"${trimmed.slice(0, 100)}" is not a value of type xsd:${type}`)
}

function place(element: XmlElement): string {
  return `\nat line ${element.line}, column ${element.column}`
}

/** Add to an InvalidRequest what was being parsed when it happened. */
function context(error: unknown, what: string, element?: XmlElement): unknown {
  if (!(error instanceof SimFault)) return error
  return new SimFault(
    error.type,
    error.fields,
    `${error.message}\n\nwhile parsing ${what}${element === undefined ? '' : place(element)}`,
  )
}
