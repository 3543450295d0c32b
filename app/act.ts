import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { isOwnOrigin } from '@/app/own-origin'
import { currentSession } from '@/app/session'
import { failed, type Result } from '@/lib/result'
import { allows, type Role, type Session } from '@/server/index'

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
    if (!isOwnOrigin(await headers())) return failed(foreign)
    const session = await currentSession()
    if (!session) return failed(signedOut)
    if (!allows(session.account.role, needed)) return failed(notAllowed)
    const input = schema.safeParse(raw)
    if (!input.success) return failed({ ...malformed, raw: input.error.message })
    return await work(input.data, session)
  } catch (error) {
    unstable_rethrow(error)
    return failed({ ...broken, raw: error instanceof Error ? error.message : String(error) })
  }
}

const ours = { blame: 'ours' } as const

const foreign = { ...ours, code: 'foreign-origin', sentence: 'This request did not come from a page of this console.' }
const signedOut = {
  ...ours,
  code: 'signed-out',
  sentence: 'Your session has ended.',
  wayOut: 'Sign in again. Running tasks go on; questions keep waiting.',
}
const notAllowed = { ...ours, code: 'not-allowed', sentence: 'Your account may not do this.' }
const malformed = {
  ...ours,
  code: 'malformed',
  sentence: 'The page sent something that this server does not understand.',
  wayOut: 'Reload the page: it may be older than the server.',
}
const broken = { ...ours, code: 'broken', sentence: 'Andon could not do this because of an error of its own.' }
