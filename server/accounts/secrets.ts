import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'

/** What a hash costs: log2 of N, r and p of scrypt. The stored hash carries them, so they can grow. */
export type PasswordCost = { readonly ln: number; readonly r: number; readonly p: number }

/** 32 MiB and about a third of a second for each hash. */
const passwordCost: PasswordCost = { ln: 15, r: 8, p: 3 }

/** No characters that look like each other: no 0 O 1 I l. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password of 98 bits, or 24 for each group of another number, in groups that can be read aloud: `x7kqp-…`. */
export function generatePassword(groups = 4): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** `scrypt$15$8$3$salt$hash`, base64url. */
export async function hashPassword(password: string, cost = passwordCost): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost, 32)
  return ['scrypt', cost.ln, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** False also for a stored hash that cannot be read. Takes the same time whether or not the password is right. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, ln, r, p, saltText, hashText] = stored.split('$')
  if (scheme !== 'scrypt' || !saltText || !hashText) return false
  const expected = Buffer.from(hashText, 'base64url')
  const given = await derive(
    password,
    Buffer.from(saltText, 'base64url'),
    { ln: Number(ln), r: Number(r), p: Number(p) },
    expected.length,
  )
  return timingSafeEqual(expected, given)
}

function derive(password: string, salt: Buffer, { ln, r, p }: PasswordCost, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, { N: 2 ** ln, r, p, maxmem: 256 * 2 ** 20 }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

/** 256 random bits for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token: enough to recognise it, nothing to use it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')
