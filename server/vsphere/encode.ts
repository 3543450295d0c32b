import type { MoRef } from '@/lib/vsphere/ids'
import type { ConsoleError } from '@/lib/result'
import { ToldError } from '../errors/console-error'
import { fieldsOf, vimMethods, type Field } from './schema/schema'
import { asList, asText, type WireObject, type WireValue } from './wire-value'

/** Parameters by name; undefined ones are left out. Their order does not matter: the tables decide. */
export type Parameters = Readonly<Record<string, WireValue | undefined>>

/**
 * Writes `_this` and the parameters of a method in schema order, everything escaped, ready to stand inside
 * `<Method xmlns="urn:vim25">` of an envelope that declares the prefixes `xsi` and `xsd`.
 * @throws an Error for a method or parameter that the tables do not hold, UnsendableText for a text XML cannot carry.
 */
export function encodeCall(method: string, target: MoRef, parameters: Parameters): string {
  const known = vimMethods.get(method)
  if (!known) throw new Error(`no such method in the tables: ${method}`)
  const names = new Set(known.parameters.map((parameter) => parameter.name))
  for (const name of Object.keys(parameters)) {
    if (!names.has(name)) throw new Error(`${method} takes no parameter "${name}"`)
  }
  const self = `<_this type="${escapeXml(target.type)}">${escapeXml(target.value)}</_this>`
  return self + known.parameters.map((field) => encodeField(field, parameters[field.name])).join('')
}

function encodeField(field: Field, value: WireValue | undefined): string {
  if (value === undefined) return ''
  if (!field.list) return encodeElement(field.name, field.type, value)
  return asList(value)
    .map((item) => encodeElement(field.name, field.type, item))
    .join('')
}

function encodeElement(name: string, declared: string, value: WireValue): string {
  if (Array.isArray(value)) return value.map((item: WireValue) => encodeElement(name, declared, item)).join('')
  if (typeof value !== 'object') {
    const type = declared === 'anyType' ? ` xsi:type="xsd:${scalarTypeOf(value)}"` : ''
    return `<${name}${type}>${escapeXml(String(value))}</${name}>`
  }
  const object = value as WireObject // the other members of the union were dealt with above
  const actual = object.$type ?? declared
  const type = actual === declared ? '' : ` xsi:type="${escapeXml(actual)}"`
  if (actual === 'ManagedObjectReference') {
    const attribute = `type="${escapeXml(asText(object.type) ?? '')}"`
    return `<${name}${type} ${attribute}>${escapeXml(asText(object.value) ?? '')}</${name}>`
  }
  return `<${name}${type}>${encodeFields(actual, object)}</${name}>`
}

/**
 * Fields that the tables hold come in their order. Others were kept from what a newer server sent: they go back after
 * the known ones, in the order in which they came.
 */
function encodeFields(type: string, object: WireObject): string {
  const fields = fieldsOf(type)
  let xml = ''
  for (const field of fields?.values() ?? []) xml += encodeField(field, object[field.name])
  for (const [name, value] of Object.entries(object)) {
    if (name === '$type' || value === undefined || fields?.has(name)) continue
    xml += encodeElement(name, 'unknown', value)
  }
  return xml
}

/** The type that an `anyType` value is sent with. */
function scalarTypeOf(value: string | number | bigint | boolean): string {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'boolean'
    case 'bigint':
      return 'long'
    default:
      if (!Number.isInteger(value)) return 'double'
      return Math.abs(value) <= 0x7f_ff_ff_ff ? 'int' : 'long'
  }
}

/** A text that XML 1.0 cannot carry at all, such as one with a NUL in it. */
export class UnsendableText extends ToldError {
  constructor(codePoint: number) {
    super(`the character U+${codePoint.toString(16).toUpperCase().padStart(4, '0')} cannot be sent in XML`)
    this.name = 'UnsendableText'
  }

  get told(): ConsoleError {
    const sentence = 'The text holds a character that vSphere cannot take.'
    return { blame: 'ours', code: 'unsendable-text', sentence, wayOut: 'Remove it.', raw: this.message }
  }
}

const replacement: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A bare CR would arrive as LF, and tabs or line breaks in attributes as spaces.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** ASCII that can be seen, and blanks, but for what has a meaning in XML. */
const plain = /^[ !#-%(-;=?-~]*$/

/**
 * Escapes a text for an element or an attribute. Whatever it looks like, `<![CDATA[…]]>` included, it arrives as text.
 * @throws UnsendableText for control characters, lone surrogates and other code points outside XML 1.0.
 */
export function escapeXml(text: string): string {
  // Most texts are plain: for these the patterns below, which know Unicode, take four times as long.
  if (plain.test(text)) return text
  // eslint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
  const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u.exec(text)
  if (forbidden) throw new UnsendableText(forbidden[0].codePointAt(0) ?? 0)
  return text.replaceAll(/[&<>"'\t\n\r]/g, (character) => replacement[character] ?? character)
}
