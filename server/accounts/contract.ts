import type { DemoAccount, PasswordLinkUse } from '@/lib/contract/accounts-input'
import type { ThroughRefusal } from '@/lib/accounts/through'
import type { Result } from '@/lib/result'
import type { ApiTokens } from './api-tokens'
import type { DisplayLinks } from './display-links'
import type { FactorRules } from './factors/factor-rules'
import type { OwnFactors } from './factors/own-factors'
import type { PasskeySignIn } from './factors/passkey-sign-in'
import type { SecondStep } from './factors/second-step'
import type { Identities } from './identities'
import type { People } from './people'
import type { Sessions } from './sessions'
import type { SignInOutcome, Through } from './sign-in-record'
import type { SignedIn, SignInFrom, SignInReply } from './signing-in'

/** Attempts to sign in since the start by how they ended, and how many are checked or wait for it now. */
export type SignInFigures = { attempts: ReadonlyMap<SignInOutcome, number>; waiting: number }

/**
 * The way in for people whom a provider has proven to be somebody: the same record, limits and sessions as for passwords.
 * Failures are counted apart from those of passwords, so that neither keeps the other out.
 */
export type ProvenElsewhere = {
  /** Charges an attempt from here. Undefined: there were too many. */
  attempt(from: SignInFrom): Attempt | undefined
  /** A failure, in record, log and figures. `account`: the one that it was for, where that is known. */
  refused(about: Through & { account?: string }, from: SignInFrom): void
  /** Opens a session of an account; a value of `code` when there is none to open. */
  open(
    username: string,
    through: string,
    from: SignInFrom,
  ): Promise<{ ok: true; signedIn: SignedIn } | { ok: false; code: ThroughRefusal }>
}

/** It is forgiven once it has come to something. */
export type Attempt = { succeeded(): void }

export type Accounts = {
  /**
   * Makes sure that somebody can administer. `password` sets (or changes, ending all sessions) the password of `admin`;
   * without one, and without an administrator who could sign in, the value is a path with which one is set up, once.
   * @throws one sentence when the password is one that nobody may choose.
   */
  prepare(password: string | undefined): Promise<{ setUpPath?: string }>
  /** Whether there is an administrator who could sign in with a password. */
  hasAdmin(): Promise<boolean>
  /** Makes those that are not there yet. Everybody reads their passwords on the sign-in page. */
  addDemo(accounts: readonly DemoAccount[]): Promise<void>
  /** The error never says whether the account exists. Refused at once: `sign-in-slowed` after failures, `sign-in-busy`. */
  signIn(username: string, password: string, from?: SignInFrom): Promise<Result<SignInReply>>
  /** Whom a link to choose a password is for; `username` null: the first administrator chooses a name too. */
  lookAtLink(token: string): Promise<Result<{ username: string | null }>>
  /** Chooses a password with a link, which is used up by it, and signs in. */
  choosePassword(given: PasswordLinkUse, from?: SignInFrom): Promise<Result<SignInReply>>
  readonly secondStep: Pick<SecondStep, 'look' | 'enter'>
  readonly passkeySignIn: PasskeySignIn
  readonly ownFactors: OwnFactors
  readonly factorRules: FactorRules
  readonly people: People
  readonly sessions: Sessions
  readonly apiTokens: ApiTokens
  readonly displayLinks: DisplayLinks
  readonly identities: Identities
  /** For who was proven by a provider. */
  readonly proven: ProvenElsewhere
  /** Whether a session, API token or display link that was in use here still is open. For open streams: no look into the store. */
  isOpen(id: string): boolean
  /** Calls with the id of each session, API token or display link that ends before its time. Returns how to stop listening. */
  onEnded(listener: (id: string) => void): () => void
  /** The same of each that is limited to other connections from now on. */
  onOtherConnections(listener: (id: string) => void): () => void
  /** Takes over what other processes have changed. */
  readAgain(): Promise<void>
  readonly figures: SignInFigures
  /** Writes down what is still to be written of attempts to sign in. */
  close(): Promise<void>
}
