import type { Asking } from '@/lib/connections/sign-in-tries'
import type { ConnectionKind } from '@/lib/vsphere/connection'
import { VimFault, WireError, type WireCode } from './errors'
import { isFault } from './fault'

/**
 * Whom a sign-in asks before it is sent, so that no account is locked by us. All that sign in with one account at one
 * server ask the same.
 */
export type SignInGate = {
  /**
   * Takes the place of one sign-in; nobody else signs in with this account until it is settled.
   * Rejects with WireError `sign-in-held` when now is not the time.
   */
  begin(asking: Asking, kind: ConnectionKind): Promise<SignInPlace>
}

export type SignInPlace = { settle(end: SignInEnd): Promise<void> }

/** What became of a sign-in. `unjudged`: nobody has looked at the password. `unanswered`: nobody knows. */
export type SignInEnd = 'in' | 'refused' | 'unjudged' | 'unanswered'

/** For one that asks nobody: a program that a person runs once. */
export const uncounted: SignInGate = { begin: async () => ({ settle: async () => {} }) }

/** With these the request has not left, or something before the server has answered in its place. */
const unsent: readonly WireCode[] = [
  'unreachable',
  'name-not-found',
  'connection-refused',
  'certificate-unknown',
  'certificate-wrong-name',
  'certificate-expired',
  'thumbprint-changed',
  'not-tls',
  'needs-tls',
  'tls-failed',
  'tls-too-old',
  'proxy-failed',
  'service-unavailable',
  'not-sent',
]

/** What a failure of Login says of the password. A fault that nobody knows may have been counted as a wrong one. */
export function endOf(error: unknown): SignInEnd {
  if (isFault(error, 'InvalidLocale')) return 'unjudged'
  if (error instanceof VimFault) return 'refused'
  return error instanceof WireError && unsent.includes(error.code) ? 'unjudged' : 'unanswered'
}
