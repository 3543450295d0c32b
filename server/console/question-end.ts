import type { QuestionEnd } from '@/lib/contract/run-input'
import { actorName } from '@/lib/runs/actor'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { choiceLabel } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Journal } from '../journal/journal'

/** What became of a question, as the record tells it. */
export async function questionEnd(
  journal: Pick<Journal, 'readQuestionEnd'>,
  question: QuestionKey,
): Promise<QuestionEnd> {
  const last = await journal.readQuestionEnd(question)
  if (!last) return { is: 'never' }
  const { at, event, actor } = last.step
  const of = { at, ...withoutUndefined({ vmName: last.vmName }) }
  switch (event.kind) {
    case 'answered':
      return { is: 'answered', ...of, by: actorName(actor), answer: choiceLabel(event.choice) }
    case 'question-gone':
      return { is: 'gone', ...of, known: event.known }
    case 'answered-elsewhere':
      return { is: 'gone', ...of, known: 'unknown' }
    default:
      return { is: 'asked', ...of }
  }
}
