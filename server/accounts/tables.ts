import type { CompiledQuery, Generated, Kysely, Migration } from 'kysely'
import type { Only } from '@/lib/accounts/limited'
import type { Role } from '@/lib/accounts/role'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { secondFactors, type FactorsTables } from './factors/tables'

/** Times are milliseconds since the epoch. */
export type AccountsTables = FactorsTables & {
  accounts: {
    username: string
    role: Role
    /** Empty: nobody has chosen a password yet, and none opens the account. */
    password_hash: string
    created_at: number
    changed_at: number
    /** 1: the password was given by an administrator and is changed at the next sign-in. */
    must_change: Generated<number>
    disabled_at: number | null
    last_seen_at: number | null
    /** A JSON list of those that the account is limited to; null: all. */
    connections: string | null
  }
  sessions: {
    token_hash: string
    username: string
    created_at: number
    expires_at: number
    /** These three are null for sessions of before they were kept. */
    used_at: number | null
    /** The address that the sign-in came from. */
    source: string | null
    browser: string | null
    /** What the provider was called through which somebody signed in; null: with a password. */
    through: string | null
    /** When the person last proved to be it; null: at the sign-in. */
    proved_at: number | null
    /** 1: a second factor has to be set up before anything else can be done. */
    must_set_up: Generated<number>
  }
  display_tokens: {
    id: string
    name: string
    token_hash: string
    created_at: number
    created_by: string
    /** A JSON list of those that its wall is limited to; null: all. */
    connections: string | null
    /** It ends when it is not seen for so long; null: one of before, which ends so many days after it is seen again. */
    idle_days: number | null
    seen_at: number | null
    /** From where it is read; null: its address says it. */
    inches: number | null
    metres: number | null
    /** 1: its wall gets no names. */
    masked: Generated<number>
  }
  api_tokens: {
    id: string
    name: string
    token_hash: string
    /** The account that it is of. */
    owner: string
    /** Its scopes, with a blank between them. */
    scopes: string
    /** As for an account. */
    connections: string | null
    created_at: number
    /** Null: it has no end. */
    expires_at: number | null
    used_at: number | null
    /** The address that it was used from last. */
    used_from: string | null
  }
  /** Each chooses a password once. Without a user name: that of the first administrator, whose name it chooses too. */
  password_links: { token_hash: string; username: string | null; expires_at: number }
  account_settings: { name: string; value: string }
  /** Whose identities at a provider are: one for each account at most. `follows` 1: the account was made for it. */
  identities: { issuer: string; subject: string; username: string; follows: number; joined_at: number }
}

export type AccountsDb = Kysely<AccountsTables>

/** Carries out a query while no process carries out another one so: what it looks at holds until it has written. */
export type Alone = <Row>(query: CompiledQuery<Row>) => Promise<Row[]>

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
  '002-accounts-of-people': {
    async up(db) {
      await db.schema
        .alterTable('accounts')
        .addColumn('must_change', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema.alterTable('accounts').addColumn('disabled_at', 'bigint').execute()
      await db.schema.alterTable('accounts').addColumn('last_seen_at', 'bigint').execute()
      await db.schema
        .createTable('password_links')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('username', 'text')
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('account_settings')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .execute()
    },
  },
  '003-where-sessions-are': {
    async up(db) {
      await db.schema.alterTable('sessions').addColumn('used_at', 'bigint').execute()
      await db.schema.alterTable('sessions').addColumn('source', 'text').execute()
      await db.schema.alterTable('sessions').addColumn('browser', 'text').execute()
    },
  },
  '004-limited-accounts': {
    async up(db) {
      await db.schema.alterTable('accounts').addColumn('connections', 'text').execute()
    },
  },
  '005-identities': {
    async up(db) {
      await db.schema
        .createTable('identities')
        .addColumn('issuer', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('username', 'text', (column) =>
          column.notNull().unique().references('accounts.username').onDelete('cascade'),
        )
        .addColumn('follows', 'integer', (column) => column.notNull())
        .addColumn('joined_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('identities_pk', ['issuer', 'subject'])
        .execute()
      await db.schema.alterTable('sessions').addColumn('through', 'text').execute()
    },
  },
  '005-second-factors': secondFactors,
  '005-limited-displays': {
    async up(db) {
      await db.schema.alterTable('display_tokens').addColumn('connections', 'text').execute()
      await db.schema.alterTable('display_tokens').addColumn('idle_days', 'integer').execute()
      await db.schema.alterTable('display_tokens').addColumn('seen_at', 'bigint').execute()
    },
  },
  '006-api-tokens': {
    async up(db) {
      await db.schema
        .createTable('api_tokens')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('token_hash', 'text', (column) => column.notNull().unique())
        .addColumn('owner', 'text', (column) => column.notNull().references('accounts.username').onDelete('cascade'))
        .addColumn('scopes', 'text', (column) => column.notNull())
        .addColumn('connections', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint')
        .addColumn('used_at', 'bigint')
        .addColumn('used_from', 'text')
        .execute()
    },
  },
  '007-displays-and-their-seats': {
    async up(db) {
      await db.schema.alterTable('display_tokens').addColumn('inches', 'double precision').execute()
      await db.schema.alterTable('display_tokens').addColumn('metres', 'double precision').execute()
      await db.schema
        .alterTable('display_tokens')
        .addColumn('masked', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
    },
  },
}

/** What somebody may, and where: `operator at 2 of the connections`. */
export const standingWords = (role: Role, only: Only): string =>
  `${role}${only === undefined ? '' : ` at ${only.length} of the connections`}`

/** What is stored of the connections that somebody is limited to, */
export const storedConnections = (only: Only): string | null => (only === undefined ? null : JSON.stringify(only))

/** and the part of a principal that it stands for. */
export const limitOf = ({ connections }: { connections: string | null }): { connections?: readonly ConnectionId[] } =>
  connections === null ? {} : { connections: JSON.parse(connections) as ConnectionId[] } // written by the line above
