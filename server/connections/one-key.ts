import type { Compilable } from 'kysely'
import type { SecretBox } from './secret-box'
import type { ConnectionsDb } from './stored'

const place = { table: 'secret_key', row: '1', column: 'sealed' }

/**
 * Processes that share a database seal with one key, or each would find passwords that it cannot open. The first one
 * leaves a mark that only its key opens.
 * @throws one sentence when the mark is another key's.
 */
export async function requireOneKey(db: ConnectionsDb, box: SecretBox): Promise<void> {
  await db
    .insertInto('secret_key')
    .values({ id: 1, sealed: box.seal('andon', place) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  const { sealed } = await db.selectFrom('secret_key').select('sealed').executeTakeFirstOrThrow()
  try {
    box.open(sealed, place)
  } catch (error) {
    throw new Error(
      'The passwords in this database are sealed with another secret key. Give each process that shares it the same ANDON_SECRET_KEY, or the same file secret.key in its ANDON_DATA. Where that key is lost, empty the table secret_key, start Andon again, and enter the passwords of the connections anew.',
      { cause: error },
    )
  }
}

/** What makes the mark this key's, where there is one. */
export const markAnew = (db: ConnectionsDb, box: SecretBox): Compilable =>
  db.updateTable('secret_key').set({ sealed: box.seal('andon', place) })
