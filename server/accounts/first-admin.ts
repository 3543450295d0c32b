import { checkPassword } from '@/lib/accounts/password'
import type { Accounts } from './contract'
import type { EnteringAccount } from './factors/entrance'
import type { AccountNote } from './identities'
import type { createKept } from './kept'
import type { PasswordLinks } from './password-links'
import { hashPassword, verifyPassword, type PasswordCost } from './secrets'
import type { AccountsDb } from './tables'

/** The account that `ANDON_ADMIN_PASSWORD` is for. */
export const adminName = 'admin'

/** How a console that knows nobody comes by its first administrator: a password from outside, a link, or a demo's accounts. */
export type FirstAdmin = Pick<Accounts, 'hasAdmin' | 'prepare' | 'addDemo'> & {
  /** An administrator who signs in with this password, whatever the account was before. */
  put(username: string, passwordHash: string): Promise<void>
}

export function createFirstAdmin(options: {
  db: AccountsDb
  now: () => number
  note: (note: AccountNote) => Promise<void>
  kept: ReturnType<typeof createKept>
  links: PasswordLinks
  find: (username: string) => Promise<EnteringAccount | undefined>
  closeAllOf: (username: string) => Promise<unknown>
  /** Whether there was one. */
  dropFactors: (username: string) => Promise<boolean>
  passwordCost: PasswordCost | undefined
}): FirstAdmin {
  const { db, now, note, kept, links, find, closeAllOf, dropFactors, passwordCost } = options

  async function put(username: string, password_hash: string): Promise<void> {
    const at = now()
    const values = { role: 'admin', password_hash, changed_at: at, must_change: 0, connections: null } as const
    await db
      .insertInto('accounts')
      .values({ username, created_at: at, ...values })
      .onConflict((conflict) => conflict.column('username').doUpdateSet({ ...values, disabled_at: null }))
      .execute()
    await closeAllOf(username)
    // Whoever gives the password from outside may have come for the want of a phone.
    if (await dropFactors(username)) await note({ by: 'Andon', text: `Second factor of account ${username} removed` })
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
    await put(adminName, hash)
    await kept.write('given-password', hash)
  }

  return {
    put,
    hasAdmin,
    async prepare(password) {
      if (password !== undefined) {
        await takeGiven(password)
        return {}
      }
      if (await hasAdmin()) return {}
      const { token } = await links.make(null)
      return { setUpPath: `/sign-in/link#${token}` }
    },
    async addDemo(accounts) {
      for (const { username, role, password } of accounts) {
        if (await find(username)) continue
        await note({
          by: 'ANDON_DEMO_ACCOUNTS',
          text: `Account ${username} added as ${role}, for everybody`,
          people: [username],
        })
        const at = now()
        const password_hash = await hashPassword(password, passwordCost)
        await db
          .insertInto('accounts')
          .values({ username, role, password_hash, created_at: at, changed_at: at })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
    },
  }
}
