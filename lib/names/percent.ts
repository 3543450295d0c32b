import { escapeCharacters, unescapeBytes, type Unescaped } from './byte-escape'

/** The percent scheme writes `%`, `/` and `\` as `%25`, `%2f` and `%5c`, lower case. A bijection on well-formed text. */
export const percentEncode = (text: string): string => escapeCharacters(text, { '%': '%25', '/': '%2f', '\\': '%5c' })

/**
 * Reads the percent scheme. Every `%XX` is decoded, in either case; a `%` without two hex digits behind it makes the
 * whole text invalid, as in libvirt.
 */
export const percentDecode = (text: string): Unescaped => unescapeBytes(text, '%')
