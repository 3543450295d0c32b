import type { Compilable, Kysely, Migration } from 'kysely'
import type { Pin } from '@/lib/vsphere/certificate'
import type { ConnectionView, Endpoint, ServerIdentity } from '@/lib/vsphere/connection'
import { connectionId, type ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { SecretBox } from './secret-box'
import { signInMigration, type SignInTables } from './sign-in-store'

/** A connection as it is stored. The password is not here: `readPassword` opens it when a session needs it. */
export type StoredConnection = {
  id: ConnectionId
  name: string
  endpoint: Endpoint
  user: string
  autoAnswer: ConnectionView['autoAnswer']
  /** The server that a person agreed to, or that answered first. Undefined: none has yet. */
  server?: ServerIdentity
  /** Where its endpoint takes one certificate only. Undefined: it does not, or nothing is known of that one. */
  pin?: Pin
}

/** A connection as it was read; `seal` is another one whenever its password was entered anew. */
export type ReadConnection = { stored: StoredConnection; seal: string }

/** The rows of the connections table, with sealed passwords. */
export type ConnectionStore = {
  list(): Promise<ReadConnection[]>
  /** @returns its seal; undefined when another process has stored one of this name. */
  insert(connection: StoredConnection, password: string): Promise<string | undefined>
  /**
   * Writes what differs from what it was, so that what another process has changed beside it stays.
   * @param password undefined keeps the stored one.
   * @returns the new seal of a new password.
   */
  update(next: StoredConnection, before: StoredConnection, password: string | undefined): Promise<string | undefined>
  remove(id: ConnectionId): Promise<void>
  /** Throws when the key that sealed it is not the present one. */
  readPassword(id: ConnectionId): Promise<string>
  /** All passwords, and the names of the connections whose passwords the present key does not open. */
  openAll(): Promise<{ passwords: ReadonlyMap<ConnectionId, string>; shut: string[] }>
  /** What seals these passwords with the present key. */
  sealing(passwords: ReadonlyMap<ConnectionId, string>): Compilable[]
}

export function createConnectionStore(db: ConnectionsDb, box: SecretBox): ConnectionStore {
  const sealed = (id: ConnectionId, password: string) => box.seal(password, place(id))
  return {
    async list() {
      const rows = await db.selectFrom('connections').selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.map((row) => ({ stored: toStored(row), seal: row.password }))
    },
    async insert(connection, password) {
      const seal = sealed(connection.id, password)
      const inserted = await db
        .insertInto('connections')
        .values({
          ...toColumns(connection),
          id: connection.id,
          password: seal,
          created_at: Date.parse(connection.autoAnswer.changedAt),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .execute()
      return inserted.length > 0 ? seal : undefined
    },
    async update(next, before, password) {
      const { id } = next
      const seal = password === undefined ? undefined : sealed(id, password)
      const was = new Map<string, unknown>(Object.entries(toColumns(before)))
      const changes = Object.entries(toColumns(next)).filter(([column, value]) => was.get(column) !== value)
      const set: Partial<ConnectionRow> = { ...Object.fromEntries(changes), ...withoutUndefined({ password: seal }) }
      if (Object.keys(set).length > 0) await db.updateTable('connections').set(set).where('id', '=', id).execute()
      return seal
    },
    async remove(id) {
      await db.deleteFrom('connections').where('id', '=', id).execute()
    },
    async readPassword(id) {
      const row = await db.selectFrom('connections').select('password').where('id', '=', id).executeTakeFirstOrThrow()
      return box.open(row.password, place(id))
    },
    async openAll() {
      const rows = await db.selectFrom('connections').select(['id', 'name', 'password']).orderBy('name').execute()
      const passwords = new Map<ConnectionId, string>()
      const shut: string[] = []
      for (const { id: text, name, password } of rows) {
        const id = connectionId(text)
        try {
          passwords.set(id, box.open(password, place(id)))
        } catch {
          shut.push(name)
        }
      }
      return { passwords, shut }
    },
    sealing: (passwords) =>
      [...passwords].map(([id, password]) =>
        db
          .updateTable('connections')
          .set({ password: sealed(id, password) })
          .where('id', '=', id),
      ),
  }
}

const place = (id: ConnectionId) => ({ table: 'connections', row: id, column: 'password' })

const toColumns = ({ name, endpoint, user, autoAnswer, server, pin }: StoredConnection) => ({
  name,
  endpoint: JSON.stringify(endpoint),
  user,
  auto_answer: autoAnswer.on ? 1 : 0,
  auto_answer_by: autoAnswer.changedBy,
  auto_answer_at: Date.parse(autoAnswer.changedAt),
  dry_run_until: autoAnswer.dryRunUntil === undefined ? null : Date.parse(autoAnswer.dryRunUntil),
  server: server === undefined ? null : JSON.stringify(server),
  pin: pin === undefined ? null : JSON.stringify(pin),
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
    // Off, and not changed since it was added.
    ...(row.auto_answer === 0 && row.auto_answer_at === row.created_at ? { neverOn: true } : {}),
    ...(row.dry_run_until === null ? {} : { dryRunUntil: new Date(row.dry_run_until).toISOString() }),
  },
  ...(row.server === null ? {} : { server: JSON.parse(row.server) as ServerIdentity }), // written by toColumns
  ...(row.pin === null ? {} : { pin: JSON.parse(row.pin) as Pin }), // written by toColumns
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
  /** Null: it is in no dry run, and came out of none by itself. */
  dry_run_until: number | null
  created_at: number
  /** A ServerIdentity as JSON. */
  server: string | null
  /** A Pin as JSON. */
  pin: string | null
}

export type ConnectionsTables = SignInTables & {
  connections: ConnectionRow
  /** One row: a text that the key in use has sealed. */
  secret_key: { id: number; sealed: string }
}
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
  '003-one-key': {
    async up(db) {
      await db.schema
        .createTable('secret_key')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('sealed', 'text', (column) => column.notNull())
        .execute()
      // Of processes that add one of the same name at the same moment, one is the first.
      await db.schema.createIndex('connections_name').on('connections').column('name').unique().execute()
    },
  },
  '004-sign-ins': signInMigration,
  '005-pins': {
    async up(db) {
      await db.schema.alterTable('connections').addColumn('pin', 'text').execute()
    },
  },
  '006-dry-runs': {
    async up(db) {
      await db.schema.alterTable('connections').addColumn('dry_run_until', 'bigint').execute()
    },
  },
}
