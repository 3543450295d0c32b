import { splitKey, type ConnectionId, type TaskKey } from '@/lib/vsphere/ids'
import { hasEnded, isSameTask, type TaskView } from '@/lib/vsphere/task'
import type { Inventory, InventoryChange } from '../inventory/contract'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'
import type { After } from './contract'
import { createInOrder } from './in-order'
import { andon } from './run-machine'

/**
 * A run learns of its task, and a reading hides its own, a moment after the task may be listed: what is still there then
 * belongs to somebody else.
 */
const settleMs = 10_000

const keptOurs = 5_000
/** More than servers list. */
const keptNoted = 20_000

/** A task of a run that is over was begun within this time. */
const longestMs = 24 * 60 * 60_000

/** The record of every task that no run of ours began, once it has ended. Each is written once, whoever lists it how often. */
export type TaskLog = {
  watch(inventory: Inventory): void
  /** Begins to write, when the runs are known. Called once. */
  begin(): Promise<void>
  /** One that has ended while nobody looked, from the host's history. Resolves when it is written, or is not to be. */
  noteBack(task: TaskView): Promise<void>
  settled(): Promise<void>
  close(): void
}

export function createTaskLog(options: {
  journal: Pick<Journal, 'append' | 'readNotedTasks' | 'readStarts' | 'onAppended'>
  now: () => number
  after: After
  /** A run that goes on follows it as its own. */
  isOfRun: (task: TaskKey) => boolean
  /** A run has sent a start at this connection, and its task is not known yet. */
  isStarting: (connection: ConnectionId) => boolean
  warn: (text: string, error: unknown) => void
}): TaskLog {
  const { journal, now, after, isOfRun, isStarting, warn } = options
  const inventories = new Map<ConnectionId, { inventory: Inventory; stop: () => void }>()
  const ours = new Set<TaskKey>()
  /** When each that is written was queued. */
  const noted = new Map<TaskKey, string>()
  /** Those that go on, as they were seen last, and since when. */
  const goingOn = new Map<TaskKey, { task: TaskView; since: number }>()
  /** Those that have ended and are not written yet. */
  const pending = new Map<TaskKey, { task: TaskView; isGone: boolean; stop: () => void }>()
  let begun = false
  const writing = createInOrder()

  const isOurs = (key: TaskKey) => ours.has(key) || isOfRun(key)
  const isNoted = (task: TaskView) => {
    const queueTime = noted.get(task.key)
    return queueTime !== undefined && isSameTask({ key: task.key, queueTime }, task)
  }

  function take(key: TaskKey, task: TaskView | undefined): void {
    if (!begun || isOurs(key)) return
    if (!task) {
      const last = goingOn.get(key)
      goingOn.delete(key)
      // What is gone at once was hidden; what went on for a while, the server has forgotten.
      if (last && now() - last.since >= settleMs) settleLater(last.task, true)
      return
    }
    if (!hasEnded(task)) {
      goingOn.set(key, { task, since: goingOn.get(key)?.since ?? now() })
      return
    }
    goingOn.delete(key)
    settleLater(task, false)
  }

  function settleLater(task: TaskView, isGone: boolean): void {
    const { key } = task
    pending.get(key)?.stop()
    if (isNoted(task)) return
    pending.set(key, { task, isGone, stop: after(settleMs, () => settle(key)) })
  }

  function settle(key: TaskKey): void {
    const one = pending.get(key)
    if (!one) return
    one.stop()
    pending.delete(key)
    const { task, isGone } = one
    const inventory = inventories.get(task.connection)?.inventory
    if (isOurs(key) || (!isGone && !inventory?.tasks.has(key))) return
    if (begun && isStarting(task.connection)) return settleLater(task, isGone)
    note(inventory?.tasks.get(key) ?? task)
  }

  function note(task: TaskView, readBack?: true): void {
    const { key, connection, vm, queueTime } = task
    noted.set(key, queueTime)
    const [oldest] = noted.keys()
    if (noted.size > keptNoted && oldest !== undefined) noted.delete(oldest)
    const about = { connection, task: key, ...(vm ? { vm } : {}) }
    writing.add(async () => {
      try {
        const event = { kind: 'task-noted', task, ...(readBack && { readBack }) } as const
        await journal.append({ actor: andon, event, ...about })
      } catch (error) {
        noted.delete(key)
        warn('a task of others was not recorded', error)
      }
    })
  }

  function look(inventory: Inventory): void {
    for (const [key, task] of inventory.tasks) take(key, task)
    // What it no longer lists and what nobody looked at meanwhile.
    for (const key of goingOn.keys()) {
      if (splitKey(key)?.connection === inventory.id && !inventory.tasks.has(key)) take(key, undefined)
    }
  }

  function hear(inventory: Inventory, change: InventoryChange): void {
    if (change.kind === 'task') take(change.key, change.task)
    if (change.kind === 'connection' && change.state.at === 'live' && begun) look(inventory)
  }

  function onAppended(appended: Appended): void {
    if (appended.is !== 'step') return
    const { event } = appended.step
    if (event.kind === 'started' && event.task) keepOurs(event.task)
  }

  function keepOurs(task: TaskKey): void {
    ours.add(task)
    const [oldest] = ours
    if (ours.size > keptOurs && oldest !== undefined) ours.delete(oldest)
  }

  const stopHearing = journal.onAppended(onAppended)

  return {
    watch(inventory) {
      const { id } = inventory
      inventories.get(id)?.stop()
      const stop = inventory.onChanges((changes) => {
        for (const change of changes) hear(inventory, change)
      })
      inventories.set(id, { inventory, stop })
      if (inventory.state.at === 'live') look(inventory)
    },
    async begin() {
      for (const { key, queueTime } of await journal.readNotedTasks()) noted.set(key, queueTime)
      for (const { task } of await journal.readStarts(new Date(now() - longestMs).toISOString()))
        if (task) keepOurs(task)
      begun = true
      for (const { inventory } of inventories.values()) if (inventory.state.at === 'live') look(inventory)
    },
    async noteBack(task) {
      if (!begun || isOurs(task.key) || isNoted(task)) return
      // What has just ended is listed too.
      pending.get(task.key)?.stop()
      pending.delete(task.key)
      note(task, true)
      await writing.settled()
    },
    settled: () => writing.settled(),
    close() {
      for (const { task } of pending.values()) if (!isStarting(task.connection)) settle(task.key)
      begun = false
      for (const { stop } of pending.values()) stop()
      stopHearing()
      for (const { stop } of inventories.values()) stop()
    },
  }
}
