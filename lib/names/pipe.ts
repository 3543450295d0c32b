import { escapeCharacters, unescapeBytes, type Unescaped } from './byte-escape'

/** The pipe scheme writes `|` and `"` as `|7c` and `|22`, lower case: a VMX value has no other way to hold a quote. */
export const pipeEncode = (text: string): string => escapeCharacters(text, { '|': '|7c', '"': '|22' })

/** Reads the pipe scheme. Every `|XX` is decoded, in either case, VMware's own `|0A` for a line break included. */
export const pipeDecode = (text: string): Unescaped => unescapeBytes(text, '|')
