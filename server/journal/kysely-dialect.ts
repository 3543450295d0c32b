import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { Answer, Database } from './database'

/** Kysely's way to a database: each query by itself. What belongs together is a batch, made of compiled queries. */
export function kyselyDialect(database: Database): Dialect {
  const createDriver = () => new BatchDriver(database)
  if (database.dialect === 'postgres')
    return {
      createAdapter: () => new PostgresAdapter(),
      createDriver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    }
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class BatchDriver implements Driver {
  readonly #connection: DatabaseConnection
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
    this.#connection = {
      executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
        const { rows, changes } = await (SelectQueryNode.is(query.query)
          ? database.query(query)
          : database.batch([query]).then(([answer]) => answer ?? nothing))
        return { rows: rows as Row[], numAffectedRows: BigInt(changes) } // the query says what its rows are
      },
      streamQuery: () => {
        throw new Error('Rows are not streamed.')
      },
    }
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  beginTransaction = noTransaction
  commitTransaction = noTransaction
  rollbackTransaction = noTransaction
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {
    await this.#database.close()
  }
}

const nothing: Answer = { rows: [], changes: 0 }

function noTransaction(): Promise<never> {
  return Promise.reject(new Error('A transaction would wait for code. What belongs together is one batch.'))
}
