import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { sourceHeader } from '@/lib/accounts/request-marks'
import { andon, type Session, type SignInFrom } from '@/server/index'
import { sessionCookie } from './admission'
import { dropCookie, keepCookie, readCookie } from './cookies'

export const sessionToken = (): Promise<string | undefined> => readCookie(sessionCookie)

/** Who is signed in here, if anybody. Each use keeps the session open for longer. */
export async function currentSession(): Promise<Session | undefined> {
  const token = await sessionToken()
  return token ? await andon().accounts.sessions.use(token) : undefined
}

/**
 * For pages: who is not signed in, or has to choose a password or set up a second factor first, is sent there, and back to
 * `path` after it.
 */
export async function requireSession(path: string): Promise<Session> {
  const session = await currentSession()
  if (!session) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  if (session.mustChange) redirect(`/sign-in/password?next=${encodeURIComponent(path)}`)
  if (session.mustSetUp) redirect(`/sign-in/second-factor?next=${encodeURIComponent(path)}`)
  return session
}

/** The origin of the page that sends a form: its browser says it, and it was found to be ours. */
export async function pageOrigin(): Promise<string> {
  return (await headers()).get('origin') ?? ''
}

/** The cookie that says in which accounts somebody has signed in in this browser: it opens nothing. */
const browserCookie = 'andon_browser'

/** Where somebody signs in from, as the server saw it, and what their browser keeps. */
export async function signInFrom(): Promise<SignInFrom> {
  const given = await headers()
  return {
    source: given.get(sourceHeader) ?? 'unknown',
    agent: given.get('user-agent') ?? undefined,
    browser: await readCookie(browserCookie, true),
    replaces: await sessionToken(),
  }
}

const day = 24 * 60 * 60

/** Keeps the session in the browser, and that it was proven for its account. */
export async function keepSession({ token, browser }: { token: string; browser: string }): Promise<void> {
  // The server decides how long a session lasts; this only keeps the cookie when the browser is closed.
  await keepCookie(sessionCookie, token, 7 * day)
  await keepCookie(browserCookie, browser, 365 * day)
}

/** The cookie in which a browser keeps the token of a display: one for each, since a browser may show several walls. */
const displayCookie = (display: string) => `andon_display_${display}`

/** The token of a display that this browser keeps. */
export async function displayToken(display: string): Promise<string | undefined> {
  return /^[\w-]{1,64}$/.test(display) ? await readCookie(displayCookie(display), true) : undefined
}

/** Keeps it for as long as browsers keep anything; each start of the display begins that anew. */
export const keepDisplay = (display: string, token: string): Promise<void> =>
  keepCookie(displayCookie(display), token, 400 * day, true)

export const dropSession = (): Promise<void> => dropCookie(sessionCookie)
