import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { andon, type Session } from '@/server/index'
import { sessionCookie } from './admission'

export async function sessionToken(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookie)?.value
}

/** Who is signed in here, if anybody. Each use keeps the session open for longer. */
export async function currentSession(): Promise<Session | undefined> {
  const token = await sessionToken()
  return token ? await andon().accounts.sessions.use(token) : undefined
}

/** For pages: who is not signed in, or has to choose a password first, is sent there, and back to `path` after it. */
export async function requireSession(path: string): Promise<Session> {
  const session = await currentSession()
  if (!session) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  if (session.mustChange) redirect(`/sign-in/password?next=${encodeURIComponent(path)}`)
  return session
}

/** Keeps the session in the browser: out of reach of scripts, and of other sites' requests. */
export async function keepSession(token: string): Promise<void> {
  const jar = await cookies()
  jar.set(sessionCookie, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: (await headers()).get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https',
    path: '/',
    // The server decides how long a session lasts; this only keeps the cookie when the browser is closed.
    maxAge: 7 * 24 * 60 * 60,
  })
}

export async function dropSession(): Promise<void> {
  const jar = await cookies()
  jar.delete(sessionCookie)
}
