import { SaxesParser } from 'saxes'
import { WireError } from './errors'
import { XmlCharacters } from './xml-characters'
import { xmlTag, type XmlListener, type XmlTag } from './xml-tag'

/** Start tags that are new each time are not remembered without end. */
const mostTags = 1_000

/**
 * Reads any XML, strictly: what is not well-formed is refused, and so is a document type. Text goes in as it arrives.
 * @throws WireError from `write` and `end`: `not-xml`, `doctype`, `not-vsphere` for a web page.
 */
export class StrictXml {
  readonly #parser = new SaxesParser({ xmlns: true, position: false })
  readonly #characters = new XmlCharacters()
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  readonly #tags = new Map<string, XmlTag>()
  #isSilent = false

  /** @param before what was read of the document so far by somebody else: nothing is told of it. */
  constructor(listener: XmlListener, before = '') {
    const parser = this.#parser
    parser.on('doctype', (text) => {
      const html = /^\s*html\b/i.test(text)
      throw html
        ? new WireError('not-vsphere', 'the server answered an HTML page')
        : new WireError('doctype', 'it has a <!DOCTYPE>', { said: text })
    })
    parser.on('opentag', ({ name, local, uri, attributes }) => {
      if (this.#isSilent) return
      listener.open(this.#known(xmlTag(name, local, uri, Object.values(attributes))))
    })
    parser.on('closetag', () => {
      if (!this.#isSilent) listener.close()
    })
    const onText = (text: string) => {
      if (!this.#isSilent) listener.text(text)
    }
    parser.on('text', onText)
    parser.on('cdata', onText)
    parser.on('error', (error) => {
      // Text all the same, which the sender ought to have written as `]]&gt;`.
      if (error.message.endsWith('the string "]]>" is disallowed in char data.')) return
      // Its words may quote the text.
      throw new WireError('not-xml', 'it is no well-formed XML', { said: error.message })
    })
    this.#isSilent = true
    if (before !== '') parser.write(before)
    this.#isSilent = false
  }

  write(bytes: Uint8Array): void {
    this.#parser.write(this.#characters.fit(this.#decoder.decode(bytes, { stream: true })))
  }

  /** The same for what says the same: whoever listens may remember what it made of it. */
  #known(tag: XmlTag): XmlTag {
    const key = JSON.stringify(tag)
    const known = this.#tags.get(key)
    if (known) return known
    if (this.#tags.size < mostTags) this.#tags.set(key, tag)
    return tag
  }

  /** What is still in it has been told after this. */
  flush(): void {
    this.#parser.write(this.#characters.fit(this.#decoder.decode()) + this.#characters.rest())
  }

  end(): void {
    this.#parser.close()
  }
}
