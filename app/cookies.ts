import 'server-only'
import { cookies, headers } from 'next/headers'
import { cookieNameFor, isThroughTls } from './cookie-name'

/**
 * What a browser keeps under this name.
 * @param orPlain also what was kept before names had their prefix: for what opens nothing that a stranger would want
 * opened. A session is none of it: somebody else's could be slipped in.
 */
export async function readCookie(name: string, orPlain = false): Promise<string | undefined> {
  const jar = await cookies()
  const value = jar.get(cookieNameFor(name, await headers()))?.value
  return value ?? (orPlain ? jar.get(name)?.value : undefined)
}

/**
 * Out of reach of scripts, and of other sites' requests. `framed`: a page of another site may have it in a frame, where
 * browsers keep it apart from what they keep for our own.
 * @param maxAge seconds
 */
export async function keepCookie(name: string, value: string, maxAge: number, framed = false): Promise<void> {
  const given = await headers()
  const secure = isThroughTls(given)
  const jar = await cookies()
  const site = framed && secure ? ({ sameSite: 'none', partitioned: true } as const) : ({ sameSite: 'lax' } as const)
  jar.set(cookieNameFor(name, given), value, { httpOnly: true, ...site, secure, path: '/', maxAge })
  if (secure && jar.get(name)) jar.delete(name)
}

/** A browser takes a name with the prefix only as it was set, also to forget it. */
export async function dropCookie(name: string): Promise<void> {
  const given = await headers()
  const secure = isThroughTls(given)
  const jar = await cookies()
  if (secure) jar.set(cookieNameFor(name, given), '', { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: 0 })
  if (!secure || jar.get(name)) jar.delete(name)
}
