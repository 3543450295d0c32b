import type { Kysely, Migration } from 'kysely'
import type { Role } from '@/lib/accounts/role'

/** Times are milliseconds since the epoch. */
export type AccountsTables = {
  accounts: { username: string; role: Role; password_hash: string; created_at: number; changed_at: number }
  sessions: { token_hash: string; username: string; created_at: number; expires_at: number }
  display_tokens: { id: string; name: string; token_hash: string; created_at: number; created_by: string }
}

export type AccountsDb = Kysely<AccountsTables>

export const accountsMigrations: Record<string, Migration> = {
  '001-accounts': {
    async up(db) {
      await db.schema
        .createTable('accounts')
        .addColumn('username', 'text', (column) => column.primaryKey())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('password_hash', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('changed_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('sessions')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('username', 'text', (column) => column.notNull().references('accounts.username').onDelete('cascade'))
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('display_tokens')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('token_hash', 'text', (column) => column.notNull().unique())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .execute()
    },
  },
}
