import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { admit, isOwnOrigin, refusals } from '@/app/admission'
import { sessionToken } from '@/app/session'
import { contract, type ActionName } from '@/lib/contract/contract'
import type { Entry } from '@/lib/contract/entry'
import { failed, type Result } from '@/lib/result'
import { andon, type Session } from '@/server/index'

/** One call of the contract, with what a browser sent as its arguments, for whoever sent it. */
export function ask(name: ActionName, raw: unknown): Promise<Result<unknown>> {
  return framed(contract[name], raw, (input, { account }) => {
    // The line's schema has just made the arguments that the operation of the same name takes.
    const operation = andon().ask[name] as (...input: unknown[]) => Promise<Result<unknown>>
    return operation(...input, account)
  })
}

/**
 * The frame of every call: own origin, signed in, allowed, input of the right shape; then the work. Nothing is thrown
 * to the browser, where Next would mask it.
 */
export async function framed<Value>(
  entry: Pick<Entry, 'least' | 'input'>,
  raw: unknown,
  work: (input: readonly unknown[], session: Session) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    if (!isOwnOrigin(await headers())) return failed(refusals.foreign)
    const admitted = await admit(entry, await sessionToken())
    if (!admitted.ok) return admitted
    const input = entry.input.safeParse(raw)
    if (!input.success) return failed({ ...refusals.malformed, raw: input.error.message })
    return await work(input.data, admitted.value)
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
