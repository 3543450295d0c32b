import { describe, expect, it } from 'vitest'
import { generatePassword, hashPassword, newToken, verifyPassword } from './secrets'

const cheap = { ln: 4, r: 8, p: 1 }

describe('password', () => {
  it('costs whoever guesses 32 MiB and three passes, unless a test says otherwise', async () => {
    expect((await hashPassword('correct horse')).startsWith('scrypt$15$8$3$')).toBe(true)
  })
  it('is verified at the cost it was stored with', async () => {
    const stored = await hashPassword('correct horse', cheap)
    expect(stored.startsWith('scrypt$4$8$1$')).toBe(true)
    expect(await verifyPassword('correct horse', stored)).toBe(true)
  })
  it('is verified against its own hash only', async () => {
    const stored = await hashPassword('correct horse', cheap)
    expect(await verifyPassword('correct horse', stored)).toBe(true)
    expect(await verifyPassword('correct horsE', stored)).toBe(false)
    expect(await verifyPassword('', stored)).toBe(false)
  })
  it('is hashed with a salt of its own each time', async () => {
    expect(await hashPassword('same', cheap)).not.toBe(await hashPassword('same', cheap))
  })
  it('is the same however its accents were typed', async () => {
    expect(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9', cheap))).toBe(true)
  })
  it('is refused, not thrown, when the stored hash cannot be read', async () => {
    expect(await verifyPassword('x', '')).toBe(false)
    expect(await verifyPassword('x', 'md5$1$2$3$4$5')).toBe(false)
  })
  it('is generated in four groups, never the same', () => {
    expect(generatePassword()).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/)
    expect(new Set(Array.from({ length: 100 }, generatePassword)).size).toBe(100)
  })
  it('counts to its last character, however long it is', async () => {
    const long = 'sea boat '.repeat(100)
    const stored = await hashPassword(`${long}a`, cheap)
    expect(await verifyPassword(`${long}a`, stored)).toBe(true)
    expect(await verifyPassword(`${long}b`, stored)).toBe(false)
    expect(await verifyPassword(long, stored)).toBe(false)
  })
})

it('a token has 256 bits, never the same', () => {
  const tokens = Array.from({ length: 1_000 }, newToken)
  expect(new Set(tokens).size).toBe(1_000)
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
})
