import type { Kysely, Migration } from 'kysely'
import type { Endpoint, ServerIdentity } from '@/lib/vsphere/connection'
import { connectionId, type ConnectionId } from '@/lib/vsphere/ids'
import type { SecretBox } from './secret-box'

/** A connection as it is stored. The password is not here: `readPassword` opens it when a session needs it. */
export type StoredConnection = {
  id: ConnectionId
  name: string
  endpoint: Endpoint
  user: string
  autoAnswer: { on: boolean; changedBy: string; changedAt: string }
  /** The server that a person agreed to, or that answered first. Undefined: none has yet. */
  server?: ServerIdentity
}

/** The rows of the connections table, with sealed passwords. */
export type ConnectionStore = {
  list(): Promise<StoredConnection[]>
  insert(connection: StoredConnection, password: string): Promise<void>
  /** Undefined keeps the stored password. */
  update(connection: StoredConnection, password: string | undefined): Promise<void>
  remove(id: ConnectionId): Promise<void>
  /** Throws when the key that sealed it is not the present one. */
  readPassword(id: ConnectionId): Promise<string>
}

export function createConnectionStore(db: ConnectionsDb, box: SecretBox): ConnectionStore {
  const sealed = (id: ConnectionId, password: string) => box.seal(password, place(id))
  return {
    async list() {
      const rows = await db.selectFrom('connections').selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.map(toStored)
    },
    async insert(connection, password) {
      await db
        .insertInto('connections')
        .values({
          ...toColumns(connection),
          id: connection.id,
          password: sealed(connection.id, password),
          created_at: Date.parse(connection.autoAnswer.changedAt),
        })
        .execute()
    },
    async update(connection, password) {
      const { id } = connection
      await db
        .updateTable('connections')
        .set({ ...toColumns(connection), ...(password !== undefined && { password: sealed(id, password) }) })
        .where('id', '=', id)
        .execute()
    },
    async remove(id) {
      await db.deleteFrom('connections').where('id', '=', id).execute()
    },
    async readPassword(id) {
      const row = await db.selectFrom('connections').select('password').where('id', '=', id).executeTakeFirstOrThrow()
      return box.open(row.password, place(id))
    },
  }
}

const place = (id: ConnectionId) => ({ table: 'connections', row: id, column: 'password' })

const toColumns = ({ name, endpoint, user, autoAnswer, server }: StoredConnection) => ({
  name,
  endpoint: JSON.stringify(endpoint),
  user,
  auto_answer: autoAnswer.on ? 1 : 0,
  auto_answer_by: autoAnswer.changedBy,
  auto_answer_at: Date.parse(autoAnswer.changedAt),
  server: server === undefined ? null : JSON.stringify(server),
})

const toStored = (row: ConnectionRow): StoredConnection => ({
  id: connectionId(row.id),
  name: row.name,
  endpoint: JSON.parse(row.endpoint) as Endpoint, // written by toColumns
  user: row.user,
  autoAnswer: {
    on: row.auto_answer === 1,
    changedBy: row.auto_answer_by,
    changedAt: new Date(row.auto_answer_at).toISOString(),
  },
  ...(row.server === null ? {} : { server: JSON.parse(row.server) as ServerIdentity }), // written by toColumns
})

/** One configured endpoint. `endpoint` is an Endpoint as JSON; `password` is sealed. Times are milliseconds. */
export type ConnectionRow = {
  id: string
  name: string
  endpoint: string
  user: string
  password: string
  auto_answer: number
  auto_answer_by: string
  auto_answer_at: number
  created_at: number
  /** A ServerIdentity as JSON. */
  server: string | null
}

export type ConnectionsTables = { connections: ConnectionRow }
export type ConnectionsDb = Kysely<ConnectionsTables>

export const connectionsMigrations: Record<string, Migration> = {
  '001-connections': {
    async up(db) {
      await db.schema
        .createTable('connections')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('endpoint', 'text', (column) => column.notNull())
        .addColumn('user', 'text', (column) => column.notNull())
        .addColumn('password', 'text', (column) => column.notNull())
        .addColumn('auto_answer', 'integer', (column) => column.notNull())
        .addColumn('auto_answer_by', 'text', (column) => column.notNull())
        .addColumn('auto_answer_at', 'bigint', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()
    },
  },
  '002-servers': {
    async up(db) {
      await db.schema.alterTable('connections').addColumn('server', 'text').execute()
    },
  },
}
