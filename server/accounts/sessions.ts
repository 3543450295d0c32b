import type { ExpressionBuilder } from 'kysely'
import { isSameLimit } from '@/lib/accounts/limited'
import type { Account } from '@/lib/accounts/role'
import type { SessionRow } from '@/lib/contract/accounts-input'
import { withoutUndefined } from '@/lib/without-undefined'
import { createKept, type KeptName } from './kept'
import { limitOf, type AccountsDb, type AccountsTables } from './tables'
import { newToken, tokenHash } from './secrets'

/** A signed-in browser. `id` is the stored hash: it names the session and cannot be used to sign in. */
export type Session = {
  id: string
  account: Account
  createdAt: number
  expiresAt: number
  /** What the provider was called through which somebody signed in; absent: with a password. */
  through?: string
  /** The password was given by an administrator: until it is changed, nothing else can be done. */
  mustChange: boolean
  /** A second factor is required and the account has none: until one is set up, nothing else can be done. */
  mustSetUp: boolean
}

const minute = 60_000
const hour = 60 * minute
/** A session ends this long after it was last used, unless an administrator sets another time, */
const usualIdleMinutes = 12 * 60
/** and this long after the sign-in in any case. */
const longestMs = 7 * 24 * hour
/** Use is written down at most this often. */
const writeEveryMs = 60_000
const readAtOnce = 500

/** Where a session is: the address that it came from, what its browser calls itself, and the provider that it came through. */
type Where = { source: string; browser: string; through?: string | undefined }

export type Sessions = {
  open(account: Account, mustChange: boolean, where?: Where): Promise<{ token: string; session: Session }>
  /** The session of a cookie, prolonged by this use; undefined when there is none any more. */
  use(token: string): Promise<Session | undefined>
  /** The same without prolonging it: for what a browser does by itself, such as following the live stream. */
  look(token: string): Promise<Session | undefined>
  /** Those of an account; of everybody without one. The last used first. */
  list(username?: string): Promise<Omit<SessionRow, 'isThis'>[]>
  /** Whose a session is; undefined when there is no such one. */
  ownerOf(id: string): Promise<string | undefined>
  /** Minutes after which a session ends that nobody uses. */
  idleMinutes(): Promise<number>
  /** Holds at once for those that are open too. */
  setIdleMinutes(minutes: number): Promise<void>
  /** Whether a session that was in use here is still open. No look into the store: for open streams. */
  isOpen(id: string): boolean
  close(id: string): Promise<void>
  /** `but` stays open. */
  closeAllOf(username: string, but?: string): Promise<void>
  /** How many sessions each account has. */
  countEach(): Promise<Map<string, number>>
  /** Takes over what was changed elsewhere: sessions that were closed are closed here, accounts are as they are now. */
  readAgain(): Promise<void>
}

