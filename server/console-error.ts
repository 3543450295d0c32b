import type { ConsoleError } from '@/lib/result'
import { faultError, wireError } from '@/lib/vsphere/wire-sentence'
import { VimFault, WireError } from './vsphere/errors'

/** What a person reads when a call did not bring what it should. Anything unknown is our own fault. */
export function toConsoleError(error: unknown): ConsoleError {
  if (error instanceof VimFault) return faultError(error.fault)
  if (error instanceof WireError) return wireError(error.code, error.detail)
  return {
    blame: 'ours',
    code: 'broken',
    sentence: 'Andon could not do this because of an error of its own.',
    wayOut: 'The server’s log says more.',
    raw: error instanceof Error ? error.message : String(error),
  }
}
