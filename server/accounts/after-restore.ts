import type { AccountsDb } from './tables'

/**
 * Ends what may have ended since the backup that accounts come from: sessions, API tokens, and links to choose a password,
 * which are used once. `keepDisplayLinks`: no display link or API token was revoked since, so that they go on.
 * @returns how many sessions there were, and the names of the display links and API tokens that work no more.
 */
export async function endWhatWasOpen(
  db: AccountsDb,
  { keepDisplayLinks }: { keepDisplayLinks: boolean },
): Promise<{ sessions: number; displayLinks: string[]; apiTokens: string[] }> {
  const sessions = await db.deleteFrom('sessions').returning('token_hash').execute()
  await db.deleteFrom('password_links').execute()
  const links = keepDisplayLinks ? [] : await db.deleteFrom('display_tokens').returning('name').execute()
  const tokens = keepDisplayLinks ? [] : await db.deleteFrom('api_tokens').returning('name').execute()
  const names = (of: { name: string }[]) => of.map(({ name }) => name)
  return { sessions: sessions.length, displayLinks: names(links), apiTokens: names(tokens) }
}
