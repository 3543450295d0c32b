import { assertNever } from '@/lib/assert-never'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { Connections } from '../connections/connections'
import type { Inventory, InventoryChange } from '../inventory/contract'
import type { QuestionBook, Runs } from '../runs/contract'
import { expired } from './expiry'
import type { Hub } from './hub'

export type Feeds = {
  /** Takes out what has been over for long enough, and brings "last answer" up to date. Called with every beat. */
  tend(): void
  close(): void
}

/** Brings everything that is live into the hub: connections, inventories, runs and questions. */
export function createFeeds(options: {
  hub: Hub
  connections: Pick<Connections, 'onChanges' | 'view'>
  runs: Pick<Runs, 'onChange' | 'onCancel' | 'withRun' | 'reattach' | 'dropConnection'>
  book: Pick<QuestionBook, 'attach' | 'detach' | 'policyChanged' | 'onChanges'>
  now: () => number
  warn: (text: string, error: unknown) => void
}): Feeds {
  const { hub, connections, runs, book, now, warn } = options
  const detach = new Map<ConnectionId, () => void>()

  function putConnection(id: ConnectionId): void {
    const view = connections.view(id)
    if (view) hub.put('connections', id, view)
    else hub.remove('connections', id)
  }

  /** A busy host answers many times a second; that alone is worth telling only once in a while. */
  function putConnectionIfNews(id: ConnectionId): void {
    const known = hub.get('connections', id)
    const view = connections.view(id)
    if (!known || !view || withoutLastAnswer(known) !== withoutLastAnswer(view)) putConnection(id)
  }

  function putTask(task: TaskView): void {
    hub.put('tasks', task.key, runs.withRun(task))
  }

  /** What is known of a task here has changed: its run, or who asked to cancel it. */
  function putTaskAgain(key: TaskView['key']): void {
    const task = hub.get('tasks', key)
    if (task) putTask(task)
  }

  function take(id: ConnectionId, change: InventoryChange): void {
    switch (change.kind) {
      case 'vm':
        return change.vm ? hub.put('vms', change.key, change.vm) : hub.remove('vms', change.key)
      case 'host':
        return change.host ? hub.put('hosts', change.key, change.host) : hub.remove('hosts', change.key)
      case 'datastore':
        return change.datastore
          ? hub.put('datastores', change.key, change.datastore)
          : hub.remove('datastores', change.key)
      case 'task':
        if (change.task) return putTask(change.task)
        // A host forgets what has ended sooner than the board does.
        if (hub.get('tasks', change.key)?.completeTime === undefined) hub.remove('tasks', change.key)
        return undefined
      case 'question':
        return undefined // the question book listens for itself
      case 'connection':
        return putConnectionIfNews(id)
      default:
        return assertNever(change, 'inventory change')
    }
  }

  function attach(id: ConnectionId, inventory: Inventory): void {
    putConnection(id)
    for (const [key, vm] of inventory.vms) hub.put('vms', key, vm)
    for (const [key, host] of inventory.hosts) hub.put('hosts', key, host)
    for (const [key, datastore] of inventory.datastores) hub.put('datastores', key, datastore)
    for (const task of inventory.tasks.values()) putTask(task)
    book.attach(inventory)
    detach.set(
      id,
      inventory.onChanges((changes) => changes.forEach((change) => take(id, change))),
    )
    runs.reattach(id)
  }

  function drop(id: ConnectionId): void {
    detach.get(id)?.()
    detach.delete(id)
    book.detach(id)
    for (const table of ['vms', 'hosts', 'datastores', 'tasks'] as const) {
      for (const [key, row] of hub.rows(table)) if (row.connection === id) hub.remove(table, key)
    }
  }

  const stops = [
    connections.onChanges((change) => {
      switch (change.kind) {
        case 'opened':
          return attach(change.id, change.inventory)
        case 'closed':
          return drop(change.id)
        case 'changed':
          putConnection(change.id)
          book.policyChanged(change.id)
          if (!connections.view(change.id)) {
            runs.dropConnection(change.id).catch((error: unknown) => warn('runs of a removed connection', error))
          }
          return undefined
        default:
          return assertNever(change, 'connections change')
      }
    }),
    runs.onChange((change) => {
      if (change.op === 'remove') return hub.remove('runs', change.run)
      hub.put('runs', change.run.id, change.run)
      const { task } = change.run
      if (task && hub.get('tasks', task)?.run !== change.run.id) putTaskAgain(task)
      return undefined
    }),
    runs.onCancel(({ task }) => putTaskAgain(task)),
    book.onChanges((changes) => {
      for (const change of changes) {
        if (change.op === 'put') hub.put('questions', change.question.key, change.question)
        else hub.remove('questions', change.key)
      }
    }),
  ]

  return {
    tend() {
      for (const { table, id } of expired(hub, now())) hub.remove(table, id)
      for (const id of detach.keys()) {
        const view = connections.view(id)
        if (view && lastAnswer(view) !== lastAnswer(hub.get('connections', id))) putConnection(id)
      }
    },
    close() {
      for (const stop of [...stops, ...detach.values()]) stop()
    },
  }
}

const lastAnswer = (view: ConnectionView | undefined) =>
  view && 'lastAnswerAt' in view.state ? view.state.lastAnswerAt : undefined

const withoutLastAnswer = (view: ConnectionView) =>
  JSON.stringify({ ...view, state: { ...view.state, lastAnswerAt: undefined } })
