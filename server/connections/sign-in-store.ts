import type { Kysely, Migration } from 'kysely'

/** `sent`: its answer is missing. `changed`: a person has changed how Andon signs in. `at`: ms. */
export type SignInRow = { id: string; at: number; what: 'sent' | 'refused' | 'changed' }

/** Sign-ins that are not known to have succeeded, by account. */
export type SignInStore = {
  /** Oldest first. What is dated after `now`, by a clock that was ahead, is from now. */
  read(account: string, now: number): Promise<SignInRow[]>
  add(account: string, row: SignInRow): Promise<void>
  setRefused(id: string): Promise<void>
  remove(id: string): Promise<void>
  clear(account: string): Promise<void>
}

/** Longer than anything waits, so that a name that nobody uses any more does not stay. */
const keptMs = 30 * 86_400_000

export type SignInTables = { sign_ins: SignInRow & { account: string } }

export function createSignInStore(db: Kysely<SignInTables>): SignInStore {
  return {
    async read(account, now) {
      const rows = await db
        .selectFrom('sign_ins')
        .select(['id', 'at', 'what'])
        .where('account', '=', account)
        .orderBy('at')
        .execute()
      const ahead = rows.filter(({ at }) => at > now)
      if (ahead.length > 0)
        await db.updateTable('sign_ins').set({ at: now }).where('account', '=', account).where('at', '>', now).execute()
      return rows.map((row) => ({ ...row, at: Math.min(row.at, now) }))
    },
    async add(account, row) {
      await db
        .deleteFrom('sign_ins')
        .where('at', '<', row.at - keptMs)
        .execute()
      await db
        .insertInto('sign_ins')
        .values({ account, ...row })
        .execute()
    },
    async setRefused(id) {
      await db.updateTable('sign_ins').set({ what: 'refused' }).where('id', '=', id).execute()
    },
    async remove(id) {
      await db.deleteFrom('sign_ins').where('id', '=', id).execute()
    },
    async clear(account) {
      await db.deleteFrom('sign_ins').where('account', '=', account).execute()
    },
  }
}

export const signInMigration: Migration = {
  async up(db) {
    await db.schema
      .createTable('sign_ins')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('sign_ins_account').on('sign_ins').columns(['account', 'at']).execute()
  },
}
