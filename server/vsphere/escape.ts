import type { ConsoleError } from '@/lib/result'
import { ToldError } from '../errors/console-error'

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

/**
 * Escapes a text for an element or an attribute. Whatever it looks like, `<![CDATA[…]]>` included, it arrives as text.
 * @throws UnsendableText for control characters, lone surrogates and other code points outside XML 1.0.
 */
export function escapeXml(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
  const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u.exec(text)
  if (forbidden) throw new UnsendableText(forbidden[0].codePointAt(0) ?? 0)
  return text.replaceAll(/[&<>"'\t\n\r]/g, (character) => replacement[character] ?? character)
}
