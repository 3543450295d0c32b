/** For tests: an authenticator app that shares no code with ours (RFC 4226 and 6238, RFC 4648 for the key). */
import { createHmac } from 'node:crypto'

/** The code of six figures that an app shows for a key at a time in milliseconds. */
export function codeAt(key: string, at: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(key.replaceAll(' ', ''), (one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', secret).update(step).digest()
  const from = hash.readUInt8(19) & 0x0f
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
