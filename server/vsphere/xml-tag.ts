/** A start tag, as far as replies need it: what other attributes say does not matter. */
export type XmlTag = {
  /** As it was written. */
  readonly name: string
  readonly local: string
  readonly uri: string
  /** `xsi:type` without its prefix. */
  readonly xsiType: string | undefined
  /** `xsi:nil`. */
  readonly isNil: boolean
  /** The plain attribute `type`: the class of what a reference refers to. */
  readonly referenceClass: string | undefined
  readonly serverGuid: string | undefined
}

/** What one who reads XML tells of it. Text may come in several parts. */
export type XmlListener = {
  open(tag: XmlTag): void
  close(): void
  text(text: string): void
}

type Attribute = { readonly local: string; readonly uri: string; readonly value: string }

const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance'

/** Takes from the attributes of an element what counts. */
export function xmlTag(name: string, local: string, uri: string, attributes: Iterable<Attribute>): XmlTag {
  let xsiType: string | undefined
  let referenceClass: string | undefined
  let serverGuid: string | undefined
  let isNil = false
  for (const attribute of attributes) {
    if (attribute.uri === xsiNamespace) {
      if (attribute.local === 'type') xsiType = withoutPrefix(attribute.value)
      else if (attribute.local === 'nil') isNil = attribute.value === 'true' || attribute.value === '1'
    } else if (attribute.uri === '') {
      if (attribute.local === 'type') referenceClass = attribute.value
      else if (attribute.local === 'serverGuid') serverGuid = attribute.value
    }
  }
  return { name, local, uri, xsiType, isNil, referenceClass, serverGuid }
}

const withoutPrefix = (qualified: string) => qualified.slice(qualified.indexOf(':') + 1).trim()
