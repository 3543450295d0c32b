/** XML as a tree of elements: what a domain XML is made of, taken from and compared by. */
export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Its own text, without that of its children. */
  readonly text: string
}

type Attributes = Readonly<Record<string, string | number | undefined>>
type Content = XmlElement | string | undefined | readonly XmlElement[]

/** Makes an element; attributes and content that are undefined are left out. */
export function element(name: string, attributes: Attributes = {}, ...content: readonly Content[]): XmlElement {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, `${value}`]]))
  return {
    name,
    attributes: Object.fromEntries(given),
    children: content.flatMap((each) => (typeof each === 'object' ? each : [])),
    text: content.filter((each) => typeof each === 'string').join(''),
  }
}

/** The first child of a name. */
export const childOf = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  parent?.children.find((child) => child.name === name)

export const childrenOf = (parent: XmlElement | undefined, name: string): XmlElement[] =>
  parent?.children.filter((child) => child.name === name) ?? []

/** Blanks around a line break come from laying XML out; text without one is meant as it stands. */
export const isLayout = (text: string): boolean => text.trim() === ''

/**
 * Writes an element as libvirt does: two blanks for each level, attributes in single quotes. Text keeps its line breaks;
 * where an element has children, its own text is left out. Control characters, which XML cannot hold, are left out too.
 */
export function printXml(root: XmlElement, depth = 0): string {
  const indent = '  '.repeat(depth)
  const attributes = Object.entries(root.attributes).map(([key, value]) => ` ${key}='${escapeAttribute(value)}'`)
  const open = `${indent}<${root.name}${attributes.join('')}`
  if (root.children.length > 0) {
    const inside = root.children.map((child) => printXml(child, depth + 1))
    return `${open}>\n${inside.join('')}${indent}</${root.name}>\n`
  }
  return root.text === '' ? `${open}/>\n` : `${open}>${escapeText(root.text)}</${root.name}>\n`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** What no XML 1.0 document can hold, surrogates without a partner included. */
const notInXml =
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A carriage return would be read back as a line feed. */
const escapeText = (text: string) =>
  text
    .replaceAll(notInXml, '')
    .replaceAll(/[&<>"']/g, (char) => entities[char] ?? char)
    .replaceAll('\r', '&#13;')

/** Line breaks and tabs of an attribute would be read back as blanks. */
const escapeAttribute = (text: string) => escapeText(text).replaceAll(/[\n\t]/g, (char) => `&#${char.charCodeAt(0)};`)
