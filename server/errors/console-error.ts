import type { ConsoleError } from '@/lib/result'
import { Refused } from './refused'
import { callFailure } from '../vsphere/call-failure'

/** What a person reads when a call did not bring what it should. Anything unknown is our own fault. */
export function toConsoleError(error: unknown): ConsoleError {
  if (error instanceof Refused) return error.error
  const failure = callFailure(error)
  if (failure) return failure
  return {
    blame: 'ours',
    code: 'broken',
    sentence: 'Andon could not do this because of an error of its own.',
    wayOut: 'The server’s log says more.',
    raw: error instanceof Error ? error.message : String(error),
  }
}
