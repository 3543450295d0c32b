import type { PasskeyBegun, UsedPasskey } from '@/lib/contract/factors-input'
import { ok, type ConsoleError, type Result } from '@/lib/result'
import type { SignedIn, SignInFrom } from '../signing-in'
import { disabled, slowDown } from '../refusals'
import type { SignInLimits } from '../sign-in-limits'
import type { SignInOutcome } from '../sign-in-record'
import type { Entrance } from './entrance'
import type { Passkeys } from './passkeys'

/** Signing in with a passkey alone: it is a password and a second factor at once. `origin`: of the page, as checked. */
export type PasskeySignIn = {
  begin(origin: string): Promise<Result<PasskeyBegun>>
  /** @param given.step what `begin` gave, as this browser kept it. */
  finish(
    given: { step: string | undefined; passkey: UsedPasskey },
    origin: string,
    from: SignInFrom,
  ): Promise<Result<SignedIn>>
}

export function createPasskeySignIn(options: {
  passkeys: Passkeys
  entrance: Entrance
  limits: SignInLimits
}): PasskeySignIn {
  const { passkeys, entrance, limits } = options
  return {
    begin: (origin) => passkeys.begin(origin),
    async finish(given, origin, from) {
      const stored = await passkeys.find(given.passkey.id)
      const username = stored?.username ?? ''
      const refuse = (outcome: SignInOutcome, error: ConsoleError) => entrance.refuse(outcome, username, from, error)
      // No name begins with a blank: what failed here holds up no password, and no success here forgives one.
      const trying = { ...entrance.trying(username, from), account: ` passkey ${username}` }
      const waitMs = limits.waitMs(trying)
      if (waitMs > 0) return refuse('passkey-slowed', slowDown(waitMs))
      limits.charge(trying)
      const account = stored && (await entrance.find(stored.username))
      if (!stored || !account) return refuse('passkey-wrong', unknown)
      const refused = await passkeys.use(stored, given, origin)
      if (refused) return refuse(refused.why === 'copied' ? 'passkey-copied' : 'passkey-wrong', refused.error)
      limits.succeeded(trying)
      if (account.disabled_at !== null) return refuse('disabled', disabled)
      if (account.password_hash === '') return refuse('passkey-wrong', resetMeanwhile)
      return ok(await entrance.enter(account, 'passkey', from))
    },
  }
}

const ours = { blame: 'ours' } as const

const unknown: ConsoleError = {
  ...ours,
  code: 'passkey-unknown',
  sentence: 'No account has this passkey: it may have been removed.',
  wayOut: 'Sign in with your password, and add it anew in Settings, Accounts.',
}

const resetMeanwhile: ConsoleError = {
  ...ours,
  code: 'no-password',
  sentence: 'An administrator has reset this account.',
  wayOut: 'Choose a password first, with the link that you were given.',
}
