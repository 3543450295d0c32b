import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { isOwnOrigin } from '@/app/own-origin'
import { refusals } from '@/app/refusals'
import { currentSession } from '@/app/session'
import { allows, type Role } from '@/lib/accounts/role'
import { failed, type Result } from '@/lib/result'
import type { Session } from '@/server/index'

/**
 * The frame of every action: own origin, signed in, allowed, input of the right shape; then the work. Nothing is thrown
 * to the browser, where Next would mask it.
 */
export async function act<Input, Value>(
  needed: Role,
  schema: z.ZodType<Input>,
  raw: unknown,
  work: (input: Input, session: Session) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    if (!isOwnOrigin(await headers())) return failed(refusals.foreign)
    const session = await currentSession()
    if (!session) return failed(refusals.signedOut)
    if (!allows(session.account.role, needed)) return failed(refusals.notAllowed)
    const input = schema.safeParse(raw)
    if (!input.success) return failed({ ...refusals.malformed, raw: input.error.message })
    return await work(input.data, session)
  } catch (error) {
    unstable_rethrow(error)
    return failed({ ...broken, raw: error instanceof Error ? error.message : String(error) })
  }
}

const broken = {
  blame: 'ours',
  code: 'broken',
  sentence: 'Andon could not do this because of an error of its own.',
} as const
