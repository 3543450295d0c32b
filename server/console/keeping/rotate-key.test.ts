import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyFile, presentKeys, writeKeys } from '../../connections/secret-key'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import { fakeInventory } from '../../connections/testing/fake-inventory'
import { describeOnPostgres, freshDatabase, type FreshDatabase } from '../../journal/testing/postgres-rig'
import { startRuntime } from '../composition'
import { createLog } from '../log'
import { holdDataDir } from '../data-dir-lock'
import { restore } from './restore'
import { backup } from './backup'
import { rotateKey } from './rotate-key'
import { adminPassword, keptData, type KeptData } from './testing/kept-data'

let data: KeptData
beforeEach(async () => {
  data = await keptData()
})
afterEach(() => data.close())

const passwords = ['password of esx-01', 'password of esx-02']
const keyText = () => readFileSync(keyFile(data.dataDir()), 'utf8')
const keptKeys = () => readdirSync(data.dataDir()).filter((name) => name.startsWith('secret.key.before'))

describe('a key in a file', () => {
  test('is exchanged for a new one; what was sealed opens with it alone, and the one of before is kept', async () => {
    await data.fill()
    const before = keyText()
    const said = await data.run(rotateKey, [])
    expect(keyText()).not.toBe(before)
    expect(await presentKeys(data.dataDir(), undefined)).toHaveLength(1)
    expect(statSync(keyFile(data.dataDir())).mode & 0o777).toBe(0o600)
    const [kept = ''] = keptKeys()
    expect(readFileSync(path.join(data.dataDir(), kept), 'utf8')).toBe(before)
    expect(said).toContain(`The key of before is in ${path.join(data.dataDir(), kept)}`)
    expect(await data.passwords()).toEqual(passwords)
    const { journal, close } = await data.rooms()
    const { notes } = await journal.readHistory({})
    await close()
    expect(notes[0]?.content).toEqual({
      kind: 'text',
      text: 'Secret key changed: 2 passwords of connections sealed anew',
    })
  })

  test('is cut while the passwords are written: all are as they were, all can be read, and it can be done again', async () => {
    await data.fill()
    const first = await data.rooms()
    const refuse = "before update on connections when old.id = 'esx-02' begin select raise(abort, 'cut'); end"
    await sql.raw(`create trigger cut ${refuse}`).execute(first.tables())
    await first.close()
    await expect(data.run(rotateKey, [])).rejects.toThrow('cut')
    // The file holds both keys: whichever has sealed them, the console opens them.
    const keys = await presentKeys(data.dataDir(), undefined)
    expect(keys).toHaveLength(2)
    expect(await data.passwords()).toEqual(passwords)
    const second = await data.rooms()
    await sql.raw('drop trigger cut').execute(second.tables())
    await second.close()
    await data.run(rotateKey, [])
    expect(await presentKeys(data.dataDir(), undefined)).toHaveLength(1)
    expect(await data.passwords()).toEqual(passwords)
  })

  test('is cut when the passwords are written and the file still holds both: they can be read', async () => {
    await data.fill()
    const [old] = (await presentKeys(data.dataDir(), undefined)) ?? []
    await data.run(rotateKey, [])
    const [fresh] = (await presentKeys(data.dataDir(), undefined)) ?? []
    if (!old || !fresh) throw new Error('no key')
    await writeKeys(keyFile(data.dataDir()), [fresh, old])
    expect(await data.passwords()).toEqual(passwords)
  })

  test('of before opens a backup of before', async () => {
    await data.fill()
    await data.run(backup, ['copy.db'])
    await data.run(rotateKey, [])
    expect(await data.run(restore, ['copy.db'])).toMatch(/sealed with another key than the present one/)
    expect(await data.passwords()).toEqual([undefined, undefined])
  })
})

