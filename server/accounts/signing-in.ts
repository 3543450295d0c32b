import type { Session } from './sessions'

/** `browser` is what the browser keeps from now on: that it was proven for this account. */
export type SignedIn = { token: string; session: Session; browser: string }

/** After a right password: a session, or a step that waits for the second factor, for the browser to keep. */
export type SignInReply = ({ at: 'signed-in' } & SignedIn) | { at: 'second-step'; step: string }

/** Where somebody signs in from: an address, what the browser keeps of sign-ins before, and what it calls itself. */
export type SignInFrom = {
  source: string
  browser?: string | undefined
  agent?: string | undefined
  /** The token of the session that the browser has had: it ends. */
  replaces?: string | undefined
  /** All other sessions of the account end too. */
  endOthers?: boolean | undefined
}
