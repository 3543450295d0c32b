import type { Kysely, Migration } from 'kysely'
import type { Chain, Route } from '@/lib/signals/route'
import { columnTypes } from '../journal/sql-dialect'

/** How signals are set; `value` is JSON. As with rules, a change is a new row whose version follows the last one. */
export type SetSignals = { routes: readonly Route[]; chain: Chain }

export type SignalsTables = {
  signal_settings: { version: number; value: string }
  /** Of a route: a `RouteSecret` as JSON, sealed. `set_at`: ISO 8601. */
  signal_secrets: { route: string; sealed: string; set_at: string }
  /** One row: the row of the journal that was turned into deliveries last, and all before it. */
  signal_place: { id: number; seq: number }
  /** What signals remember, an entry a row: see `SignalState`. */
  signal_entries: { name: string; value: string }
  signal_deliveries: DeliveryRow
}

/**
 * What one route is to be told. Written together with the place in the journal that it comes from, changed with each try,
 * and removed when it is old. Times are milliseconds; `message` and `tries` are JSON. `tried`: tries since it was made, or was
 * sent again by hand. `next_at` null: it is not tried any more.
 */
export type DeliveryRow = {
  id: string
  at: number
  route: string
  message: string
  state: 'waiting' | 'taken' | 'given-up'
  tries: string
  tried: number
  next_at: number | null
}

export type SignalsDb = Kysely<SignalsTables>

export const signalsMigrations: Record<string, Migration> = {
  '001-signals': {
    async up(db) {
      const { text, whole } = columnTypes(db)
      await db.schema
        .createTable('signal_settings')
        .addColumn('version', 'integer', (column) => column.primaryKey())
        .addColumn('value', text, (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('signal_secrets')
        .addColumn('route', text, (column) => column.primaryKey())
        .addColumn('sealed', text, (column) => column.notNull())
        .addColumn('set_at', text, (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('signal_place')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('seq', whole, (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('signal_entries')
        .addColumn('name', text, (column) => column.primaryKey())
        .addColumn('value', text, (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('signal_deliveries')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('at', whole, (column) => column.notNull())
        .addColumn('route', text, (column) => column.notNull())
        .addColumn('message', text, (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('tries', text, (column) => column.notNull())
        .addColumn('tried', 'integer', (column) => column.notNull())
        .addColumn('next_at', whole)
        .execute()
      await db.schema
        .createIndex('signal_deliveries_due')
        .on('signal_deliveries')
        .columns(['state', 'next_at'])
        .execute()
      await db.schema.createIndex('signal_deliveries_at').on('signal_deliveries').column('at').execute()
    },
  },
}

const noSettings: SetSignals = { routes: [], chain: { since: new Date(0).toISOString(), steps: [] } }

export async function readSet(db: SignalsDb): Promise<{ version: number; set: SetSignals }> {
  const last = await db.selectFrom('signal_settings').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()
  return last
    ? { version: last.version, set: JSON.parse(last.value) as SetSignals } // written by writeSet
    : { version: 0, set: noSettings }
}

/** @returns false when somebody else has stored this version meanwhile. */
export async function writeSet(db: SignalsDb, version: number, set: SetSignals): Promise<boolean> {
  const inserted = await db
    .insertInto('signal_settings')
    .values({ version, value: JSON.stringify(set) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .execute()
  if (inserted.length === 0) return false
  await db.deleteFrom('signal_settings').where('version', '<', version).execute()
  return true
}
