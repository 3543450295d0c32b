import { assertNever } from '../assert-never'
import { formatHourMinute } from '../format/clock'
import { withUnseenShown } from '../names/unseen'
import { goneWords } from '../runs/gone-words'
import type { ConnectionId, QuestionKey, RunId } from '../vsphere/ids'
import type { Happening, HappeningKind } from './happening'
import type { Message } from './groups'

/** What the words of a message need to know beside it. `origin`: where people reach the console, without a slash. */
export type Wording = { nameOf: (connection: ConnectionId) => string; origin: string; zone?: string }

/** How urgent it is: red, amber, or for the record. */
export type Tone = 'over' | 'wait' | 'calm'

/** A message for people. Characters that are not seen are shown by their numbers, in all of it. */
export type Words = { title: string; lines: string[]; link: string; linkText: string; tone: Tone }

/** In a message of many, so many are named. */
const namedInWords = 12

const toneOf: Readonly<Record<HappeningKind, Tone>> = {
  'question-raised': 'wait',
  'still-waiting': 'wait',
  overdue: 'over',
  escalated: 'over',
  taken: 'calm',
  'given-back': 'wait',
  answered: 'calm',
  gone: 'calm',
  'run-failed': 'over',
  'run-left-blocked': 'wait',
  'run-unknown': 'over',
  'connection-lost': 'over',
  'connection-back': 'calm',
  'certificate-changed': 'over',
}

/** Opens the question on the Board, or says there what became of it. */
export const questionLink = (origin: string, key: QuestionKey) => `${origin}/?question=${encodeURIComponent(key)}`
export const runLink = (origin: string, run: RunId) => `${origin}/runs/${encodeURIComponent(run)}`

export function wordsOf(message: Message, wording: Wording): Words {
  const [first] = message.happenings
  const { count, kind } = message
  const title = first ? (count === 1 ? titleOfOne(first, wording) : titleOfMany(message, first, wording)) : 'Signals'
  const again = message.repeat === undefined ? '' : 'Still so: '
  const lines = first ? (count === 1 ? linesOfOne(first, wording) : linesOfMany(message, wording)) : []
  return {
    title: withUnseenShown(again + title),
    lines: lines.map(withUnseenShown),
    ...linkOf(first, count, wording.origin),
    tone: toneOf[kind],
  }
}

function linkOf(first: Happening | undefined, count: number, origin: string): Pick<Words, 'link' | 'linkText'> {
  if (first && count === 1) {
    if ('question' in first) return { link: questionLink(origin, first.question.key), linkText: 'Open the question' }
    if ('run' in first) return { link: runLink(origin, first.run.id), linkText: 'Open the run' }
  }
  if (first?.kind === 'certificate-changed') return { link: `${origin}/settings`, linkText: 'Open the settings' }
  return { link: `${origin}/`, linkText: 'Open the Board' }
}

const minutesText = (minutes: number) => (minutes % 60 === 0 && minutes > 0 ? `${minutes / 60} h` : `${minutes} min`)

function titleOfOne(one: Happening, { nameOf }: Wording): string {
  const place = nameOf(one.connection)
  switch (one.kind) {
    case 'question-raised':
      return `${one.vm.name} at ${place} asks: ${one.question.title}`
    case 'still-waiting':
      return `${one.vm.name} at ${place} still waits after ${minutesText(one.minutes)}: ${one.question.title}`
    case 'overdue':
      return `Overdue: ${one.vm.name} at ${place} asks: ${one.question.title}`
    case 'escalated':
      return `Nobody took it: ${one.vm.name} at ${place} asks: ${one.question.title}`
    case 'taken':
      return `${one.by} took the question of ${one.vm.name} at ${place}`
    case 'given-back':
      return one.by === undefined
        ? `Nobody has the question of ${one.vm.name} at ${place} any more: who took it was silent`
        : `${one.by} gave back the question of ${one.vm.name} at ${place}`
    case 'answered':
      return `'${one.answer}' by ${one.by}: ${one.vm.name} at ${place}`
    case 'gone':
      return `The question of ${one.vm.name} at ${place} went away`
    case 'run-failed':
      return `Failed: ${one.run.what} at ${place}`
    case 'run-left-blocked':
      return `Left blocked: ${one.run.what} at ${place}`
    case 'run-unknown':
      return `Outcome unknown: ${one.run.what} at ${place}`
    case 'connection-lost':
      return `No contact with ${place}`
    case 'connection-back':
      return `Contact with ${place} is back`
    case 'certificate-changed':
      return `The certificate of ${place} changed`
    default:
      return assertNever(one, 'happening')
  }
}

