import type { Role } from './role'

/** Of whom a second factor is required: an authenticator, or a passkey, which is both factors. */
export const factorRules = ['nobody', 'admins', 'everybody'] as const

export type FactorRule = (typeof factorRules)[number]

/** Whether an account of this role has to have a second factor. */
export const mustHaveFactor = (rule: FactorRule, role: Role): boolean =>
  rule === 'everybody' || (rule === 'admins' && role === 'admin')

/** A code of an authenticator as it is compared: people type and paste it with blanks between. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '')

export const isCode = (plain: string): boolean => /^\d{6}$/.test(plain)

/** How many recovery codes somebody gets, each good for one sign-in. */
export const recoveryCodeCount = 10
