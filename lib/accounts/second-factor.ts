import type { Role } from './role'

/** Of whom a second factor is required: an authenticator, or a passkey, which is both factors. */
export const factorRules = ['nobody', 'admins', 'everybody'] as const

export type FactorRule = (typeof factorRules)[number]

/** Whether an account of this role has to have a second factor. */
export const mustHaveFactor = (rule: FactorRule, role: Role): boolean =>
  rule === 'everybody' || (rule === 'admins' && role === 'admin')

/**
 * Whether a password alone is not enough: with an authenticator it never is, with passkeys where a second factor is
 * required. At the door, and where a proof is asked for again.
 */
export const takesSecondFactor = (has: { authenticator: boolean; passkey: boolean }, isRequired: boolean): boolean =>
  has.authenticator || (has.passkey && isRequired)

/** A code of an authenticator as it is compared: people type and paste it with blanks between. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '')

export const isCode = (plain: string): boolean => /^\d{6}$/.test(plain)

/** How many recovery codes somebody gets, each good for one sign-in. */
export const recoveryCodeCount = 10
