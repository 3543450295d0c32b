import type { AccountsDb } from './tables'
import { newToken, tokenHash } from './secrets'

const day = 24 * 3_600_000
/** How long a link to choose a password can be opened. */
const linkMs = 3 * day

/**
 * Links with which somebody chooses a password, once: a new account, one that was reset, the first administrator. Only
 * hashes are stored, and a newer link for the same account ends the older one.
 */
export type PasswordLinks = {
  /** `username` null: whoever opens it becomes the first administrator, under a name of their choice. */
  make(username: string | null): Promise<{ token: string; until: number }>
  /** Whom an open link is for; undefined when there is no such link, or it has been used, or its time is over. */
  find(token: string): Promise<{ username: string | null } | undefined>
  /** False when somebody else was first. */
  use(token: string): Promise<boolean>
  /** Until when each account's link can be opened. */
  open(): Promise<Map<string, number>>
  dropAllOf(username: string | null): Promise<void>
}

export function createPasswordLinks({ db, now }: { db: AccountsDb; now: () => number }): PasswordLinks {
  const dropAllOf = async (username: string | null) => {
    await db
      .deleteFrom('password_links')
      .where('username', username === null ? 'is' : '=', username)
      .execute()
  }
  return {
    dropAllOf,
    async make(username) {
      // Several processes may start without an administrator, and each prints a link of its own.
      if (username !== null) await dropAllOf(username)
      const token = newToken()
      const until = now() + linkMs
      await db
        .insertInto('password_links')
        .values({ token_hash: tokenHash(token), username, expires_at: until })
        .execute()
      return { token, until }
    },
    find: (token) =>
      db
        .selectFrom('password_links')
        .select('username')
        .where('token_hash', '=', tokenHash(token))
        .where('expires_at', '>', now())
        .executeTakeFirst(),
    async use(token) {
      const used = await db
        .deleteFrom('password_links')
        .where('token_hash', '=', tokenHash(token))
        .returning('token_hash')
        .execute()
      return used.length > 0
    },
    async open() {
      const rows = await db
        .selectFrom('password_links')
        .select(['username', 'expires_at'])
        .where('expires_at', '>', now())
        .execute()
      return new Map(rows.flatMap(({ username, expires_at }) => (username === null ? [] : [[username, expires_at]])))
    },
  }
}
