import { failed, type ConsoleError, type Result } from '@/lib/result'
import { actorName, type Actor } from '@/lib/runs/actor'
import { heldFirst, oneTaskAtATime } from '@/lib/runs/vm-can'
import type { Take } from '@/lib/runs/takes'
import { goneWords } from '@/lib/runs/gone-words'
import type { RunView, WhyGone } from '@/lib/runs/run'
import { subjectName } from '@/lib/runs/subject'
import { choiceLabel, type VmQuestion } from '@/lib/vsphere/question'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { DatabaseAway } from '../journal/database'
import type { AnswerRecord } from './answer-desk'
import type { CancelRecord } from './cancel-desk'
import { faultLine, type CallError } from './host-call'
import type { Taken } from '../journal/leases'

const ours = (code: string, sentence: string, more: Partial<ConsoleError> = {}): Result<never> =>
  failed({ blame: 'ours', code, sentence, ...more })

export const noSuchVm = ours('no-such-vm', 'This VM no longer exists.')
export const noSuchHost = ours('no-such-host', 'This host is not known any more.')
export const noSuchRun = ours('no-run', 'There is no such run that goes on.')
export const noConnection = ours('no-connection', 'This connection has been removed.')
export const noContact = (name: string, nothing: 'started' | 'sent'): Result<never> =>
  failed({
    blame: 'wire',
    code: 'no-contact',
    sentence: `No contact with ${name}. Nothing was ${nothing}.`,
    wayOut: 'Try again when contact is back.',
  })
/** Somebody else works on it, in this process or in another. @param isHeld it waits for a person before it starts. */
export function busyWith({ by, subject }: Extract<Taken, { is: 'held' }>, isHeld: boolean): Result<never> {
  if (subject?.kind === 'host')
    return ours('host-busy', `One change at a time of a host. The next can start when ${by.label} has ended.`)
  if (subject?.kind !== 'datastorePath') return ours('vm-busy', isHeld ? heldFirst(by.label) : oneTaskAtATime(by.label))
  const inTheWay = `${by.label} of ${subjectName(subject)}`
  return ours(
    'path-busy',
    isHeld
      ? `${inTheWay} was asked for and has not been sent. Start it or drop it first.`
      : `One task at a time on a file or folder. The next can start when ${inTheWay} has ended.`,
  )
}

/** Of several processes none does this at present. */
export const nobodyTookIt = ours('nobody-took-it', 'No process of Andon has taken this up in time. Nothing was done.', {
  wayOut: 'Try again.',
})
/** The process that was to do it has gone. */
export const noWord = ours(
  'no-word',
  'The process of Andon that was to do this has stopped, or stands still. Whether it did it is not known.',
  { wayOut: 'Look whether it is done before you try again.' },
)

export const stopping = { blame: 'ours', code: 'stopping', sentence: 'Andon is stopping.' } as const

/** A person says what becomes of a run that asks nobody, or not any more. */
export function notHeld({ steps, number }: Pick<RunView, 'steps' | 'number'>): Result<never> {
  const decided = steps.findLast(
    ({ actor, event }) => actor.kind === 'person' && ['confirmed', 'ended'].includes(event.kind),
  )
  if (!decided) return ours('not-held', `Run ${number} does not wait to be started.`)
  const what = decided.event.kind === 'confirmed' ? 'started' : 'dropped'
  return ours('not-held', `Run ${number} was already ${what} by ${actorName(decided.actor)}.`, { at: decided.at })
}

/** Nothing is done that the journal does not have. */
export const notRecorded = (error: unknown) =>
  error instanceof DatabaseAway
    ? ours('not-recorded', `Nothing was sent, since it cannot be written down. ${error.message}`)
    : ours('not-recorded', 'Andon could not write its journal, so nothing was sent.', {
        wayOut: 'Look at the disk that holds the data directory.',
        raw: error instanceof Error ? error.message : String(error),
      })

