import { expect, test } from 'vitest'
import { connectionId, moid, moRef, taskKey } from '@/lib/vsphere/ids'
import type { StreamFilter } from '../vsphere/property-stream'
import type { WireValue } from '../vsphere/wire-value'
import { InventoryModel } from './model'
import { TaskWatch } from './task-watch'

const connection = connectionId('c1')

function open() {
  const model = new InventoryModel(connection, () => '2030-01-01T00:00:00Z')
  const filters = new Set<StreamFilter>()
  const tasks = new TaskWatch({
    model,
    watch: (filter) => {
      filters.add(filter)
      return () => filters.delete(filter)
    },
  })
  const view = (id: string) => model.tasks.get(taskKey(connection, moid(id)))
  /** What the server says of a task, to whoever watches it. */
  const tell = (id: string, state: string) => {
    const obj = moRef('Task', id)
    const value: WireValue = { $type: 'TaskInfo', state, queueTime: '2030-01-01T00:00:00Z', descriptionId: 'x' }
    for (const filter of filters) {
      if (!filter.spec(moRef('ContainerView', 'v'))?.objects.some((one) => one.obj.value === id)) continue
      filter.onUpdates([{ kind: 'modify', obj, changes: [{ name: 'info', op: 'assign', value }], missing: [] }])
    }
  }
  return { tasks, filters, view, tell }
}

test('a task that was started here is watched to its end though no list names it', () => {
  const { tasks, filters, view, tell } = open()
  tasks.show(moRef('Task', 't1'))
  tell('t1', 'running')
  expect(view('t1')?.state).toBe('running')
  // The manager lists it after all: it is not watched twice.
  tasks.setRecent('ha-taskmgr', [moRef('Task', 't1')])
  tasks.flush()
  expect(filters.size).toBe(1)
  tell('t1', 'success')
  expect(view('t1')?.state).toBe('success')
  expect(filters.size).toBe(0)
})

test('a hidden task is not shown, whether it was seen before or is listed later', () => {
  const { tasks, filters, view, tell } = open()
  tasks.setRecent('ha-taskmgr', [moRef('Task', 't1'), moRef('Task', 't2')])
  tasks.flush()
  tell('t1', 'running')
  tasks.hide(moRef('Task', 't1'))
  tell('t1', 'success')
  expect(view('t1')).toBeUndefined()
  tell('t2', 'running')
  expect(view('t2')?.state).toBe('running')
  tasks.hide(moRef('Task', 't3'))
  tasks.setRecent('vm-1', [moRef('Task', 't3')])
  tasks.flush()
  expect(filters.size).toBe(1)
  tell('t2', 'success')
  expect(filters.size).toBe(0)
})