/** Sessions are stored as hashes; this process remembers those in use so that an open stream can ask cheaply. */
export function createSessions(options: {
  db: AccountsDb
  now: () => number
  onClosed: (id: string) => void
  /** The account of a session that is in use is limited to other connections now. */
  onOtherConnections: (id: string) => void
  /** What other processes should know was stored. */
  onChanged: () => void
}): Sessions {
  const { db, now, onClosed, onOtherConnections, onChanged } = options
  const inUse = new Map<string, Session>()
  const kept = createKept(db)
  const idleMinutes = async () => minutesOf(await kept.read('idle-minutes'))

  async function find(id: string): Promise<Found | undefined> {
    const row = await db
      .selectFrom('sessions')
      .innerJoin('accounts', 'accounts.username', 'sessions.username')
      .select(['sessions.created_at', 'sessions.expires_at', 'through', 'must_set_up'])
      .select(['accounts.username', 'role', 'must_change', 'connections'])
      .select((eb) => idle(eb).as('idle'))
      .where('token_hash', '=', id)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (!row) return undefined
    const { username, role, created_at: createdAt, expires_at: expiresAt } = row
    const account = { username, role, ...limitOf(row) }
    const through = row.through === null ? {} : { through: row.through }
    const musts = { mustChange: row.must_change === 1, mustSetUp: row.must_set_up === 1 }
    const session = { id, account, createdAt, expiresAt, ...through, ...musts }
    return { session, idleMs: minutesOf(row.idle) * minute }
  }

  function remember(session: Session): void {
    const before = inUse.get(session.id)
    inUse.set(session.id, session)
    if (before && !isSameLimit(before.account.connections, session.account.connections)) onOtherConnections(session.id)
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

  async function readAgain(): Promise<void> {
    const ids = [...inUse.keys()]
    for (let from = 0; from < ids.length; from += readAtOnce) {
      const some = ids.slice(from, from + readAtOnce)
      const rows = await db
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.username', 'sessions.username')
        .select(['token_hash', 'expires_at', 'accounts.username', 'role', 'connections'])
        .where('token_hash', 'in', some)
        .execute()
      const stored = new Map(rows.map((row) => [row.token_hash, row]))
      forget(some.filter((id) => !stored.has(id)))
      for (const [id, row] of stored) {
        const session = inUse.get(id)
        if (!session) continue
        const { username, role, expires_at: stored } = row
        // What is known here is ahead of what is stored by less than this, unless the time was made shorter.
        const isNews = stored > session.expiresAt || session.expiresAt - stored >= writeEveryMs
        const expiresAt = isNews ? stored : session.expiresAt
        remember({ ...session, account: { username, role, ...limitOf(row) }, expiresAt })
      }
    }
  }

  const seen = (username: string, at: number) =>
    db.updateTable('accounts').set({ last_seen_at: at }).where('username', '=', username).execute()

  /** The session of a token while it is open. */
  async function opened(token: string): Promise<Found | undefined> {
    const id = tokenHash(token)
    const found = await find(id)
    if (found && found.session.expiresAt > now()) return found
    // Of an account that was disabled or removed a stream may still be open. It has ended whether that can be written
    // down now or not.
    if (found ?? inUse.has(id)) await remove([id]).catch(() => undefined)
    return undefined
  }

  return {
    idleMinutes,
    async setIdleMinutes(minutes) {
      await kept.write('idle-minutes', String(minutes))
      const last = (eb: ExpressionBuilder<AccountsTables, 'sessions'>) =>
        eb(eb.fn.coalesce('used_at', 'created_at'), '+', minutes * minute)
      await db
        .updateTable('sessions')
        .set((eb) => ({ expires_at: last(eb) }))
        .where((eb) => eb('expires_at', '>', last(eb)))
        .execute()
      await readAgain()
      onChanged()
    },
    async open(account, mustChange, where) {
      const at = now()
      await db.deleteFrom('sessions').where('expires_at', '<=', at).execute()
      const token = newToken()
      const expiresAt = at + (await idleMinutes()) * minute
      const { source = null, browser = null, through } = where ?? {}
      const session: Session = {
        id: tokenHash(token),
        account,
        createdAt: at,
        expiresAt,
        ...withoutUndefined({ through }),
        mustChange,
        mustSetUp: false,
      }
      const { username } = account
      await db
        .insertInto('sessions')
        .values({
          token_hash: session.id,
          username,
          created_at: at,
          expires_at: expiresAt,
          used_at: at,
          source,
          browser,
          through: through ?? null,
        })
        .execute()
      await seen(username, at)
      inUse.set(session.id, session)
      return { token, session }
    },
    async use(token) {
      const found = await opened(token)
      if (!found) return undefined
      const { session, idleMs } = found
      const at = now()
      const expiresAt = Math.min(at + idleMs, session.createdAt + longestMs)
      const used = { ...session, expiresAt }
      remember(used)
      if (expiresAt - session.expiresAt >= writeEveryMs) {
        const prolonged = db
          .updateTable('sessions')
          .set({ expires_at: expiresAt, used_at: at })
          .where('token_hash', '=', session.id)
        // A full disk signs nobody out.
        await Promise.all([prolonged.execute(), seen(session.account.username, at)]).catch(() => undefined)
      }
      return used
    },
    async look(token) {
      const found = await opened(token)
      if (found) remember(found.session)
      return found?.session
    },
    async list(username) {
      let query = db.selectFrom('sessions').selectAll().where('expires_at', '>', now())
      if (username !== undefined) query = query.where('username', '=', username)
      const rows = await query.execute()
      const usedAt = (row: (typeof rows)[number]) => row.used_at ?? row.created_at
      return rows
        .toSorted((a, b) => usedAt(b) - usedAt(a))
        .map((row) => ({
          id: row.token_hash,
          username: row.username,
          createdAt: new Date(row.created_at).toISOString(),
          usedAt: new Date(usedAt(row)).toISOString(),
          source: row.source ?? 'unknown',
          browser: row.browser ?? 'unknown browser',
          ...(row.through !== null && { through: row.through }),
        }))
    },
    async ownerOf(id) {
      const row = await db.selectFrom('sessions').select('username').where('token_hash', '=', id).executeTakeFirst()
      return row?.username
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
    readAgain,
  }
}

/** A session with how long it stays open unused. */
type Found = { session: Session; idleMs: number }

const idle = (eb: ExpressionBuilder<AccountsTables, 'sessions' | 'accounts'>) =>
  eb
    .selectFrom('account_settings')
    .select('value')
    .where('name', '=', 'idle-minutes' satisfies KeptName)

const minutesOf = (kept: string | null | undefined) => Number(kept ?? usualIdleMinutes)
