import type { ConnectionKind, SignInTries } from '../vsphere/connection'
import type { Verdict } from '../result'

/*
 * Hosts lock an account after five wrong sign-ins (ESXi for 900 s) and count them until one succeeds, however long that takes;
 * a vCenter locks it after five within 180 s. What Andon does has to stay away from that, all its processes together.
 */

/** A sign-in that is not known to have succeeded. `refused`: the server said so; else its answer is missing. */
export type FailedSignIn = { at: number; refused: boolean }

/** What is known of the sign-ins of one account at one server since the last that succeeded, oldest first. Times in ms. */
export type SignInRecord = {
  failures: readonly FailedSignIn[]
  /** When a person last changed how Andon signs in: what was refused before says nothing of it. */
  changedAt?: number
}

export type Asking = 'andon' | 'person'

export const windowMs = 15 * 60_000
/** Within any 15 minutes. One of five is left for whoever else signs in with this account. */
const mostWithin: Record<Asking, number> = { andon: 3, person: 4 }
/** After the first refusal that may be a directory that starts again; then three times an hour. */
const pausesMs = [5 * 60_000, 20 * 60_000]
/** By Andon alone, at a server that counts until one succeeds. */
const mostInARow = 3

/** When one may sign in, in ms, now at the earliest; undefined: not before a person wants it. */
export function nextSignIn(
  { failures, changedAt = Number.NEGATIVE_INFINITY }: SignInRecord,
  asking: Asking,
  kind: ConnectionKind,
  now: number,
): number | undefined {
  const most = mostWithin[asking]
  const oldest = failures.at(-most)
  const inWindow = Math.max(now, oldest === undefined ? now : oldest.at + windowMs)
  if (asking === 'person') return inWindow
  const refused = failures.filter((failure) => failure.refused && failure.at >= changedAt)
  const last = refused.at(-1)
  if (!last) return inWindow
  if (kind !== 'vcenter' && refused.length >= mostInARow) return undefined
  return Math.max(inWindow, last.at + (pausesMs[refused.length - 1] ?? pausesMs.at(-1) ?? windowMs))
}

/** Whether a person may have a connection tried now. The button asks it, and the action. @param now ms, server's clock */
export function mayTryNow(signIn: SignInTries | undefined, now: number): Verdict {
  const waitMs = signIn ? Date.parse(signIn.personAt) - now : 0
  if (waitMs <= 0) return { ok: true }
  const minutes = Math.ceil(waitMs / 60_000)
  return {
    ok: false,
    because: `Four sign-ins failed within 15 minutes, and a fifth could lock the account. The next is possible in ${minutes} min.`,
  }
}
