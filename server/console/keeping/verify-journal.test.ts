import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { liftAppendOnly } from '../../journal/sql-dialect'
import { copySqlite } from '../../journal/sqlite-copy'
import { openStore, type Store } from '../../journal/store'
import { Misused } from './command'
import { verifyJournal } from './verify-journal'

let folder: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'andon-verify-'))
  store = await openStore({ dataDir: folder })
  for (const text of ['one', 'two', 'three']) await store.journal.note({ by: 'm.okafor', text })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const verify = (...args: string[]) => verifyJournal.run(args, { env: { ANDON_DATA: folder }, folder, now: Date.now })

test('a record that holds is said to, beside a console that has it open, with a head that proves it later', async () => {
  const text = await verify()
  expect(text).toMatch(/^The record holds: 4 rows of 1 writer, none changed\./)
  const head = /^ {4}(\S+)$/m.exec(text)?.[1] ?? ''
  await store.journal.note({ by: 'm.okafor', text: 'later' })
  expect(await verify('--head', head)).toMatch(/^The record holds: 5 rows/)
  const [writer, , hash] = head.split(':')
  await expect(verify('--head', `${writer}:3:${hash}`)).rejects.toThrow('has another hash by now')
  await expect(verify('--head', `${writer}:9:${hash}`)).rejects.toThrow('is not in it')
  await expect(verify('--head', 'something')).rejects.toThrow(Misused)
})

test('one that was changed is said not to, with the rows and what to do; a copy of it too', async () => {
  await liftAppendOnly(store.tables(), 'journal')
  await sql`update journal set at = '2026-01-01T00:00:00.000Z' where seq in (2, 4)`.execute(store.tables())
  copySqlite(path.join(folder, 'andon.db'), path.join(folder, 'copy.db'))
  for (const args of [[], ['copy.db']])
    await expect(verify(...args)).rejects.toThrow(
      /does not hold\.\n\n {2}Row 2 was changed after it was written\.\n {2}Row 4 was changed after it was written\.\n\nKeep a copy/,
    )
})

test('what is no record of Andon is said to be none', async () => {
  await expect(verify('nowhere.db')).rejects.toThrow('There is no file')
  cpSync(import.meta.filename, path.join(folder, 'text.db'))
  await expect(verify('text.db')).rejects.toThrow(/not a database of Andon|no database of Andon/)
})
