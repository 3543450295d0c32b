import { decodeAnnotation, decodeDisplayName, encodeAnnotation, encodeDisplayName } from '@/lib/names/vmx-value'

/**
 * What a person reads and types against what stands in the file. Only `displayName` and `annotation` are escaped; every
 * other value is the same on both sides.
 */

const schemes = new Map([
  ['displayname', { encode: encodeDisplayName, decode: decodeDisplayName }],
  ['annotation', { encode: encodeAnnotation, decode: decodeAnnotation }],
])

export type PlainValue = { text: string; problem?: string }

/** The value of a key as a person reads it; the raw one, with the reason, where it cannot be decoded. */
export function plainVmxValue(key: string, value: string): PlainValue {
  const scheme = schemes.get(key.toLowerCase())
  if (!scheme) return { text: value }
  const plain = scheme.decode(value)
  return plain.ok ? { text: plain.text } : { text: value, problem: plain.because }
}

/** What a person typed as the value to set. */
export const vmxValueOfPlain = (key: string, text: string): string =>
  schemes.get(key.toLowerCase())?.encode(text) ?? text
