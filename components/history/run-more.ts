import type { RunView, StepQuestion } from '@/lib/runs/run'
import { actorName } from '@/lib/runs/actor'
import { goneWords } from '@/lib/runs/gone-words'
import { choiceLabel } from '@/lib/vsphere/question'
import { asQuestion, describeQuestion } from '@/lib/vsphere/question-dictionary'
import { alsoSaid, runDetail } from '../run/finished-words'
import { foldRepeats, questionsOf, type RunQuestion } from '../run/timeline-steps'
import { formatAge } from '../words/age'

/** What stands under the outcome of a run: why it is so, what was asked, and who answered what. */
export function runMore(run: RunView): string | undefined {
  const asked = askedText(run)
  const { state } = run
  const parts =
    state.at === 'ended' && state.outcome.kind === 'succeeded' ? [asked, ...alsoSaid(run)] : [runDetail(run), asked]
  const said = parts.filter((part) => part !== undefined && part !== '')
  return said.length === 0 ? undefined : said.map(closed).join(' ')
}

const closed = (text: string | undefined, index: number, all: readonly unknown[]) =>
  text === undefined || index === all.length - 1 || /[.!?]$/u.test(text) ? text : `${text}.`

/** `Serial port output file exists: 3 x 'Retry' by auto-answer, then 'Abort' by a.haddad, after 01:52`. */
function askedText({ steps }: RunView): string | undefined {
  const groups = foldRepeats(questionsOf(steps)).toReversed()
  const told: { title: string; ends: string[] }[] = []
  for (const [last, ...before] of groups) {
    const title = questionTitle(last.question)
    const end = endText(last, before.length + 1)
    const same = told.at(-1)
    if (same?.title === title) same.ends.push(end)
    else told.push({ title, ends: [end] })
  }
  const texts = told.map(({ title, ends }) => {
    const said = ends.filter((end) => end !== '').join(', then ')
    return said === '' ? title : `${title}: ${said}`
  })
  return texts.length === 0 ? undefined : texts.join('. ')
}

/** What Andon calls it, or how the host's text begins. */
export function questionTitle(question: StepQuestion): string {
  const { title, text } = describeQuestion(asQuestion(question))
  const [line = ''] = (title ?? text).trim().split('\n')
  return line.replace(/[.:?]$/u, '')
}

function endText({ end }: RunQuestion, times: number): string {
  if (end.kind === 'open') return ''
  if (end.kind === 'gone') return goneWords[end.known].replace(/\.$/u, '')
  const { actor, event } = end.step
  const count = times === 1 ? '' : `${times} x `
  const answer = `${count}'${choiceLabel(event.choice)}'`
  return actor.kind === 'autoAnswer'
    ? `${answer}${event.isDefault ? ' (default)' : ''} by ${actorName(actor)}`
    : `${answer} by ${actorName(actor)}, after ${formatAge(event.afterMs)}`
}
