import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { admit, admitTouch, isOwnOrigin, refusals, type Bearer, type Caller } from '@/app/admission'
import { refusalOf } from '@/app/refusal-of'
import { refuse } from '@/app/refuse'
import { sessionToken } from '@/app/session'
import { requestIdHeader } from '@/lib/accounts/request-id'
import type { Asker } from '@/lib/accounts/role'
import { contract, type ActionName } from '@/lib/contract/contract'
import type { Entry, Touched } from '@/lib/contract/entry'
import { failed, type Result } from '@/lib/result'
import { andon, type Session } from '@/server/index'

/** Stands around the work of somebody who was let in: it may have been done before. */
export type Around = (caller: Caller, work: () => Promise<Result<unknown>>) => Promise<Result<unknown>>

/**
 * One call of the contract, with what was sent as its arguments, for whoever sent it.
 * @param bearer the API token that came with the request, where programs may call.
 */
export function ask(
  name: ActionName,
  raw: unknown,
  bearer?: Bearer,
  around: Around = (_, work) => work(),
): Promise<Result<unknown>> {
  // Of all lines at once nothing more is known of the arguments than that they are some.
  const entry = contract[name] as Entry as AnyEntry
  const work = async (input: readonly unknown[], caller: Caller) => {
    const { account, id } = caller
    // The line's schema has just made the arguments that the operation of the same name takes.
    const operation = andon().ask[name] as (...input: unknown[]) => Promise<Result<unknown>>
    const given = await headers()
    const request = given.get(requestIdHeader) ?? undefined
    const origin = given.get('origin')
    const call = { request, call: name, by: account.username, isRead: entry.kind === 'read' }
    const onlyOwn = caller.is === 'token' && caller.onlyOwn
    const by: Asker = { ...account, session: id, ...(origin && { origin }), ...(onlyOwn && { onlyOwn }) }
    return around(caller, () => andon().told(call, () => operation(...input, by)))
  }
  return framedFor(bearer, entry, raw, work)
}

/** The same for what concerns a person in a session of theirs. */
export const framed = <Input extends readonly unknown[], Value>(
  entry: FramedEntry<Input>,
  raw: unknown,
  work: (input: Input, session: Session) => Promise<Result<Value>>,
): Promise<Result<Value>> =>
  framedFor(undefined, entry, raw, async (input, caller) =>
    caller.is === 'person' ? await work(input, caller) : failed(refusals.notForToken),
  )

/**
 * The frame of every call: own origin, signed in, allowed, input of the right shape; then the work. A program with an API
 * token has no origin, and is sent no cookie that another site could use. Nothing is thrown to the browser, where Next
 * would mask it.
 */
async function framedFor<Input extends readonly unknown[], Value>(
  bearer: Bearer | undefined,
  entry: FramedEntry<Input>,
  raw: unknown,
  work: (input: Input, caller: Caller) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    const given = await headers()
    if (!bearer && !isOwnOrigin(given)) return refuse(refusals.foreign, entry, given)
    const admitted = await admit(entry, bearer ?? (await sessionToken()), given)
    if (!admitted.ok) return admitted
    const input = entry.input.safeParse(raw)
    const { username } = admitted.value.account
    if (!input.success) return refuse({ ...refusals.malformed, raw: input.error.message }, entry, given, username)
    const touch = admitTouch(entry, input.data, admitted.value.account, given)
    if (!touch.ok) return touch
    return await work(input.data, admitted.value)
  } catch (error) {
    unstable_rethrow(error)
    return failed(await refusalOf(error, 'Andon could not do this because of an error of its own.', entry))
  }
}

/** What of a line the frame goes by. */
type FramedEntry<Input extends readonly unknown[]> = Pick<Entry, 'kind' | 'least'> & {
  input: z.ZodType<Input>
  touches(...input: Input): Touched
}

/** A line of which no more is known than that it has arguments. */
type AnyEntry = Omit<Entry, 'input' | 'touches'> & {
  input: z.ZodType<readonly unknown[]>
  touches(...input: readonly unknown[]): Touched
}
