import { Client, Pool, types, type ClientConfig, type CustomTypesConfig, type QueryResult } from 'pg'
import { DatabaseAway, type Answer, type Database, type Statement } from './database'
import { hearHints } from './postgres-hints'
import { isAway, isLost, isStalePlan, sentenceOfPostgres, serverOf, type Server } from './postgres-errors'

/** Longest wait for a connection. */
const connectMs = 5_000
/** Longest run of one statement at the server, and how long we wait for it before the connection is given up. */
const statementMs = 10_000
const answerMs = 15_000
/** A process that freezes within a batch holds nobody up for longer. */
const idleInBatchMs = 1_000
/** Connections for reading: a long search holds up no other. */
const mostReaders = 4

/**
 * A database of PostgreSQL: one connection for writing, a few for reading. A connection that breaks is opened again by
 * the next who asks. A batch is sent in one piece, so that it costs one round trip.
 * @throws one sentence with cause and way out when it cannot be reached or does not let us in.
 */
export async function openPostgres(url: string): Promise<Database> {
  const server = serverOf(url)
  const config = configOf(url)
  // Who waits for others to have read has no hurry; only a connection that is being opened has.
  const readers = new Pool({
    ...config,
    Client: PooledClient,
    connectionTimeoutMillis: 0,
    max: mostReaders,
    idleTimeoutMillis: 60_000,
  })
  // One that breaks while nobody uses it is thrown away by the pool; one that is in use says so by itself.
  readers.on('error', () => undefined)
  const hints = hearHints(() => new Client({ ...config, pipeline: true }))
  let writing: Promise<Client> | undefined
  let isClosed = false

  function writer(): Promise<Client> {
    return (writing ??= connectWriter())
  }

  async function connectWriter(): Promise<Client> {
    const client = new Client({ ...config, pipeline: true, idle_in_transaction_session_timeout: idleInBatchMs })
    const isOver = () => {
      if (client === current) writing = undefined
    }
    const current = client
    client.on('error', isOver)
    client.on('end', isOver)
    try {
      await client.connect()
      return client
    } catch (error) {
      writing = undefined
      // A connection that was not let in would stay half open, and the server would wait for it.
      void client.end().catch(() => undefined)
      throw error
    }
  }

  async function batch(statements: readonly Statement[], isAgain = false): Promise<Answer[]> {
    if (isClosed) throw new Error('the database was closed')
    const queries = statements.map(queryOf)
    let client: Client
    try {
      client = await writer()
    } catch (error) {
      throw new DatabaseAway('DATABASE_AWAY', sentenceOfPostgres(server, error), error)
    }
    const sent = ['begin', ...queries, 'commit'].map((query) => client.query(query))
    const results = await Promise.allSettled(sent)
    const failed = results.find((result) => result.status === 'rejected')
    if (failed === undefined)
      return results.slice(1, -1).flatMap((one) => (one.status === 'fulfilled' ? answerOf(one.value) : []))
    const error: unknown = failed.reason
    if (isLost(error) || isStalePlan(error)) {
      writing = undefined
      void client.end().catch(() => undefined)
    }
    if (isStalePlan(error) && !isAgain) return batch(statements, true)
    throw failureOf(server, error)
  }

  async function query(statement: Statement): Promise<Answer> {
    if (isClosed) throw new Error('the database was closed')
    const asked = queryOf(statement)
    for (let left = mostReaders; ; left -= 1) {
      const client = await readers.connect().catch((error: unknown) => {
        throw new DatabaseAway('DATABASE_AWAY', sentenceOfPostgres(server, error), error)
      })
      try {
        const answer = answerOf(await client.query(asked))
        client.release()
        return answer
      } catch (error) {
        // Others may be as old as this one, whose server or tables are no longer those that it knew.
        const isOld = isLost(error) || isStalePlan(error)
        client.release(isOld)
        if (!isOld || left === 0) throw failureOf(server, error)
      }
    }
  }

  const database: Database = {
    dialect: 'postgres',
    batch: (statements) => batch(statements),
    query,
    onHint: hints.on,
    async close() {
      if (isClosed) return
      isClosed = true
      const last = await writing?.catch(() => undefined)
      await Promise.all([hints.close(), readers.end(), last?.end()])
    },
  }
  try {
    await writer()
  } catch (error) {
    await database.close()
    throw new Error(sentenceOfPostgres(server, error), { cause: error })
  }
  return database
}

/** A connection of a pool, while somebody has it. */
export class PooledClient extends Client {
  constructor(config?: ClientConfig) {
    super({ ...config, connectionTimeoutMillis: connectMs })
    // When it breaks, what it was asked rejects; the event that says so too would end the process.
    this.on('error', () => undefined)
  }
}

/** How a connection is opened, for ours and for the one that brings the tables up to date. */
export const configOf = (url: string): ClientConfig => ({
  connectionString: url,
  application_name: 'andon',
  connectionTimeoutMillis: connectMs,
  statement_timeout: statementMs,
  query_timeout: answerMs,
  keepAlive: true,
  types: typesAsStored,
})

/** Whole numbers of eight bytes are ours to read: pg gives them as text, since not all of them fit. */
const typesAsStored: CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === types.builtins.INT8 && format !== 'binary' ? wholeNumber : types.getTypeParser(type, format),
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is more than a number can hold exactly`)
  return value
}

type Query = { text: string; values: (string | null | Uint8Array)[]; name?: string }

const texts = new Map<string, { text: string; name?: string }>()
/** Statements that a connection keeps prepared; those of many places are rare, and of as many shapes as they have places. */
const mostPrepared = 300
const mostPlaces = 24

function queryOf({ sql, parameters }: Statement): Query {
  let known = texts.get(sql)
  if (!known) {
    const text = withNumbers(sql)
    const isKept = parameters.length <= mostPlaces && texts.size < mostPrepared
    known = isKept ? { text, name: `andon-${texts.size + 1}` } : { text }
    if (isKept) texts.set(sql, known)
  }
  return { ...known, values: parameters.map(valueOf) }
}

/** `?` as PostgreSQL numbers it; not within quotes. What has numbers already stays. */
const withNumbers = (sql: string): string => {
  let place = 0
  return sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g, (found) => (found === '?' ? `$${(place += 1)}` : found))
}

/** A value that pg refuses after the batch has begun would be missing in it: all are made plain before. */
function valueOf(value: unknown): string | null | Uint8Array {
  if (value === null || value === undefined) return null
  // A text of PostgreSQL has no zero in it.
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD')
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return value
  throw new TypeError(`a database holds no ${typeof value}`)
}

/** As SQLite tells it: what selects or returns rows has changed none. */
const answerOf = ({ rows, rowCount, fields }: QueryResult<Record<string, unknown>>): Answer =>
  fields.length > 0 ? { rows, changes: 0 } : { rows: [], changes: rowCount ?? 0 }

function failureOf(server: Server, error: unknown): unknown {
  if (isLost(error)) return new DatabaseAway('DATABASE_UNSURE', sentenceOfPostgres(server, error), error)
  return isAway(error) ? new DatabaseAway('DATABASE_AWAY', sentenceOfPostgres(server, error), error) : error
}
