import type { LeftBlocked, Refusal, RunOutcome } from '@/lib/runs/run'
import type { FaultText, TaskView } from '@/lib/vsphere/task'
import type { CallError } from './call-error'
import { record, recordPercent, type Turn } from './core'

/** A run without contact for this long has the outcome `lost`; it goes on following its task when contact is back. */
export const lostAfterMs = 60_000

/**
 * Gives the run its outcome. It has one, and gives it once: in the phases after it there is no way back here.
 * `following: false` when there is nothing left to follow.
 */
export function end(turn: Turn, outcome: RunOutcome, following: boolean): void {
  const { core } = turn
  if (core.phase === 'following' || core.phase === 'over') throw new Error('a run has one outcome')
  recordPercent(turn)
  record(turn, { kind: 'ended', outcome, ...(following ? {} : { following: false }) })
  for (const name of ['contact', 'cancel-effect', 'guest'] as const) turn.commands.push({ do: 'clear', name })
  core.phase = following ? 'following' : 'over'
}

export const refuse = (turn: Turn, refusal: Refusal) => end(turn, { kind: 'refused', refusal }, false)

export function leaveBlocked(turn: Turn, because: LeftBlocked): void {
  recordPercent(turn)
  record(turn, { kind: 'left-blocked', because })
  end(turn, { kind: 'left-blocked', because }, true)
}

/** The call that was to begin the run, or to look first, did not go through. */
export function endWithError(turn: Turn, error: CallError, lost: (reason: string) => string): void {
  if (error.blame === 'vsphere') return end(turn, { kind: 'failed', fault: error.fault }, false)
  return end(turn, { kind: 'lost', reason: lost(error.reason) }, false)
}

/** The task is over: the run's outcome, or what became of the task after the outcome was given. */
export function endWithTask(turn: Turn, task: TaskView, outcomeGiven: boolean): void {
  const { core } = turn
  const fault = task.state === 'error' ? (task.fault ?? unnamedFault) : undefined
  const { cancel } = core
  delete core.pending
  delete core.cancel
  recordPercent(turn)
  if (outcomeGiven) {
    record(turn, { kind: 'task-ended', state: fault ? 'error' : 'success', ...(fault ? { fault } : {}) })
    core.phase = 'over'
    return
  }
  if (core.phase === 'ending') core.phase = 'running'
  if (fault?.type === 'RequestCanceled') {
    return end(turn, { kind: 'cancelled', by: cancel?.by ?? { kind: 'elsewhere' } }, false)
  }
  if (cancel) record(turn, { kind: 'cancel-too-late' })
  return end(turn, fault ? { kind: 'failed', fault } : { kind: 'succeeded' }, false)
}

/** TaskInfo.error is absent on some hosts although the state says error. */
export const unnamedFault: FaultText = { type: 'unknown', message: 'The host gives no reason.', chain: [] }

/** Nobody can say what becomes of the task any more. */
export function endUnknown(turn: Turn, reason: string): void {
  const { core } = turn
  if (core.phase === 'over') return
  delete core.pending
  if (core.phase === 'following' || core.ending?.outcomeGiven) {
    record(turn, { kind: 'task-ended', state: 'unknown' })
    core.phase = 'over'
    return
  }
  end(turn, { kind: 'lost', reason }, false)
}
