import type { Verdict } from '../result'
import type { Role } from './role'

/** What of an account tells whether it can administer. */
type Standing = { username: string; role: Role; canSignIn: boolean }

/** Whether an account may stop being an administrator who can sign in: not when it is the last one. */
export function mayStopAdministering(accounts: readonly Standing[], username: string): Verdict {
  const administers = ({ role, canSignIn }: Standing) => role === 'admin' && canSignIn
  const isOne = accounts.some((account) => account.username === username && administers(account))
  const another = accounts.some((account) => account.username !== username && administers(account))
  return !isOne || another
    ? { ok: true }
    : { ok: false, because: 'This is the last administrator who can sign in. Make another account one first.' }
}
