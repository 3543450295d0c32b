import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '../log'
import { startRuntime } from '../composition'
import { fakeInventory } from '../../connections/testing/fake-inventory'
import { holdDataDir } from '../data-dir-lock'
import { backup } from './backup'
import { restore } from './restore'
import { adminPassword, keptData, type KeptData } from './testing/kept-data'
import { signedInOf } from '../../accounts/testing/signed-in'

let data: KeptData
beforeEach(async () => {
  data = await keptData()
})
afterEach(() => data.close())

const beside = () => readdirSync(data.dataDir()).filter((name) => /^andon-before.*db$/.test(name))
const leftovers = () => readdirSync(data.dataDir()).filter((name) => name.startsWith('restoring'))
async function inside() {
  const rooms = await data.rooms()
  const { runs, notes } = await rooms.journal.readHistory({})
  const { problems } = await rooms.journal.check()
  await rooms.close()
  expect(problems).toEqual([])
  const texts = notes.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []))
  return { runs: runs.map(({ number }) => number), texts }
}

describe('a restored backup', () => {
  test('holds what was there then, says so in its record, and what was there is kept beside it', async () => {
    await data.fill()
    await data.run(backup, ['copy.db'])
    const later = await data.rooms()
    await later.journal.note({ by: 'm.okafor', text: 'after the backup' })
    await later.close()
    const where = data.dataDir()
    const said = await data.run(restore, ['copy.db'])
    const now = await inside()
    expect(now.runs).toEqual([1])
    expect(now.texts[0]).toMatch(/^Restored from a backup with 2026-11-28T23:.* as its last entry/)
    expect(now.texts).not.toContain('after the backup')
    expect(beside()).toHaveLength(1)
    expect(said).toContain(`What was there before: ${where}/${beside()[0]}`)
    expect(statSync(path.join(data.dataDir(), 'andon.db')).mode & 0o777).toBe(0o600)
    expect(leftovers()).toEqual([])
    // And back again: what was kept is a backup itself.
    await data.run(restore, [path.join(data.dataDir(), beside()[0] ?? '')])
    expect((await inside()).texts).toContain('after the backup')
    expect(beside()).toHaveLength(2)
  })

  test('begins anew on another machine, with what is beside an earlier database out of its way', async () => {
    await data.fill()
    await data.run(backup, ['copy.db'])
    rmSync(path.join(data.dataDir(), 'andon.db'))
    writeFileSync(path.join(data.dataDir(), 'andon.db-wal'), 'of a file that is gone')
    expect(await data.run(restore, ['copy.db'])).toContain('There were no data before.')
    expect((await inside()).runs).toEqual([1])
    expect(readdirSync(data.dataDir())).toContainEqual(expect.stringMatching(/^andon-before.*-wal$/))
  })

  test('takes the place of data that are damaged', async () => {
    await data.fill()
    await data.run(backup, ['copy.db'])
    // Without its write-ahead log, from which SQLite could bring it back.
    for (const end of ['-wal', '-shm']) rmSync(path.join(data.dataDir(), `andon.db${end}`), { force: true })
    writeFileSync(path.join(data.dataDir(), 'andon.db'), 'Dear Sir or Madam. '.repeat(99))
    await data.run(restore, ['copy.db'])
    expect((await inside()).runs).toEqual([1])
    expect(readFileSync(path.join(data.dataDir(), beside()[0] ?? ''), 'utf8')).toMatch(/^Dear Sir/)
  })

  test('revives no session, and no display link unless that is asked for', async () => {
    await data.fill()
    const { accounts, close } = await data.rooms()
    const { token, session } = signedInOf(await accounts.signIn('admin', adminPassword))
    const link = await accounts.displayLinks.create('hall', 'admin')
    await data.run(backup, ['copy.db'])
    await accounts.sessions.close(session.id)
    await accounts.displayLinks.revoke(link.id)
    await close()

    const said = await data.run(restore, ['copy.db'])
    expect(said).toContain('1 session ended')
    expect(said).toContain('make them anew in Settings: hall')
    const after = await data.rooms()
    expect(await after.accounts.sessions.use(token)).toBeUndefined()
    expect(await after.accounts.displayLinks.find(link.token)).toBeUndefined()
    expect((await after.accounts.signIn('admin', adminPassword)).ok).toBe(true)
    await after.close()

    await data.run(restore, ['copy.db', '--keep-display-links'])
    const kept = await data.rooms()
    expect(await kept.accounts.sessions.use(token)).toBeUndefined()
    expect(await kept.accounts.displayLinks.find(link.token)).toMatchObject({ name: 'hall' })
    await kept.close()
  })

  test('without its key says which connections need their password, and the console starts and says so too', async () => {
    await data.fill()
    await data.run(backup, ['copy.db'])
    rmSync(path.join(data.dataDir(), 'secret.key'))
    expect(await data.run(restore, ['copy.db'])).toMatch(/There is no key at .*have no password: esx-01, esx-02\./)
    writeFileSync(path.join(data.dataDir(), 'secret.key'), Buffer.alloc(32, 9).toString('base64url'))
    expect(await data.run(restore, ['copy.db'])).toMatch(
      /sealed with another key than the present one .*: esx-01, esx-02\./,
    )
    const andon = await startRuntime(
      { dataDir: data.dataDir() },
      { openInventory: fakeInventory, log: createLog('silent'), announce: (text) => expect.unreachable(text) },
    )
    const states = Object.values(andon.live.tables().connections).map(({ name, state }) => [name, state])
    await andon.close()
    const refused = { at: 'refused', wayOut: 'Edit the connection and enter the password again.' }
    expect(states).toEqual([
      ['esx-01', expect.objectContaining(refused)],
      ['esx-02', expect.objectContaining(refused)],
    ])
  })
})

