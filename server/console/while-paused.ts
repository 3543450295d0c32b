import { contract } from '@/lib/contract/contract'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import { DatabaseAway } from '../journal/database'
import type { Journal } from '../journal/journal'

type Operation = (...input: never[]) => Promise<Result<unknown>>

/** These change nothing that is written down. */
const unrecorded = new Set(['lookAtScreen', 'retryConnection', 'signOut', 'stopAnswers'])

const isOrder = (name: string): boolean =>
  !unrecorded.has(name) && !(name in contract && contract[name as keyof typeof contract].kind === 'read') // just looked up

/**
 * The same operations while the journal can be written. While it cannot, everything that would be written down is
 * refused at once, with the place, the cause and the way out: nobody waits for an answer that does not come, and nothing
 * that was asked for happens hours later.
 */
export function refusedWhilePaused<All extends Record<string, Operation>>(
  operations: All,
  journal: Pick<Journal, 'paused'>,
): All {
  const guarded = Object.entries<Operation>(operations).map(([name, operation]): [string, Operation] => [
    name,
    async (...input) => {
      const paused = isOrder(name) ? journal.paused() : undefined
      if (paused) return failed(notWritten(paused.sentence))
      try {
        return await operation(...input)
      } catch (error) {
        if (error instanceof DatabaseAway) return failed(notWritten(error.message))
        throw error
      }
    },
  ])
  return Object.fromEntries(guarded) as All // the same operations by the same names
}

const notWritten = (sentence: string): ConsoleError => ({ blame: 'ours', code: 'not-recorded', sentence })
