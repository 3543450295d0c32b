import {
  decodeAnnotation,
  decodeDisplayName,
  decodeVmxValue,
  encodeDisplayName,
  encodeVmxValue,
} from '../names/byte-escape'

/** What a person reads and types against what stands in the file. */

type Scheme = { encode: typeof encodeVmxValue; decode: typeof decodeVmxValue }

const schemes: ReadonlyMap<string, Scheme> = new Map([
  ['displayname', { encode: encodeDisplayName, decode: decodeDisplayName }],
  ['annotation', { encode: encodeVmxValue, decode: decodeAnnotation }],
])
const anyValue: Scheme = { encode: encodeVmxValue, decode: decodeVmxValue }

const schemeOf = (key: string) => schemes.get(key.toLowerCase()) ?? anyValue

export type PlainValue = { text: string; problem?: string }

/** The value of a key as a person reads it; the stored one, with the reason, where it cannot be decoded. */
export function plainVmxValue(key: string, value: string): PlainValue {
  const plain = schemeOf(key).decode(value)
  return plain.ok ? { text: plain.text } : { text: value, problem: plain.because }
}

/** What a person typed as the value to set. */
export const vmxValueOfPlain = (key: string, text: string): string => schemeOf(key).encode(text)
