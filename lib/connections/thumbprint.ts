/** Thumbprints of certificates as people copy them from elsewhere. */

export type ParsedThumbprint = { ok: true; sha256: string } | { ok: false; because: string }

/**
 * Reads a SHA-256 thumbprint: with colons, dashes, blanks or nothing between its pairs, behind openssl's
 * `sha256 Fingerprint=`, with the invisible mark (U+200E) that Windows' certificate window puts in front.
 * @returns 32 pairs in upper case with colons.
 */
export function parseThumbprint(text: string): ParsedThumbprint {
  const [, name, value = ''] =
    /^(?:[^=]*?(sha-?\d+)?[ _-]*(?:fingerprint|thumbprint)\s*[=:])?([\s\S]*)$/i.exec(text.trim()) ?? []
  const hex = value.replaceAll(/[\s:\-.\p{Cf}]/gu, '').toUpperCase()
  const isHex = /^[0-9A-F]+$/.test(hex)
  if (isHex && hex.length === 40)
    return { ok: false, because: '40 digits are SHA-1; this needs SHA-256, which has 64.' }
  if (isHex && hex.length === 32) return { ok: false, because: '32 digits are MD5; this needs SHA-256, which has 64.' }
  if (!isHex || hex.length !== 64) {
    return { ok: false, because: 'A SHA-256 thumbprint has 64 hexadecimal digits, in pairs with colons or without.' }
  }
  if (name !== undefined && !/^sha-?256$/i.test(name))
    return { ok: false, because: `This is a ${name}; this needs SHA-256.` }
  return { ok: true, sha256: (hex.match(/../g) ?? []).join(':') }
}
