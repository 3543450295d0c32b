import { expect, test } from 'vitest'
import { parseThumbprint } from './thumbprint'

const pairs = Array.from({ length: 32 }, (_, i) => (i * 7 + 10).toString(16).padStart(2, '0'))
const colons = pairs.join(':').toUpperCase()

test.each([
  ['with colons', colons],
  ['in lower case, without', pairs.join('')],
  ['as openssl prints it', `sha256 Fingerprint=${colons}`],
  ['as older openssl prints it', `SHA256 Fingerprint=${colons}\n`],
  ['as Windows shows it, with its invisible mark', `\u200e${pairs.join(' ')}`],
  ['with dashes', pairs.join('-')],
  ['as PowerShell names it', `Thumbprint: ${pairs.join('')}`],
])('a SHA-256 thumbprint %s', (_, text) => {
  expect(parseThumbprint(text)).toEqual({ ok: true, sha256: colons })
})

test.each([
  [`SHA1 Fingerprint=${pairs.slice(0, 20).join(':')}`, '40 digits are SHA-1; this needs SHA-256'],
  [pairs.slice(0, 20).join(''), '40 digits are SHA-1; this needs SHA-256'],
  [`MD5 Fingerprint=${pairs.slice(0, 16).join(':')}`, 'MD5'],
  [pairs.slice(0, 31).join(':'), '64 hexadecimal digits'],
  ['', '64 hexadecimal digits'],
  [`${colons.slice(0, -1)}G`, '64 hexadecimal digits'],
])('%j is refused: %s', (text, because) => {
  expect(parseThumbprint(text)).toMatchObject({ ok: false, because: expect.stringContaining(because) })
})
