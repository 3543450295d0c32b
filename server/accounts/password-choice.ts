import { checkPassword } from '@/lib/accounts/password'
import { checkUsername, plainUsername } from '@/lib/accounts/username'
import { failed, ok } from '@/lib/result'
import type { Accounts } from './contract'
import type { EnteringAccount } from './factors/entrance'
import type { createFactors } from './factors/factors'
import type { FirstAdmin } from './first-admin'
import type { AccountNote } from './identities'
import type { PasswordLinks } from './password-links'
import { disabled } from './refusals'
import { hashPassword, type PasswordCost } from './secrets'
import type { Sessions } from './sessions'
import type { AccountsDb } from './tables'

/** What somebody does who has a link to choose a password with, and has not signed in. */
export type PasswordChoice = Pick<Accounts, 'lookAtLink' | 'choosePassword'>

export function createPasswordChoice(options: {
  db: AccountsDb
  now: () => number
  note: (note: AccountNote) => Promise<void>
  links: PasswordLinks
  find: (username: string) => Promise<EnteringAccount | undefined>
  firstAdmin: FirstAdmin
  sessions: Sessions
  factors: Pick<ReturnType<typeof createFactors>, 'secondStep'>
  passwordCost: PasswordCost | undefined
}): PasswordChoice {
  const { db, now, note, links, find, firstAdmin, sessions, factors, passwordCost } = options
  return {
    async lookAtLink(token) {
      const link = await links.find(token)
      if (link) return ok(link)
      return failed((await firstAdmin.hasAdmin()) ? noLink : noFirstLink)
    },
    async choosePassword({ token, password, username: chosen = '' }, from = { source: 'unknown' }) {
      const link = await links.find(token)
      if (!link || (link.username === null && (await firstAdmin.hasAdmin()))) return failed(noLink)
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
        await firstAdmin.put(username, password_hash)
        await links.dropAllOf(null)
      } else {
        await db
          .updateTable('accounts')
          .set({ password_hash, must_change: 0, changed_at: now() })
          .where('username', '=', username)
          .execute()
        await sessions.closeAllOf(username)
      }
      const chosenBy = await find(username)
      return chosenBy ? await factors.secondStep.afterPassword(chosenBy, from) : failed(noLink)
    },
  }
}

const nameTaken = { blame: 'ours', code: 'name-taken', sentence: 'There is an account of this name already.' } as const

/** Nobody could give another one. */
const noFirstLink = {
  blame: 'ours',
  code: 'no-link',
  sentence: 'This link cannot be used: it has been used already, or its time is over.',
  wayOut: 'Start Andon again: each start without an administrator prints a new one.',
} as const

const noLink = {
  blame: 'ours',
  code: 'no-link',
  sentence: 'This link cannot be used: it has been used already, or its time is over.',
  wayOut: 'Ask an administrator for another one.',
} as const
