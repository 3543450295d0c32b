import type { ConsoleActions } from '@/lib/contract/contract'
import type { ConsoleError, Result } from '@/lib/result'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { sendAnswers, type GivenAnswer } from './send-answers'

/** Answers of one press that are on their way, or were, and what has become of each. */
export type SentAnswers = {
  at: 'sending' | 'stopping' | 'ended'
  sent: readonly GivenAnswer[]
  results: ReadonlyMap<QuestionKey, Result<null>>
  /** Why nothing more is heard of it. */
  error?: ConsoleError
}

/** Keeps what has become of a press. */
type Change = (to: (now: SentAnswers) => SentAnswers) => void

/** A press of which nothing is known yet. */
export const begun = (sent: readonly GivenAnswer[]): SentAnswers => ({ at: 'sending', sent, results: new Map() })

/** Sends the answers of a press that has begun, and tells each change of what has become of them. @param id its name */
export async function carryOut(
  actions: Pick<ConsoleActions, 'answerQuestions' | 'readAnswers'>,
  id: string,
  sent: readonly GivenAnswer[],
  change: Change,
): Promise<void> {
  const error = await sendAnswers(actions, id, sent, (news) =>
    change((now) => {
      const results = new Map(now.results)
      for (const { question, result } of news) results.set(question, result)
      return { ...now, results }
    }),
  )
  change((now) => ({ ...now, at: 'ended', ...withoutUndefined({ error }) }))
}

/** Stops a press after those that are on their way. What it could not be told is told by the results: they go on coming. */
export function stopPress(actions: Pick<ConsoleActions, 'stopAnswers'>, id: string, change: Change): void {
  change((now) => ({ ...now, at: 'stopping' }))
  // One that has ended meanwhile stays so.
  actions.stopAnswers(id).catch(() => change((now) => (now.at === 'stopping' ? { ...now, at: 'sending' } : now)))
}
