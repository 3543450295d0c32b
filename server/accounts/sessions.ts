import type { AccountsDb } from './tables'
import type { Account } from '@/lib/accounts/role'
import { newToken, tokenHash } from './secrets'

/** A signed-in browser. `id` is the stored hash: it names the session and cannot be used to sign in. */
export type Session = {
  id: string
  account: Account
  createdAt: number
  expiresAt: number
  /** The password was given by an administrator: until it is changed, nothing else can be done. */
  mustChange: boolean
}

const hour = 3_600_000
/** A session ends this long after it was last used, */
const idleMs = 12 * hour
/** and this long after the sign-in in any case. */
const longestMs = 7 * 24 * hour
/** Use is written down at most this often. */
const writeEveryMs = 60_000
const readAtOnce = 500

export type Sessions = {
  open(account: Account, mustChange: boolean): Promise<{ token: string; session: Session }>
  /** The session of a cookie, prolonged by this use; undefined when there is none any more. */
  use(token: string): Promise<Session | undefined>
  /** Whether a session that was in use here is still open. No look into the store: for open streams. */
  isOpen(id: string): boolean
  close(id: string): Promise<void>
  /** `but` stays open. */
  closeAllOf(username: string, but?: string): Promise<void>
  /** How many sessions each account has. */
  countEach(): Promise<Map<string, number>>
  /** Takes over what other processes have changed: sessions that were closed there are closed here. */
  readAgain(): Promise<void>
}

/** Sessions are stored as hashes; this process remembers those in use so that an open stream can ask cheaply. */
export function createSessions(options: {
  db: AccountsDb
  now: () => number
  onClosed: (id: string) => void
  /** What other processes should know was stored. */
  onChanged: () => void
}): Sessions {
  const { db, now, onClosed, onChanged } = options
  const inUse = new Map<string, Session>()

  async function find(id: string): Promise<Session | undefined> {
    const row = await db
      .selectFrom('sessions')
      .innerJoin('accounts', 'accounts.username', 'sessions.username')
      .select(['sessions.created_at', 'sessions.expires_at', 'accounts.username', 'role', 'must_change'])
      .where('token_hash', '=', id)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (!row) return undefined
    const { username, role, created_at: createdAt, expires_at: expiresAt } = row
    return { id, account: { username, role }, createdAt, expiresAt, mustChange: row.must_change === 1 }
  }

  async function remove(ids: string[]): Promise<void> {
    if (ids.length > 0) await db.deleteFrom('sessions').where('token_hash', 'in', ids).execute()
    forget(ids)
    onChanged()
  }

  function forget(ids: readonly string[]): void {
    for (const id of ids) {
      inUse.delete(id)
      onClosed(id)
    }
  }

  const seen = (username: string, at: number) =>
    db.updateTable('accounts').set({ last_seen_at: at }).where('username', '=', username).execute()

  return {
    async open(account, mustChange) {
      const at = now()
      await db.deleteFrom('sessions').where('expires_at', '<=', at).execute()
      const token = newToken()
      const session: Session = { id: tokenHash(token), account, createdAt: at, expiresAt: at + idleMs, mustChange }
      await db
        .insertInto('sessions')
        .values({ token_hash: session.id, username: account.username, created_at: at, expires_at: session.expiresAt })
        .execute()
      await seen(account.username, at)
      inUse.set(session.id, session)
      return { token, session }
    },
    async use(token) {
      const id = tokenHash(token)
      const session = await find(id)
      const at = now()
      if (!session || session.expiresAt <= at) {
        // Of an account that was disabled or removed a stream may still be open. It has ended whether that can be written
        // down now or not.
        if (session ?? inUse.has(id)) await remove([id]).catch(() => undefined)
        return undefined
      }
      const expiresAt = Math.min(at + idleMs, session.createdAt + longestMs)
      const used = { ...session, expiresAt }
      inUse.set(id, used)
      if (expiresAt - session.expiresAt >= writeEveryMs) {
        const prolonged = db.updateTable('sessions').set({ expires_at: expiresAt }).where('token_hash', '=', id)
        // A full disk signs nobody out.
        await Promise.all([prolonged.execute(), seen(session.account.username, at)]).catch(() => undefined)
      }
      return used
    },
    isOpen: (id) => (inUse.get(id)?.expiresAt ?? 0) > now(),
    close: (id) => remove([id]),
    async closeAllOf(username, but) {
      const rows = await db.selectFrom('sessions').select('token_hash').where('username', '=', username).execute()
      // Those of an account that has been removed are in no table any more, and still may have a stream open.
      const open = [...inUse.values()].filter(({ account }) => account.username === username).map(({ id }) => id)
      const ids = new Set([...rows.map((row) => row.token_hash), ...open])
      if (but !== undefined) ids.delete(but)
      await remove([...ids])
    },
    async countEach() {
      const rows = await db
        .selectFrom('sessions')
        .select((eb) => ['username', eb.fn.countAll<number>().as('count')])
        .where('expires_at', '>', now())
        .groupBy('username')
        .execute()
      return new Map(rows.map(({ username, count }) => [username, count]))
    },
    async readAgain() {
      const ids = [...inUse.keys()]
      for (let from = 0; from < ids.length; from += readAtOnce) {
        const some = ids.slice(from, from + readAtOnce)
        const rows = await db
          .selectFrom('sessions')
          .select(['token_hash', 'expires_at'])
          .where('token_hash', 'in', some)
          .execute()
        const stored = new Map(rows.map((row) => [row.token_hash, row.expires_at]))
        forget(some.filter((id) => !stored.has(id)))
        for (const [id, expiresAt] of stored) {
          const session = inUse.get(id)
          if (session && expiresAt > session.expiresAt) inUse.set(id, { ...session, expiresAt })
        }
      }
    },
  }
}
