import type { Kysely, Migration } from 'kysely'
import { tokenHash } from '../accounts/secrets'
import { begunMs } from './begun'

/** Sign-ins that were finished, until none of them could be tried again. */
export type IdentityTables = { finished_sign_ins: { state_hash: string; until: number } }

export const identityMigrations: Record<string, Migration> = {
  '001-finished-sign-ins': {
    async up(db) {
      await db.schema
        .createTable('finished_sign_ins')
        .addColumn('state_hash', 'text', (column) => column.primaryKey())
        .addColumn('until', 'bigint', (column) => column.notNull())
        .execute()
    },
  },
}

/** Each sign-in is finished once, whichever process finishes it. Only what a provider has proven gets this far. */
export function createUsed(db: Kysely<IdentityTables>, now: () => number) {
  return {
    async has(state: string): Promise<boolean> {
      const row = await db
        .selectFrom('finished_sign_ins')
        .select('until')
        .where('state_hash', '=', tokenHash(state))
        .executeTakeFirst()
      return row !== undefined
    },
    /** False: it was finished before. */
    async take(state: string): Promise<boolean> {
      await db.deleteFrom('finished_sign_ins').where('until', '<=', now()).execute()
      const taken = await db
        .insertInto('finished_sign_ins')
        .values({ state_hash: tokenHash(state), until: now() + begunMs })
        .onConflict((conflict) => conflict.doNothing())
        .returning('state_hash')
        .execute()
      return taken.length > 0
    },
  }
}
