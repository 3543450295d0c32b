import { SaxesParser } from 'saxes'
import type { XmlElement } from './element'

export type ReadXml = { ok: true; root: XmlElement } | { ok: false; because: string }

/** A domain XML has some 5 KB. Nobody's has more characters, levels or elements than these. */
export const longestXml = 1024 * 1024
const deepest = 64
const mostElements = 20_000

type Open = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }

/**
 * Reads a document into elements, strictly: what is not well-formed is refused, and so are a document type and whatever
 * is too large. Comments and processing instructions are left out; namespaces are not resolved.
 */
export function readXml(text: string): ReadXml {
  if (text.length > longestXml) return refused(`The XML has more than ${longestXml / 1024 / 1024} MiB.`)
  const parser = new SaxesParser()
  const top: Open = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  let elements = 0
  const here = () => open.at(-1) ?? top
  parser.on('doctype', () => {
    throw new Refusal('The XML has a <!DOCTYPE>, which is not read.')
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    if (elements > mostElements) throw new Refusal(`The XML has more than ${mostElements} elements.`)
    if (open.length > deepest) throw new Refusal(`The XML is nested more than ${deepest} levels deep.`)
    const made: Open = { name, attributes: { ...attributes }, children: [], text: '' }
    here().children.push(made)
    open.push(made)
  })
  const onText = (piece: string) => {
    here().text += piece
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', () => void open.pop())
  parser.on('error', (error) => {
    throw new Refusal(`The XML is not well-formed: line ${parser.line}, ${error.message.replace(/^\d+:\d+: /, '')}`)
  })
  try {
    // A mark of the encoding in front is none of the text.
    parser.write(text.replace(/^\ufeff/, '')).close()
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message)
    throw error
  }
  const [root] = top.children
  return root === undefined ? refused('There is no XML.') : { ok: true, root }
}

/** Thrown through the parser, which has no other way to stop. */
class Refusal extends Error {}

const refused = (because: string): ReadXml => ({ ok: false, because })
