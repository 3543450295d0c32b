import { assertNever } from '@/lib/assert-never'
import { formatCount } from '@/lib/format/quantity'
import { actorName } from '@/lib/runs/actor'
import { asQuestion, describeQuestion } from '@/lib/vsphere/question-dictionary'
import { formatSpan } from '../words/age'
import type { Past, Effect, Judged, Was, Would } from './what-if'
import type { Fold } from './what-if-tally'

export const wasWords: Readonly<Record<Was, string>> = {
  default: 'Default, by auto-answer',
  rule: "A rule's answer",
  person: 'Answered by a person',
  cancelled: 'Cancelled, shown as an error',
  gone: 'Went away by itself',
  waiting: 'No end recorded',
}

export const wouldWords: Readonly<Record<Would, string>> = {
  default: 'Default',
  rule: "A rule's answer",
  person: 'A person',
  cancelled: 'Task cancelled',
}

/** What a question is called in a list: as it is known, else the beginning of what the host asks. */
export function pastName({ asked, text }: Past): string {
  const { title, short } = describeQuestion(asQuestion({ ...asked, text }))
  const line = text.trim().split('\n')[0] ?? ''
  return title ?? short ?? (line.length > 120 ? `${line.slice(0, 119)}…` : line)
}

/** What it got: a strong part, and the rest of the sentence. */
export type Got = { strong: string; rest: string }

export function gotWords({ got }: Past): Got {
  switch (got.is) {
    case 'answered': {
      const strong = `'${got.label}'`
      if (got.by.kind !== 'autoAnswer') return { strong, rest: ` by ${actorName(got.by)}` }
      return { strong, rest: got.by.rule === undefined ? ', the default' : `, ${actorName(got.by)}` }
    }
    case 'cancelled':
      return { strong: 'cancelled', rest: got.by.kind === 'person' ? ` by ${got.by.name}` : ', shown as an error' }
    case 'gone':
      return { strong: 'went away', rest: ', who answered is not known' }
    case 'waiting':
      return { strong: 'no end', rest: ' is recorded' }
    default:
      return assertNever(got, 'what became of a question')
  }
}

/** What the questions of one fold got: they are alike, but for who answered. */
export function gotOfAll(all: readonly Judged[]): Got {
  const [first] = all
  if (!first) return { strong: '', rest: '' }
  const { got } = first.question
  const one = gotWords(first.question)
  if (all.length === 1 || got.is !== 'answered' || first.was !== 'person') return one
  const answers = all.flatMap(({ question }) => (question.got.is === 'answered' ? [question.got] : []))
  const people = new Set(answers.map(({ by }) => actorName(by)))
  const average = answers.reduce((sum, { afterMs }) => sum + afterMs, 0) / answers.length
  const who = people.size === 1 ? [...people][0] : formatCount(people.size, 'person', 'people')
  return { strong: one.strong, rest: ` by ${who}, after ${formatSpan(average)} on average` }
}

/** What it would get. */
export function wouldGet({ would, label, rule }: Judged): Got {
  const by = rule === undefined ? '' : `, rule '${rule.name}'`
  switch (would) {
    case 'default':
      return { strong: `'${label ?? ''}'`, rest: `, the default${by}` }
    case 'rule':
      return { strong: `'${label ?? ''}'`, rest: by }
    case 'person':
      return { strong: 'a person', rest: by }
    case 'cancelled':
      return { strong: 'cancelled', rest: by === '' ? ', the switch is off' : by }
    default:
      return assertNever(would, 'what it would get')
  }
}

/** What is different for those who answer. */
export function effectWords({ effect, all }: Pick<Fold, 'effect' | 'all'>): string {
  const waited = all.reduce((sum, { question: { got } }) => sum + (got.is === 'answered' ? got.afterMs : 0), 0)
  return oneEffect(effect, all.length, waited)
}

function oneEffect(effect: Effect, count: number, waitedMs: number): string {
  switch (effect) {
    case 'person-otherwise':
      return 'A person chose otherwise'
    case 'another-answer':
      return 'Another answer than was given'
    case 'would-cancel':
      return `${formatCount(count, 'task')} cancelled`
    case 'no-error':
      return `${formatCount(count, 'error')} less`
    case 'answered-before':
      return 'Answered, where nobody is known to have'
    case 'by-hand':
      return `${formatCount(count, 'more answer', 'more answers')} by hand`
    case 'less-waiting':
      return `${formatSpan(waitedMs)} less waiting`
    case 'same-answer':
      return 'Same answer, decided otherwise'
    default:
      return assertNever(effect, 'difference')
  }
}
