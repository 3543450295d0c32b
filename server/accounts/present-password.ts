import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import type { AccountNote } from './identities'
import type { PasswordCheck } from './password-check'
import { busy, slowDown } from './refusals'
import type { Trying } from './sign-in-limits'

/** Who is signed in, and in which session. */
export type InSession = { username: string; session?: string | undefined }

/**
 * Whether somebody who is signed in has the password of the account too. It is guessed as seldom as at the door, and a wrong one
 * is written down. Refused as `wrong-password`, or when it was not looked at.
 * @param stored the hash; empty: there is none.
 */
export type PresentPassword = (password: string, stored: string, by: InSession) => Promise<Result<null>>

export function createPresentPassword(options: {
  checkPassword: PasswordCheck
  note: (note: AccountNote) => Promise<void>
}): PresentPassword {
  const { checkPassword, note } = options
  return async (password, stored, by) => {
    const checked = await checkPassword(password, stored, inSession(by))
    if (checked.at === 'slowed') return failed(slowDown(checked.waitMs))
    if (checked.at === 'busy') return failed(busy)
    if (checked.at === 'right') return ok(null)
    await note({ by: by.username, text: 'A wrong password was given in a session, where it is asked for again' })
    return failed(wrongPassword)
  }
}

/** Whoever guesses in a session holds up that session alone. */
export const inSession = ({ username, session = '' }: InSession): Trying => ({
  account: username,
  source: '',
  browser: `session ${session}`,
})

const wrongPassword: ConsoleError = {
  blame: 'ours',
  code: 'wrong-password',
  sentence: 'Your present password is not this.',
}