describe('is refused in a sentence, and the data stay as they are:', () => {
  const copy = () => path.join(data.folder, 'copy.db')
  const sql = (file: string, text: string) => {
    const database = new Database(file)
    database.exec(text)
    database.close()
  }
  const spoiled: [string, () => void, RegExp][] = [
    ['a file that is not there', () => rmSync(copy()), /^There is no file .*copy\.db\.$/],
    ['an empty file', () => writeFileSync(copy(), ''), /copy\.db is empty\. Take another backup\.$/],
    ['something else', () => writeFileSync(copy(), 'Dear Sir. '.repeat(999)), /copy\.db is not a database of Andon/],
    [
      'a database of another program',
      () => {
        rmSync(copy())
        sql(copy(), 'create table songs (name text)')
      },
      /copy\.db is a database, but none of Andon\. Take another backup\.$/,
    ],
    [
      'one of a newer version',
      () => sql(copy(), "insert into migrations (name, at) values ('999-of-tomorrow', '')"),
      /copy\.db was written by a newer version of Andon \(999-of-tomorrow\)/,
    ],
    [
      'one that is damaged',
      () => {
        const bytes = readFileSync(copy())
        bytes.fill(0xff, bytes.length / 2)
        writeFileSync(copy(), bytes)
      },
      /copy\.db is damaged.* Take another backup\.$/,
    ],
    ['one that was cut', () => writeFileSync(copy(), readFileSync(copy()).subarray(0, 30_000)), /copy\.db is damaged/],
    [
      'a folder',
      () => {
        rmSync(copy())
        mkdirSync(copy())
      },
      /copy\.db cannot be opened/,
    ],
  ]
  test.each(spoiled)('%s', async (_, spoil, sentence) => {
    await data.fill()
    await data.run(backup, ['copy.db'])
    const before = readFileSync(path.join(data.dataDir(), 'andon.db'))
    spoil()
    await expect(data.run(restore, ['copy.db'])).rejects.toThrow(sentence)
    expect(readFileSync(path.join(data.dataDir(), 'andon.db'))).toEqual(before)
    expect([...beside(), ...leftovers()]).toEqual([])
  })

  test('while a console runs', async () => {
    await data.fill()
    await data.run(backup, ['copy.db'])
    const release = holdDataDir(data.dataDir())
    await expect(data.run(restore, ['copy.db'])).rejects.toThrow(/Another process of Andon uses .* Stop it/)
    release()
    expect(beside()).toEqual([])
  })

  test('the present data themselves', async () => {
    await data.fill()
    await expect(data.run(restore, [path.join(data.dataDir(), 'andon.db')])).rejects.toThrow(/is the present data/)
  })

  test.skipIf(process.getuid?.() !== 0)('for another user, whose console could not open what is made', async () => {
    await data.fill()
    await data.run(backup, ['copy.db'])
    chownSync(data.dataDir(), 12_345, 12_345)
    await expect(data.run(restore, ['copy.db'])).rejects.toThrow(/belongs to the user with the uid 12345.*sudo -u/)
    expect(existsSync(path.join(data.dataDir(), 'process.lock'))).toBe(false)
  })
})
