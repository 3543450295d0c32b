import type { Asker } from '@/lib/accounts/role'
import type { FactorRule } from '@/lib/accounts/second-factor'
import type { FactorRules as FactorRulesRead } from '@/lib/contract/factors-input'
import { formatCount } from '@/lib/format/quantity'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import type { createKept } from '../kept'
import type { AccountNote } from '../identities'
import type { Sessions } from '../sessions'
import type { Authenticators } from './authenticators'
import type { OwnFactors } from './own-factors'
import type { Passkeys } from './passkeys'

/** What administrators say about second factors. */
export type FactorRules = {
  required(): Promise<FactorRule>
  read(): Promise<Result<FactorRulesRead>>
  /** Whoever has none sets one up at the next sign-in. */
  require(rule: FactorRule, by: Asker): Promise<Result<null>>
  /** Takes all factors of somebody else away, and ends their sessions. The password stays. */
  reset(username: string, by: Asker): Promise<Result<null>>
  /** The same without anybody who asks: for an account that is set up anew from outside. False: there was nothing. */
  drop(username: string): Promise<boolean>
}

export function createFactorRules(options: {
  kept: ReturnType<typeof createKept>
  note: (note: AccountNote) => Promise<void>
  authenticators: Authenticators
  passkeys: Passkeys
  sessions: Sessions
  prove: OwnFactors['prove']
}): FactorRules {
  const { kept, note, authenticators, passkeys, sessions, prove } = options

  async function required(): Promise<FactorRule> {
    const stored = await kept.read('second-factor')
    return stored === 'admins' || stored === 'everybody' ? stored : 'nobody'
  }

  async function read(): Promise<FactorRulesRead> {
    const [rule, withCode, counts] = await Promise.all([required(), authenticators.all(), passkeys.countEach()])
    const names = new Set([...withCode, ...counts.keys()])
    const accounts = [...names].map((name) => [
      name,
      { authenticator: withCode.includes(name), passkeys: counts.get(name) ?? 0 },
    ])
    return { required: rule, accounts: Object.fromEntries(accounts) }
  }

  async function remove(username: string): Promise<void> {
    await authenticators.remove(username)
    await passkeys.removeAll(username)
  }

  return {
    required,
    read: async () => ok(await read()),
    async require(rule, by) {
      if (rule === (await required())) return ok(null)
      await note({ by: by.username, text: `A second factor is required of ${ofWhom[rule]} now` })
      await kept.write('second-factor', rule)
      return ok(null)
    },
    async reset(username, by) {
      if (username === by.username) return failed(ownOne)
      const may = await prove(undefined, by)
      if (!may.ok) return may
      const { accounts } = await read()
      const has = Object.hasOwn(accounts, username) ? accounts[username] : undefined
      if (!has) return failed(hasNone)
      const what = [
        ...(has.authenticator ? ['the authenticator'] : []),
        ...(has.passkeys > 0 ? [formatCount(has.passkeys, 'passkey')] : []),
      ]
      const text = `Second factor of account ${username} reset: ${what.join(' and ')} removed`
      await note({ by: by.username, text, people: [username] })
      await remove(username)
      await sessions.closeAllOf(username)
      return ok(null)
    },
    async drop(username) {
      const has = Object.hasOwn((await read()).accounts, username)
      await remove(username)
      return has
    },
  }
}

const ofWhom = { nobody: 'nobody', admins: 'administrators', everybody: 'everybody' }

const ours = { blame: 'ours' } as const

const ownOne: ConsoleError = {
  ...ours,
  code: 'own-factor',
  sentence: 'Your own second factor is removed under Your account, with a code.',
}

const hasNone: ConsoleError = { ...ours, code: 'no-factor', sentence: 'This account has no second factor.' }
