import { execFile, spawnSync } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeOnPostgres, freshDatabase, type FreshDatabase } from '../../journal/testing/postgres-rig'
import { opening } from '../../journal/testing/journal-rig'
import { openData } from '../open-data'
import { backup } from './backup'
import { restore } from './restore'
import { keptData, type KeptData } from './testing/kept-data'

const run = promisify(execFile)

/** Why a dump cannot be made here; they have to be as new as the server. */
async function whyNot(url: string): Promise<string | undefined> {
  const version = (program: string) =>
    Number(/ (\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1])
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  await client.end()
  const server = Number.parseInt(rows[0]?.server_version ?? '', 10)
  return ['pg_dump', 'pg_restore'].find((program) => !(version(program) >= server))
}

await describeOnPostgres('a database that pg_restore has brought back', () => {
  let data: KeptData
  let before: FreshDatabase
  let after: FreshDatabase
  beforeEach(async () => {
    data = await keptData({ ANDON_SECRET_KEY: 'the key of all of them' })
    before = await freshDatabase()
    after = await freshDatabase()
  })
  afterEach(async () => {
    await data.close()
    await before.drop()
    await after.drop()
  })
  const open = (url: string) => openData({ dataDir: data.dataDir(), databaseUrl: url })

  test('is made ready: sessions are over, runs are marked, and the record holds', async (context) => {
    const missing = await whyNot(before.url)
    if (missing !== undefined) context.skip(`no ${missing} that is as new as the server`)
    const first = await open(before.url)
    const { run: id } = await first.journal.openRun(opening())
    const db = first.tables<{
      sessions: { token_hash: string; username: string; created_at: number; expires_at: number }
    }>()
    await first.database.batch([
      {
        sql: `insert into accounts (username, role, password_hash, created_at, changed_at) values ('m.okafor', 'admin', 'x', 0, 0)`,
        parameters: [],
      },
      {
        sql: `insert into sessions (token_hash, username, created_at, expires_at) values ('h', 'm.okafor', 0, 0)`,
        parameters: [],
      },
    ])
    expect(await db.selectFrom('sessions').select('token_hash').execute()).toHaveLength(1)
    const file = path.join(data.folder, 'andon.dump')
    await run('pg_dump', ['--format=custom', `--file=${file}`, before.url])
    await first.close()
    await run('pg_restore', ['--no-owner', `--dbname=${after.url}`, file])

    const env = { DATABASE_URL: after.url }
    expect(await data.run(restore, ['--after-pg-restore'], env)).toMatch(/^1 session ended.*\n1 run had not ended/)
    const second = await open(after.url)
    const view = await second.journal.readRun(id)
    const check = await second.journal.check()
    const { rows } = await second.database.query({ sql: 'select * from sessions', parameters: [] })
    await second.close()
    expect(view?.steps.map(({ event }) => event.kind)).toEqual(['requested', 'restored'])
    expect(check.problems).toEqual([])
    expect(rows).toEqual([])
  }, 90_000)

  test('is what these programs lead to, in a sentence, when they are asked for a file', async () => {
    const env = { DATABASE_URL: before.url }
    await expect(data.run(backup, ['copy.db'], env)).rejects.toThrow(/on PostgreSQL .*pg_dump/)
    await expect(data.run(restore, ['copy.db'], env)).rejects.toThrow(
      /on PostgreSQL .*pg_restore, then --after-pg-restore/,
    )
    await expect(data.run(restore, ['--after-pg-restore'])).rejects.toThrow(/goes with DATABASE_URL/)
  })
})
