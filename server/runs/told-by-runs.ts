import type { StepEvent } from '@/lib/runs/run'
import type { QuestionKey } from '@/lib/vsphere/ids'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'
import { createKeptLately } from './kept-lately'

/** A run may write down what it was asked before those who look from elsewhere have heard that it is asked. */
const earlierMs = 60_000

/**
 * What the runs of all processes have lately recorded of a question: `asked`: it is in the record of one; `over`: and that
 * says how it went.
 */
export type ToldByRuns = {
  /** @param raisedAt since when it is asked, ISO 8601: what was told long before was another question of the same id. */
  of(question: QuestionKey, raisedAt: string): 'nothing' | 'asked' | 'over'
  close(): void
}

export function createToldByRuns(journal: Pick<Journal, 'onAppended'>, now: () => number): ToldByRuns {
  const told = createKeptLately<QuestionKey, 'asked' | 'over'>(now)

  function take(appended: Appended): void {
    if (appended.is !== 'step') return
    const { event, at } = appended.step
    const asked = askedIn(event)
    if (asked !== undefined) told.keep(asked, 'asked', Date.parse(at))
    const gone = goneIn(event)
    const before = gone === undefined ? undefined : told.get(gone)
    if (gone !== undefined && before) told.keep(gone, 'over', before.at)
  }

  return {
    of(question, raisedAt) {
      const one = told.get(question)
      return one && one.at >= Date.parse(raisedAt) - earlierMs ? one.value : 'nothing'
    },
    close: journal.onAppended(take),
  }
}

function askedIn(event: StepEvent): QuestionKey | undefined {
  if (event.kind === 'question-raised') return event.question.key
  return event.kind === 'checked' && event.found === 'question' ? event.question.key : undefined
}

const goneIn = (event: StepEvent): QuestionKey | undefined =>
  event.kind === 'answered' || event.kind === 'question-gone' ? event.question : undefined
