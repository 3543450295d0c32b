import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

export type Certificate = {
  /** PEM, for a TLS server. */
  readonly key: string
  readonly cert: string
  /** SHA-256 of the DER, `AB:CD:…`, as clients show and pin it. */
  readonly fingerprint256: string
}

/**
 * A self-signed certificate as a freshly installed host has one: P-256, valid from a day ago for `days`, for the given names and
 * addresses. With `by` it is signed by that one's key instead of its own. Written as X.509 v3 DER by hand (RFC 5280), since Node can sign but has no certificate builder.
 */
export function selfSigned(names: readonly string[], now: Date, days = 825, by?: Certificate): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = distinguishedName(names[0] ?? 'localhost')
  const signatureAlgorithm = sequence(oid(1, 2, 840, 10045, 4, 3, 2)) // ecdsa-with-SHA256
  const toSign = sequence(
    tagged(0, integer(Buffer.from([2]))), // v3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    signatureAlgorithm,
    by === undefined ? subject : subjectOf(by),
    sequence(time(new Date(now.getTime() - 86_400_000)), time(new Date(now.getTime() + days * 86_400_000))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(basicConstraints(), alternativeNames(names))),
  )
  const der = sequence(toSign, signatureAlgorithm, bitString(sign('sha256', toSign, by?.key ?? privateKey)))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
    fingerprint256: createHash('sha256')
      .update(der)
      .digest('hex')
      .toUpperCase()
      .replace(/(..)(?=.)/g, '$1:'),
  }
}

function node(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const hex = content.length.toString(16)
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return node(0x30, ...parts)
}

function tagged(number: number, content: Buffer): Buffer {
  return node(0xa0 | number, content)
}

function integer(bytes: Buffer): Buffer {
  return node(0x02, bytes)
}

function bitString(bytes: Buffer): Buffer {
  return node(0x03, Buffer.from([0]), bytes)
}

function octetString(content: Buffer): Buffer {
  return node(0x04, content)
}

function oid(...numbers: readonly number[]): Buffer {
  const [first = 0, second = 0, ...rest] = numbers
  const bytes = rest.flatMap((number) => {
    const digits = [number & 0x7f]
    for (let left = number >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80)
    return digits
  })
  return node(0x06, Buffer.from([first * 40 + second, ...bytes]))
}

/** The name that a certificate of ours has, for those that it signs. */
function subjectOf({ cert }: Certificate): Buffer {
  const commonName = /^CN=(.*)$/m.exec(new X509Certificate(cert).subject)?.[1] ?? ''
  return distinguishedName(commonName)
}

/** UTCTime; the years that matter here are before 2050. */
function time(date: Date): Buffer {
  const text = date
    .toISOString()
    .replace(/[-:T]|\.\d+/g, '')
    .slice(2)
  return node(0x17, Buffer.from(text, 'ascii'))
}

function distinguishedName(commonName: string): Buffer {
  const entry = (type: Buffer, value: string): Buffer =>
    node(0x31, sequence(type, node(0x0c, Buffer.from(value, 'utf8'))))
  return sequence(
    entry(oid(2, 5, 4, 10), 'VMware, Inc.'),
    entry(oid(2, 5, 4, 11), 'Simulated ESX Server Default Certificate'),
    entry(oid(2, 5, 4, 3), commonName),
  )
}

function basicConstraints(): Buffer {
  const critical = Buffer.from([0x01, 0x01, 0xff])
  const isCa = Buffer.from([0x01, 0x01, 0xff])
  return sequence(oid(2, 5, 29, 19), critical, octetString(sequence(isCa)))
}

function alternativeNames(names: readonly string[]): Buffer {
  const entries = names.map((name) =>
    isIP(name) === 0 ? node(0x82, Buffer.from(name, 'ascii')) : node(0x87, addressBytes(name)),
  )
  return sequence(oid(2, 5, 29, 17), octetString(sequence(...entries)))
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail] = address.split('::')
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]))
}
