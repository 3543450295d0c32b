import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { assert, asyncProperty, constantFrom, integer, nat, pre, record, shuffledSubarray, subarray } from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordCheck } from '@/lib/contract/record-check'
import { beginningOf, linkAfter } from './chain'
import { checkRecord } from './check-record'
import type { Database } from './database'
import { openHere } from './open-database'
import { liftAppendOnly } from './sql-dialect'
import {
  blocked,
  connection,
  journalOfEach,
  named,
  openJournalRig,
  person,
  task,
  type JournalRig,
} from './testing/journal-rig'
import { describeOnBoth } from './testing/postgres-rig'

/** Three lives of a process, one of which wrote while another did. */
let rig: JournalRig
let folder: string
let rows: Record<string, unknown>[]
beforeAll(async () => {
  rig = await openJournalRig()
  folder = mkdtempSync(path.join(tmpdir(), 'andon-record-'))
  await rig.run(blocked)
  await rig.journal.note({ by: 'a.haddad', text: 'Display link hall made' })
  const second = await rig.open()
  await second.journal.note({ by: 'm.okafor', text: 'Display link hall revoked' })
  await rig.run(blocked, named('db-01'))
  await second.journal.append({ connection, task, actor: person, event: { kind: 'cancel-taken' } })
  await second.close()
  await rig.store.close()
  const third = await rig.open()
  await third.journal.note({ by: 'chén.wěi', text: 'Display link door made' })
  await third.journal.forget('a.haddad', 'm.okafor')
  await third.close()
  await keepWhole()
  rows = await onCopy(async (database) => [...(await ask(database, 'select * from journal order by seq'))])
})
afterAll(async () => {
  await rig.close()
  rmSync(folder, { recursive: true })
})

const ask = async (database: Database, sql: string, ...parameters: unknown[]) =>
  (await database.query({ sql, parameters })).rows

const whole = () => path.join(folder, 'whole.db')
/** One file without a log beside it, for the copies. */
async function keepWhole(): Promise<void> {
  const database = openHere(path.join(rig.dataDir, 'andon.db'))
  await ask(database, 'vacuum into ?', whole())
  await database.close()
}

let copies = 0
async function onCopy<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const file = path.join(folder, `copy-${(copies += 1)}.db`)
  cpSync(whole(), file)
  const database = openHere(file)
  try {
    for (const change of ['update', 'delete']) await ask(database, `drop trigger if exists journal_no_${change}`)
    await ask(database, 'drop index if exists journal_place')
    return await work(database)
  } finally {
    await database.close()
    for (const beside of ['', '-wal', '-shm']) rmSync(`${file}${beside}`, { force: true })
  }
}

/** What the check says of a copy in which something was done. */
const after = (...statements: [sql: string, ...parameters: unknown[]][]): Promise<RecordCheck> =>
  onCopy(async (database) => {
    for (const [sql, ...parameters] of statements) await ask(database, sql, ...parameters)
    return checkRecord(database)
  })

const anyRow = () => integer({ min: 0, max: rows.length - 1 }).map((index) => rows[index]!) // within its bounds
const seqs = () => rows.map(({ seq }) => Number(seq))

await describeOnBoth('a record of several lives', (dialect) => {
  const own = journalOfEach(dialect)

  test('holds, and does no more when a row, or the end of an older life, is not as it was', async () => {
    await own.rig.run(blocked)
    await own.rig.store.close()
    const second = await own.rig.open()
    const { seq } = await second.journal.note({ by: 'm.okafor', text: 'Display link hall made' })
    expect(await second.journal.check()).toMatchObject({ problems: [], rows: blocked.length + 4, writers: 2 })
    await liftAppendOnly(second.tables(), 'journal')
    await sql`update journal set payload = '{"text":"nothing"}' where seq = ${seq}`.execute(second.tables())
    expect((await second.journal.check()).problems).toEqual([{ kind: 'changed', row: seq }])
    await sql`delete from journal where seq = ${seq - 2}`.execute(second.tables())
    expect((await second.journal.check()).problems).toEqual([
      { kind: 'cut', after: seq - 3, count: 1, heldBy: seq - 1 },
      { kind: 'changed', row: seq },
    ])
  })
})

describe('a record that nobody touched', () => {
  test('holds, and says where its chain ends', async () => {
    const check = await after()
    expect(check).toMatchObject({ rows: rows.length, problems: [], problemCount: 0, writers: 3, forgotten: 1 })
    const { writer, place, hash, seq, at } = rows.at(-1) ?? {}
    expect(check.head).toEqual({ writer, place, hash, row: seq, at })
  })

  test('holds when more is written', async () => {
    const again = await rig.open()
    await again.journal.note({ by: 'm.okafor', text: 'later' })
    expect(await again.journal.check()).toMatchObject({ problems: [], rows: rows.length + 2, writers: 4 })
    await again.close()
  })

  test('holds no name of a person in its rows', () => {
    const text = JSON.stringify(rows)
    for (const name of ['m.okafor', 'r.nakamura', 'a.haddad', 'chén.wěi']) expect(text).not.toContain(name)
    expect(text).toContain('db-01')
  })
})

