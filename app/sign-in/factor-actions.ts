'use server'

import { z } from 'zod'
import { signInFrom } from '@/app/session'
import { codeInput, usedPasskeyInput, type PasskeyBegun, type UsedPasskey } from '@/lib/contract/factors-input'
import { ok, type Result } from '@/lib/result'
import { andon } from '@/server/index'
import { atTheDoor, keepSignedIn, keepStep, stepIn } from './at-the-door'

/** The second factor, after a password that was right in this browser. */
export async function enterCode(code: string): Promise<Result<null>> {
  return await atTheDoor(codeInput, code, async (typed) => {
    const entered = await andon().accounts.secondStep.enter(await stepIn('code'), typed, await signInFrom())
    if (!entered.ok) return entered
    await keepSignedIn(entered.value)
    return ok(null)
  })
}

/** Gives a challenge, and keeps in this browser that it is its. */
export async function beginPasskeySignIn(): Promise<Result<PasskeyBegun['options']>> {
  return await atTheDoor(z.undefined(), undefined, async (_, origin) => {
    const begun = await andon().accounts.passkeySignIn.begin(origin)
    if (!begun.ok) return begun
    await keepStep('passkey', begun.value.step)
    return ok(begun.value.options)
  })
}

const finishInput = z.strictObject({ passkey: usedPasskeyInput, endOthers: z.boolean() })

export async function finishPasskeySignIn(given: { passkey: UsedPasskey; endOthers: boolean }): Promise<Result<null>> {
  return await atTheDoor(finishInput, given, async ({ passkey, endOthers }, origin) => {
    const answer = { step: await stepIn('passkey'), passkey }
    const from = { ...(await signInFrom()), endOthers }
    const entered = await andon().accounts.passkeySignIn.finish(answer, origin, from)
    if (!entered.ok) return entered
    await keepSignedIn(entered.value)
    return ok(null)
  })
}
