import { ok, failed, type Result } from '../../lib/result'
import { createDisplayLinks, type DisplayLinks } from './display-links'
import { generatePassword, hashPassword, verifyPassword, type PasswordCost } from './secrets'
import { createSessions, type Session, type Sessions } from './sessions'
import type { AccountsDb, AccountsTables } from './tables'

/** The one account there is for now. */
export const adminName = 'admin'

export type Accounts = {
  /**
   * Makes sure that the admin account exists. `password` sets (or changes, ending all sessions) its password; without
   * one a new account gets a generated password, which is returned once and cannot be read again.
   */
  prepare(password: string | undefined): Promise<{ generatedPassword?: string }>
  /** Slowed down after a few failures. The error never says whether the account exists. */
  signIn(username: string, password: string): Promise<Result<{ token: string; session: Session }>>
  readonly sessions: Sessions
  readonly displayLinks: DisplayLinks
  /** Whether a session or display link that was in use here still is open. For open streams: no look into the store. */
  isOpen(id: string): boolean
  /** Calls with the id of each session or display link that ends before its time. Returns how to stop listening. */
  onEnded(listener: (id: string) => void): () => void
  /** Takes over what other processes have changed. */
  readAgain(): Promise<void>
}

/** `passwordCost` is for tests, which hash many passwords that nobody has to guess. */
export function createAccounts(options: {
  db: AccountsDb
  now: () => number
  passwordCost?: PasswordCost | undefined
  /** Told when something was stored that other processes should know. */
  onChanged?: () => void
}): Accounts {
  const { db, now, passwordCost, onChanged = () => undefined } = options
  const listeners = new Set<(id: string) => void>()
  const ended = (id: string) => listeners.forEach((listener) => listener(id))
  const sessions = createSessions({ db, now, onClosed: ended, onChanged })
  const attempts = createAttempts({ now })
  /** Verified for unknown names, so that they take as long as known ones. */
  let decoy: Promise<string> | undefined

  const find = (username: string) =>
    db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst()

  async function store(password: string): Promise<void> {
    const row = await rowOf(password)
    const { password_hash, changed_at } = row
    await db
      .insertInto('accounts')
      .values(row)
      .onConflict((conflict) => conflict.column('username').doUpdateSet({ password_hash, changed_at }))
      .execute()
  }

  /** @returns whether there was none: of processes that start together, one makes the account. */
  async function storeFirst(password: string): Promise<boolean> {
    const made = await db
      .insertInto('accounts')
      .values(await rowOf(password))
      .onConflict((conflict) => conflict.column('username').doNothing())
      .returning('username')
      .execute()
    return made.length > 0
  }

  async function rowOf(password: string): Promise<AccountsTables['accounts']> {
    const at = now()
    const password_hash = await hashPassword(password, passwordCost)
    return { username: adminName, role: 'admin', password_hash, created_at: at, changed_at: at }
  }

  const displayLinks = createDisplayLinks({ db, now, onRevoked: ended, onChanged })

  return {
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
      const existing = await find(adminName)
      if (password === undefined) {
        if (existing) return {}
        const generatedPassword = generatePassword()
        return (await storeFirst(generatedPassword)) ? { generatedPassword } : {}
      }
      if (existing && (await verifyPassword(password, existing.password_hash))) return {}
      await store(password)
      await sessions.closeAllOf(adminName)
      return {}
    },
    async signIn(username, password) {
      const account = await find(username)
      // All unknown names share one count: the map cannot be made to grow.
      const counted = account?.username ?? ''
      const waitMs = attempts.waitMs(counted)
      if (waitMs > 0) return failed(slowDown(waitMs))
      // Charged before the check, so that parallel attempts are not free.
      attempts.failed(counted)
      const right = await verifyPassword(
        password,
        account?.password_hash ?? (await (decoy ??= hashPassword(generatePassword(), passwordCost))),
      )
      if (!account || !right) return failed(wrong)
      attempts.succeeded(counted)
      return ok(await sessions.open({ username: account.username, role: account.role }))
    },
  }
}

const wrong = { blame: 'ours', code: 'sign-in-refused', sentence: 'User name or password is wrong.' } as const

const slowDown = (waitMs: number) =>
  ({
    blame: 'ours',
    code: 'sign-in-slowed',
    sentence: `Too many failed attempts. The next one is possible in ${Math.ceil(waitMs / 1000)} s.`,
  }) as const

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
