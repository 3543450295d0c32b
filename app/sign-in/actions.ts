'use server'

import { signInFrom } from '@/app/session'
import { passwordLinkInput, type PasswordLinkUse } from '@/lib/contract/accounts-input'
import type { SignInStage } from '@/lib/contract/factors-input'
import { signInInput, type SignInInput } from '@/lib/contract/settings-input'
import type { Result } from '@/lib/result'
import { andon } from '@/server/index'
import { atTheDoor, keepStage } from './at-the-door'

/** What can be asked before there is a session: each checks for itself that it comes from a page of ours. */

/** Signs in and keeps the session in a cookie, or the step that waits for a code. Where to go next is the page's to decide. */
export async function signIn(given: SignInInput): Promise<Result<SignInStage>> {
  return await atTheDoor(signInInput, given, async ({ username, password, endOthers }) =>
    keepStage(await andon().accounts.signIn(username, password, { ...(await signInFrom()), endOthers })),
  )
}

/** Whom a link to choose a password is for. */
export async function lookAtLink(token: string): Promise<Result<{ username: string | null }>> {
  return await atTheDoor(passwordLinkInput.shape.token, token, (input) => andon().accounts.lookAtLink(input))
}

/** Chooses a password with a link and signs in. */
export async function choosePassword(given: PasswordLinkUse): Promise<Result<SignInStage>> {
  return await atTheDoor(passwordLinkInput, given, async (input) =>
    keepStage(await andon().accounts.choosePassword(input, await signInFrom())),
  )
}
