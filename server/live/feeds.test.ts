import { beforeEach, describe, expect, it } from 'vitest'
import type { RunView } from '@/lib/runs/run'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { connectionId, moid, runId, taskKey, vmKey, type ConnectionId } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { VmView } from '@/lib/vsphere/vm'
import type { Connections, ConnectionsChange } from '../connections/connections'
import { fakeInventory, type FakeInventory } from '../connections/fake-inventory'
import type { CancelRecord, QuestionBook, RunChange, Runs } from '../runs/contract'
import { createFeeds, type Feeds } from './feeds'
import { createHub, type Hub } from './hub'

const id = connectionId('c')
const task: TaskView = {
  key: taskKey(id, moid('task-1')),
  connection: id,
  entityName: 'web',
  descriptionId: 'VirtualMachine.powerOn',
  state: 'running',
  cancelable: false,
  cancelled: false,
  queueTime: '2030-01-01T00:00:00Z',
}
const vm = { key: vmKey(id, moid('1')), connection: id, name: 'web' } as VmView // only these are looked at here
const view: ConnectionView = {
  id,
  name: 'esx',
  kind: 'esx',
  endpoint: { transport: 'https', host: 'h', port: 443, trust: { kind: 'system' } },
  user: 'root',
  autoAnswer: { on: false, changedBy: 'admin', changedAt: '2030-01-01T00:00:00Z' },
  state: { at: 'live', since: '2030-01-01T00:00:00Z', lastAnswerAt: '2030-01-01T00:00:01Z' },
}

/** The rooms around the feeds: what they said, and how to let them say something. */
function rooms() {
  const said: string[] = []
  const tell: {
    connections?: (change: ConnectionsChange) => void
    run?: (change: RunChange) => void
    cancel?: (record: CancelRecord) => void
  } = {}
  const views = new Map<ConnectionId, ConnectionView>([[id, view]])
  const runOfTask = new Map<string, RunView['id']>()
  const connections: Pick<Connections, 'onChanges' | 'view'> = {
    onChanges: (listener) => ((tell.connections = listener), () => {}),
    view: (one) => views.get(one),
  }
  const runs: Pick<Runs, 'onChange' | 'onCancel' | 'withRun' | 'reattach' | 'dropConnection'> = {
    onChange: (listener) => ((tell.run = listener), () => {}),
    onCancel: (listener) => ((tell.cancel = listener), () => {}),
    withRun: (one) => {
      const run = runOfTask.get(one.key)
      return run ? { ...one, run } : one
    },
    reattach: (one) => void said.push(`reattach ${one}`),
    dropConnection: async (one) => void said.push(`drop ${one}`),
  }
  const book: Pick<QuestionBook, 'attach' | 'detach' | 'policyChanged' | 'onChanges'> = {
    attach: (inventory) => void said.push(`attach ${inventory.id}`),
    detach: (one) => void said.push(`detach ${one}`),
    policyChanged: (one) => void said.push(`policy ${one}`),
    onChanges: () => () => {},
  }
  return { said, tell, views, runOfTask, connections, runs, book }
}

let around: ReturnType<typeof rooms>
let hub: Hub
let feeds: Feeds
let inventory: FakeInventory
const now = Date.parse('2030-01-01T00:00:00Z')

beforeEach(() => {
  around = rooms()
  hub = createHub({ epoch: 'e', now: () => now })
  const { connections, runs, book } = around
  feeds = createFeeds({ hub, connections, runs, book, now: () => now, warn: () => {} })
  inventory = fakeInventory({ id, endpoint: view.endpoint, user: 'root', password: '' })
  around.tell.connections?.({ kind: 'opened', id, inventory })
})

describe('what an inventory says', () => {
  it('comes into the tables, changes there and goes away again', () => {
    inventory.tell([{ kind: 'vm', key: vm.key, vm }])
    expect(hub.get('vms', vm.key)).toBe(vm)
    inventory.tell([{ kind: 'vm', key: vm.key, vm: undefined }])
    expect(hub.rows('vms').size).toBe(0)
  })
  it('is taken out with its connection, and nothing is heard of it after that', () => {
    inventory.tell([
      { kind: 'vm', key: vm.key, vm },
      { kind: 'task', key: task.key, task },
    ])
    around.tell.connections?.({ kind: 'closed', id })
    expect(hub.rows('vms').size + hub.rows('tasks').size).toBe(0)
    inventory.tell([{ kind: 'vm', key: vm.key, vm }])
    expect(hub.rows('vms').size).toBe(0)
    expect(around.said).toEqual([`attach ${id}`, `reattach ${id}`, `detach ${id}`])
  })
  it('keeps a task that has ended when its host forgets it, and drops one that has not', () => {
    const over: TaskView = { ...task, state: 'success', completeTime: '2030-01-01T00:00:00Z' }
    inventory.tell([
      { kind: 'task', key: task.key, task: over },
      { kind: 'task', key: task.key, task: undefined },
    ])
    expect(hub.get('tasks', task.key)).toEqual(over)
    inventory.tell([
      { kind: 'task', key: task.key, task },
      { kind: 'task', key: task.key, task: undefined },
    ])
    expect(hub.get('tasks', task.key)).toBeUndefined()
  })
})

describe('a connection', () => {
  it('is not told again for the time of its last answer alone, except with the beat', () => {
    const told = hub.get('connections', id)
    around.views.set(id, {
      ...view,
      state: { at: 'live', since: '2030-01-01T00:00:00Z', lastAnswerAt: '2030-01-01T00:00:09Z' },
    })
    inventory.become(view.state)
    expect(hub.get('connections', id)).toBe(told)
    feeds.tend()
    expect(hub.get('connections', id)?.state).toMatchObject({ lastAnswerAt: '2030-01-01T00:00:09Z' })
  })
  it('is told at once when its state changes', () => {
    around.views.set(id, { ...view, state: { at: 'lost', since: '2030-01-01T00:00:09Z', reason: 'gone' } })
    inventory.become({ at: 'lost', since: '2030-01-01T00:00:09Z', reason: 'gone' })
    expect(hub.get('connections', id)?.state.at).toBe('lost')
  })
  it('takes its runs with it when it is removed, and only then', () => {
    around.tell.connections?.({ kind: 'changed', id })
    expect(around.said).toEqual([`attach ${id}`, `reattach ${id}`, `policy ${id}`])
    around.views.delete(id)
    around.tell.connections?.({ kind: 'changed', id })
    expect(hub.rows('connections').size).toBe(0)
    expect(around.said).toContain(`drop ${id}`)
  })
})

describe('a run', () => {
  const run = { id: runId('run-1'), task: task.key, connection: id } as RunView // only these are looked at here

  it('is told with its task, whichever is known first', () => {
    inventory.tell([{ kind: 'task', key: task.key, task }])
    around.runOfTask.set(task.key, run.id)
    around.tell.run?.({ op: 'put', run })
    expect(hub.get('runs', run.id)).toBe(run)
    expect(hub.get('tasks', task.key)?.run).toBe(run.id)
    around.tell.run?.({ op: 'remove', run: run.id })
    expect(hub.get('runs', run.id)).toBeUndefined()
  })
  it('shows on the task who asked to cancel it', () => {
    inventory.tell([{ kind: 'task', key: task.key, task }])
    around.runOfTask.set(task.key, run.id)
    around.tell.cancel?.({ task: task.key, by: { kind: 'andon' }, requestedAt: '', state: 'sent' })
    expect(hub.get('tasks', task.key)?.run).toBe(run.id)
  })
})
