import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
    expect(keys).toEqual([expect.any(Buffer)])
    expect(keys[0]).toHaveLength(32)
    expect(await secretKeys(folder, 'a long enough text')).toEqual(keys)
    await expect(stat(path.join(folder, 'secret.key'))).rejects.toThrow('ENOENT')
    await expect(secretKeys(folder, 'too short')).rejects.toThrow('16 characters')
  })
})