export const noSuchQuestion = ours('no-such-question', 'This question is no longer asked.')
export const takenBy = ({ by, at }: Take) => ours('taken', `${capital(by)} has taken this question.`, { at })
export const notTakenByYou = ours('not-taken', 'You have not taken this question, or it is over.')
export const noSuchAnswers = ours('no-answers', 'These answers are not known any more.', {
  wayOut: 'Look at the questions: what was sent stays sent.',
})
export const noSuchChoice = ours('no-such-choice', 'The host does not offer this answer.')

/** What a person reads who pressed second. */
export function alreadyAnswered(record: AnswerRecord): Result<never> {
  const at = record.answeredAt ?? record.sentAt
  const answer = `'${choiceLabel(record.choice)}' by ${actorName(record.by)}`
  return ours('already-answered', `Already answered ${answer}.`, { at, raw: at })
}

export const beingAnswered = (by: Actor) =>
  ours('being-answered', `${capital(actorName(by))} is answering this question at this moment.`)

/** The host did not take the answer, or did not say, and the question is no longer asked. */
export function questionGone(known: WhyGone): Result<never> {
  if (known === 'own-answer-probable') {
    return failed({ blame: 'wire', code: 'answer-probable', sentence: goneWords[known] })
  }
  return ours(
    known === 'another-answer' ? 'already-answered' : 'question-gone',
    `This answer was not taken. ${goneWords[known]}`,
  )
}

/** Another question stands under the id of the one that was answered. It is said whole, so that nobody has to look for it. */
export function questionChanged(now: VmQuestion): Result<never> {
  const { text, choices } = describeQuestion(now)
  const answers = choices.map(({ label }) => `'${label}'`).join(', ')
  return ours('question-changed', `The question has changed, so nothing was sent. The host asks now: ${text.trim()}`, {
    wayOut: choices.length === 0 ? 'It offers no answer.' : `Answer the one that is asked now: ${answers}.`,
    raw: now.text,
  })
}

/** @param confirm what is lost, as a sentence. */
export const notConfirmed = (label: string, confirm: string) =>
  ours('needs-confirmation', `'${label}' has to be confirmed, so nothing was sent. ${confirm}`)

/** Nothing is answered that may not be asked any more. */
export function questionUnread(error: CallError): Result<never> {
  const reason = error.blame === 'vsphere' ? faultLine(error.fault) : error.reason
  return failed({
    blame: error.blame,
    code: 'question-unread',
    sentence: 'The question could not be read again, so nothing was sent.',
    wayOut: 'Try again.',
    raw: reason,
  })
}

export const answerRefused = (raw: string): Result<never> =>
  failed({ blame: 'vsphere', code: 'answer-refused', sentence: `The host did not take the answer: ${raw}`, raw })

export const answerUnknown = (reason: string): Result<never> =>
  failed({
    blame: 'wire',
    code: 'answer-unknown',
    sentence: 'The answer was sent, and the host did not say whether it took it.',
    wayOut: 'If the question stays, answer it again.',
    raw: reason,
  })

export const noSuchTask = ours('no-such-task', 'The host no longer has this task.')
export const taskOver = ours('task-over', 'The task has already ended.')
export const notCancelable = (method: string): Result<never> =>
  failed({ blame: 'vsphere', code: 'not-cancelable', sentence: `${method} is not cancelable.` })

export const allSent = ours('not-cancelable', 'Every byte is sent; the host is taking the file over.')

export const cancelPending = (record: CancelRecord | undefined) =>
  ours(
    'cancel-pending',
    record ? `Cancel was already requested by ${actorName(record.by)}.` : 'Cancel was already requested.',
    record ? { at: record.requestedAt } : {},
  )

export const cancelRefused = (reason: string): Result<never> =>
  failed({ blame: 'vsphere', code: 'cancel-refused', sentence: `The host refuses: ${reason}`, raw: reason })

export const cancelUnanswered: Result<never> = failed({
  blame: 'wire',
  code: 'cancel-unanswered',
  sentence: 'No reply from the host for 30 s. Whether the task is cancelled is not known.',
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
