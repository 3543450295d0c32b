import { escapeCharacters, unescapeBytes, type Unescaped, percentEncode } from './byte-escape'

/** The pipe scheme writes `|` and `"` as `|7c` and `|22`, lower case: a VMX value has no other way to hold a quote. */
export const pipeEncode = (text: string): string => escapeCharacters(text, { '|': '|7c', '"': '|22' })

/** Reads the pipe scheme. Every `|XX` is decoded, in either case, VMware's own `|0A` for a line break included. */
export const pipeDecode = (text: string): Unescaped => unescapeBytes(text, '|')

/** The VMX values that are escaped: `displayName` and `annotation`. Every other value is written as it is. */

/** A VM's plain name as the value of `displayName`: the pipe scheme first, then the percent scheme. */
export const encodeDisplayName = (name: string): string => percentEncode(pipeEncode(name))

/** Reads `displayName`: the percent scheme first, then the pipe scheme, both over bytes. */
export const decodeDisplayName = (value: string): Unescaped => unescapeBytes(value, '%', '|')

/**
 * A note as the value of `annotation`: the pipe scheme, and line breaks as VMware writes them. libvirt leaves line
 * breaks as they are, and then cannot read its own file: a quoted value ends with its line.
 */
export const encodeAnnotation = (text: string): string =>
  escapeCharacters(text, { '|': '|7c', '"': '|22', '\n': '|0A', '\r': '|0D' })

/** Reads `annotation`. */
export const decodeAnnotation = (value: string): Unescaped => pipeDecode(value)
