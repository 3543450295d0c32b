import { sentRecordMs } from '@/lib/live/live-state'
import type { Actor } from '@/lib/runs/actor'
import type { StepEvent } from '@/lib/runs/run'
import { splitKey, type TaskKey } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import { isFaultOf } from '../vsphere/fault'
import { inTime, callError, faultLine } from './host-call'
import type { Lease, Leases } from '../journal/leases'
import type { Fence } from '../journal/row-writer'
import type { After } from './contract'
import type { CancelEnd, NewStep } from './run-machine'

export type CancelRequest = {
  inventory: Inventory
  task: TaskKey
  /** `PowerOnVM_Task`, for the sentence when the host says that it cannot be cancelled. */
  method: string
  by: Actor
  because: Extract<StepEvent, { kind: 'cancel-sent' }>['because']
  /** Writes to the journal: of the run whose task it is; of no run, only while `fence` lets it. */
  log: (step: NewStep, fence: Fence) => Promise<void>
}

export type DeskCancel = CancelEnd | { end: 'pending' } | { end: 'not-recorded'; error: unknown }

/** A request to cancel a task that was sent from here. `not-taken`: the host refused it or did not say. */
export type CancelRecord = { task: TaskKey; by: Actor; requestedAt: string; state: 'sent' | 'taken' | 'not-taken' }

export type CancelDesk = {
  /** Never rejects. `pending`: a request for this task is on its way, or was taken already. */
  cancel(request: CancelRequest): Promise<DeskCancel>
  record(task: TaskKey): CancelRecord | undefined
}

/** The one place where requests to cancel leave for a host: one per task at a time, each recorded before it is sent. */
export function createCancelDesk(options: {
  leases: Pick<Leases, 'take'>
  now: () => number
  after: After
  warn: (text: string, error: unknown) => void
}): CancelDesk {
  const { leases, now, after, warn } = options
  const records = new Map<TaskKey, CancelRecord>()

  function keep(record: CancelRecord): void {
    if (record.state === 'not-taken') records.delete(record.task)
    else records.set(record.task, record)
  }

  /** Of several processes one at a time cancels a task. */
  async function cancel(request: CancelRequest): Promise<DeskCancel> {
    const { task, by } = request
    if (records.has(task)) return { end: 'pending' }
    const record: CancelRecord = { task, by, requestedAt: new Date(now()).toISOString(), state: 'sent' }
    keep(record)
    try {
      const taken = await leases.take({ name: `cancel ${task}`, label: 'Cancel', subjects: [], lasting: false })
      if (taken.is === 'taken') return await cancelAlone(request, record, taken.lease)
      keep({ ...record, state: 'not-taken' })
      return { end: 'pending' }
    } catch (error) {
      keep({ ...record, state: 'not-taken' })
      return { end: 'not-recorded', error }
    }
  }

  /** Rejects when the intent could not be written: then nothing was sent. */
  async function cancelAlone(request: CancelRequest, record: CancelRecord, lease: Lease): Promise<DeskCancel> {
    const { inventory, task, method, by, because } = request
    const log = (step: NewStep) => request.log(step, () => lease.fence())
    try {
      await log({ actor: by, event: { kind: 'cancel-sent', because } })
      const result = await send(inventory, task, method)
      await log({ actor: by, event: stepOf(result) }).catch((error: unknown) =>
        warn('what became of a cancel could not be recorded', error),
      )
      keep({ ...record, state: result.end === 'taken' ? 'taken' : 'not-taken' })
      if (result.end === 'taken') after(sentRecordMs, () => records.delete(task))
      return result
    } finally {
      lease.release()
    }
  }

  async function send(inventory: Inventory, task: TaskKey, method: string): Promise<CancelEnd> {
    const target = splitKey(task)
    if (!target) return { end: 'refused', reason: `not the key of a task: ${task}` }
    try {
      await inTime(inventory.cancelTask(target.moid), after)
      return { end: 'taken' }
    } catch (thrown) {
      const error = callError(thrown)
      if (error.blame === 'wire') return { end: 'unanswered' }
      if (error.blame === 'ours') return { end: 'refused', reason: error.reason }
      if (isFaultOf(error.fault.type, 'NotSupported')) return { end: 'refused', reason: `${method} is not cancelable` }
      // The task is over, or so long over that the host has forgotten it.
      if (isFaultOf(error.fault.type, 'InvalidState') || isFaultOf(error.fault.type, 'ManagedObjectNotFound'))
        return { end: 'too-late' }
      return { end: 'refused', reason: faultLine(error.fault) }
    }
  }

  return { cancel, record: (task) => records.get(task) }
}

function stepOf(result: CancelEnd): StepEvent {
  switch (result.end) {
    case 'taken':
      return { kind: 'cancel-taken' }
    case 'refused':
      return { kind: 'cancel-refused', reason: result.reason }
    case 'too-late':
      return { kind: 'cancel-too-late' }
    case 'unanswered':
      return { kind: 'cancel-unanswered' }
  }
}
