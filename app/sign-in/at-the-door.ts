import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { isOwnOrigin } from '@/app/admission'
import { dropCookie, keepCookie, readCookie } from '@/app/cookies'
import { refusalOf } from '@/app/refusal-of'
import { refuse } from '@/app/refuse'
import { keepSession } from '@/app/session'
import type { SignInStage } from '@/lib/contract/factors-input'
import { failed, ok, type Result } from '@/lib/result'
import type { SignInReply } from '@/server/index'

/**
 * The frame of what can be asked before there is a session: from a page of ours, input of the right shape; then the work.
 * @param work gets the origin of the page, which has just been checked.
 */
export async function atTheDoor<Input, Value>(
  schema: z.ZodType<Input>,
  given: unknown,
  work: (input: Input, origin: string) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    const input = schema.safeParse(given)
    const asked = await headers()
    if (!isOwnOrigin(asked)) return refuse({ ...notThePage, code: 'foreign-origin' }, 'signIn', asked)
    if (!input.success) return refuse(notThePage, 'signIn', asked)
    return await work(input.data, asked.get('origin') ?? '')
  } catch (error) {
    unstable_rethrow(error)
    const refusal = await refusalOf(error, 'Andon could not sign you in because of an error.', 'signIn')
    return failed(refusal.code === notRecorded.code ? notRecorded : refusal)
  }
}

/** Where the database is, and what is wrong with it, is not for everybody who comes by. */
const notRecorded = {
  blame: 'ours',
  code: 'not-recorded',
  sentence: 'Nobody can be signed in now: Andon cannot reach its database, or not write to it.',
  wayOut: 'Try again in a moment. Running tasks go on; questions keep waiting.',
} as const

const notThePage = { blame: 'ours', code: 'malformed', sentence: 'This was not sent by the sign-in page.' } as const

/** Cookies that hold a step of a sign-in, each for five minutes: the browser that began it is the one that goes on. */
export const stepCookies = { code: 'andon_second_step', passkey: 'andon_passkey_step' } as const

export const stepIn = (name: keyof typeof stepCookies): Promise<string | undefined> => readCookie(stepCookies[name])

export const keepStep = (name: keyof typeof stepCookies, step: string): Promise<void> =>
  keepCookie(stepCookies[name], step, 5 * 60)

/** Keeps what a right password has led to: the session, or the step that waits for the second factor. */
export async function keepStage(reply: Result<SignInReply>): Promise<Result<SignInStage>> {
  if (!reply.ok) return reply
  const { value } = reply
  if (value.at === 'second-step') await keepStep('code', value.step)
  else await keepSignedIn(value)
  return ok({ at: value.at })
}

/** Keeps a session; no step of before leads anywhere any more. */
export async function keepSignedIn(signedIn: { token: string; browser: string }): Promise<void> {
  await keepSession(signedIn)
  for (const name of Object.values(stepCookies)) await dropCookie(name)
}
