import { fileOf } from '@/lib/names/datastore-path'
import { assertNever } from '@/lib/assert-never'
import { formatPercent } from '@/lib/format/quantity'
import { actorName } from '@/lib/runs/actor'
import { leftBehind } from '@/lib/runs/fold-run'
import { percentOf, type RunView } from '@/lib/runs/run'
import { runLabel } from '@/lib/runs/run-label'
import { choiceLabel } from '@/lib/vsphere/question'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'
import { taskLabel } from '@/lib/vsphere/task-label'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import { tookText } from '../words/age'
import { dryRunText } from '../words/decision-words'
import type { FinishedRow } from './finished-rows'
import { heldReason, heldStep } from './held-words'
import { isDropped, refusalSentence } from './outcome-sentences'
import { outcomeLook, type OutcomeGlyph } from './run-words'

/** A finished row in words: `Done` `in 9 s. Answered Append (default, by auto-answer)`. */
export type FinishedWords = { glyph: OutcomeGlyph; word: string; label: string; detail: string }

/** @param questionWaits the question of a left-blocked run still waits. */
export function finishedWords(row: FinishedRow, questionWaits: boolean): FinishedWords {
  if (row.kind !== 'run') return taskWords(row.task)
  const words = runWords(row.run, questionWaits)
  const left = leftBehind(row.run)
  if (left === undefined) return words
  return { ...words, detail: `${words.detail.replace(/\.$/, '')}. ${liesThere(left)}` }
}

function runWords(run: RunView & { state: { at: 'ended' } }, questionWaits: boolean): FinishedWords {
  const { outcome } = run.state
  const words = { ...outcomeLook(outcome.kind), label: runLabel(run) }
  switch (outcome.kind) {
    case 'succeeded':
      return { ...words, detail: `in ${tookText(run.startedAt, run.state.endedAt)}${answerText(run)}` }
    case 'failed':
      return { ...words, detail: faultSentence(outcome.fault) }
    case 'cancelled': {
      const percent = percentOf(run)
      const at = percent === undefined ? '' : ` at ${formatPercent(percent)}`
      if (isDropped(run)) return { ...words, detail: `by ${actorName(outcome.by)}, before anything was sent` }
      return {
        ...words,
        detail: `${outcome.probable ? 'probably ' : ''}by ${actorName(outcome.by)}${at}${run.kind === 'upload' ? '' : '. The host confirmed'}`,
      }
    }
    case 'left-blocked':
      return { ...words, detail: questionWaits ? 'Its question waits above' : afterwards(run) }
    case 'refused':
      return { ...words, detail: refusalSentence(run, outcome) }
    case 'answered-earlier':
      return { ...words, detail: 'The earlier task may already be doing it' }
    case 'lost':
      return { ...words, detail: outcome.reason }
    default:
      return assertNever(outcome, 'outcome')
  }
}

const taskEnds = {
  success: 'The task went on and succeeded',
  error: 'The task went on and failed',
  unknown: 'What became of the task is not known',
} as const

/** What became of a task that its run had left blocked. */
function afterwards(run: RunView): string {
  const last = run.steps.findLast(({ event }) => event.kind === 'task-ended')
  if (last?.event.kind === 'task-ended') {
    return taskEnds[last.event.state]
  }
  const isAnswered = run.steps.some(({ event }) => event.kind === 'answered')
  return `Its question ${isAnswered ? 'has been answered' : 'is no longer asked'}; how the task ends is not known yet`
}

/** The last answer of a run, when there was one: what auto-answer did must be seen without looking for it. */
function answerText(run: RunView): string {
  const step = run.steps.findLast(({ event }) => event.kind === 'answered')
  if (step?.event.kind !== 'answered') return ''
  const choice = choiceLabel(step.event.choice)
  return step.actor.kind === 'autoAnswer'
    ? `. Answered ${choice} (${step.event.isDefault ? 'default, by' : 'by'} ${actorName(step.actor)})`
    : `. Answered ${choice} by ${actorName(step.actor)}`
}

function taskWords(task: TaskView): FinishedWords {
  const label = taskLabel(task)
  if (!hasEnded(task)) {
    return { ...outcomeLook('lost'), label, detail: 'How it ended is not known' }
  }
  const ended = task.completeTime ?? task.queueTime
  if (task.state === 'success') {
    const by = task.startedBy === undefined ? '' : `, by ${task.startedBy}`
    return {
      glyph: 'done',
      word: 'Done',
      label,
      detail: `in ${tookText(task.startTime ?? task.queueTime, ended)}${by}`,
    }
  }
  if (task.fault?.type === 'RequestCanceled') {
    const by = task.cancelRequestedBy ?? task.startedBy
    const at = task.progress === undefined ? '' : ` at ${formatPercent(task.progress)}`
    return {
      glyph: 'cancelled',
      word: 'Cancelled',
      label,
      detail: `${by === undefined ? '' : `by ${by}`}${at}. The host confirmed`.trim(),
    }
  }
  return { glyph: 'failed', word: 'Failed', label, detail: task.fault?.message ?? 'The host gives no reason' }
}

/** What there is to say about how a run stands, beside its state. */
export function runDetail(run: RunView): string | undefined {
  const { state } = run
  const held = heldStep(run)
  if (held) return heldReason(held.event)
  if (state.at !== 'ended') return undefined
  const detail =
    state.outcome.kind === 'left-blocked' && state.following
      ? 'Its question waits for an answer'
      : sentence(runWords({ ...run, state }, false).detail)
  return [detail, ...alsoSaid(run)].reduce((text, more) => `${text.replace(/\.$/, '')}. ${more}`)
}

/** What there is to say of an ended run whatever its outcome: what still lies at the host, and what a dry run would have done. */
export function alsoSaid(run: RunView): string[] {
  const left = leftBehind(run)
  const dry = dryRunIn(run)
  return [...(left === undefined ? [] : [liesThere(left)]), ...(dry === undefined ? [] : [dry])]
}

const liesThere = (left: string) => `What had arrived still lies there as ${fileOf(left)} until Andon can remove it`

/** What a rule or the switch in dry run would have done with the last of its questions. */
function dryRunIn({ steps }: RunView): string | undefined {
  const decided = steps.flatMap(({ event }) =>
    event.kind === 'question-raised' || (event.kind === 'checked' && event.found === 'question')
      ? (event.decided ?? [])
      : [],
  )
  const dry = decided.at(-1)?.dryRun
  return dry && dryRunText(dry)
}

/** With a capital letter: what follows a word on the Board stands alone here. */
export const sentence = (detail: string) => detail.charAt(0).toUpperCase() + detail.slice(1)
