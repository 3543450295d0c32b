'use server'

import { refusals } from '@/app/admission'
import { ask, framed } from '@/app/ask'
import { dropSession } from '@/app/session'
import { doors, isChangeName } from '@/lib/contract/contract'
import { failed, type Result } from '@/lib/result'
import { andon } from '@/server/index'

/** Whatever in the contract changes something. A browser sends these one after the other. */
export async function change(name: string, input: unknown[]): Promise<Result<unknown>> {
  return isChangeName(name) ? await ask(name, input) : failed(refusals.malformed)
}

export async function signOut(): Promise<Result<null>> {
  return await framed(doors.signOut, [], async (_, { id }) => {
    await dropSession()
    return await andon().ask.signOut(id)
  })
}

export async function changePassword(old: string, password: string): Promise<Result<null>> {
  return await framed(doors.changePassword, [old, password], ([before, after], session) =>
    andon().ask.changePassword(before, after, session),
  )
}
