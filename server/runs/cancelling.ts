import type { Actor } from '@/lib/runs/actor'
import { ok, type Result } from '@/lib/result'
import { splitKey, type ConnectionId, type TaskKey } from '@/lib/vsphere/ids'
import { taskMethod } from '@/lib/vsphere/task-label'
import type { Inventory } from '../inventory/contract'
import type { Journal } from '../journal/journal'
import type { Leases } from '../journal/leases'
import type { Fence } from '../journal/row-writer'
import { hasNoContact } from './answering'
import { createCancelDesk, type DeskCancel } from './cancel-desk'
import type { After } from './contract'
import type { CancelEnd, Command, NewStep } from './run-machine'
import {
  cancelPending,
  cancelRefused,
  cancelUnanswered,
  noConnection,
  noContact,
  noSuchTask,
  notCancelable,
  notRecorded,
  taskOver,
} from './run-errors'
import type { RunProcess } from './run-kind'
import type { VmProcess } from './run-process'
import { hasEnded } from '@/lib/vsphere/task'

/** Requests to cancel, people's and those of runs: sent through one desk, and told to the run that owns the task. */
export function createCancelling(options: {
  journal: Journal
  leases: Pick<Leases, 'take'>
  now: () => number
  after: After
  warn: (text: string, error: unknown) => void
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  connectionName: (connection: ConnectionId) => string
  ownerOf: (task: TaskKey) => RunProcess | undefined
}) {
  const { journal, inventoryOf, ownerOf } = options
  const desk = createCancelDesk(options)

  function byRun(process: VmProcess, { task, because, by }: Extract<Command, { do: 'cancel' }>): void {
    const { connection } = process.view
    const inventory = inventoryOf(connection)
    if (!inventory) return process.send({ is: 'dropped' })
    const { method } = process.soFar
    const log = (step: NewStep) => process.record(step)
    void desk.cancel({ inventory, task, method, by, because, log }).then((result) => process.cancelled(toRun(result)))
  }

  async function byPerson(task: TaskKey, by: Actor): Promise<Result<null>> {
    const at = splitKey(task)
    if (!at) return noSuchTask
    const inventory = inventoryOf(at.connection)
    if (!inventory) return noConnection
    const known = inventory.tasks.get(task)
    if (!known) return noSuchTask
    if (hasEnded(known)) return taskOver
    if (known.cancelable === false) return notCancelable(taskMethod(known))
    if (hasNoContact(inventory)) return noContact(options.connectionName(at.connection), 'sent')
    if (desk.record(task)) return cancelPending(desk.record(task))
    const owner = ownerOf(task)
    const { vm, entityName: vmName } = known
    const log = async (step: NewStep, fence: Fence) => {
      if (owner && owner.phase !== 'over') await owner.record(step)
      else await journal.append({ ...step, connection: at.connection, task, vmName, ...(vm ? { vm } : {}) }, fence)
    }
    owner?.cancelling(by)
    const result = await desk.cancel({ inventory, task, method: taskMethod(known), by, because: 'person', log })
    if (result.end !== 'pending') owner?.cancelled(toRun(result))
    switch (result.end) {
      case 'taken':
        return ok(null)
      case 'refused':
        return cancelRefused(result.reason)
      case 'too-late':
        return taskOver
      case 'unanswered':
        return cancelUnanswered
      case 'pending':
        return cancelPending(desk.record(task))
      case 'not-recorded':
        return notRecorded(result.error)
    }
  }

  return { byRun, byPerson }
}

/** A run whose request found another one on its way counts on that one. */
const toRun = (result: DeskCancel): CancelEnd => {
  if (result.end === 'pending') return { end: 'taken' }
  return result.end === 'not-recorded' ? { end: 'refused', reason: 'Andon could not write its journal.' } : result
}
