'use server'

import { refusals } from '@/app/admission'
import { ask, framed } from '@/app/ask'
import { dropSession, pageOrigin, signInFrom } from '@/app/session'
import { sentThrough } from '@/app/sign-in/begun-cookie'
import { doors, isChangeName } from '@/lib/contract/contract'
import { failed, type Result } from '@/lib/result'
import { andon } from '@/server/index'

/** Whatever in the contract changes something. A browser sends these one after the other. */
export async function change(name: string, input: unknown[]): Promise<Result<unknown>> {
  return isChangeName(name) ? await ask(name, input) : failed(refusals.malformed)
}

export async function signOut(): Promise<Result<{ goTo?: string }>> {
  return await framed(doors.signOut, [], async (_, session) => {
    await dropSession()
    return await andon().ask.signOut(session, await pageOrigin())
  })
}

/** The browser is sent to the provider; what it keeps meanwhile stays in a cookie. */
export async function joinIdentity(password: string): Promise<Result<{ url: string }>> {
  return await framed(doors.joinIdentity, [password], async ([given], session) => {
    const page = { origin: await pageOrigin(), from: await signInFrom() }
    return await sentThrough(await andon().ask.joinIdentity(given, session, page))
  })
}

export async function changePassword(old: string, password: string): Promise<Result<null>> {
  return await framed(doors.changePassword, [old, password], ([before, after], session) =>
    andon().ask.changePassword(before, after, session),
  )
}
