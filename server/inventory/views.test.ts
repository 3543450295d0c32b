import { expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { refValue, type WireValue } from '../vsphere/wire-value'
import { readQuestion } from './question'
import { taskView } from './task-view'
import { datastoreView, hostView } from './host-view'
import { vmPaths } from './paths'
import { asItIs, connection, view, vm } from './testing/read-vm-view'

test('a VM of which nothing is known is still a VM with a name', () => {
  expect(view({})).toEqual({
    key: 'c1/vm-7',
    connection,
    moid: 'vm-7',
    name: 'vm-7',
    storedName: 'vm-7',
    powerState: 'unknown',
    connectionState: 'unknown',
    detailVersion: 3,
  })
})

test('names are plain for people and kept as stored; an odd one is shown as it is, with the reason', () => {
  expect(view({ name: 'db%2fprimary' })).toMatchObject({ name: 'db/primary', storedName: 'db%2fprimary' })
  const odd = view({ name: '100%' })
  expect(odd.name).toBe('100%')
  expect(odd.nameProblem).toBeTypeOf('string')
})

test('values of an unexpected type, or newer than we know, never break a VM', () => {
  const odd = view({ name: 5, 'runtime.powerState': 'hibernating', 'summary.config.numCpu': 'many', snapshot: 'x' })
  expect(odd).toMatchObject({ name: 'vm-7', powerState: 'unknown' })
  expect(odd.cpuCount).toBeUndefined()
  expect(view({ 'runtime.connectionState': 'quarantined' }).connectionState).toBe('quarantined')
})

test('without contact the power state is unknown', () => {
  expect(view({ 'runtime.powerState': 'poweredOn' }).powerState).toBe('poweredOn')
  const lost = view({ 'runtime.powerState': 'poweredOn' }, { isCurrent: false })
  expect(lost).toMatchObject({ powerState: 'unknown', powerStateBefore: 'poweredOn' })
  expect(view({}, { isCurrent: false }).powerStateBefore).toBeUndefined()
  expect(view({ 'runtime.powerState': 'poweredOn' }).powerStateBefore).toBeUndefined()
})

test('tools run by the word of newer hosts, and by the status of hosts that have only that', () => {
  expect(
    view({ 'summary.guest.toolsRunningStatus': 'guestToolsNotRunning', 'summary.guest.toolsStatus': 'toolsOk' })
      .toolsRunning,
  ).toBe(false)
  expect(view({ 'summary.guest.toolsStatus': 'toolsOld' }).toolsRunning).toBe(true)
  expect(view({}).toolsRunning).toBeUndefined()
})

test('a VM that its server has no contact with shows what was last known, and says so', () => {
  const on = {
    'runtime.powerState': 'poweredOn',
    'runtime.host': refValue(moRef('HostSystem', 'h')),
    'summary.quickStats.overallCpuUsage': 12,
  }
  expect(view({ ...on, 'runtime.connectionState': 'connected' })).toMatchObject({ cpuUsageMHz: 12, figuresAt: 'then' })
  for (const state of ['disconnected', 'orphaned', 'inaccessible', 'invalid', 'quarantined']) {
    const lost = view({ ...on, 'runtime.connectionState': state })
    expect(lost).toMatchObject({ connectionState: state, powerState: 'poweredOn', lastKnown: true, cpuUsageMHz: 12 })
    expect(lost).not.toHaveProperty('figuresAt')
  }
  const ofHost = view({ ...on, 'runtime.connectionState': 'connected' }, { hostState: () => 'notResponding' })
  expect(ofHost).toMatchObject({ hostState: 'notResponding', lastKnown: true })
  const off = view({ ...on, 'runtime.connectionState': 'connected', 'runtime.powerState': 'poweredOff' })
  expect(off).not.toHaveProperty('figuresAt')
  expect(off).not.toHaveProperty('lastKnown')
})

test('what is not told is not known: no snapshot is another thing than none that may be seen', () => {
  const nothing = view({ 'config.changeVersion': 'v1' })
  expect(nothing.snapshotCount).toBe(0)
  expect(nothing).not.toHaveProperty('isTemplate')
  const withheld = view({ 'config.changeVersion': 'v1' }, { missing: new Set(['snapshot']) })
  expect(withheld).not.toHaveProperty('snapshotCount')
  const datastore = datastoreView(connection, moRef('Datastore', 'd'), new Map())
  expect(datastore).not.toHaveProperty('accessible')
  const host = hostView(connection, moRef('HostSystem', 'h'), new Map())
  expect(host).not.toHaveProperty('inMaintenanceMode')
  expect(host.connectionState).toBe('unknown')
})

test('a note of any length is no part of a list', () => {
  const long = view({ name: 'a', 'summary.config.annotation': 'n'.repeat(100_000), 'config.annotation': 'n' })
  expect(JSON.stringify(long).length).toBeLessThan(1_000)
  expect(vmPaths).not.toContain('summary.config.annotation')
})

test('times of a server are shown in our clock', () => {
  const ourTime = (text: string | undefined) => text?.replace('T12', 'T09')
  expect(view({ 'runtime.bootTime': '2026-01-01T12:00:00Z' }, { ourTime }).bootTime).toBe('2026-01-01T09:00:00Z')
  const late = { ...info, queueTime: '2026-01-01T12:00:00Z', completeTime: '2026-01-01T12:00:07Z', state: 'success' }
  expect(taskView(connection, moRef('Task', 't'), late, ourTime)).toMatchObject({
    queueTime: '2026-01-01T09:00:00Z',
    completeTime: '2026-01-01T09:00:07Z',
  })
})

const info = {
  entity: refValue(vm),
  entityName: 'db%2fprimary',
  descriptionId: 'VirtualMachine.powerOn',
  name: 'PowerOnVM_Task',
  state: 'running',
  cancelable: false,
  cancelled: false,
  progress: 47,
  queueTime: '2026-01-01T00:00:00Z',
  reason: { $type: 'TaskReasonUser', userName: 'root' },
}

test('a task says who started it, what it works on and how far it is; progress counts only while it runs', () => {
  const task = moRef('Task', 'task-1')
  expect(taskView(connection, task, info, asItIs)).toMatchObject({
    key: 'c1/task-1',
    vm: 'c1/vm-7',
    entityName: 'db/primary',
    startedBy: 'root',
    progress: 47,
    state: 'running',
  })
  expect(taskView(connection, task, { ...info, progress: 180 }, asItIs)?.progress).toBe(100)
  expect(taskView(connection, task, { ...info, state: 'success' }, asItIs)?.progress).toBeUndefined()
  expect(
    taskView(connection, task, { ...info, reason: { $type: 'TaskReasonSystem' } }, asItIs)?.startedBy,
  ).toBeUndefined()
  expect(
    taskView(connection, task, { ...info, entity: refValue(moRef('HostSystem', 'h')) }, asItIs)?.vm,
  ).toBeUndefined()
  expect(taskView(connection, task, 'nonsense', asItIs)).toBeUndefined()
})

test('a failed task carries its fault with the whole chain', () => {
  const error = {
    fault: {
      $type: 'GenericVmConfigFault',
      faultMessage: [{ key: 'msg.vmx.poweron.failed', message: 'Failed to start.' }],
    },
    localizedMessage: 'Power on failed.',
  }
  expect(taskView(connection, moRef('Task', 't'), { ...info, state: 'error', error }, asItIs)?.fault).toEqual({
    type: 'GenericVmConfigFault',
    message: 'Power on failed.',
    chain: [{ key: 'msg.vmx.poweron.failed', message: 'Failed to start.' }],
  })
})

test('a question keeps its text and its choices in order; a default that is not offered is none', () => {
  const question = {
    id: '_vmx1',
    text: 'msg.serial.file.open:Replace <it>?',
    choice: {
      choiceInfo: [
        { key: '0', label: 'button.a', summary: 'Append' },
        { key: '1', label: 'b', summary: 'Replace' },
      ],
      defaultIndex: 1,
    },
    message: [{ id: 'msg.serial.file.open', argument: ['/x', 5], text: 'Replace <it>?' }],
  }
  expect(readQuestion(question)).toEqual({
    id: '_vmx1',
    text: 'msg.serial.file.open:Replace <it>?',
    choices: [
      { key: '0', label: 'button.a', summary: 'Append' },
      { key: '1', label: 'b', summary: 'Replace' },
    ],
    defaultIndex: 1,
    messages: [{ id: 'msg.serial.file.open', args: ['/x', '5'], text: 'Replace <it>?' }],
  })
  expect(readQuestion({ ...question, choice: { ...question.choice, defaultIndex: 2 } })?.defaultIndex).toBeUndefined()
  expect(readQuestion({ ...question, choice: { ...question.choice, defaultIndex: -1 } })?.defaultIndex).toBeUndefined()
  expect(readQuestion({ id: '1', text: 'x' })).toEqual({ id: '1', text: 'x', choices: [], messages: [] })
  expect(readQuestion(undefined)).toBeUndefined()
})

test('a datastore counts the hosts that have it, and those that reach it where each of them says so', () => {
  const datastore = moRef('Datastore', 'datastore-3')
  const host = { $type: 'ManagedObjectReference', type: 'HostSystem', value: 'host-1' }
  const mount = (mountInfo: Record<string, WireValue>) => ({ $type: 'DatastoreHostMount', key: host, mountInfo })
  const viewOf = (properties: Record<string, WireValue>) =>
    datastoreView(connection, datastore, new Map(Object.entries(properties)))
  expect(
    viewOf({
      host: [
        mount({ accessible: true, mounted: true }),
        mount({ accessible: true, mounted: true }),
        mount({ accessible: false }),
        mount({ mounted: false }),
      ],
      'summary.uncommitted': 2048,
      'summary.maintenanceMode': 'enteringMaintenance',
    }),
  ).toMatchObject({
    mounts: { hosts: 4, reaching: 2 },
    uncommittedBytes: 2048,
    maintenance: 'enteringMaintenance',
  })
  expect(viewOf({})).not.toHaveProperty('mounts')
  expect(viewOf({ host: 'odd' })).not.toHaveProperty('mounts')
  const mounts = (mountInfo: Record<string, WireValue>) => viewOf({ host: [mount(mountInfo)] }).mounts
  expect(mounts({})).toEqual({ hosts: 1 })
  expect(mounts({ mounted: false })).toEqual({ hosts: 1, reaching: 0 })
})

test('a question that cannot be read is a question; a choice that cannot be given takes the default of no other', () => {
  expect(readQuestion('odd')).toEqual({ id: '', text: '', choices: [], messages: [] })
  const choice = (key: string) => ({ key, label: key, summary: '' })
  const asking = (defaultIndex: number) =>
    readQuestion({
      id: '1',
      text: 'Well?',
      choice: { choiceInfo: ['odd', choice('a'), choice('b'), {}], defaultIndex },
    })
  const defaultOf = (index: number) => asking(index)?.choices[asking(index)?.defaultIndex ?? -1]?.key
  expect([0, 1, 2, 3, 4].map(defaultOf)).toEqual([undefined, 'a', 'b', undefined, undefined])
})
