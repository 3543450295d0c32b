/** What XML 1.0 cannot carry, as itself. Wrong UTF-8 has become U+FFFD before. */
// oxlint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const allForbidden = new RegExp(forbidden, 'g')
/** Digits of a reference that is looked at; one with more is left to the parser. */
const references = /&#(?:x([\da-fA-F]{1,32})|(\d{1,32}));/g
/** The start of a reference whose rest may be in the next piece. */
const startedReference = /&(?:#(?:x[\da-fA-F]{0,32}|\d{0,32})?)?$/
const longestStarted = 35

/**
 * Makes text fit for a strict XML parser, piece by piece: what one VM's note holds must not make a whole reply unreadable.
 * Each character that XML cannot carry becomes U+FFFD, written as itself or as a reference (`&#1;`). In a CDATA section,
 * which vSphere does not send, such a reference would be text.
 */
export class XmlCharacters {
  #held = ''

  /** @returns what can be read by now; the start of a reference waits for its rest. */
  fit(piece: string): string {
    let text = this.#held + piece
    const end = text.slice(-longestStarted)
    const started = startedReference.exec(end)
    this.#held = started ? started[0] : ''
    if (started) text = text.slice(0, text.length - started[0].length)
    if (forbidden.test(text)) text = text.replace(allForbidden, '\uFFFD')
    if (!text.includes('&#')) return text
    return text.replace(references, (reference, hex: string | undefined, decimal: string) =>
      isCharacter(hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16)) ? reference : '&#xFFFD;',
    )
  }

  /** What is left when no more comes. */
  rest(): string {
    const held = this.#held
    this.#held = ''
    return held
  }
}

/** The five that every XML has, and characters by their number. Anything else after `&` is matched as a lone one. */
const plainReferences = /&(?:#x([\da-fA-F]{1,32})|#(\d{1,32})|(amp|lt|gt|quot|apos));|&/g
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * A text of an element as a strict parser would give it behind `XmlCharacters`: with its references read and its line ends as
 * line feeds. Undefined where a reference is not one that every XML has.
 */
export function plainText(written: string): string | undefined {
  const carried = forbidden.test(written) ? written.replace(allForbidden, '\uFFFD') : written
  const text = carried.includes('\r') ? carried.replace(/\r\n?/g, '\n') : carried
  if (!text.includes('&')) return text
  let isPlain = true
  const read = text.replace(plainReferences, (reference, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? ''
    if (reference === '&') isPlain = false
    const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16)
    return isCharacter(code) ? String.fromCodePoint(code) : '\uFFFD'
  })
  return isPlain ? read : undefined
}

/** Char of XML 1.0. */
const isCharacter = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff)
