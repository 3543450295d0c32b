import type { FactorRule } from '@/lib/accounts/second-factor'
import { isCode, mustHaveFactor, plainCode, takesSecondFactor } from '@/lib/accounts/second-factor'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import type { SignedIn, SignInFrom, SignInReply } from '../signing-in'
import { disabled, shutAuthenticator, slowDown, wrongCode, wrongRecoveryCode } from '../refusals'
import { createSignInLimits, type SignInLimits } from '../sign-in-limits'
import type { SignInOutcome } from '../sign-in-record'
import type { AccountsDb } from '../tables'
import type { Authenticators } from './authenticators'
import type { Entrance, EnteringAccount } from './entrance'
import { stepOver } from './passkeys'
import type { Steps } from './steps'

/** What follows a right password: a session, or a code first. */
export type SecondStep = {
  /** For an account whose password was right. */
  afterPassword(account: EnteringAccount, from: SignInFrom): Promise<Result<SignInReply>>
  /** Whose code a step waits for, and how it can be given; undefined when its time is over. */
  look(step: string | undefined): Promise<SecondStepAsked | undefined>
  /** @param typed a code of the authenticator, or a recovery code. */
  enter(step: string | undefined, typed: string, from: SignInFrom): Promise<Result<SignedIn>>
}

/** `authenticator` false: the account has passkeys alone. */
export type SecondStepAsked = { username: string; authenticator: boolean; passkey: boolean }

export function createSecondStep(options: {
  db: AccountsDb
  steps: Steps
  authenticators: Authenticators
  entrance: Entrance
  limits: SignInLimits
  rule: () => Promise<FactorRule>
}): SecondStep {
  const { db, steps, authenticators, entrance, limits, rule } = options

  async function hasPasskey(username: string): Promise<boolean> {
    const found = await db.selectFrom('passkeys').select('id').where('username', '=', username).executeTakeFirst()
    return found !== undefined
  }

  async function open(
    token: string | undefined,
  ): Promise<{ account: EnteringAccount; endOthers: boolean } | undefined> {
    const step = steps.open('second-step', token)
    const account = step && (await entrance.find(step.username))
    // Reset, disabled or changed meanwhile, it begins with the password again.
    return step && account && account.changed_at === step.changedAt ? { account, endOthers: step.endOthers } : undefined
  }

  return {
    async afterPassword(account, from) {
      const { username, role, changed_at: changedAt } = account
      const [authenticator, passkey] = await Promise.all([authenticators.find(username), hasPasskey(username)])
      const isRequired = mustHaveFactor(await rule(), role)
      if (takesSecondFactor({ authenticator: authenticator !== undefined, passkey }, isRequired)) {
        const step = steps.make({ is: 'second-step', username, changedAt, endOthers: from.endOthers === true })
        return ok({ at: 'second-step', step })
      }
      const signedIn = await entrance.enter(account, 'password', from)
      // Before anybody has the token: there is no moment without.
      if (isRequired && !passkey)
        await db.updateTable('sessions').set({ must_set_up: 1 }).where('token_hash', '=', signedIn.session.id).execute()
      return ok({ at: 'signed-in', ...signedIn })
    },
    async look(token) {
      const opened = await open(token)
      if (!opened) return undefined
      const { username } = opened.account
      const [authenticator, passkey] = await Promise.all([authenticators.find(username), hasPasskey(username)])
      return { username, authenticator: authenticator !== undefined, passkey }
    },
    async enter(token, typed, from) {
      const opened = await open(token)
      if (!opened) return failed(stepOver)
      const { account, endOthers } = opened
      const { username } = account
      const trying = entrance.trying(username, from)
      const refuse = (outcome: SignInOutcome, error: ConsoleError) => entrance.refuse(outcome, username, from, error)
      const waitMs = limits.waitMs(trying)
      if (waitMs > 0) return refuse('code-slowed', slowDown(waitMs))
      limits.charge(trying)
      const isOfAuthenticator = isCode(plainCode(typed))
      const used = isOfAuthenticator
        ? await authenticators.useCode(username, typed)
        : (await authenticators.useRecoveryCode(username, typed))
          ? 'right'
          : 'wrong'
      if (used === 'shut') return refuse('code-wrong', shutAuthenticator)
      if (used === 'wrong') return refuse('code-wrong', isOfAuthenticator ? wrongCode : wrongRecoveryCode)
      limits.succeeded(trying)
      if (account.disabled_at !== null) return refuse('disabled', disabled)
      const by = isOfAuthenticator ? 'code' : 'recovery-code'
      return ok(await entrance.enter(account, by, { ...from, endOthers }))
    },
  }
}

/**
 * Apart from those of passwords: whoever has the password would clear them with it. They guess among a million, three of
 * which are right at a time: five at once and then one a minute is one in 200 in a day.
 */
export const createCodeLimits = (monotonic: () => number): SignInLimits =>
  createSignInLimits(monotonic, {
    perPair: { free: 5, refillMs: 60_000 },
    perSource: { free: 30, refillMs: 20_000 },
    perBrowser: { free: 10, refillMs: 60_000 },
  })
