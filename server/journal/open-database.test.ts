import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from './database'
import { openHere, openInThreads } from './open-database'
import { openPostgres } from './postgres'
import { describeOnPostgres, freshDatabase } from './testing/postgres-rig'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'andon-database-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const says = (sql: string, ...parameters: unknown[]) => ({ sql, parameters })
const names = async (database: Database) =>
  (await database.query(says('select name from things order by place'))).rows.map(({ name }) => name)

type Opened = { database: Database; counted: string; drop?: () => Promise<void> }

function holdsFor(open: () => Promise<Opened>): void {
  let opened: Opened
  let database: Database
  beforeEach(async () => {
    opened = await open()
    database = opened.database
    await database.batch([says(`create table things (place ${opened.counted}, name text not null unique)`)])
  })
  afterEach(async () => {
    await database.close()
    await opened.drop?.()
  })

  test('writes a batch whole, in its order, and answers each statement', async () => {
    const answers = await database.batch([
      says('insert into things (name) values (?), (?)', 'web', 'db'),
      says('insert into things (name) values (?) returning name', 'mail'),
      says('update things set name = name || ? where name like ?', '-1', '%b'),
    ])
    expect(answers).toEqual([
      { rows: [], changes: 2 },
      { rows: [{ name: 'mail' }], changes: 0 },
      { rows: [], changes: 2 },
    ])
    expect(await names(database)).toEqual(['web-1', 'db-1', 'mail'])
  })

  test('writes nothing of a batch that holds a mistake, says which one, and goes on', async () => {
    const mistaken = database.batch([
      says('insert into things (name) values (?)', 'web'),
      says('insert into things (name) values (null)'),
      says('insert into things (name) values (?)', 'mail'),
    ])
    await expect(mistaken).rejects.toMatchObject({
      message: expect.stringMatching(/not.null/i),
      code: expect.any(String),
    })
    expect(await names(database)).toEqual([])
    await database.batch([says('insert into things (name) values (?)', 'db')])
    expect(await names(database)).toEqual(['db'])
  })

  test('reads what was written before it was asked, in the order of the asking', async () => {
    await Promise.all(
      ['a', 'b', 'c'].map((name) => database.batch([says('insert into things (name) values (?)', name)])),
    )
    expect(await names(database)).toEqual(['a', 'b', 'c'])
  })

  test('takes nothing any more once it is closed', async () => {
    await database.close()
    await expect(database.batch([says('insert into things (name) values (?)', 'late')])).rejects.toThrow()
    await expect(database.query(says('select 1'))).rejects.toThrow()
    await database.close()
  })
}

const inFile = { counted: 'integer primary key' }
const fileOf = () => path.join(folder, 'things.db')

describe('a database of SQLite in this thread', () =>
  holdsFor(async () => ({ database: openHere(fileOf()), ...inFile })))
describe('a database of SQLite in threads of its own', () =>
  holdsFor(async () => ({ database: await openInThreads(fileOf()), ...inFile })))
await describeOnPostgres('a database', () =>
  holdsFor(async () => {
    const { url, drop } = await freshDatabase()
    return { database: await openPostgres(url), counted: 'bigint generated always as identity', drop }
  }),
)

test.each([
  ['in this thread', async (file: string) => openHere(file)],
  ['in threads of its own', openInThreads],
])('a file that is no database is refused %s', async (_, open) => {
  const file = path.join(folder, 'letter.db')
  writeFileSync(file, 'Dear Sir or Madam, '.repeat(100))
  await expect(open(file)).rejects.toThrow(/not a database/)
})
