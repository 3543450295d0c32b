import { z } from 'zod'

/** Seals a text so that only this console opens it, and opens it; throws when it was changed. */
export type Seal = { seal(text: string): string; open(sealed: string): string }

/** A sign-in that was begun: what its browser keeps sealed in a cookie until the provider sends it back. */
export type Begun = z.infer<typeof begun>

const begun = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where the provider sends the browser back to. */
  redirectUri: z.string(),
  /** The path that the person was going to. */
  next: z.string(),
  /** The session in which an account is to be joined to an identity; absent: somebody signs in. */
  joins: z.string().optional(),
  /** ms since the epoch */
  until: z.number(),
})

/** How long somebody may stay at the provider. */
export const begunMs = 10 * 60_000

/** Nothing of a sign-in is kept here: whoever begins thousands fills nothing. */
export const sealBegun = (box: Seal, one: Begun): string => box.seal(JSON.stringify(one))

/** Undefined: there is none, it is of another console, or its time is over. */
export function openBegun(box: Seal, sealed: string | undefined, now: number): Begun | undefined {
  if (sealed === undefined) return undefined
  try {
    const one = begun.safeParse(JSON.parse(box.open(sealed)))
    return one.success && one.data.until > now ? one.data : undefined
  } catch {
    return undefined
  }
}
