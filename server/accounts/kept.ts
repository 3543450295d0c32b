import type { AccountsDb } from './tables'

/**
 * Single values that the room keeps, by name: the hash of the password that was given, minutes until an idle session ends,
 * of whom a second factor is required.
 */
export type KeptName = 'given-password' | 'idle-minutes' | 'second-factor'

export function createKept(db: AccountsDb) {
  return {
    async read(name: KeptName): Promise<string | undefined> {
      const row = await db.selectFrom('account_settings').select('value').where('name', '=', name).executeTakeFirst()
      return row?.value
    },
    async write(name: KeptName, value: string): Promise<void> {
      await db
        .insertInto('account_settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute()
    },
  }
}
