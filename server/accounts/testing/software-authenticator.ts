/** For tests: an authenticator of passkeys in software, and with it whoever tampers with what one sends (WebAuthn 3, 6). */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { NewPasskey, NewPasskeyBegun, PasskeyBegun, UsedPasskey } from '@/lib/contract/factors-input'

type Made = { id: Buffer; userHandle: string; counter: number }
/** What is not as the options and the page say. */
type Tampered = {
  origin?: string
  challenge?: string
  rpId?: string
  userHandle?: string
  counter?: number
  flags?: number
  id?: string
}

const userPresent = 0x01
const userVerified = 0x04
const withCredential = 0x40

export function softwareAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  /** COSE: EC2, ES256, P-256. */
  const cose = cborMap([
    [cborInt(1), cborInt(2)],
    [cborInt(3), cborInt(-7)],
    [cborInt(-1), cborInt(1)],
    [cborInt(-2), cborBytes(Buffer.from(x, 'base64url'))],
    [cborInt(-3), cborBytes(Buffer.from(y, 'base64url'))],
  ])
  const made: Made = { id: randomBytes(32), userHandle: '', counter: 0 }

  const clientData = (type: string, challenge: string, tampered: Tampered) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: tampered.challenge ?? challenge,
        origin: tampered.origin ?? origin,
        crossOrigin: false,
      }),
    )

  const head = (rpId: string, flags: number, counter: number) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count])
  }

  return {
    id: made.id.toString('base64url'),
    create({ options }: NewPasskeyBegun, tampered: Tampered = {}): NewPasskey {
      made.userHandle = options.user.id
      const length = Buffer.alloc(2)
      length.writeUInt16BE(made.id.length)
      const rpId = tampered.rpId ?? options.rp.id ?? ''
      const flags = tampered.flags ?? userPresent | userVerified | withCredential
      const authData = Buffer.concat([head(rpId, flags, made.counter), Buffer.alloc(16), length, made.id, cose])
      const attestation = cborMap([
        [cborText('fmt'), cborText('none')],
        [cborText('attStmt'), cborMap([])],
        [cborText('authData'), cborBytes(authData)],
      ])
      const id = made.id.toString('base64url')
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, tampered).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    get({ options }: PasskeyBegun, tampered: Tampered = {}): UsedPasskey {
      made.counter = tampered.counter ?? made.counter + 1
      const authData = head(
        tampered.rpId ?? options.rpId ?? '',
        tampered.flags ?? userPresent | userVerified,
        made.counter,
      )
      const data = clientData('webauthn.get', options.challenge, tampered)
      const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()])
      const id = tampered.id ?? made.id.toString('base64url')
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
          userHandle: tampered.userHandle ?? made.userHandle,
        },
      }
    },
  }
}

/** CBOR (RFC 8949) as far as it is needed: whole numbers, bytes, texts and maps of fewer than 65,536. */
function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff])
}
const cborInt = (value: number) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value))
const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes])
const cborText = (text: string) => Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)])
const cborMap = (entries: [Buffer, Buffer][]) => Buffer.concat([cborHead(5, entries.length), ...entries.flat()])
