import { headers } from 'next/headers'
import { requestIdHeader } from '@/lib/accounts/request-id'
import type { ConsoleError } from '@/lib/result'
import { andon } from '@/server/index'
import { nameOfCall } from './refuse'

/**
 * What was thrown while somebody's wish was carried out, as they read it. A database that cannot be reached or written for
 * now says so in a sentence of its own, and so much is known: it is no error of ours. What else was thrown is for the log,
 * and the request by which it is found there is one click away.
 * @param sentence what is said of anything else.
 */
export async function refusalOf(error: unknown, sentence: string, entry: object | string): Promise<ConsoleError> {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('DATABASE_'))
    return { blame: 'ours', code: 'not-recorded', sentence: error.message }
  const request = (await headers()).get(requestIdHeader)
  const call = nameOfCall(entry)
  andon().broke({ ...(request !== null && { request }), ...(call !== undefined && { call }) }, error)
  const raw = request === null ? {} : { raw: `The log says more, under the request ${request}.` }
  return { blame: 'ours', code: 'broken', sentence, ...raw }
}
