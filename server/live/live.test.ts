import { beforeEach, describe, expect, it, test } from 'vitest'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { StepEvent } from '@/lib/runs/run'
import { connectionId, moid, taskKey, vmKey, type ConnectionId } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { VmView } from '@/lib/vsphere/vm'
import { fakeInventory, type FakeInventory } from '../connections/testing/fake-inventory'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'
import type { Present } from '../journal/read-runs'
import { createLive, type Live } from './live'
import { aRun, person, stepAt } from '@/lib/testing/run-fixtures'
import { projectRows } from './reader-view'
import { createHub, upToDate, type Hub } from './hub'

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

/** A journal that says what a test lets it say. */
function journalWith(present: Partial<Present> = {}) {
  let tell: (appended: Appended) => void = () => {}
  let seq = 10
  let paused: ReturnType<Journal['paused']>
  let onPaused: () => void = () => {}
  const journal: Pick<Journal, 'readPresent' | 'onAppended' | 'paused' | 'onPaused'> = {
    readPresent: async () => ({ runs: [], alone: [], seq, ...present }),
    onAppended: (listener) => ((tell = listener), () => (tell = () => {})),
    paused: () => paused,
    onPaused: (listener) => ((onPaused = listener), () => (onPaused = () => {})),
  }
  const next = () => (seq += 1)
  return {
    journal,
    pause(why: typeof paused) {
      paused = why
      onPaused()
    },
    open: (run: ReturnType<typeof aRun>) => tell({ is: 'opened', seq: next(), run }),
    step: (run: ReturnType<typeof aRun>, event: StepEvent) =>
      tell({ is: 'step', seq: next(), run: run.id, step: stepAt(1, event, person) }),
    alone: (event: StepEvent) => tell({ is: 'alone', seq: next(), step: stepAt(1, event, person), task: task.key }),
  }
}

let views: Map<ConnectionId, ConnectionView>
let written: ReturnType<typeof journalWith>
let hub: Hub
let live: Live
let inventory: FakeInventory
const now = Date.parse('2030-01-01T00:00:00Z')

const liveOver = (journal: ReturnType<typeof journalWith>['journal']) =>
  createLive({ hub, journal, connectionView: (one) => views.get(one), policyOf: () => undefined, now: () => now })

beforeEach(async () => {
  views = new Map([[id, view]])
  written = journalWith()
  hub = createHub({ epoch: 'e', now: () => now })
  live = liveOver(written.journal)
  await live.load()
  inventory = fakeInventory({ id, endpoint: view.endpoint, user: 'root', password: '' })
  live.attach(inventory)
})

