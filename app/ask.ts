import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { admit, admitTouch, isOwnOrigin, refusals } from '@/app/admission'
import { refusalOf } from '@/app/refusal-of'
import { sessionToken } from '@/app/session'
import { requestIdHeader } from '@/lib/accounts/request-id'
import type { Asker } from '@/lib/accounts/role'
import { unattendedHeader } from '@/lib/accounts/unattended'
import { contract, type ActionName } from '@/lib/contract/contract'
import type { Entry, Touched } from '@/lib/contract/entry'
import { failed, type Result } from '@/lib/result'
import { andon, type Session } from '@/server/index'

/** One call of the contract, with what a browser sent as its arguments, for whoever sent it. */
export function ask(name: ActionName, raw: unknown): Promise<Result<unknown>> {
  // Of all lines at once nothing more is known of the arguments than that they are some.
  const entry = contract[name] as Entry as AnyEntry
  return framed(entry, raw, async (input, { account, id }) => {
    // The line's schema has just made the arguments that the operation of the same name takes.
    const operation = andon().ask[name] as (...input: unknown[]) => Promise<Result<unknown>>
    const given = await headers()
    const request = given.get(requestIdHeader) ?? undefined
    const origin = given.get('origin')
    const call = { request, call: name, by: account.username, isRead: entry.kind === 'read' }
    const by: Asker = { ...account, session: id, ...(origin && { origin }) }
    return andon().told(call, () => operation(...input, by))
  })
}

/**
 * The frame of every call: own origin, signed in, allowed, input of the right shape; then the work. Nothing is thrown
 * to the browser, where Next would mask it.
 */
export async function framed<Input extends readonly unknown[], Value>(
  entry: Pick<Entry, 'kind' | 'least'> & { input: z.ZodType<Input>; touches(...input: Input): Touched },
  raw: unknown,
  work: (input: Input, session: Session) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    const given = await headers()
    if (!isOwnOrigin(given)) return failed(refusals.foreign)
    const admitted = await admit(entry, await sessionToken(), given.get(unattendedHeader) !== null)
    if (!admitted.ok) return admitted
    const input = entry.input.safeParse(raw)
    if (!input.success) return failed({ ...refusals.malformed, raw: input.error.message })
    const touch = admitTouch(entry, input.data, admitted.value.account)
    if (!touch.ok) return touch
    return await work(input.data, admitted.value)
  } catch (error) {
    unstable_rethrow(error)
    return failed(refusalOf(error, 'Andon could not do this because of an error of its own.'))
  }
}

/** A line of which no more is known than that it has arguments. */
type AnyEntry = Omit<Entry, 'input' | 'touches'> & {
  input: z.ZodType<readonly unknown[]>
  touches(...input: readonly unknown[]): Touched
}
