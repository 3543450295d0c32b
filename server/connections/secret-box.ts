import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SecretKeys } from './secret-key'

/** Where a secret lives. It is bound into the seal, so that a sealed value copied into another row does not open. */
export type SecretPlace = { table: string; row: string; column: string }

export type SecretBox = {
  seal(secret: string, place: SecretPlace): string
  /** Throws when the value was changed, moved, or sealed with another key. */
  open(sealed: string, place: SecretPlace): string
}

/**
 * Sealed values are `v1.nonce.tag.ciphertext`, base64url; AES-256-GCM with a 16-byte tag.
 * @param keys the first one seals; what the others have sealed is opened too.
 */
export function createSecretBox(keys: SecretKeys): SecretBox {
  for (const key of keys) if (key.length !== 32) throw new Error(`a secret key has 32 bytes, not ${key.length}`)
  return {
    seal: (secret, place) => seal(keys[0], secret, place),
    open(sealed, place) {
      const [version, nonce = '', tag = '', text = ''] = sealed.split('.')
      if (version !== 'v1') throw new Error(`unknown seal "${version}"`)
      let failure: unknown
      for (const key of keys) {
        try {
          // Without authTagLength, Node takes tags as short as 4 bytes.
          const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
          decipher.setAAD(associated(place))
          decipher.setAuthTag(Buffer.from(tag, 'base64url'))
          return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
        } catch (error) {
          failure ??= error
        }
      }
      throw failure
    },
  }
}

const associated = ({ table, row, column }: SecretPlace) => Buffer.from(JSON.stringify([table, row, column]))

function seal(key: Buffer, secret: string, place: SecretPlace): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  cipher.setAAD(associated(place))
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return ['v1', ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.')
}
