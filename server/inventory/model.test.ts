import { array, assert, constant, constantFrom, nat, oneof, option, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { connectionId, moRef, type MoRef } from '@/lib/vsphere/ids'
import type { ObjectUpdate } from '../vsphere/update-set'
import { refValue, type WireValue } from '../vsphere/wire-value'
import { HostClock } from './host-clock'
import { InventoryModel } from './model'

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
  const model = new InventoryModel(connectionId('c1'), () => clock.now, new HostClock(Date.now))
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
  model.apply([update('enter', vm('1'), { 'runtime.question': { id: 'q1', text: '1 MB free' } })])
  expect(model.takeChanges()).toMatchObject([{}, { kind: 'question', raisedAt: '2026-01-01T00:00:00.000Z' }])
  clock.now = '2026-01-01T00:00:09.000Z'
  model.apply([update('modify', vm('1'), { 'runtime.question': { id: 'q1', text: '2 MB free' } })])
  expect(model.takeChanges()).toMatchObject([{ raisedAt: '2026-01-01T00:00:00.000Z', question: { text: '2 MB free' } }])
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

const updateOf = (state: string) => update('modify', moRef('Task', 't1'), { info: info(state) })
const questionOf = (id: string | undefined) =>
  update('modify', vm('1'), { 'runtime.question': id === undefined ? undefined : { id } })

test('one update set is told in an order that makes sense: progress, then the question, then the end', () => {
  const { model } = newModel()
  model.apply([update('enter', vm('1'), { name: 'a', recentTask: [refValue(moRef('Task', 't1'))] })])
  const told = () => {
    const changes = model.takeChanges()
    return changes.map((change) => {
      if (change.kind === 'task') return `task ${change.task?.state}`
      return change.kind === 'question' ? `question ${change.question?.id}` : change.kind
    })
  }
  expect(told()).toEqual(['vm'])
  expect([...model.tasks.followed.keys()]).toEqual(['t1'])
  model.apply([questionOf('q1'), updateOf('running')])
  expect(told()).toEqual(['task running', 'question q1'])
  // The end of a task is a reason to read its VM's page again.
  model.apply([updateOf('error'), questionOf(undefined)])
  expect(told()).toEqual(['vm', 'question undefined', 'task error'])
  model.apply([updateOf('error'), updateOf('running'), questionOf(undefined)])
  expect(told()).toEqual([])
})

test('what the task manager lists is followed like what a VM lists', () => {
  const { model } = newModel()
  model.apply([update('modify', moRef('TaskManager', 'ha-taskmgr'), { recentTask: [refValue(moRef('Task', 't1'))] })])
  expect([...model.tasks.followed.keys()]).toEqual(['t1'])
})

test('what is read beside the stream is taken in with its age, and says nothing of what there is', () => {
  const { model, clock } = newModel()
  const on = { name: 'a', 'runtime.powerState': 'poweredOn' }
  model.apply([update('enter', vm('1'), { ...on, 'summary.quickStats.overallCpuUsage': 10 })])
  const [first] = model.takeChanges()
  expect(first).toMatchObject({ vm: { cpuUsageMHz: 10, figuresAt: '2026-01-01T00:00:00.000Z' } })
  clock.now = '2026-01-01T00:05:00.000Z'
  // Something else that is told makes no figure younger.
  model.apply([update('modify', vm('1'), { name: 'b', recentTask: [refValue(moRef('Task', 't1'))] })])
  expect(model.takeChanges()).toMatchObject([{ vm: { name: 'b', figuresAt: '2026-01-01T00:00:00.000Z' } }])
  model.refresh([
    update('enter', vm('1'), { 'summary.quickStats.overallCpuUsage': 30, recentTask: [refValue(moRef('Task', 't2'))] }),
    update('enter', vm('2'), { 'summary.quickStats.overallCpuUsage': 1 }),
    update('leave', vm('1')),
  ])
  expect(model.takeChanges()).toMatchObject([
    { key: 'c1/1', vm: { cpuUsageMHz: 30, figuresAt: '2026-01-01T00:05:00.000Z', detailVersion: 2 } },
  ])
  expect([...model.tasks.followed.keys()]).toEqual(['t1', 't2'])
  model.loseContact()
  model.refresh([update('enter', vm('1'), { 'summary.quickStats.overallCpuUsage': 99 })])
  const [lost] = model.takeChanges()
  expect(lost).toMatchObject({ vm: { powerState: 'unknown', cpuUsageMHz: 30 } })
  expect(lost).not.toHaveProperty('vm.figuresAt')
})

test('whatever is told and read in whatever order, a VM is as if it were put together anew', () => {
  const cpu = option(nat(3), { nil: undefined }).map((mhz) => ({ 'summary.quickStats.overallCpuUsage': mhz }))
  const memory = option(nat(2), { nil: undefined }).map((mib) => ({ 'summary.quickStats.hostMemoryUsage': mib }))
  const other = constantFrom<Record<string, WireValue>>({}, { 'runtime.maxCpuUsage': 4 }, { effectiveRole: [1] })
  const read = tuple(cpu, memory, other).map((parts) => ({ kind: 'read', of: Object.assign({}, ...parts) }))
  const told = constantFrom('poweredOn', 'poweredOff', 'suspended').map((state) => ({
    kind: 'told',
    of: { 'runtime.powerState': state },
  }))
  assert(
    property(array(oneof(read, told, constant({ kind: 'taken', of: {} })), { maxLength: 12 }), (steps) => {
      const { model, clock } = newModel()
      model.apply([update('enter', vm('1'), { name: 'a', 'config.hardware.numCPU': 2 })])
      model.takeChanges()
      steps.forEach(({ kind, of }, at) => {
        clock.now = new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString()
        if (kind === 'read') model.refresh([update('enter', vm('1'), of)])
        if (kind === 'told') model.apply([update('modify', vm('1'), of)])
        if (kind === 'taken') model.takeChanges()
      })
      model.takeChanges()
      const before = model.vms.get('c1/1' as never)
      // Moves no time of a VM that has none, but has each view made anew.
      model.shiftClock(0)
      expect(model.takeChanges()).toEqual([])
      expect(model.vms.get('c1/1' as never)).toEqual(before)
    }),
  )
})

test('figures of a host have an age as well, and one that the server has lost says none', () => {
  const { model, clock } = newModel()
  const host = moRef('HostSystem', 'h')
  const cpu = 'summary.quickStats.overallCpuUsage'
  model.apply([update('enter', host, { name: 'esx-01', 'runtime.connectionState': 'connected', [cpu]: 10 })])
  expect(model.takeChanges()).toMatchObject([{ host: { figuresAt: '2026-01-01T00:00:00.000Z' } }])
  clock.now = '2026-01-01T00:05:00.000Z'
  model.apply([update('modify', host, { name: 'esx-1' })])
  expect(model.takeChanges()).toMatchObject([{ host: { name: 'esx-1', figuresAt: '2026-01-01T00:00:00.000Z' } }])
  model.refresh([update('enter', host, { [cpu]: 20 })])
  expect(model.takeChanges()).toMatchObject([{ host: { cpuUsageMHz: 20, figuresAt: '2026-01-01T00:05:00.000Z' } }])
  model.apply([update('modify', host, { 'runtime.connectionState': 'notResponding' })])
  const [lost] = model.takeChanges()
  expect(lost).toMatchObject({ host: { cpuUsageMHz: 20 } })
  expect(lost).not.toHaveProperty('host.figuresAt')
})

test('when a clock turns out to be wrong, tasks that are known already are moved with it', () => {
  const { model } = newModel()
  const info = { state: 'running', queueTime: '2026-01-01T03:00:00Z', startTime: '2026-01-01T03:00:01Z' }
  model.tasks.follow(moRef('Task', 't1'))
  model.apply([update('enter', moRef('Task', 't1'), { info })])
  expect(model.takeChanges()).toMatchObject([{ task: { queueTime: '2026-01-01T03:00:00Z' } }])
  model.shiftClock(3 * 3_600_000)
  expect(model.takeChanges()).toMatchObject([
    { task: { queueTime: '2026-01-01T00:00:00.000Z', startTime: '2026-01-01T00:00:01.000Z' } },
  ])
})
