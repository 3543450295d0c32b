import { checkPassword } from '@/lib/accounts/password'
import { checkUsername, plainUsername } from '@/lib/accounts/username'
import type { PasswordLinkUse } from '@/lib/contract/accounts-input'
import { ok, failed, type Result } from '@/lib/result'
import { createDisplayLinks, type DisplayLinks } from './display-links'
import { createPasswordLinks } from './password-links'
import { createPeople, type People } from './people'
import { generatePassword, hashPassword, verifyPassword, type PasswordCost } from './secrets'
import { createSessions, type Session, type Sessions } from './sessions'
import type { AccountsDb } from './tables'

/** The account that `ANDON_ADMIN_PASSWORD` is for. */
const adminName = 'admin'

type SignedIn = { token: string; session: Session }

export type Accounts = {
  /**
   * Makes sure that somebody can administer. `password` sets (or changes, ending all sessions) the password of `admin`;
   * without one, and without an administrator who could sign in, the value is a path with which one is set up, once.
   * @throws one sentence when the password is one that nobody may choose.
   */
  prepare(password: string | undefined): Promise<{ setUpPath?: string }>
  /** Slowed down after a few failures. The error never says whether the account exists. */
  signIn(username: string, password: string): Promise<Result<SignedIn>>
  /** Whom a link to choose a password is for; `username` null: the first administrator chooses a name too. */
  lookAtLink(token: string): Promise<Result<{ username: string | null }>>
  /** Chooses a password with a link, which is used up by it, and signs in. */
  choosePassword(given: PasswordLinkUse): Promise<Result<SignedIn>>
  readonly people: People
  readonly sessions: Sessions
  readonly displayLinks: DisplayLinks
  /** Whether a session or display link that was in use here still is open. For open streams: no look into the store. */
  isOpen(id: string): boolean
  /** Calls with the id of each session or display link that ends before its time. Returns how to stop listening. */
  onEnded(listener: (id: string) => void): () => void
  /** Takes over what other processes have changed. */
  readAgain(): Promise<void>
}

/**
 * @param options.note writes a readable line to the journal; what it tells has not been done yet.
 * @param options.passwordCost is for tests, which hash many passwords that nobody has to guess.
 */
export function createAccounts(options: {
  db: AccountsDb
  now: () => number
  note: (note: { by: string; text: string }) => Promise<void>
  passwordCost?: PasswordCost | undefined
  /** Told when something was stored that other processes should know. */
  onChanged?: () => void
}): Accounts {
  const { db, now, note, passwordCost, onChanged = () => undefined } = options
  const listeners = new Set<(id: string) => void>()
  const ended = (id: string) => listeners.forEach((listener) => listener(id))
  const sessions = createSessions({ db, now, onClosed: ended, onChanged })
  const links = createPasswordLinks({ db, now })
  const people = createPeople({ db, now, sessions, links, note, passwordCost })
  const kept = createKept(db)
  const attempts = createAttempts({ now })
  /** Verified for unknown names, so that they take as long as known ones. */
  let decoy: Promise<string> | undefined

  const find = (username: string) =>
    db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst()

  /** An administrator who signs in with this password, whatever the account was before. */
  async function putAdmin(username: string, password_hash: string): Promise<void> {
    const at = now()
    const values = { role: 'admin', password_hash, changed_at: at, must_change: 0 } as const
    await db
      .insertInto('accounts')
      .values({ username, created_at: at, ...values })
      .onConflict((conflict) => conflict.column('username').doUpdateSet({ ...values, disabled_at: null }))
      .execute()
    await sessions.closeAllOf(username)
  }

  async function hasAdmin(): Promise<boolean> {
    const admin = await db
      .selectFrom('accounts')
      .select('username')
      .where('role', '=', 'admin')
      .where('disabled_at', 'is', null)
      .where('password_hash', '!=', '')
      .executeTakeFirst()
    return admin !== undefined
  }

  /** A password that was given before changes nothing again: what people did with the account since then holds. */
  async function takeGiven(password: string): Promise<void> {
    const given = await kept.read('given-password')
    const before = given ?? (await find(adminName))?.password_hash
    const isKnown = before !== undefined && (await verifyPassword(password, before))
    if (isKnown && given === undefined) await kept.write('given-password', before)
    if (isKnown && (await hasAdmin())) return
    const fit = checkPassword(password, adminName)
    if (!fit.ok) throw new Error(`ANDON_ADMIN_PASSWORD cannot be used. ${fit.because}`)
    await note({ by: 'ANDON_ADMIN_PASSWORD', text: `Password of account ${adminName} set at the start` })
    const hash = await hashPassword(password, passwordCost)
    await putAdmin(adminName, hash)
    await kept.write('given-password', hash)
  }

  const displayLinks = createDisplayLinks({ db, now, onRevoked: ended, onChanged })

  return {
    people,
    sessions,
    displayLinks,
    isOpen: (id) => sessions.isOpen(id) || displayLinks.isOpen(id),
    onEnded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async readAgain() {
      await Promise.all([sessions.readAgain(), displayLinks.readAgain()])
    },
    async prepare(password) {
      if (password !== undefined) {
        await takeGiven(password)
        return {}
      }
      if (await hasAdmin()) return {}
      const { token } = await links.make(null)
      return { setUpPath: `/sign-in/link#${token}` }
    },
    async signIn(typed, password) {
      const account = await find(plainUsername(typed))
      // All unknown names share one count: the map cannot be made to grow.
      const counted = account?.username ?? ''
      const waitMs = attempts.waitMs(counted)
      if (waitMs > 0) return failed(slowDown(waitMs))
      // Charged before the check, so that parallel attempts are not free.
      attempts.failed(counted)
      const stored = account?.password_hash || (await (decoy ??= hashPassword(generatePassword(), passwordCost)))
      const right = await verifyPassword(password, stored)
      if (!account || account.password_hash === '' || !right) return failed(wrong)
      attempts.succeeded(counted)
      // Only who has the password learns it.
      if (account.disabled_at !== null) return failed(disabled)
      const { username, role, must_change } = account
      return ok(await sessions.open({ username, role }, must_change === 1))
    },
    async lookAtLink(token) {
      const link = await links.find(token)
      return link ? ok(link) : failed(noLink)
    },
    async choosePassword({ token, password, username: chosen = '' }) {
      const link = await links.find(token)
      if (!link || (link.username === null && (await hasAdmin()))) return failed(noLink)
      const username = link.username ?? plainUsername(chosen)
      const named = link.username === null ? checkUsername(username) : ({ ok: true } as const)
      const fit = named.ok ? checkPassword(password, username) : named
      if (!fit.ok) return failed({ blame: 'ours', code: 'unfit', sentence: fit.because })
      const account = await find(username)
      if (link.username === null ? account?.password_hash : !account) return failed(account ? nameTaken : noLink)
      if (account?.disabled_at) return failed(disabled)
      const text =
        link.username === null ? 'First administrator set up with the link of the start' : 'Own password chosen'
      await note({ by: username, text })
      if (!(await links.use(token))) return failed(noLink)
      const password_hash = await hashPassword(password, passwordCost)
      if (link.username === null) {
        await putAdmin(username, password_hash)
        await links.dropAllOf(null)
      } else {
        await db
          .updateTable('accounts')
          .set({ password_hash, must_change: 0, changed_at: now() })
          .where('username', '=', username)
          .execute()
        await sessions.closeAllOf(username)
      }
      const role = account && link.username !== null ? account.role : 'admin'
      return ok(await sessions.open({ username, role }, false))
    },
  }
}

