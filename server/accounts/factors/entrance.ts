import type { Selectable } from 'kysely'
import type { ConsoleError, Result } from '@/lib/result'
import type { SignedIn, SignInFrom } from '../signing-in'
import type { Trying } from '../sign-in-limits'
import type { SignInMeans, SignInOutcome } from '../sign-in-record'
import type { AccountsTables } from '../tables'

export type EnteringAccount = Selectable<AccountsTables['accounts']>

/** What every way in shares: who it is, who guesses, what is written down, and the session at the end. */
export type Entrance = {
  find(username: string): Promise<EnteringAccount | undefined>
  /** @param username empty: no account that is known. */
  trying(username: string, from: SignInFrom): Trying
  /** Writes down that somebody was not let in; nobody waits for that. */
  refuse(outcome: SignInOutcome, username: string, from: SignInFrom, error: ConsoleError): Result<never>
  /** Writes down that somebody is let in, then opens the session. */
  enter(account: EnteringAccount, by: SignInMeans, from: SignInFrom): Promise<SignedIn>
}
