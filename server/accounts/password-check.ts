import type { PasswordQueue } from './password-queue'
import { generatePassword, hashPassword, verifyPassword, type PasswordCost } from './secrets'
import type { SignInLimits, Trying } from './sign-in-limits'

/** `slowed` and `busy`: it was not looked at. */
export type PasswordChecked = { at: 'right' | 'wrong' | 'busy' } | { at: 'slowed'; waitMs: number }

/** @param stored the hash; empty or undefined: there is none, which takes as long as a wrong password. */
export type PasswordCheck = (password: string, stored: string | undefined, trying: Trying) => Promise<PasswordChecked>

/** Checks passwords within the limits of guessing and the places of the queue. */
export function createPasswordCheck(options: {
  limits: SignInLimits
  queue: PasswordQueue
  passwordCost: PasswordCost | undefined
}): PasswordCheck {
  const { limits, queue, passwordCost } = options
  /** Verified for unknown names, so that they take as long as known ones. */
  let decoy: Promise<string> | undefined

  return async (password, stored, trying) => {
    const waitMs = limits.waitMs(trying)
    if (waitMs > 0) return { at: 'slowed', waitMs }
    // Charged before the check, so that parallel attempts are not free.
    limits.charge(trying)
    const { browser } = trying
    const checking = queue.take({ proven: browser !== undefined, of: browser ?? trying.source }, async () =>
      verifyPassword(password, stored || (await (decoy ??= hashPassword(generatePassword(), passwordCost)))),
    )
    if (!checking) {
      limits.refund(trying)
      return { at: 'busy' }
    }
    if (!(await checking) || !stored) return { at: 'wrong' }
    limits.succeeded(trying)
    return { at: 'right' }
  }
}
