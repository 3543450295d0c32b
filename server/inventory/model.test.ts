import { expect, test } from 'vitest'
import { connectionId, moid, moRef, type MoRef } from '@/lib/vsphere/ids'
import type { ObjectUpdate } from '../vsphere/update-set'
import { refValue, type WireValue } from '../vsphere/wire-value'
import { InventoryModel } from './model'
import { TaskWatch } from './task-watch'
import type { StreamFilter } from '../vsphere/property-stream'

const update = (
  kind: ObjectUpdate['kind'],
  obj: MoRef,
  properties: Record<string, WireValue | undefined> = {},
): ObjectUpdate => ({
  kind,
  obj,
  changes: Object.entries(properties).map(([name, value]) => ({ name, op: 'assign', value })),
  missing: [],
})
const vm = (id: string) => moRef('VirtualMachine', id)

function newModel() {
  const clock = { now: '2026-01-01T00:00:00.000Z' }
  const model = new InventoryModel(connectionId('c1'), () => clock.now)
  return { model, clock }
}

test('one change per VM that looks different, none for one that does not', () => {
  const { model } = newModel()
  model.apply([
    update('enter', vm('1'), { name: 'a', 'runtime.powerState': 'poweredOff' }),
    update('enter', vm('2'), { name: 'b' }),
  ])
  expect(model.takeChanges()).toMatchObject([
    { kind: 'vm', key: 'c1/1', vm: { name: 'a' } },
    { kind: 'vm', key: 'c1/2' },
  ])
  model.apply([update('modify', vm('1'), { 'runtime.powerState': 'poweredOn' })])
  model.apply([update('modify', vm('1'), { name: 'a2' }), update('modify', vm('2'), { recentTask: [] })])
  expect(model.takeChanges()).toMatchObject([{ kind: 'vm', key: 'c1/1', vm: { name: 'a2', powerState: 'poweredOn' } }])
  expect(model.takeChanges()).toEqual([])
})

test('the detail version grows with what the VM’s page shows, not with its load', () => {
  const { model } = newModel()
  const version = () => model.vms.get('c1/1' as never)?.detailVersion
  model.apply([update('enter', vm('1'), { name: 'a' })])
  model.takeChanges()
  const first = version()
  model.apply([update('modify', vm('1'), { 'summary.quickStats.overallCpuUsage': 99 })])
  model.takeChanges()
  expect(version()).toBe(first)
  model.apply([update('modify', vm('1'), { 'config.changeVersion': '2' })])
  model.takeChanges()
  expect(version()).toBe((first ?? 0) + 1)
})

test('after the full state was told anew, what was not in it is gone', () => {
  const { model } = newModel()
  model.apply([update('enter', vm('1'), { name: 'a' }), update('enter', vm('2'), { name: 'b' })])
  model.takeChanges()
  model.start('VirtualMachine')
  model.apply([update('enter', vm('2'), { name: 'b' })])
  model.complete()
  expect(model.takeChanges()).toEqual([{ kind: 'vm', key: 'c1/1', vm: undefined }])
})

test('without contact every VM is unknown; whatever comes back is current again', () => {
  const { model } = newModel()
  model.apply([
    update('enter', vm('1'), { name: 'a', 'runtime.powerState': 'poweredOn', 'runtime.question': { id: 'q' } }),
  ])
  model.takeChanges()
  model.loseContact()
  expect(model.takeChanges()).toMatchObject([{ kind: 'vm', vm: { powerState: 'unknown' } }])
  expect(model.questions.size).toBe(1)
  model.start('VirtualMachine')
  model.apply([update('enter', vm('1'), { name: 'a', 'runtime.powerState': 'poweredOn' })])
  model.complete()
  expect(model.takeChanges()).toMatchObject([
    { kind: 'vm', vm: { powerState: 'poweredOn' } },
    { kind: 'question', vm: 'c1/1', question: undefined },
  ])
})

test('a question keeps the time at which it was first seen; the next one has its own', () => {
  const { model, clock } = newModel()
  model.apply([update('enter', vm('1'), { 'runtime.question': { id: 'q1', text: 'a' } })])
  expect(model.takeChanges()).toMatchObject([{}, { kind: 'question', raisedAt: '2026-01-01T00:00:00.000Z' }])
  clock.now = '2026-01-01T00:00:09.000Z'
  model.apply([update('modify', vm('1'), { 'runtime.question': { id: 'q1', text: 'a longer text' } })])
  expect(model.takeChanges()).toMatchObject([
    { raisedAt: '2026-01-01T00:00:00.000Z', question: { text: 'a longer text' } },
  ])
  model.apply([update('modify', vm('1'), { 'runtime.question': { id: 'q2', text: 'b' } })])
  expect(model.takeChanges()).toMatchObject([{ raisedAt: '2026-01-01T00:00:09.000Z', question: { id: 'q2' } }])
})

test('a VM shows its host’s new name', () => {
  const { model } = newModel()
  const host = moRef('HostSystem', 'h')
  model.apply([update('enter', vm('1'), { name: 'a', 'runtime.host': refValue(host) })])
  model.takeChanges()
  model.apply([update('enter', host, { name: 'esx-01' })])
  expect(model.takeChanges()).toMatchObject([{ kind: 'host' }, { kind: 'vm', vm: { host: { name: 'esx-01' } } }])
})

const info = (state: string) => ({ state, descriptionId: 'x', entity: refValue(vm('1')) })

test('a task that has ended does not run again because of late news', () => {
  const { model } = newModel()
  const task = moRef('Task', 't1')
  model.putTask(task, info('running'))
  model.putTask(task, info('success'))
  expect(model.putTask(task, info('running'))?.state).toBe('success')
  expect(model.takeChanges().map((change) => change.kind === 'task' && change.task?.state)).toEqual([
    'running',
    'success',
  ])
})

test('tasks that a VM lists are watched together until they have ended, and forgotten when nobody lists them', () => {
  const { model } = newModel()
  const watched = new Set<StreamFilter>()
  const tasks = new TaskWatch({
    model,
    watch: (filter) => {
      watched.add(filter)
      return () => watched.delete(filter)
    },
  })
  const [one, two] = [moRef('Task', 't1'), moRef('Task', 't2')]
  tasks.setRecent('1', [one, two])
  tasks.setRecent('manager', [one])
  tasks.flush()
  expect(watched.size).toBe(1)
  const [filter] = [...watched]
  const view = moRef('ContainerView', 'v')
  expect(filter?.spec(view)?.objects).toEqual([{ obj: one }, { obj: two }])
  filter?.onUpdates([update('enter', one, { info: info('success') }), update('enter', two, { info: info('running') })])
  expect(filter?.spec(view)?.objects).toEqual([{ obj: two }])
  filter?.onUpdates([update('modify', two, { info: info('error') })])
  expect(watched.size).toBe(0)
  tasks.setRecent('1', [two])
  expect(model.taskOf(moid('t1'))).toBeDefined()
  tasks.setRecent('manager', [])
  expect(model.taskOf(moid('t1'))).toBeUndefined()
  expect(model.taskOf(moid('t2'))).toBeDefined()
})
