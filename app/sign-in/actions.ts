'use server'

import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { isOwnOrigin } from '@/app/admission'
import { keepSession } from '@/app/session'
import { signInInput } from '@/lib/contract/settings-input'
import { failed, ok, type Result } from '@/lib/result'
import { andon } from '@/server/index'

/** Signs in and keeps the session in a cookie. Where to go next is the page's to decide. */
export async function signIn(given: { username: string; password: string }): Promise<Result<null>> {
  try {
    const input = signInInput.safeParse(given)
    if (!input.success || !isOwnOrigin(await headers())) {
      return failed({ blame: 'ours', code: 'malformed', sentence: 'This was not sent by the sign-in page.' })
    }
    const signedIn = await andon().accounts.signIn(input.data.username, input.data.password)
    if (!signedIn.ok) return signedIn
    await keepSession(signedIn.value.token)
    return ok(null)
  } catch (error) {
    unstable_rethrow(error)
    const raw = error instanceof Error ? error.message : String(error)
    return failed({ blame: 'ours', code: 'broken', sentence: 'Andon could not sign you in because of an error.', raw })
  }
}
