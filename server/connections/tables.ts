import type { Kysely, Migration } from 'kysely'

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
}
