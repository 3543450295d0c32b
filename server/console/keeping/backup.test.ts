import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkDatabase } from '../../journal/sqlite-copy'
import { roomMigrations } from '../open-data'
import { backup } from './backup'
import { keptData, type KeptData } from './testing/kept-data'

let data: KeptData
beforeEach(async () => {
  data = await keptData()
})
afterEach(() => data.close())

const file = () => path.join(data.folder, 'copy.db')
const inside = (copy: string) => checkDatabase(copy, roomMigrations, { way: 'no way' })

describe('a backup', () => {
  test('is named by the time in a folder, for its owner alone, and says what is not in it', async () => {
    await data.fill()
    mkdirSync(path.join(data.folder, 'backups'))
    chmodSync(path.join(data.folder, 'backups'), 0o755)
    const said = await data.run(backup, ['backups'])
    const [name = '', ...more] = readdirSync(path.join(data.folder, 'backups'))
    expect(more).toEqual([])
    expect(name).toMatch(/^andon-2026-11-28T23-\d\d-\d\dZ\.db$/)
    const copy = path.join(data.folder, 'backups', name)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    expect(said).toContain(`${copy} (`)
    expect(said).toContain(`1 run, the last entry is of 2026-11-28T23:00:`)
    expect(said).toContain(`The secret key is not in it. Keep ${path.join(data.dataDir(), 'secret.key')} too`)
    expect(readFileSync(copy)).not.toContain(readFileSync(path.join(data.dataDir(), 'secret.key')))
  })

  test('is whole and of one moment while the console writes', async () => {
    const { journal, close } = await data.rooms()
    await journal.note({ by: 'm.okafor', text: 'first' })
    const over = new AbortController()
    const writing = (async () => {
      for (let n = 0; !over.signal.aborted; n++) await journal.note({ by: 'm.okafor', text: `note ${n}` })
    })()
    for (let n = 0; n < 5; n++) {
      await data.run(backup, [`copy-${n}.db`])
      await new Promise((resolve) => setImmediate(resolve))
    }
    over.abort()
    await writing
    await close()
    const rows = [0, 1, 2, 3, 4].map((n) => inside(path.join(data.folder, `copy-${n}.db`)).rows)
    expect(rows).toEqual(rows.toSorted((a, b) => a - b))
    expect(rows.at(-1)).toBeGreaterThan(1)
  })

  test('never takes the place of a file that is there, unless it is told to', async () => {
    await data.fill()
    writeFileSync(file(), 'something else')
    await expect(data.run(backup, ['copy.db'])).rejects.toThrow(/copy\.db is there already\. .*--replace/)
    expect(readFileSync(file(), 'utf8')).toBe('something else')
    await data.run(backup, ['copy.db', '--replace'])
    expect(inside(file()).runs).toBe(1)
    expect(readdirSync(data.folder).filter((name) => name.includes('copy'))).toEqual(['copy.db'])
  })

  test('of damaged data is none: it is said, and nothing is left behind', async () => {
    await data.fill()
    data.spoil()
    await expect(data.run(backup, ['copy.db'])).rejects.toThrow(/andon\.db is damaged.*backup of before/)
    expect(readdirSync(data.folder).filter((name) => name.includes('copy'))).toEqual([])
  })

  test('is refused in a sentence where there are no data, no folder, or it would be the data themselves', async () => {
    await expect(data.run(backup, ['copy.db'])).rejects.toThrow(/There are no data in .*Set ANDON_DATA/)
    await data.fill()
    await expect(data.run(backup, ['nowhere/copy.db'])).rejects.toThrow(/There is no folder .*nowhere\./)
    await expect(data.run(backup, [path.join(data.dataDir(), 'andon.db'), '--replace'])).rejects.toThrow(
      /is what the backup is to be of/,
    )
    await expect(data.run(backup, [])).rejects.toThrow('Give one folder or file.')
  })

  test('is made from a command line, which says what was wrong on standard error', async () => {
    await data.fill()
    const program = fileURLToPath(new URL('main.ts', import.meta.url))
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', program, ...args], {
        env: { ...process.env, ANDON_DATA: data.dataDir(), INIT_CWD: data.folder },
        encoding: 'utf8',
      })
    const made = run('backup', 'copy.db')
    expect([made.status, made.stderr, existsSync(file())]).toEqual([0, '', true])
    const again = run('backup', 'copy.db')
    expect([again.status, again.stdout]).toEqual([1, ''])
    expect(again.stderr).toMatch(/^.*is there already.*\n$/)
    // Each is a process that loads what it needs.
  }, 90_000)
})
