import { mayTryNow } from '@/lib/connections/sign-in-tries'
import { formatHourMinute } from '@/lib/format/clock'
import type { ConnectionState } from '@/lib/vsphere/connection'

/** What a person can do about a connection without contact, and when Andon tries to sign in again by itself. */
export function wayOutOf(state: ConnectionState): string | undefined {
  if (state.at !== 'lost' && state.at !== 'refused') return undefined
  const words = [state.wayOut, nextTry(state)].filter((one) => one !== undefined)
  return words.length === 0 ? undefined : words.join(' ')
}

/** `Next try at 14:22.` Undefined: no sign-in was refused, or nobody knows. */
function nextTry(state: ConnectionState): string | undefined {
  if (state.at !== 'refused' || !state.signIn) return undefined
  const { failed, nextAt } = state.signIn
  if (nextAt !== undefined) return `Next try at ${formatHourMinute(nextAt)}.`
  return `Andon does not try again by itself: ${failed} sign-ins have failed.`
}

/** Why nobody can have it tried now; undefined: one can. @param now the server's clock, ms */
export function whyNotNow(state: ConnectionState, now: number): string | undefined {
  const may = mayTryNow(state.at === 'refused' ? state.signIn : undefined, now)
  return may.ok ? undefined : may.because
}
