import type { ConsoleError } from '../result'

/** How an account belongs to an identity at the provider: it was made for it and follows its claims, or was joined to it. */
export type Identified = 'follows' | 'joined'

/** Why somebody did not come in through the provider. The address of the sign-in page carries these words, and no more. */
export const throughRefusals = [
  'provider-away',
  'provider-wrong',
  'not-begun',
  'used',
  'denied',
  'not-proven',
  'no-rule',
  'account-disabled',
  'sign-in-slowed',
  'not-recorded',
  'joined-elsewhere',
  'other-session',
] as const

export type ThroughRefusal = (typeof throughRefusals)[number]

export const isThroughRefusal = (text: unknown): text is ThroughRefusal => throughRefusals.some((one) => one === text)

/** How the provider is spoken of: what it is called, and the claims that decide. */
export type ProviderWords = { name: string; claims: readonly string[] }

/** A refusal as a person reads it. */
export function refusedThrough(code: ThroughRefusal, { name, claims }: ProviderWords): ConsoleError {
  const ours = { blame: 'ours', code } as const
  const again = 'Begin again with the button.'
  const words: Record<ThroughRefusal, ConsoleError> = {
    'provider-away': {
      blame: 'wire',
      code,
      sentence: `${name} does not answer.`,
      wayOut: 'Try again later. Who has a password of this console can sign in with it.',
    },
    'provider-wrong': {
      blame: 'wire',
      code,
      sentence: `${name} answered what Andon cannot accept.`,
      wayOut: 'The record says what. An administrator can see to it; passwords of this console work.',
    },
    'not-begun': {
      ...ours,
      sentence: 'This sign-in was not begun in this browser, or more than ten minutes ago.',
      wayOut: again,
    },
    used: { ...ours, sentence: 'This sign-in has been used already.', wayOut: again },
    denied: { ...ours, sentence: `${name} did not let you in.`, wayOut: again },
    'not-proven': {
      blame: 'wire',
      code,
      sentence: `What ${name} said about you could not be verified, so you are not signed in.`,
      wayOut: 'The record says why. Tell an administrator if it happens again.',
    },
    'no-rule': {
      ...ours,
      sentence: `${name} knows you, but you have no account here.`,
      wayOut: `Looked at: ${claims.join(', ')}. An administrator decides which values let somebody in.`,
    },
    'account-disabled': {
      ...ours,
      sentence: 'This account is disabled.',
      wayOut: 'An administrator can enable it again.',
    },
    'sign-in-slowed': {
      ...ours,
      sentence: 'Too many failed attempts from your address.',
      wayOut: 'Try again in a minute.',
    },
    'not-recorded': {
      ...ours,
      sentence: 'Nobody can be signed in now, since it could not be recorded.',
      wayOut: 'Try again later.',
    },
    'joined-elsewhere': {
      ...ours,
      sentence: `This identity of ${name} belongs to another account already, or your account to another identity.`,
      wayOut: 'An administrator can unlink them in Settings, Accounts.',
    },
    'other-session': {
      ...ours,
      sentence: 'The session in which this was begun has ended, so nothing was changed.',
      wayOut: 'Begin again.',
    },
  }
  return words[code]
}
