import { fileOf } from '@/lib/names/datastore-path'
import { assertNever } from '@/lib/assert-never'
import { formatClock, formatDateTime } from '@/lib/format/clock'
import { uploadSuffix } from '@/lib/files/transfer'
import { formatBytes, formatPercent } from '@/lib/format/quantity'
import { actorName, type Actor } from '@/lib/runs/actor'
import { whyGone } from '@/lib/runs/fold-run'
import { goneWords } from '@/lib/runs/gone-words'
import type { RunOf, RunStep, RunView, StepEvent } from '@/lib/runs/run'
import { runLabel } from '@/lib/runs/run-label'
import { choiceLabel } from '@/lib/vsphere/question'
import { splitKey, type TaskKey } from '@/lib/vsphere/ids'
import { taskLabel } from '@/lib/vsphere/task-label'
import { withoutUndefined } from '@/lib/without-undefined'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import { formatAge, formatSpan } from '../words/age'
import { decidedText, notAnsweredWords } from '../words/decided-words'
import { endedLine, leftBlocked } from './ended-line'
import { heldReason } from './held-words'
import type { StepLine } from './step-line'

type CancelReason = Extract<StepEvent, { kind: 'cancel-sent' }>['because']

/** What a step says. `connection` is the name of the run's connection. */
export function stepLine(step: RunStep, run: RunView, connection: string): StepLine {
  const { event } = step
  const by = actorName(step.actor)
  switch (event.kind) {
    case 'requested':
      return {
        mark: 'done',
        title: `${runLabel(run)} requested`,
        detail:
          run.kind === 'vm'
            ? `By ${by}. Auto-answer is ${run.policy.autoAnswer ? 'on' : 'off'} for this run, set by ${run.policy.setBy}.${startWords(run.start)}`
            : `By ${by}`,
      }
    case 'checked':
      return checkedLine(event)
    case 'held':
      return { mark: 'step', title: 'Asks a person first', detail: `${heldReason(event)} Nothing was started.` }
    case 'confirmed':
      return { mark: 'step', title: `Start confirmed by ${by}`, detail: 'It is checked anew before anything is sent.' }
    case 'start-sent':
      return { mark: 'step', title: `${event.method} sent` }
    case 'start-unanswered':
      return {
        mark: 'noContact',
        title: `No reply to ${event.method}`,
        detail: `${event.reason} ${lookedFor(run, event.method)}`.trim(),
      }
    case 'started':
      return event.task
        ? {
            mark: 'done',
            title: `${event.method} ${event.found ? 'found at the host' : 'started'}`,
            detail: `${taskName(event.task)}, by ${actorName(run.actor)}`,
          }
        : {
            mark: 'done',
            title: `${event.method} accepted`,
            detail:
              run.kind === 'vm' ? 'The guest was asked. The host reports no progress.' : 'The host did it at once.',
          }
    case 'progress':
      return { mark: 'step', title: formatPercent(event.percent) }
    case 'writing':
      if (run.kind === 'vmCopy')
        return {
          mark: 'step',
          title: 'The configuration file is written',
          detail: `${formatBytes(event.bytes)} to ${fileOf(event.temporary)}`,
        }
      return {
        mark: 'step',
        title: 'Goes to a temporary file',
        detail: `${formatBytes(event.bytes)} to ${fileOf(event.temporary)}${event.makesFolder === undefined ? '' : ', in a folder that is made for it'}`,
      }
    case 'placing':
      return { mark: 'step', title: 'All of it has arrived', detail: 'It is moved to its own name.' }
    case 'cleared':
      if (run.kind === 'vmCopy')
        return event.left === undefined
          ? { mark: 'done', title: 'What was copied is removed again' }
          : {
              mark: 'failed',
              title: 'What was copied may still be there',
              detail: `${fileOf(event.temporary)}. ${event.left}`,
            }
      if (event.left === undefined && !event.temporary.endsWith(uploadSuffix))
        return { mark: 'done', title: 'The VMX is taken back', detail: 'No VM came of it, so it is removed again.' }
      return event.left === undefined
        ? { mark: 'done', title: 'The temporary file is removed' }
        : {
            mark: 'failed',
            title: 'The temporary file may still be there',
            detail: `${fileOf(event.temporary)}. ${event.left}`,
          }
    case 'question-raised':
      return {
        mark: 'question',
        title: 'Question raised',
        ...withoutUndefined({ raw: event.question.messageId, detail: decidedText(event.decided) }),
      }
    case 'answer-sent':
      return {
        mark: 'step',
        title: `Answer '${choiceLabel(event.choice)}' sent`,
        detail: answeredBy(event.isDefault, step.actor),
      }
    case 'answered': {
      const title = `Answered '${choiceLabel(event.choice)}'`
      return step.actor.kind === 'autoAnswer'
        ? {
            mark: 'done',
            title: `${title} (${automatic(event.isDefault, step.actor)})`,
            detail: `Waited ${seconds(event.afterMs)}`,
          }
        : { mark: 'done', title: `${title} by ${by}`, detail: `After ${formatAge(event.afterMs)}` }
    }
    case 'answer-not-taken':
      return {
        mark: 'failed',
        title: `The answer by ${by} did not get through`,
        ...withoutUndefined({ detail: event.reason }),
      }
    case 'answer-unconfirmed':
      return {
        mark: 'noContact',
        title: `No reply to the answer by ${by}`,
        detail: `Whether the host took it is not known. ${event.reason}`.trim(),
      }
    case 'question-gone':
    case 'answered-elsewhere':
      return { mark: 'step', title: 'The question has gone', detail: goneWords[whyGone(event)] }
    case 'question-taken':
      return { mark: 'step', title: `Taken by ${by}` }
    case 'question-let-go':
      return {
        mark: 'step',
        title: event.because === 'silence' ? 'Free again after 15 min of silence' : `Given back by ${by}`,
      }
    case 'question-noted':
      return { mark: 'question', title: 'Question raised', ...withoutUndefined({ raw: event.question.messageId }) }
    case 'task-noted':
      return { mark: 'step', title: taskLabel(event.task), detail: event.task.entityName }
    case 'not-watched':
      return {
        mark: 'noContact',
        title: 'Not watched',
        detail: `From ${formatClock(event.from)} to ${formatClock(event.to)}.`,
      }
    case 'event-noted':
      return { mark: 'step', title: event.event.text || event.event.type }
    case 'read-back':
    case 'events-left-out':
      return {
        mark: 'noContact',
        title: event.kind === 'read-back' ? 'Read back from the host' : 'Events left out',
        detail: `From ${formatClock(event.from)} to ${formatClock(event.to)}.`,
      }
    case 'not-answered':
      return {
        mark: 'waiting',
        title: 'Waits for a person',
        detail: notAnsweredWords[event.because].line,
        ...withoutUndefined({ raw: event.raw }),
      }
    case 'cancel-sent':
      return {
        mark: 'done',
        title: 'Cancel requested',
        detail: cancelReason(event.because, by, connection),
      }
    case 'cancel-taken':
      return { mark: 'done', title: 'The host took the request' }
    case 'cancel-refused':
      return { mark: 'failed', title: 'The host refuses', detail: event.reason }
    case 'cancel-too-late':
      return { mark: 'step', title: 'The task ended first', detail: 'The cancel came too late.' }
    case 'not-cancelable': {
      const asked = run.steps.some(({ event }) => event.kind === 'cancel-sent')
      return {
        mark: 'failed',
        title: asked ? 'The host refuses' : 'Not cancelled',
        detail: `${event.method} is not cancelable`,
      }
    }
    case 'cancel-unanswered':
      return {
        mark: 'noContact',
        title: 'No reply from the host for 30 s',
        detail: 'Whether the task is cancelled is not known.',
      }
    case 'left-blocked':
      return { mark: 'blocked', title: 'Left blocked', detail: leftBlocked[event.because] }
    case 'contact-lost':
      return { mark: 'noContact', title: `No contact with ${connection}`, detail: event.reason }
    case 'contact-back':
      return { mark: 'done', title: `Contact with ${connection} is back` }
    case 'restored':
      return {
        mark: 'noContact',
        title: 'Restored from a backup',
        detail: `What was done after ${formatDateTime(event.until)} is not in this record.`,
      }
    case 'task-ended':
      if (event.state === 'unknown') {
        return { mark: 'noContact', title: 'The task is gone', detail: 'What became of it is not known.' }
      }
      return event.state === 'success'
        ? { mark: 'done', title: 'The task ended', detail: `${methodOf(run)} succeeded.` }
        : { mark: 'failed', title: 'The task failed', ...(event.fault ? { detail: faultSentence(event.fault) } : {}) }
    case 'ended':
      return endedLine(event.outcome, run, step.at)
    default:
      return assertNever(event, 'step')
  }
}

