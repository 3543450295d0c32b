import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Where a secret lives. It is bound into the seal, so that a sealed value copied into another row does not open. */
export type SecretPlace = { table: string; row: string; column: string }

export type SecretBox = {
  seal(secret: string, place: SecretPlace): string
  /** Throws when the value was changed, moved, or sealed with another key. */
  open(sealed: string, place: SecretPlace): string
}

/** Sealed values are `v1.nonce.tag.ciphertext`, base64url; AES-256-GCM with a 16-byte tag. */
export function createSecretBox(key: Buffer): SecretBox {
  if (key.length !== 32) throw new Error(`a secret key has 32 bytes, not ${key.length}`)
  const associated = ({ table, row, column }: SecretPlace) => Buffer.from(JSON.stringify([table, row, column]))
  return {
    seal(secret, place) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
      cipher.setAAD(associated(place))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return ['v1', ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, place) {
      const [version, nonce = '', tag = '', text = ''] = sealed.split('.')
      if (version !== 'v1') throw new Error(`unknown seal "${version}"`)
      // Without authTagLength, Node takes tags as short as 4 bytes.
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      decipher.setAAD(associated(place))
      decipher.setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
    },
  }
}

/**
 * The key that seals secrets: `fromEnvironment` (ANDON_SECRET_KEY, any text of 16 characters or more), else a file that
 * only this user can read, made at the first start. Losing it loses the stored passwords and nothing else.
 */
export async function secretKey(dataDir: string, fromEnvironment: string | undefined): Promise<Buffer> {
  if (fromEnvironment !== undefined && fromEnvironment !== '') {
    if (fromEnvironment.length < 16) throw new Error('ANDON_SECRET_KEY must have 16 characters or more')
    // The salt is fixed because the same text must give the same key on every replica.
    return scryptSync(fromEnvironment, 'andon secret key', 32, { N: 2 ** 15, maxmem: 64 * 2 ** 20 })
  }
  const file = path.join(dataDir, 'secret.key')
  const existing = await readKey(file)
  if (existing) return existing
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // Written aside and linked into place: of two processes that start together, both read the one key that won.
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(aside, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  await link(aside, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(aside)
  const made = await readKey(file)
  if (!made) throw new Error(`${file} disappeared while it was made`)
  return made
}

async function readKey(file: string): Promise<Buffer | undefined> {
  try {
    const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url')
    if (key.length !== 32) throw new Error(`${file} does not hold a key of 32 bytes`)
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600)
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
