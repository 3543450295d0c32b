import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecretBox, secretKey } from './secret-box'

const place = { table: 'connections', row: 'a', column: 'password' }

describe('secret box', () => {
  const box = createSecretBox(Buffer.alloc(32, 1))
  it.each(['', 'secret', 'pässwörd "<&>"', 'x'.repeat(5_000)])('gives back what it sealed', (secret) => {
    expect(box.open(box.seal(secret, place), place)).toBe(secret)
  })
  it('never seals the same text to the same value', () => {
    expect(box.seal('secret', place)).not.toBe(box.seal('secret', place))
  })
  it('does not open a value that was moved to another row, column or table', () => {
    const sealed = box.seal('secret', place)
    for (const other of [{ row: 'b' }, { column: 'user' }, { table: 'accounts' }]) {
      expect(() => box.open(sealed, { ...place, ...other })).toThrow()
    }
  })
  it('does not open a changed value, a shortened tag, or one of another key', () => {
    const sealed = box.seal('secret', place)
    const [version, nonce, tag = '', text] = sealed.split('.')
    const shortTag = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url')
    expect(() => box.open([version, nonce, shortTag, text].join('.'), place)).toThrow()
    expect(() =>
      box.open([version, nonce, tag, Buffer.from('secreT').toString('base64url')].join('.'), place),
    ).toThrow()
    expect(() => createSecretBox(Buffer.alloc(32, 2)).open(sealed, place)).toThrow()
    expect(() => box.open('plain', place)).toThrow('unknown seal')
  })
})

describe('secret key', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'andon-key-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is made once, in a file that only this user can read', async () => {
    const data = path.join(folder, 'data')
    const key = await secretKey(data, undefined)
    expect(await secretKey(data, undefined)).toEqual(key)
    expect((await stat(path.join(data, 'secret.key'))).mode & 0o777).toBe(0o600)
  })
  it('is one key for two processes that start together', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => secretKey(folder, undefined)))
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  })
  it('loses the rights that a restored backup may have given it', async () => {
    const file = path.join(folder, 'secret.key')
    await writeFile(file, Buffer.alloc(32, 7).toString('base64url'), { mode: 0o644 })
    expect(await secretKey(folder, undefined)).toEqual(Buffer.alloc(32, 7))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })
  it('is refused when the file holds something else, and the file stays as it is', async () => {
    const file = path.join(folder, 'secret.key')
    await writeFile(file, 'short')
    await expect(secretKey(folder, undefined)).rejects.toThrow('32 bytes')
    expect(await readFile(file, 'utf8')).toBe('short')
  })
  it('comes from the environment when that names one, and no file is made', async () => {
    const key = await secretKey(folder, 'a long enough text')
    expect(key).toHaveLength(32)
    expect(await secretKey(folder, 'a long enough text')).toEqual(key)
    await expect(stat(path.join(folder, 'secret.key'))).rejects.toThrow('ENOENT')
    await expect(secretKey(folder, 'too short')).rejects.toThrow('16 characters')
  })
})
