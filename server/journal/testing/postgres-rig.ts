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

/** A database that a test has for itself. */
export type FreshDatabase = { url: string; drop: () => Promise<void> }

/**
 * Makes an empty database.
 * @param options what follows `create database <name>`
 */
export async function freshDatabase(options = ''): Promise<FreshDatabase> {
  const server = await sharedPostgres()
  if ('why' in server) throw new Error(server.why)
  const name = `andon_${randomBytes(6).toString('hex')}`
  await onServer(server.url, `create database ${name} ${options}`)
  const own = new URL(server.url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => onServer(server.url, `drop database if exists ${name} with (force)`) }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
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
