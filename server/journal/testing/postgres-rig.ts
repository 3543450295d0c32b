/** For tests: databases of their own on a PostgreSQL that the run of the tests shares, where there is one. */
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { describe } from 'vitest'
import type { DialectName } from '../database'

type Shared = { url: string } | { why: string }

let shared: Promise<Shared> | undefined

/** The server that `scripts/steps/postgres-for-tests.mjs` starts for the first who asks; `why` there is none. */
const sharedPostgres = (): Promise<Shared> => (shared ??= ask())

async function ask(): Promise<Shared> {
  const port = Number(process.env['ANDON_TEST_POSTGRES'])
  if (!port) return { why: 'the tests were not run by vitest' }
  return JSON.parse(await text(connect(port, '127.0.0.1'))) as Shared // what the other side writes
}

/** A database that a test has for itself, until it drops it. */
export type FreshDatabase = { url: string; drop: () => Promise<void> }

/** Databases that tests have dropped: to empty one again takes a tenth of the time that making one does. */
const dropped: string[] = []

/**
 * Gives an empty database.
 * @param options what follows `create database <name>`
 */
export async function freshDatabase(options = ''): Promise<FreshDatabase> {
  const server = await sharedPostgres()
  if ('why' in server) throw new Error(server.why)
  const again = options === '' ? dropped.pop() : undefined
  const name = again ?? `andon_${randomBytes(6).toString('hex')}`
  const own = new URL(server.url)
  own.pathname = `/${name}`
  if (again === undefined) await onServer(server.url, `create database ${name} ${options}`)
  else await onServer(own.href, endOthers, 'drop schema public cascade', 'create schema public')
  const drop = async () =>
    options === '' ? void dropped.push(name) : onServer(server.url, `drop database ${name} with (force)`)
  return { url: own.href, drop }
}

/** A process that a test has killed may still be known. */
const endOthers =
  'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'

async function onServer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * Describes what is to hold for both databases. Where there is no PostgreSQL its half is skipped, and its name says why.
 */
export async function describeOnBoth(name: string, tests: (dialect: DialectName) => void): Promise<void> {
  describe(`${name} (SQLite)`, () => tests('sqlite'))
  await describeOnPostgres(name, () => tests('postgres'))
}

/** Describes what PostgreSQL alone has to do with. */
export async function describeOnPostgres(name: string, tests: () => void): Promise<void> {
  const server = await sharedPostgres()
  if ('url' in server) describe(`${name} (PostgreSQL)`, tests)
  else describe.skip(`${name} (PostgreSQL, skipped: ${server.why})`, tests)
}
