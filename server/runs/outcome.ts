import type { Actor } from '@/lib/runs/actor'
import type { OrderAge } from '@/lib/runs/order-age'
import type { HeldBecause, LeftBlocked, Refusal, RunOutcome } from '@/lib/runs/run'
import type { FaultText, TaskView } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import { andon, record, recordPercent, type Turn } from './run-machine'

/**
 * Gives the run its outcome. It has one, and gives it once: in the phases after it there is no way back here.
 * `following: false` when there is nothing left to follow.
 */
export function end(turn: Turn, outcome: RunOutcome, following: boolean, actor: Actor = andon): void {
  const { soFar } = turn
  if (soFar.phase === 'following' || soFar.phase === 'over') throw new Error('a run has one outcome')
  recordPercent(turn)
  record(turn, { kind: 'ended', outcome, ...(following ? {} : { following: false }) }, actor)
  for (const name of ['late', 'cancel-effect', 'guest', 'read-again', 'look-again'] as const)
    turn.commands.push({ do: 'clear', name })
  soFar.phase = following ? 'following' : 'over'
}

export const refuse = (turn: Turn, refusal: Refusal) => end(turn, { kind: 'refused', refusal }, false)

/** It has sent nothing, and is too old to do so by itself. */
export function hold(turn: Turn, because: HeldBecause, age: OrderAge): void {
  const { soFar } = turn
  const { askedAt: since, method } = soFar
  record(turn, { kind: 'held', because, since, method, ...(age === 'unknown' ? { ageUnknown: true } : {}) })
  for (const name of ['late', 'read-again', 'answer-again'] as const) turn.commands.push({ do: 'clear', name })
  soFar.phase = 'held'
}

export function leaveBlocked(turn: Turn, because: LeftBlocked): void {
  recordPercent(turn)
  record(turn, { kind: 'left-blocked', because })
  end(turn, { kind: 'left-blocked', because }, true)
}

/** The task is over: the run's outcome, or what became of the task after the outcome was given. */
export function endWithTask(turn: Turn, task: TaskView, outcomeGiven: boolean): void {
  const { soFar } = turn
  const fault = task.state === 'error' ? (task.fault ?? unnamedFault) : undefined
  const { cancel } = soFar
  delete soFar.pending
  delete soFar.cancel
  recordPercent(turn)
  if (outcomeGiven) {
    record(turn, { kind: 'task-ended', state: fault ? 'error' : 'success', ...(fault ? { fault } : {}) })
    soFar.phase = 'over'
    return
  }
  if (soFar.phase === 'ending') soFar.phase = 'running'
  if (fault?.type === 'RequestCanceled') {
    const probable = cancel?.state === 'unanswered' ? { probable: true as const } : {}
    return end(turn, { kind: 'cancelled', by: cancel?.by ?? { kind: 'elsewhere' }, ...probable }, false)
  }
  if (cancel) record(turn, { kind: 'cancel-too-late' })
  return end(turn, fault ? { kind: 'failed', fault } : succeededWith(task), false)
}

/** What a task brought into the inventory, and when it ended, ISO 8601. */
export type Made = Pick<TaskView, 'made' | 'completeTime'>

/** A task came to a good end, perhaps with a VM that was not there before. */
export const succeededWith = ({ made, completeTime }: Made): RunOutcome => ({
  kind: 'succeeded',
  ...(made && { made, ...withoutUndefined({ madeAt: completeTime }) }),
})

/** TaskInfo.error is absent on some hosts although the state says error. */
export const unnamedFault: FaultText = { type: 'unknown', message: 'The host gives no reason.', chain: [] }

const removedReason = 'The connection was removed.'

/** Why nobody can ask the host any more. @param because a sentence; the connection was removed when it is not given. */
export const droppedReason = (because: string | undefined): string =>
  because === undefined ? removedReason : `${because} What became of it at the one before is not known.`

/** The same for what had sent nothing. */
export const droppedBefore = (because: string | undefined): string => `${because ?? removedReason} Nothing was started.`

/** Why nobody knows what became of a task that is not told of any more. @param withheld why it is not told, if it is there. */
export const goneReason = (withheld?: string): string =>
  withheld === undefined
    ? 'The host no longer has the task. What became of it is not known.'
    : `What became of the task is not known. ${withheld}`

/** Nobody can say what becomes of the task any more. */
export function endUnknown(turn: Turn, reason: string): void {
  const { soFar } = turn
  if (soFar.phase === 'over') return
  delete soFar.pending
  if (soFar.phase === 'following' || soFar.ending?.outcomeGiven) {
    record(turn, { kind: 'task-ended', state: 'unknown' })
    soFar.phase = 'over'
    return
  }
  end(turn, { kind: 'lost', reason }, false)
}
