import { sql, type Migration } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from './database'
import { openPostgres } from './postgres'
import { serverOf } from './postgres-errors'
import { hintOf } from './sql-dialect'
import { openStore } from './store'
import { named, opening } from './testing/journal-rig'
import { describeOnPostgres, freshDatabase, type FreshDatabase } from './testing/postgres-rig'

const says = (text: string, ...parameters: unknown[]) => ({ sql: text, parameters })
const rowsOf = async (database: Database, text: string, ...parameters: unknown[]) =>
  (await database.query(says(text, ...parameters))).rows
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  )

let fresh: FreshDatabase
let opened: { close(): Promise<void> }[] = []

const keep = <T extends { close(): Promise<void> }>(one: T): T => {
  opened.push(one)
  return one
}
const open = async () => keep(await openPostgres(fresh.url))
const store = async (...migrations: Record<string, Migration>[]) =>
  keep(await openStore({ dataDir: '/nowhere', databaseUrl: fresh.url, migrations }))

function onFreshDatabases(options?: string): void {
  beforeEach(async () => {
    fresh = await freshDatabase(options)
  })
  afterEach(async () => {
    await Promise.all(opened.map((one) => one.close()))
    opened = []
    await fresh.drop()
  })
}

await describeOnPostgres('a database', () => {
  onFreshDatabases()

  test('takes texts as they are meant, and whole numbers up to what a number holds exactly', async () => {
    const database = await open()
    await database.batch([says('create table t (n bigint, s text)')])
    const odd = `it's "?" \\ $1 \u{1F600}`
    await database.batch([
      says(`insert into t values (?, ? || ' what?')`, Number.MAX_SAFE_INTEGER, odd),
      says('insert into t values (?, ?)', 1, 'a\0b'),
      says('insert into t values (?, ?)', null, null),
    ])
    expect(await rowsOf(database, 'select n, s from t order by n nulls last')).toEqual([
      { n: 1, s: 'a\uFFFDb' },
      { n: Number.MAX_SAFE_INTEGER, s: `${odd} what?` },
      { n: null, s: null },
    ])
    await database.batch([says('update t set n = 9007199254740993 where n = 1')])
    await expect(rowsOf(database, 'select n from t')).rejects.toThrow('9007199254740993')
  })

  test('writes nothing of a batch in which a value is none that it holds', async () => {
    const database = await open()
    await database.batch([says('create table t (n bigint)')])
    await expect(database.batch([says('insert into t values (5)'), says('select ?', {})])).rejects.toThrow(TypeError)
    expect(await rowsOf(database, 'select n from t')).toEqual([])
  })

  test('is told to end what stands still within a batch, so that a frozen process holds nobody up', async () => {
    const [answer] = await (await open()).batch([says('show idle_in_transaction_session_timeout')])
    expect(answer?.rows).toEqual([{ idle_in_transaction_session_timeout: '1s' }])
  })

  test('lets those wait who read while many others do, for as long as it takes', async () => {
    const database = await open()
    const slow = Array.from({ length: 12 }, () => database.query(says('select pg_sleep(0.3)')))
    expect(await rowsOf(database, 'select 1 as one')).toEqual([{ one: 1 }])
    await Promise.all(slow)
  })

  test('goes on when another process has changed its tables meanwhile', async () => {
    const [database, other] = [await open(), await open()]
    await database.batch([says('create table t (a bigint)')])
    for (let n = 0; n < 3; n += 1) {
      await Promise.all([rowsOf(database, 'select * from t'), rowsOf(database, 'select * from t')])
      await database.batch([says('insert into t (a) values (?) returning *', n)])
      await other.batch([says(`alter table t add column b${n} text`)])
    }
    expect(await rowsOf(database, 'select * from t where a = 1')).toEqual([{ a: 1, b0: null, b1: null, b2: null }])
  })

  test('hears what others tell it once that is written, and an empty hint after its connection broke', async () => {
    const [database, other] = [await open(), await open()]
    const heard: string[] = []
    let next = () => {}
    database.onHint('settings', (text) => {
      heard.push(text)
      next()
    })
    const hears = (work: () => Promise<unknown>) =>
      Promise.all([new Promise<void>((resolve) => (next = resolve)), work()])
    await hears(async () => undefined)
    await hears(async () => {
      await expect(other.batch([...hintOf('postgres', 'settings', 'undone'), says('select it')])).rejects.toThrow()
      await other.batch(hintOf('postgres', 'settings', 'c1'))
    })
    const ends = `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`
    await hears(() => other.batch([says(ends)]))
    expect(heard).toEqual(['', 'c1', ''])
  })

  test('is made ready once by ten processes that start at once, and gives each run a number of its own', async () => {
    let made = 0
    const things: Record<string, Migration> = {
      '001-things': {
        async up(db) {
          made += 1
          await db.schema.createTable('things').addColumn('name', 'text').execute()
        },
      },
    }
    const stores = await Promise.all(Array.from({ length: 10 }, () => store(things)))
    expect(made).toBe(1)
    const runs = await Promise.all(stores.map(({ journal }) => journal.openRun(opening())))
    expect(runs.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('keeps the journal from being emptied', async () => {
    const one = await store()
    const { run } = await one.journal.openRun(opening())
    await expect(sql`truncate journal`.execute(one.tables())).rejects.toThrow(/append-only/)
    expect(await one.journal.readRun(run)).toBeDefined()
  })
})

await describeOnPostgres('a database that orders texts by a language', () => {
  onFreshDatabases(`template template0 locale_provider icu icu_locale 'en'`)

  test('finds words by their beginning all the same', async () => {
    const { journal } = await store()
    const names = ['zebra', 'Ärger', 'web-01', 'WEB_02', 'weg', 'wéb']
    for (const name of names) await journal.openRun(opening(named(name)))
    const numbers = async (text: string) => (await journal.readHistory({ text })).runs.map(({ number }) => number)
    expect(await numbers('web')).toEqual([4, 3])
    expect(await numbers('we')).toEqual([5, 4, 3])
    expect(await numbers('är')).toEqual([2])
    expect(await numbers('z')).toEqual([1])
  })
})

await describeOnPostgres('a start is refused in one sentence with the way out and without a password:', () => {
  onFreshDatabases()
  const refused = (change: (url: URL) => void) => {
    const url = new URL(fresh.url)
    change(url)
    return reasonOf(openStore({ dataDir: '/nowhere', databaseUrl: url.href }))
  }

  test.each<[string, (url: URL) => void, RegExp]>([
    ['a wrong password', (url) => (url.password = 'hunter2'), /does not let andon in: the user name or the password/],
    ['none', (url) => (url.password = ''), /wants a password of andon, and DATABASE_URL has none\.$/],
    [
      'a database that is not there',
      (url) => (url.pathname = '/nil'),
      /no database nil\. Make it with: createdb nil\./,
    ],
    [
      'a port where nothing listens',
      (url) => (url.port = '1'),
      /at 127\.0\.0\.1:1 cannot be reached \(nothing listens/,
    ],
    ['a host without an address', (url) => (url.hostname = 'no.invalid'), /name of its host is not known\)\. Start it/],
    ['a safe connection that it does not offer', (url) => (url.search = '?sslmode=verify-full'), /Correct sslmode/],
  ])('%s', async (_, change, sentence) => {
    const { password } = new URL(fresh.url)
    const said = await refused(change)
    expect(said).toMatch(sentence)
    expect(said).not.toMatch(new RegExp(`hunter2|${password}`))
  })

  test('data of a newer version', async () => {
    await sql`insert into migrations (name, at) values ('999-of-tomorrow', '')`.execute((await store()).tables())
    expect(await reasonOf(store())).toMatch(/written by a newer version of Andon \(999-of-tomorrow\)/)
  })

  test('a user who may make no tables', async () => {
    const database = await open()
    const { database: name } = serverOf(fresh.url)
    const user = `guest_${name}`
    await database.batch([
      says(`create role ${user} login password 'hunter2'`),
      says(`revoke all on schema public from public`),
    ])
    const said = await refused((url) => {
      url.username = user
      url.password = 'hunter2'
    })
    await database.batch([says(`drop role ${user}`)])
    expect(said).toMatch(/may not do this in the database .* Let it own the database\.$/)
    expect(said).not.toContain('hunter2')
  })
})

test.each(['', 'andon', 'mysql://a:hunter2@b/c', 'postgres://a:hunter2@b:port/c'])(
  'what is no address of PostgreSQL is called so: %s',
  (url) => {
    expect(() => serverOf(url)).toThrow(/^DATABASE_URL is no address/)
    expect(() => serverOf(url)).not.toThrow(/hunter2/)
  },
)