describe('is found:', () => {
  const columns = ['at', 'kind', 'run', 'number', 'connection', 'vm', 'question', 'outcome', 'actor', 'payload']
  const change = record({
    column: constantFrom(...columns, 'writer', 'place', 'hash'),
    at: nat(),
    by: integer({ min: 1, max: 25 }),
  })

  test('a changed byte in any column of any row', async () => {
    await assert(
      asyncProperty(anyRow(), change, async (row, { column, at, by }) => {
        const value = row[column]
        const changed =
          value === null
            ? 'x'
            : typeof value === 'number'
              ? value + by * (column === 'number' ? 1_000 : 1)
              : withOtherByte(value as string, at, by) // else it is text
        const check = await after([`update journal set ${column} = ? where seq = ?`, changed, row['seq']])
        expect(check.problemCount).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
  })

  test('rows that are gone, wherever they were, but for the very last', async () => {
    await assert(
      asyncProperty(subarray(seqs().slice(0, -1), { minLength: 1 }), async (gone) => {
        const check = await after([`delete from journal where seq in (${gone.join(', ')})`])
        expect(check.problemCount).toBeGreaterThan(0)
      }),
      { numRuns: 20 },
    )
  })

  test('rows that have changed places', async () => {
    const two = shuffledSubarray(seqs(), { minLength: 2, maxLength: 2 })
    await assert(
      asyncProperty(two, async ([one, other]) => {
        const [a, b] = [one, other].map((seq) => rows.find((row) => row['seq'] === seq))
        // Of two chains that were written at once, neither knows which of its rows came first.
        pre(a?.['writer'] === b?.['writer'])
        const check = await after(
          ['update journal set seq = -1 where seq = ?', one],
          ['update journal set seq = ? where seq = ?', one, other],
          ['update journal set seq = ? where seq = -1', other],
        )
        expect(check.problemCount).toBeGreaterThan(0)
      }),
      { numRuns: 15 },
    )
  })

  test('a row that something else wrote, with a place in a chain or without', async () => {
    const insert = 'insert into journal (at, kind, actor, payload, writer, place, hash)'
    const copied = await after([
      `${insert} select at, kind, actor, payload, null, null, null from journal where seq = 3`,
    ])
    expect(copied.problems).toContainEqual({ kind: 'unchained', row: rows.length + 1 })
    const next = `select at, kind, actor, payload, writer, (select max(place) + 1 from journal as j where j.writer = journal.writer), hash from journal where seq = 3`
    expect((await after([`${insert} ${next}`])).problems).toEqual([{ kind: 'changed', row: rows.length + 1 }])
  })

  test('the end of an older chain that was cut off, and a chain that is gone', async () => {
    const [first, ...others] = [...new Set(rows.map(({ writer }) => writer))]
    const ofFirst = rows.filter(({ writer }) => writer === first)
    const end = ofFirst.at(-1)
    const cut = await after(['delete from journal where seq = ?', end?.['seq']])
    expect(cut.problems).toContainEqual({
      kind: 'cut',
      after: ofFirst.at(-2)?.['seq'],
      count: 1,
      heldBy: lifeOf(others[1]),
    })
    const gone = await after(['delete from journal where writer = ?', others[0]])
    expect(gone.problems).toContainEqual(expect.objectContaining({ kind: 'cut', heldBy: lifeOf(others[1]) }))
  })

  const lifeOf = (writer: unknown) => rows.find((row) => row['writer'] === writer)?.['seq']

  test('an older chain that was written anew from some row on, each hash fitting', async () => {
    const [first, , third] = [...new Set(rows.map(({ writer }) => writer))]
    const check = await onCopy(async (database) => {
      await ask(database, `update journal set outcome = 'failed' where writer = ? and outcome is not null`, first)
      await forge(database, String(first))
      return checkRecord(database)
    })
    expect(check.problems).toContainEqual({ kind: 'rewritten', heldBy: lifeOf(third) })
  })

  test('a name that was changed, taken away, or erased by nobody', async () => {
    const okafor = `where name = 'm.okafor'`
    const first = 2
    expect((await after([`update names set name = 'j.doe' ${okafor}`])).problems).toEqual([
      { kind: 'name-changed', row: first },
    ])
    expect((await after([`delete from names ${okafor}`])).problems).toEqual([{ kind: 'name-missing', row: first }])
    expect((await after([`update names set name = null, salt = null ${okafor}`])).problems).toEqual([
      { kind: 'name-erased', row: first },
    ])
  })

  test('a line that History no longer shows', async () => {
    expect((await after(['delete from history where seq = 2'])).problems).toEqual([
      { kind: 'not-in-history', row: 2, count: 1 },
    ])
  })
})

function withOtherByte(text: string, at: number, by: number): string {
  const bytes = Buffer.from(text || 'x')
  const index = at % bytes.length
  // Stays a letter or sign of its own, so that it is another text.
  bytes[index] = 0x40 + (((((bytes[index] ?? 0) - 0x40 + by) % 0x3e) + 0x3e) % 0x3e)
  const changed = bytes.toString()
  return changed === text ? `${text}.` : changed
}

/** Writes the hashes of a chain anew, as somebody would who knows how they are made. */
async function forge(database: Database, writer: string): Promise<void> {
  let last = beginningOf(writer)
  for (const row of await ask(database, 'select * from journal where writer = ? order by place', writer)) {
    last = linkAfter(last, row as Parameters<typeof linkAfter>[1])
    await ask(database, 'update journal set hash = ? where seq = ?', last.hash, row['seq'])
  }
}