describe('a key from the environment', () => {
  const old = { ANDON_SECRET_KEY: 'the text of before' }
  const next = { ANDON_SECRET_KEY: 'the text of tomorrow' }
  beforeEach(async () => {
    await data.close()
    data = await keptData(old)
    await data.fill()
  })

  test('is exchanged for another text; done twice, nothing is lost', async () => {
    for (const _ of [1, 2])
      expect(await data.run(rotateKey, [], { ANDON_NEW_SECRET_KEY: next.ANDON_SECRET_KEY })).toContain(
        'Start the console with the new text as ANDON_SECRET_KEY.',
      )
    expect(await data.passwords(next)).toEqual(passwords)
    expect(await data.passwords(old)).toEqual([undefined, undefined])
  })

  test('goes to a file, and from the file to a text', async () => {
    expect(await data.run(rotateKey, ['--to-file'])).toContain('Start the console without ANDON_SECRET_KEY.')
    expect(await data.passwords({})).toEqual(passwords)
    await data.run(rotateKey, [], { ANDON_SECRET_KEY: '', ANDON_NEW_SECRET_KEY: next.ANDON_SECRET_KEY })
    expect(readdirSync(data.dataDir())).not.toContain('secret.key')
    expect(await data.passwords(next)).toEqual(passwords)
  })

  test('with a wrong present text leaves everything as it was, and says what it could not open', async () => {
    const more = { ANDON_SECRET_KEY: 'the text of nobody', ANDON_NEW_SECRET_KEY: next.ANDON_SECRET_KEY }
    expect(await data.run(rotateKey, [], more)).toContain('does not open the passwords of esx-01, esx-02')
    expect(await data.passwords(old)).toEqual(passwords)
  })

  test.each([
    [{}, [], /Give the new text as ANDON_NEW_SECRET_KEY, or --to-file/],
    [{ ANDON_NEW_SECRET_KEY: old.ANDON_SECRET_KEY }, [], /is the present one/],
    [{ ANDON_NEW_SECRET_KEY: 'short' }, [], /ANDON_NEW_SECRET_KEY cannot be used.*16 characters/],
    [{ ANDON_NEW_SECRET_KEY: next.ANDON_SECRET_KEY }, ['--to-file'], /Either .* or --to-file/],
    [{}, ['now'], /nothing to do with "now"/],
  ])('is not changed with %j %j', async (more, args, sentence) => {
    await expect(data.run(rotateKey, args, more as Record<string, string>)).rejects.toThrow(sentence)
    expect(await data.passwords()).toEqual(passwords)
  })

  test('is not changed while a console runs', async () => {
    const release = holdDataDir(data.dataDir())
    await expect(data.run(rotateKey, ['--to-file'])).rejects.toThrow(/Another process of Andon uses/)
    release()
  })
})

await describeOnPostgres('the key of several processes', () => {
  let fresh: FreshDatabase
  beforeEach(async () => {
    fresh = await freshDatabase()
  })
  afterEach(() => fresh.drop())

  const texts = ['the text of before', 'the text of tomorrow'] as const
  const start = (secretKey: string, seed: ConnectionInput[] = []) =>
    startRuntime(
      { dataDir: data.dataDir(), databaseUrl: fresh.url, secretKey, adminPassword, seed },
      {
        openInventory: fakeInventory,
        log: createLog('silent'),
        announce: () => undefined,
        passwordCost: { ln: 4, r: 8, p: 1 },
      },
    )
  const change = (present: string = texts[0]) =>
    data.run(rotateKey, [], { DATABASE_URL: fresh.url, ANDON_SECRET_KEY: present, ANDON_NEW_SECRET_KEY: texts[1] })

  test('is changed while none of them runs; the one of before is refused after that', async () => {
    const form = { name: 'esx-01', address: 'esx-01', user: 'root', password: 'p', autoAnswer: false } as const
    const first = await start(texts[0], [{ ...form, trust: { kind: 'system' } }])
    await expect(change()).rejects.toThrow(
      /Andon is connected to this database, from .*Stop all of its processes first/,
    )
    await first.close()
    await expect
      .poll(() => change('the text of nobody').catch(String), { timeout: 10_000 })
      .toContain('sealed with another secret key')
    // With a wrong present text nothing has changed: the right one is still the right one.
    await expect.poll(() => change()).toContain('Start the console with the new text')
    await expect(start(texts[0])).rejects.toThrow(/sealed with another secret key/)
    const second = await start(texts[1])
    const [connection] = Object.values(second.live.tables().connections)
    await second.close()
    expect(connection).toMatchObject({ name: 'esx-01' })
    expect(connection?.state.at).not.toBe('refused')
  }, 90_000)
})