function titleOfMany({ kind, count }: Message, first: Happening, { nameOf }: Wording): string {
  const place = nameOf(first.connection)
  const title = 'question' in first ? first.question.title : ''
  const minutes = 'minutes' in first ? minutesText(first.minutes) : ''
  switch (kind) {
    case 'question-raised':
      return `${count} VMs at ${place} ask: ${title}`
    case 'still-waiting':
      return `${count} VMs at ${place} still wait after ${minutes}: ${title}`
    case 'overdue':
      return `${count} overdue at ${place}: ${title}`
    case 'escalated':
      return `Nobody took them: ${count} VMs at ${place} ask: ${title}`
    case 'taken':
      return `${count} questions at ${place} were taken: ${title}`
    case 'given-back':
      return `Nobody has ${count} questions at ${place} any more: ${title}`
    case 'answered':
      return `${count} questions at ${place} were answered: ${title}`
    case 'gone':
      return `${count} questions at ${place} went away: ${title}`
    case 'run-failed':
      return `${count} runs failed at ${place}`
    case 'run-left-blocked':
      return `${count} runs were left blocked at ${place}`
    case 'run-unknown':
      return `${count} runs ended at ${place} with an unknown outcome`
    case 'connection-lost':
      return `No contact with ${count} connections`
    case 'connection-back':
      return `Contact with ${count} connections is back`
    case 'certificate-changed':
      return `The certificate of ${place} changed ${count} times`
    default:
      return assertNever(kind, 'kind of happening')
  }
}

function linesOfOne(one: Happening, { zone = 'UTC' }: Wording): string[] {
  const clock = (at: string) => `${formatHourMinute(at, zone)} ${zone}`
  if ('question' in one) {
    const { question } = one
    const choices = question.choices.map((label) => (label === question.defaultChoice ? `${label} (default)` : label))
    if (one.kind === 'gone') return [goneWords[one.known]]
    if (one.kind === 'answered' || one.kind === 'taken') return [question.title]
    const waits = `Waits since ${clock(question.raisedAt)}.`
    return [question.text, ...(choices.length > 0 ? [`Answers: ${choices.join(', ')}.`] : []), waits]
  }
  switch (one.kind) {
    case 'connection-lost':
      return [`Since ${clock(one.since)}. ${one.reason}`]
    case 'connection-back':
      return [`It was lost at ${clock(one.since)}.`]
    case 'certificate-changed':
      return [`Nothing is sent there until an administrator decides. SHA-256 ${one.sha256}`]
    default:
      return [one.sentence, `Run ${one.run.number}, by ${one.run.by}.`]
  }
}

function linesOfMany({ happenings, count }: Message, { nameOf }: Wording): string[] {
  const named = happenings.slice(0, namedInWords).map((one) => {
    if (one.kind === 'answered') return `${one.vm.name}: '${one.answer}' by ${one.by}`
    if (one.kind === 'taken') return `${one.vm.name}, by ${one.by}`
    if ('vm' in one && one.vm && 'question' in one) return one.vm.name
    if ('run' in one) return `${one.run.what}: ${one.sentence}`
    if (one.kind === 'certificate-changed') return `SHA-256 ${one.sha256}`
    return nameOf(one.connection)
  })
  const more = count - named.length
  return more > 0 ? [...named, `and ${more} more`] : named
}
