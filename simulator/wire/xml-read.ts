import { SaxesParser } from 'saxes'
import { SimFault } from '../vim25/faults'

/** An element of a request, with its place for messages. Namespaces are resolved; prefixes are gone. */
export type XmlElement = {
  readonly uri: string
  readonly name: string
  /** Attributes in no namespace: `type`, `versionId`, `serverGuid`. */
  readonly attributes: Readonly<Record<string, string>>
  /** Local name of xsi:type, when there is one. */
  readonly xsiType: string | undefined
  readonly nil: boolean
  readonly children: readonly XmlElement[]
  readonly text: string
  readonly line: number
  readonly column: number
}

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance'
const deepest = 128

/** A fault for input that cannot be understood; the message is the stack of what was being parsed (vim25 1.8). */
export function invalidRequest(message: string): SimFault {
  return new SimFault('InvalidRequest', {}, message)
}

type Open = {
  readonly element: { -readonly [K in keyof XmlElement]: XmlElement[K] }
  readonly children: XmlElement[]
}

/** Parse a request body. Refuses DOCTYPE, broken XML and unreasonable depth with InvalidRequest. */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Open[] = []
  let root: XmlElement | undefined
  let failure: SimFault | undefined

  const fail = (message: string): void => {
    failure ??= invalidRequest(`${message}\nat line ${parser.line}, column ${parser.column}`)
  }

  parser.on('error', (error) => fail(`XML document parse error: ${error.message}`))
  parser.on('doctype', () => fail('A document type declaration is not allowed'))
  parser.on('opentag', (tag) => {
    if (open.length >= deepest) fail(`Elements are nested more than ${deepest} deep`)
    if (failure !== undefined) return
    const attributes: Record<string, string> = {}
    let xsiType: string | undefined
    let nil = false
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.uri === '') attributes[attribute.local] = attribute.value
      else if (attribute.uri === schemaInstance && attribute.local === 'nil') nil = /^(true|1)$/.test(attribute.value)
      else if (attribute.uri === schemaInstance && attribute.local === 'type') {
        const [prefix, local] = splitName(attribute.value.trim())
        if (prefix !== '' && parser.resolve(prefix) === undefined)
          fail(`Unbound namespace prefix in xsi:type "${attribute.value}"`)
        xsiType = local
      }
    }
    const children: XmlElement[] = []
    const { line, column } = parser
    const element = { uri: tag.uri, name: tag.local, attributes, xsiType, nil, children, text: '', line, column }
    open.at(-1)?.children.push(element)
    open.push({ element, children })
    root ??= element
  })
  const addText = (more: string): void => {
    const here = open.at(-1)
    if (here !== undefined) here.element.text += more
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    open.pop()
  })

  parser.write(text).close()
  if (failure !== undefined) throw failure
  if (root === undefined) throw invalidRequest('The request has no content')
  return root
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}
