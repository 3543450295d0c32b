import { requestIdHeader } from '@/lib/accounts/request-id'
import { sourceHeader } from '@/lib/accounts/request-marks'
import { contract, doors } from '@/lib/contract/contract'
import type { ConsoleError } from '@/lib/result'
import { andon } from '@/server/index'

/** What of a request says where it came from. */
export type Given = { get(name: string): string | null }

/** A `Result` that is none. */
export type Refusal = { ok: false; error: ConsoleError }

/**
 * Refuses a request, and has it counted and written down: who, what, whence and why.
 * @param by the account, where it is known.
 */
export function refuse(error: ConsoleError, entry: object | string, given: Given, by?: string): Refusal {
  const call = nameOfCall(entry)
  const from = { request: given.get(requestIdHeader) ?? undefined, source: given.get(sourceHeader) ?? undefined }
  andon().refused({ ...from, call, by, because: error.code })
  return { ok: false, error }
}

export const noLink: ConsoleError = {
  blame: 'ours',
  code: 'no-token',
  sentence: 'This display link no longer works.',
}

/** A line of the contract by what it is; of what is none it is said. */
export const nameOfCall = (entry: object | string): string | undefined =>
  typeof entry === 'string' ? entry : names.get(entry)

const names = new Map<object, string>(Object.entries({ ...contract, ...doors }).map(([name, entry]) => [entry, name]))
