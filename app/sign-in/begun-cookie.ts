import 'server-only'
import { dropCookie, keepCookie, readCookie } from '@/app/cookies'
import { ok, type Result } from '@/lib/result'

/** What a browser keeps, sealed, of a sign-in that it has begun, until the provider sends it back. */
const begunCookie = 'andon_begun'

/** Somebody may stay at the provider for ten minutes. */
const tenMinutes = 10 * 60

/** Keeps what was begun, and hands on where the browser goes. */
export async function sentThrough(begun: Result<{ url: string; begun: string }>): Promise<Result<{ url: string }>> {
  if (!begun.ok) return begun
  await keepCookie(begunCookie, begun.value.begun, tenMinutes)
  return ok({ url: begun.value.url })
}

/** What was begun here; it is gone from the browser then. */
export async function takeBegun(): Promise<string | undefined> {
  const begun = await readCookie(begunCookie)
  if (begun !== undefined) await dropCookie(begunCookie)
  return begun
}
