import type { Generated, Migration } from 'kysely'

/** What is stored of second factors. Times are milliseconds since the epoch. */
export type FactorsTables = {
  /** One for an account. `confirmed_at` null: it is being set up, and holds nothing yet. */
  authenticators: {
    username: string
    /** The secret, sealed with the data's secret key. */
    sealed: string
    begun_at: number
    confirmed_at: number | null
    /** The number of the last 30 seconds of which a code was taken: none of it or of before is taken again. */
    last_step: Generated<number>
  }
  recovery_codes: { username: string; code_hash: string }
  passkeys: {
    /** The credential's id, base64url. */
    id: string
    username: string
    /** What authenticators know the account by: random, the same for all passkeys of an account. */
    user_handle: string
    name: string
    /** The relying party: the host name that it was made for. */
    rp_id: string
    /** COSE, base64url. */
    public_key: string
    counter: number
    /** JSON. */
    transports: string
    is_synced: number
    created_at: number
    last_used_at: number | null
  }
  /** Challenges that were answered, until they could not be answered any more in any case. */
  used_challenges: { challenge_hash: string; expires_at: number }
}

export const secondFactors: Migration = {
  async up(db) {
    await db.schema
      .createTable('authenticators')
      .addColumn('username', 'text', (column) =>
        column.primaryKey().references('accounts.username').onDelete('cascade'),
      )
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('begun_at', 'bigint', (column) => column.notNull())
      .addColumn('confirmed_at', 'bigint')
      .addColumn('last_step', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('recovery_codes')
      .addColumn('username', 'text', (column) => column.notNull().references('accounts.username').onDelete('cascade'))
      .addColumn('code_hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('recovery_codes_pk', ['username', 'code_hash'])
      .execute()
    await db.schema
      .createTable('passkeys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('username', 'text', (column) => column.notNull().references('accounts.username').onDelete('cascade'))
      .addColumn('user_handle', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('rp_id', 'text', (column) => column.notNull())
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('counter', 'bigint', (column) => column.notNull())
      .addColumn('transports', 'text', (column) => column.notNull())
      .addColumn('is_synced', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('last_used_at', 'bigint')
      .execute()
    await db.schema.createIndex('passkeys_username').on('passkeys').column('username').execute()
    await db.schema
      .createTable('used_challenges')
      .addColumn('challenge_hash', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    // When the person last proved to be it; null: at the sign-in.
    await db.schema.alterTable('sessions').addColumn('proved_at', 'bigint').execute()
    // 1: a second factor has to be set up before anything else can be done.
    await db.schema
      .alterTable('sessions')
      .addColumn('must_set_up', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
