/**
 * A disk that is full is so for a while. Measured on version 0.1: health stayed 200, every run became "lost" in memory
 * although it ended well, and auto-answer did not go on when there was room again.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DatabaseAway, type Database, type Statement } from './database'
import { openStore, type Store } from './store'
import type { JournalTables } from './tables'
import { connection, opening, person } from './testing/journal-rig'

let folder: string
let database: Database
let store: Store
/** How often somebody tried to write. */
let tries: number
let failing: ((statements: readonly Statement[]) => Error | undefined) | undefined
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'andon-full-'))
  tries = 0
  store = await openStore({
    dataDir: folder,
    throughDatabase(opened) {
      database = {
        ...opened,
        async batch(statements) {
          tries += 1
          const answers = await opened.batch(statements)
          const error = failing?.(statements)
          if (error) throw error
          return answers
        },
      }
      return database
    },
  })
})
afterEach(async () => {
  failing = undefined
  await store.close()
  rmSync(folder, { recursive: true })
})

const ask = async (sql: string) => (await database.query({ sql, parameters: [] })).rows[0] ?? {}
/** The file may not grow by more than this. */
const leaveRoom = async (pages: number) =>
  ask(`pragma max_page_count = ${Number((await ask('pragma page_count'))['page_count']) + pages}`)

const step = (percent: number) => ({ actor: person, connection, event: { kind: 'progress', percent } as const })
const long = (percent: number) => ({
  actor: person,
  connection,
  event: { kind: 'start-unanswered', method: 'x'.repeat(9_000), reason: String(percent) } as const,
})

test('with a full disk steps wait and are written in their order when there is room, orders are refused with the sentence', async () => {
  const { journal } = store
  const { run } = await journal.openRun(opening())
  await leaveRoom(0)
  const waiting = [1, 2, 3].map((n) => journal.append({ ...long(n), run }))
  const file = path.join(folder, 'andon.db')
  await expect(journal.openRun(opening())).rejects.toThrow(`There is no room left for ${file}. Make room on its disk`)
  expect(journal.paused()).toMatchObject({ sentence: expect.stringContaining(file) as unknown })
  await expect(journal.note({ by: 'm.okafor', text: 'Display link hall made' })).rejects.toThrow('no room left')
  await leaveRoom(1_000)
  const written = await Promise.all(waiting)
  expect(written.map(({ seq }) => seq)).toEqual(written.map(({ seq }) => seq).toSorted((a, b) => a - b))
  expect((await journal.readRun(run))?.steps).toHaveLength(4)
  await journal.note({ by: 'm.okafor', text: 'Display link hall made' })
  expect(journal.paused()).toBeUndefined()
  expect(await journal.check()).toMatchObject({ problems: [] })
})

test('with nobody waiting it is full until there is room for more than the smallest row', async () => {
  const { journal } = store
  const told: boolean[] = []
  journal.onPaused(() => told.push(journal.paused() !== undefined))
  await leaveRoom(0)
  const note = { by: 'm.okafor', text: 'x'.repeat(9_000) }
  await expect(journal.note(note)).rejects.toThrow('no room left')
  const before = tries
  await expect.poll(() => tries, { timeout: 10_000 }).toBeGreaterThan(before + 1)
  expect(told).toEqual([true])
  await expect(journal.note(note)).rejects.toThrow('no room left')
  await leaveRoom(1_000)
  await expect.poll(() => journal.paused(), { timeout: 10_000 }).toBeUndefined()
  expect(told).toEqual([true, false])
  await journal.note(note)
  const settings = await store.tables<JournalTables>().selectFrom('journal_settings').selectAll().execute()
  expect(settings).toEqual([])
})

test('a disk that another table finds full is full for the journal too', async () => {
  const { journal } = store
  await leaveRoom(0)
  const row = { name: 'keep-days', value: '1'.repeat(9_000) } as const
  const write = () => store.tables<JournalTables>().insertInto('journal_settings').values(row).execute()
  await expect(write()).rejects.toThrow('no room left')
  expect(journal.paused()).toMatchObject({ sentence: expect.stringContaining('no room left') as unknown })
  await expect(journal.note({ by: 'm.okafor', text: 'short' })).rejects.toThrow('no room left')
  await leaveRoom(1_000)
  await expect.poll(() => journal.paused(), { timeout: 10_000 }).toBeUndefined()
  await write()
})

test('a batch of which the disk did not say whether it was written is written once', async () => {
  const { journal } = store
  const { run } = await journal.openRun(opening())
  const unsure = new DatabaseAway('DATABASE_UNSURE', 'The disk does not say.', undefined)
  const told: number[] = []
  journal.onAppended(({ seq }) => told.push(seq))
  const both = [1, 2].map((n) => journal.append({ ...step(n), run }))
  const order = journal.openRun(opening())
  failing = () => {
    failing = undefined
    return unsure
  }
  const written = [...(await Promise.all(both)), await order]
  expect(told).toEqual(written.map(({ seq }) => seq))
  expect((await journal.readRun(run))?.steps).toHaveLength(3)
  expect(await journal.check()).toMatchObject({ problems: [] })
})

test('what waits is let go at the end of the process, and is not written', async () => {
  const { journal } = store
  const { run } = await journal.openRun(opening())
  await leaveRoom(0)
  const waiting = journal.append({ ...long(1), run })
  await expect(journal.openRun(opening())).rejects.toThrow('no room left')
  journal.stopWaiting()
  await expect(waiting).rejects.toThrow('no room left')
})

test('a damaged file is not waited for', async () => {
  const { journal } = store
  failing = () => Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' })
  await expect(journal.append(step(1))).rejects.toThrow('malformed')
  expect(journal.paused()).toBeUndefined()
})
