import type { WireValue } from './wire-value'

const integer = /^[+-]?\d+$/

/** A number, or a bigint where a number would lose digits. Undefined for a text that is no integer. */
function decodeInteger(text: string): number | bigint | undefined {
  const trimmed = text.trim()
  if (!integer.test(trimmed)) return undefined
  const number = Number(trimmed)
  return Number.isSafeInteger(number) ? number : BigInt(trimmed)
}

function decodeFloat(text: string): number | undefined {
  const trimmed = text.trim()
  if (trimmed === 'INF') return Infinity
  if (trimmed === '-INF') return -Infinity
  if (trimmed === 'NaN') return NaN
  const number = Number(trimmed)
  return trimmed === '' || Number.isNaN(number) ? undefined : number
}

/**
 * Decodes the text of an element of a scalar type. Dates and base64 stay text (a Date would lose microseconds), strings
 * keep their white space, and a text that does not fit its type is kept as it is: one odd value never breaks a reply.
 */
export function decodeScalar(type: string, text: string): WireValue {
  switch (type) {
    case 'boolean': {
      const trimmed = text.trim()
      if (trimmed === 'true' || trimmed === '1') return true
      if (trimmed === 'false' || trimmed === '0') return false
      return text
    }
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
      return decodeInteger(text) ?? text
    case 'float':
    case 'double':
      return decodeFloat(text) ?? text
    default:
      return text
  }
}