const wrong = { blame: 'ours', code: 'sign-in-refused', sentence: 'User name or password is wrong.' } as const

const disabled = {
  blame: 'ours',
  code: 'account-disabled',
  sentence: 'This account is disabled.',
  wayOut: 'An administrator can enable it again.',
} as const

const nameTaken = { blame: 'ours', code: 'name-taken', sentence: 'There is an account of this name already.' } as const

const noLink = {
  blame: 'ours',
  code: 'no-link',
  sentence: 'This link cannot be used: it has been used already, or its time is over.',
  wayOut: 'Ask an administrator for another one.',
} as const

const slowDown = (waitMs: number) =>
  ({
    blame: 'ours',
    code: 'sign-in-slowed',
    sentence: `Too many failed attempts. The next one is possible in ${Math.ceil(waitMs / 1000)} s.`,
  }) as const

/** Single values that the room keeps. */
function createKept(db: AccountsDb) {
  return {
    async read(name: string): Promise<string | undefined> {
      const row = await db.selectFrom('account_settings').select('value').where('name', '=', name).executeTakeFirst()
      return row?.value
    },
    async write(name: string, value: string): Promise<void> {
      await db
        .insertInto('account_settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute()
    },
  }
}

type Attempts = {
  /** Milliseconds until this account may try again; 0 when it may now. */
  waitMs(username: string): number
  failed(username: string): void
  succeeded(username: string): void
}

/**
 * Slows guessing down: `free` failures are forgiven, then one more attempt each `refillMs`. Counted per account and not
 * per address, since an address can be forged where no proxy is trusted. In memory: a restart forgives.
 */
export function createAttempts(options: { now: () => number; free?: number; refillMs?: number }): Attempts {
  const { now, free = 5, refillMs = 10_000 } = options
  /** The moment until which failures are "paid": each adds `refillMs`. */
  const debts = new Map<string, number>()
  const debtMs = (username: string) => Math.max(0, (debts.get(username) ?? 0) - now())
  return {
    waitMs: (username) => Math.max(0, debtMs(username) - (free - 1) * refillMs),
    failed(username) {
      debts.set(username, now() + debtMs(username) + refillMs)
    },
    succeeded: (username) => void debts.delete(username),
  }
}
