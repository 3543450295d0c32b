import { assertNever } from '@/lib/assert-never'
import type { QuestionView } from '@/lib/live/live-state'
import { actorName, type Actor } from '@/lib/runs/actor'
import { goneWords } from '@/lib/runs/gone-words'
import type { DescribedChoice } from '@/lib/vsphere/question-dictionary'
import { useReadText } from '../live/read-text'
import { formatAge } from '../words/age'
import type { AnswerBusy } from './use-answer'

type AnswerRecordProps = { question: QuestionView; choices: DescribedChoice[]; busy: AnswerBusy | undefined }

/** What stands where the buttons were: an answer on its way, or what became of the question. */
export function AnswerRecord({ question, choices, busy }: AnswerRecordProps) {
  const read = useReadText()
  const end = read(question.connection, endOf(question))
  const label = (key: string | undefined) => choices.find((choice) => choice.key === key)?.label
  const { state } = question
  if (state.at === 'answered') {
    return (
      <div role="status" className="text-sm">
        <p className="font-semibold">
          {state.choiceKey === undefined ? (
            'Answered'
          ) : (
            <>
              Answered &apos;<bdi>{label(state.choiceKey) ?? state.choiceKey}</bdi>&apos;
            </>
          )}
        </p>
        <p className="text-ink-2">
          {byWhom(state.by, state.isDefault)}after {formatAge(state.afterMs)}.{end}
        </p>
      </div>
    )
  }
  if (state.at === 'gone') {
    const sent = state.sent && label(state.sent.choiceKey)
    return (
      <div role="status" className="text-sm">
        <p className="font-semibold">
          {sent === undefined ? (
            'The question has gone'
          ) : (
            <>
              Probably answered &apos;<bdi>{sent}</bdi>&apos;
            </>
          )}
        </p>
        <p className="text-ink-2">
          {goneWords[state.known]}
          {end}
        </p>
      </div>
    )
  }
  const key = busy?.choiceKey ?? (state.at === 'sending' ? state.choiceKey : undefined)
  return (
    <p role="status" className="text-sm text-ink-2">
      Sending <bdi className="font-semibold">{label(key) ?? 'the answer'}</bdi> to the host
      {busy?.slow && '. It has not replied yet: nothing needs to be pressed again.'}
    </p>
  )
}

/** How the task that waited for the answer really ended; nothing until that is known. */
function endOf({ task }: QuestionView): string {
  if (!task?.end) return ''
  if (task.end.state === 'success') return ` ${task.label} succeeded.`
  if (task.end.cancelled) return ` ${task.label} was cancelled.`
  return ` ${task.label} failed: ${task.end.fault}`
}

/** `by m.okafor, `, `default, by auto-answer, `: ends so that the rest of the sentence can follow. */
function byWhom(actor: Actor, isDefault: boolean): string {
  switch (actor.kind) {
    case 'person':
      return `by ${actor.name}, `
    case 'autoAnswer':
      return `${isDefault ? 'default, ' : ''}by ${actorName(actor)}, `
    case 'elsewhere':
      return actor.name === undefined ? '' : `by ${actor.name}, `
    case 'andon':
      return 'by Andon, '
    default:
      return assertNever(actor, 'actor')
  }
}