/** Where it is seen what a host made of a call to which it did not reply. */
function lookedFor({ kind }: RunView, method: string): string {
  if (kind === 'vm') return 'Andon looks for it among the recent tasks of the VM.'
  if (kind !== 'file') return 'Andon looks whether the file is in its place.'
  return method.endsWith('_Task')
    ? 'Andon looks for it among the recent tasks of the server.'
    : 'Andon looks whether the folder is there.'
}

function cancelReason(because: CancelReason, by: string, connection: string): string {
  switch (because) {
    case 'person':
      return `By ${by}`
    case 'auto-answer-off':
      return `Because auto-answer was off at ${connection}`
    case 'question-left':
      return 'Because auto-answer could not answer the question'
    case 'rule':
      return `Because ${by} says so`
    default:
      return assertNever(because, 'reason to cancel')
  }
}

function checkedLine(event: Extract<RunStep['event'], { kind: 'checked' }>): StepLine {
  const title = 'Checked for a pending question'
  switch (event.found) {
    case 'nothing':
      return { mark: 'done', title, detail: 'None. No other task is pending.' }
    case 'question':
      return {
        mark: 'question',
        title,
        detail: ['An earlier task waits for an answer.', decidedText(event.decided)].filter(Boolean).join(' '),
        ...withoutUndefined({ raw: event.question.messageId }),
      }
    case 'task':
      return {
        mark: 'failed',
        title,
        detail: `None, but ${event.taskName} has not ended${event.progress === undefined ? '' : ` (${formatPercent(event.progress)})`}.`,
      }
    default:
      return assertNever(event, 'check')
  }
}

/** What was called, as the run recorded it. */
function methodOf(run: RunView): string {
  const sent = run.steps.findLast(({ event }) => event.kind === 'start-sent')
  return sent?.event.kind === 'start-sent' ? sent.event.method : runLabel(run)
}

const answeredBy = (isDefault: boolean, actor: Actor) => `${isDefault ? 'Default, by' : 'By'} ${actorName(actor)}`

/** `default, by auto-answer`, `by rule 'Build agents append'`. */
const automatic = (isDefault: boolean, actor: Actor) => `${isDefault ? 'default, by' : 'by'} ${actorName(actor)}`

/** The task's own id at its host, without the connection. */
const taskName = (key: TaskKey): string => splitKey(key)?.moid ?? key

const seconds = (ms: number) => (ms < 100 ? 'under 0.1 s' : ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : formatSpan(ms))

function startWords(start: RunOf<'vm'>['start']): string {
  if (start === undefined) return ''
  return start === 'ask me'
    ? ' Started to be asked: every question waits for a person.'
    : " Started with defaults: the host's default is given."
}
