import { assertNever } from '@/lib/assert-never'
import { formatPercent } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import type { RunView } from '@/lib/runs/run'
import type { VmKey } from '@/lib/vsphere/ids'
import { hasEnded, type FaultText, type TaskView } from '@/lib/vsphere/task'
import { refusalSentence } from '../../run/outcome-sentences'
import { formatSpan } from '../../words/age'

/** What a run on files is now, as its line shows it. */
export type FileJobLook =
  /** The host has it, and the stream has not shown its task yet. */
  | { at: 'sent' }
  /** It has sent nothing, and asks a person first. */
  | { at: 'held' }
  | { at: 'running'; percent: number | undefined; queued: boolean; task: TaskView }
  | { at: 'done'; tookMs: number; made: VmKey | undefined }
  | { at: 'cancelled' }
  | { at: 'failed'; fault: FaultText }
  /** Nobody knows how it ended. */
  | { at: 'lost'; reason: string }
  | { at: 'refused'; error: ConsoleError }

/** @param task the run's task as it is in the live tables now, if it is there. */
export function lookOfJob(run: RunView, task: TaskView | undefined): FileJobLook {
  const { state } = run
  if (state.at === 'held') return { at: 'held' }
  if (state.at !== 'ended') {
    if (!task || hasEnded(task)) return { at: 'sent' }
    return { at: 'running', percent: task.progress, queued: task.state === 'queued', task }
  }
  const { outcome } = state
  switch (outcome.kind) {
    case 'succeeded':
      return { at: 'done', tookMs: Date.parse(state.endedAt) - Date.parse(run.startedAt), made: outcome.made }
    case 'cancelled':
      return { at: 'cancelled' }
    case 'failed':
      return { at: 'failed', fault: outcome.fault }
    case 'refused': {
      const error = { blame: 'ours', code: 'not-started', sentence: refusalSentence(run, outcome) } as const
      return { at: 'refused', error }
    }
    case 'lost':
      return { at: 'lost', reason: outcome.reason }
    case 'left-blocked':
    case 'answered-earlier':
      return { at: 'lost', reason: 'A question is in its way.' }
    default:
      return assertNever(outcome, 'outcome')
  }
}

export const isJobOver = ({ at }: FileJobLook): boolean => at !== 'sent' && at !== 'held' && at !== 'running'

/** Whether it did not do what was asked for, as far as anybody knows. */
export const isJobBad = ({ at }: FileJobLook): boolean => at === 'failed' || at === 'refused' || at === 'lost'

/** `Running, 42 %`, `Done in 3 s`. */
export function jobWord(look: FileJobLook): string {
  switch (look.at) {
    case 'sent':
      return 'Sent to the host'
    case 'held':
      return 'Not sent. It asks a person first, on the Board'
    case 'running':
      return look.queued ? 'Queued' : `Running${look.percent === undefined ? '' : `, ${formatPercent(look.percent)}`}`
    case 'done':
      return look.tookMs >= 1000 ? `Done in ${formatSpan(look.tookMs)}` : 'Done'
    case 'cancelled':
      return 'Cancelled'
    case 'failed':
      return 'Failed'
    case 'lost':
      return 'Outcome unknown'
    case 'refused':
      return 'Not started'
    default:
      return assertNever(look, 'job look')
  }
}