test('a record that cannot be written is told as long as it cannot, and to a wall without where it is', () => {
  const paused = { since: '2030-01-01T00:00:00Z', sentence: 'There is no room left for /data/andon.db.' }
  written.pause(paused)
  expect(hub.tables().notices).toEqual({ record: { kind: 'record-paused', ...paused } })
  const rows = new Map(Object.entries(hub.tables().notices))
  expect(projectRows({ view: 'wall' }, 'notices', rows)).toEqual({
    record: { kind: 'record-paused', ...paused, sentence: '' },
  })
  written.pause(undefined)
  expect(hub.tables().notices).toEqual({})
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
    live.detach(id)
    expect(hub.rows('vms').size + hub.rows('tasks').size).toBe(0)
    inventory.tell([{ kind: 'vm', key: vm.key, vm }])
    expect(hub.rows('vms').size).toBe(0)
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

describe('what is left for later', () => {
  let goOn: () => void
  beforeEach(async () => {
    live.close()
    hub = createHub({ epoch: 'e', now: () => now })
    const options = { hub, connectionView: () => view, policyOf: () => undefined, now: () => now }
    live = createLive({ ...options, journal: written.journal, later: (work) => (goOn = work) })
    await live.load()
    live.attach(inventory)
  })

  it('is shown in its order when its time comes, and a run of which several steps came together is told once', () => {
    const put: unknown[] = []
    const { put: putInHub } = hub
    hub.put = (table, key, row) => {
      if (table === 'runs') put.push(row)
      putInHub(table, key, row)
    }
    const run = aRun()
    inventory.tell([{ kind: 'task', key: task.key, task }])
    written.open(run)
    written.step(run, { kind: 'start-sent', method: 'PowerOnVM_Task' })
    written.step(run, { kind: 'started', method: 'PowerOnVM_Task', task: task.key })
    expect(hub.rows('runs').size + hub.rows('tasks').size).toBe(0)
    goOn()
    expect(put).toMatchObject([{ id: run.id, state: { at: 'running' } }])
    expect(hub.get('tasks', task.key)).toMatchObject({ run: run.id })
    goOn()
    expect(put).toHaveLength(1)
  })

  it('is there for whoever reads before that', () => {
    const shown = upToDate(hub, () => live.catchUp())
    inventory.tell([{ kind: 'vm', key: vm.key, vm }])
    expect(hub.get('vms', vm.key)).toBeUndefined()
    expect(shown.get('vms', vm.key)).toBe(vm)
    inventory.tell([{ kind: 'vm', key: vm.key, vm: undefined }])
    expect(shown.rows('vms').size).toBe(0)
    inventory.tell([{ kind: 'vm', key: vm.key, vm }])
    expect(Object.keys(shown.tables().vms)).toEqual([vm.key])
  })

  it('of a connection is shown before that goes', () => {
    inventory.tell([{ kind: 'vm', key: vm.key, vm }])
    live.detach(id)
    goOn()
    expect(hub.rows('vms').size).toBe(0)
  })

  it('is shown although something else of it could not be', () => {
    const { put: putInHub } = hub
    hub.put = (table, key, row) => {
      if (table === 'tasks') throw new Error('a fault')
      putInHub(table, key, row)
    }
    inventory.tell([{ kind: 'vm', key: vm.key, vm }])
    const run = aRun()
    written.open(run)
    inventory.tell([{ kind: 'task', key: task.key, task }])
    expect(() => goOn()).toThrow('a fault')
    goOn()
    expect(hub.get('vms', vm.key)).toBe(vm)
    expect(hub.get('runs', run.id)).toMatchObject({ id: run.id })
  })
})

describe('a connection', () => {
  it('is not told again for the time of its last answer alone, except with the beat', () => {
    const told = hub.get('connections', id)
    views.set(id, {
      ...view,
      state: { at: 'live', since: '2030-01-01T00:00:00Z', lastAnswerAt: '2030-01-01T00:00:09Z' },
    })
    inventory.become(view.state)
    expect(hub.get('connections', id)).toBe(told)
    live.tend()
    expect(hub.get('connections', id)?.state).toMatchObject({ lastAnswerAt: '2030-01-01T00:00:09Z' })
  })
  it('is told at once when its state changes', () => {
    views.set(id, { ...view, state: { at: 'lost', since: '2030-01-01T00:00:09Z', reason: 'gone' } })
    inventory.become({ at: 'lost', since: '2030-01-01T00:00:09Z', reason: 'gone' })
    expect(hub.get('connections', id)?.state.at).toBe('lost')
  })
  it('goes when it has been removed', () => {
    views.delete(id)
    live.connectionChanged(id)
    expect(hub.rows('connections').size).toBe(0)
  })
})

describe('a run', () => {
  const { task: _, ...idle } = aRun({ connection: id, state: { at: 'starting' } })
  const started: StepEvent = { kind: 'started', method: 'PowerOnVM_Task', task: task.key }
  const shown = () => hub.get('runs', idle.id)

  it('is told with its task, whichever is known first', () => {
    written.open(idle)
    expect(shown()).toBe(idle)
    inventory.tell([{ kind: 'task', key: task.key, task }])
    expect(hub.get('tasks', task.key)).toBe(task)
    written.step(idle, started)
    expect(shown()).toMatchObject({ task: task.key, state: { at: 'running' } })
    expect(hub.get('tasks', task.key)?.run).toBe(idle.id)
  })
  it('has the percentage of its task, and leaves what is over as it was written', () => {
    written.open(idle)
    written.step(idle, started)
    inventory.tell([{ kind: 'task', key: task.key, task: { ...task, progress: 47 } }])
    expect(shown()?.state).toEqual({ at: 'running', percent: 47 })
    written.step(idle, { kind: 'contact-lost', reason: 'cut' })
    expect(shown()?.state).toEqual({ at: 'running', percent: 47 })
    const steps = shown()?.steps.length ?? 0
    written.step(idle, { kind: 'ended', outcome: { kind: 'succeeded' }, following: false })
    inventory.tell([{ kind: 'task', key: task.key, task: { ...task, progress: 99 } }])
    expect(shown()).toMatchObject({ state: { at: 'ended', outcome: { kind: 'succeeded' } } })
    expect(shown()?.state).not.toHaveProperty('percent')
    expect(shown()?.steps).toHaveLength(steps + 1)
  })
  it('shows on the task who asked to cancel it, until the host has refused that', () => {
    written.open(idle)
    written.step(idle, started)
    inventory.tell([{ kind: 'task', key: task.key, task }])
    written.step(idle, { kind: 'cancel-sent', because: 'person' })
    expect(hub.get('tasks', task.key)).toMatchObject({ run: idle.id, cancelRequestedBy: 'm.okafor' })
    written.step(idle, { kind: 'cancel-refused', reason: 'no' })
    expect(hub.get('tasks', task.key)).toEqual({ ...task, run: idle.id })
  })
  it('that Andon did not start shows who asked to cancel it, too', () => {
    inventory.tell([{ kind: 'task', key: task.key, task }])
    written.alone({ kind: 'cancel-sent', because: 'person' })
    expect(hub.get('tasks', task.key)).toMatchObject({ cancelRequestedBy: 'm.okafor' })
    written.alone({ kind: 'cancel-unanswered' })
    expect(hub.get('tasks', task.key)).toEqual(task)
  })
  it('is read from the journal, and what that takes meanwhile comes after it, once', async () => {
    const read = journalWith({ runs: [idle], seq: 11 })
    const second = liveOver(read.journal)
    const loading = second.load()
    read.step(idle, { kind: 'start-sent', method: 'in what is read' })
    read.step(idle, started)
    await loading
    expect(shown()?.steps.map(({ event }) => event.kind)).toEqual(['started'])
    second.close()
  })
})
