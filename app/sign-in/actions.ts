'use server'

import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { refusalOf } from '@/app/refusal-of'
import { isOwnOrigin } from '@/app/admission'
import { keepSession, signInFrom } from '@/app/session'
import { passwordLinkInput, type PasswordLinkUse } from '@/lib/contract/accounts-input'
import { signInInput, type SignInInput } from '@/lib/contract/settings-input'
import { failed, ok, type Result } from '@/lib/result'
import { andon } from '@/server/index'

/** What can be asked before there is a session: each checks for itself that it comes from a page of ours. */

/** Signs in and keeps the session in a cookie. Where to go next is the page's to decide. */
export async function signIn(given: SignInInput): Promise<Result<null>> {
  return await atTheDoor(signInInput, given, async ({ username, password, endOthers }) =>
    keep(await andon().accounts.signIn(username, password, { ...(await signInFrom()), endOthers })),
  )
}

/** Whom a link to choose a password is for. */
export async function lookAtLink(token: string): Promise<Result<{ username: string | null }>> {
  return await atTheDoor(passwordLinkInput.shape.token, token, (input) => andon().accounts.lookAtLink(input))
}

/** Chooses a password with a link and signs in. */
export async function choosePassword(given: PasswordLinkUse): Promise<Result<null>> {
  return await atTheDoor(passwordLinkInput, given, async (input) =>
    keep(await andon().accounts.choosePassword(input, await signInFrom())),
  )
}

async function keep(signedIn: Result<{ token: string; browser: string }>): Promise<Result<null>> {
  if (!signedIn.ok) return signedIn
  await keepSession(signedIn.value)
  return ok(null)
}

async function atTheDoor<Input, Value>(
  schema: z.ZodType<Input>,
  given: unknown,
  work: (input: Input) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    const input = schema.safeParse(given)
    if (!input.success || !isOwnOrigin(await headers())) {
      return failed({ blame: 'ours', code: 'malformed', sentence: 'This was not sent by the sign-in page.' })
    }
    return await work(input.data)
  } catch (error) {
    unstable_rethrow(error)
    return failed(refusalOf(error, 'Andon could not sign you in because of an error.'))
  }
}
