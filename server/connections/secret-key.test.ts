import { scryptSync } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecretBox } from './secret-box'
import { secretKeys } from './secret-key'

describe('secret key', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'andon-key-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is made once, in a file that only this user can read', async () => {
    const data = path.join(folder, 'data')
    const key = await secretKeys(data, undefined)
    expect(await secretKeys(data, undefined)).toEqual(key)
    expect((await stat(path.join(data, 'secret.key'))).mode & 0o777).toBe(0o600)
  })
  it('is one key for two processes that start together', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => secretKeys(folder, undefined)))
    expect(new Set(keys.map(([key]) => key.toString('hex'))).size).toBe(1)
  })
  it('loses the rights that a restored backup may have given it', async () => {
    const file = path.join(folder, 'secret.key')
    await writeFile(file, Buffer.alloc(32, 7).toString('base64url'), { mode: 0o644 })
    expect(await secretKeys(folder, undefined)).toEqual([Buffer.alloc(32, 7)])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })
  it('is refused when the file holds something else, and the file stays as it is', async () => {
    const file = path.join(folder, 'secret.key')
    await writeFile(file, 'short')
    await expect(secretKeys(folder, undefined)).rejects.toThrow('32 bytes')
    expect(await readFile(file, 'utf8')).toBe('short')
  })
  it('comes from the environment when that names one, and no file is made', async () => {
    const keys = await secretKeys(folder, 'a long enough text')
    for (const key of keys) expect(key).toHaveLength(32)
    expect(await secretKeys(folder, 'a long enough text')).toEqual(keys)
    await expect(stat(path.join(folder, 'secret.key'))).rejects.toThrow('ENOENT')
    await expect(secretKeys(folder, 'too short')).rejects.toThrow('16 characters')
  })
  it('comes from a text in three passes of 32 MiB; what one pass of before has sealed is opened still', async () => {
    const text = 'a long enough text'
    const [three, one, ...others] = await secretKeys(folder, text)
    const made = (p: number) => scryptSync(text, 'andon secret key', 32, { N: 2 ** 15, r: 8, p, maxmem: 2 ** 27 })
    expect([three, one, others]).toEqual([made(3), made(1), []])
    const place = { table: 't', row: 'r', column: 'c' }
    const box = createSecretBox(await secretKeys(folder, text))
    expect(box.open(createSecretBox([made(1)]).seal('of before', place), place)).toBe('of before')
    expect(createSecretBox([made(3)]).open(box.seal('of now', place), place)).toBe('of now')
  })
})
