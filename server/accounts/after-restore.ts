import type { AccountsDb } from './tables'

/**
 * Ends what may have ended since the backup that accounts come from: sessions and links to choose a password, which are
 * used once. `keepDisplayLinks`: no display link was revoked since, so that they go on.
 * @returns how many sessions there were, and the names of the display links that work no more.
 */
export async function endWhatWasOpen(
  db: AccountsDb,
  { keepDisplayLinks }: { keepDisplayLinks: boolean },
): Promise<{ sessions: number; displayLinks: string[] }> {
  const sessions = await db.deleteFrom('sessions').returning('token_hash').execute()
  await db.deleteFrom('password_links').execute()
  const links = keepDisplayLinks ? [] : await db.deleteFrom('display_tokens').returning('name').execute()
  return { sessions: sessions.length, displayLinks: links.map(({ name }) => name) }
}
