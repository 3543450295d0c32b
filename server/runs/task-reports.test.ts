import { expect, test } from 'vitest'
import type { ConnectionState } from '@/lib/vsphere/connection'
import { connectionId, moRef, taskKey, vmKey, type MoRef } from '@/lib/vsphere/ids'
import type { InventoryChange } from '../inventory/contract'
import { HostClock } from '../inventory/host-clock'
import { InventoryModel } from '../inventory/model'
import type { ObjectUpdate } from '../vsphere/update-set'
import type { WireValue } from '../vsphere/wire-value'
import { followTask, type TaskReport } from './task-reports'

const connection = connectionId('c1')
const task = moRef('Task', 't1')
const vm = moRef('VirtualMachine', '12')

/** What a run hears over an inventory whose update sets the test makes. */
function open(...before: ObjectUpdate[]) {
  const model = new InventoryModel(connection, () => 'then', new HostClock(Date.now))
  const listeners = new Set<(changes: readonly InventoryChange[]) => void>()
  let state: ConnectionState = { at: 'live', since: '', lastAnswerAt: '' }
  const tell = (changes: readonly InventoryChange[]) => listeners.forEach((listener) => listener(changes))
  const set = (...updates: ObjectUpdate[]) => {
    model.apply(updates)
    tell(model.takeChanges())
  }
  const contact = (next: ConnectionState) => {
    state = next
    tell([{ kind: 'connection', state, endpointKind: 'esx' }])
  }
  const lose = (reason: string) => contact({ at: 'lost', since: '', reason })
  const comeBack = () => contact({ at: 'live', since: '', lastAnswerAt: '' })
  set(update('enter', vm, 'name', 'a'), ...before)
  const reports: TaskReport[] = []
  const inventory = {
    get state() {
      return state
    },
    tasks: model.tasks.views,
    vms: model.vms,
    questions: model.questions,
    onChanges(listener: (changes: readonly InventoryChange[]) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    followTask: (followed: MoRef | string = task) =>
      model.tasks.follow(typeof followed === 'string' ? moRef('Task', followed) : followed),
  }
  const follow = (areNew = false) => {
    const [key, ofVm] = [taskKey(connection, task.value), vmKey(connection, vm.value)]
    return followTask(inventory, key, ofVm, (report) => reports.push(report), areNew)
  }
  const take = () =>
    reports.splice(0).map((report) => {
      if (report.kind === 'task') return `task ${report.task.state}`
      if (report.kind === 'question') return `question ${report.question?.id ?? 'none'}`
      return report.kind
    })
  return { inventory, follow, set, lose, comeBack, take, listeners }
}

const update = (kind: ObjectUpdate['kind'], obj: MoRef, name?: string, value?: WireValue): ObjectUpdate => ({
  kind,
  obj,
  changes: name === undefined ? [] : [{ name, op: 'assign', value }],
  missing: [],
})
const infoIs = (state: string) => update('modify', task, 'info', { state })
const questionIs = (id: string | undefined) =>
  update('modify', vm, 'runtime.question', id === undefined ? undefined : { id })

test('the first report is the full present state, how far the task has come before the question that stops it', () => {
  const { follow, set, take } = open(questionIs('q1'))
  follow()
  // A question that was there before the task is known is none of its, until the host has told of both.
  expect(take()).toEqual([])
  set(infoIs('running'))
  expect(take()).toEqual(['task running', 'question q1'])
})

test('what comes in one update set is told in an order that makes sense: the answer before the end', () => {
  const { follow, set, take } = open()
  follow()
  set(infoIs('running'))
  set(questionIs('q1'))
  set(infoIs('error'), questionIs(undefined))
  expect(take()).toEqual(['task running', 'question none', 'question q1', 'question none', 'task error'])
})

test('a state that the server repeats is told once', () => {
  const { follow, set, take } = open()
  follow()
  set(infoIs('running'), infoIs('running'))
  set(infoIs('running'))
  expect(take()).toEqual(['task running', 'question none'])
})

test('lost contact is told once, and its return before the full state that follows', () => {
  const { follow, set, lose, comeBack, take } = open()
  follow()
  set(infoIs('running'))
  lose('cut')
  lose('still')
  expect(take()).toEqual(['task running', 'question none', 'contact-lost'])
  set(questionIs('q1'), infoIs('success'))
  comeBack()
  expect(take()).toEqual(['contact-back', 'question q1', 'task success'])
})

test('without contact from the beginning, the run is told so, and the state as soon as there is one', () => {
  const { follow, set, lose, comeBack, take } = open()
  lose('cut')
  follow()
  expect(take()).toEqual(['contact-lost'])
  comeBack()
  expect(take()).toEqual(['contact-back'])
  set(update('leave', task))
  expect(take()).toEqual(['question none', 'task-gone'])
})

test('a task that ended before it was followed is told at once', () => {
  const { follow, set, take } = open()
  follow()()
  set(infoIs('success'))
  expect(take()).toEqual([])
  follow()
  expect(take()).toEqual(['question none', 'task success'])
})

test('an object that is gone is told once', () => {
  const { follow, set, take } = open()
  follow()
  set(infoIs('running'))
  take()
  set(update('leave', vm))
  set(update('leave', vm), update('leave', task))
  set(update('leave', task))
  expect(take()).toEqual(['vm-gone', 'task-gone'])
})

test('what was gone before it was followed is told, and nothing after the run has stopped', () => {
  const { follow, set, take, listeners } = open(update('leave', vm))
  const stop = follow()
  set(update('leave', task))
  expect(take()).toEqual(['vm-gone', 'task-gone'])
  stop()
  expect(listeners.size).toBe(0)
})

test('of many runs each hears what is about its own task and VM, and all hear of the contact', () => {
  const { inventory, set, lose, listeners } = open()
  const heard: string[] = []
  const own = (name: string) => ({ task: moRef('Task', `t-${name}`), vm: moRef('VirtualMachine', name) })
  const follow = (name: string) => {
    const { task: its, vm: on } = own(name)
    return followTask(inventory, taskKey(connection, its.value), vmKey(connection, on.value), ({ kind }) =>
      heard.push(`${name} ${kind}`),
    )
  }
  const runs = update('modify', moRef('Task', 't-a'), 'info', { state: 'running' })
  set(...['a', 'b'].map((name) => update('enter', own(name).vm, 'name', name)))
  const stops = [follow('a'), follow('b')]
  expect(listeners.size).toBe(1)
  inventory.followTask(own('a').task)
  set(runs)
  expect(heard.splice(0)).toEqual(['a task', 'a question'])
  set(update('modify', own('b').vm, 'runtime.question', { id: 'q' }))
  expect(heard.splice(0)).toEqual([]) // nothing before its task is known
  lose('cut')
  expect(heard.splice(0)).toEqual(['a contact-lost', 'b contact-lost'])
  for (const stop of stops) stop()
  expect(listeners.size).toBe(0)
})

test('where every question is known to be new, it is told before the task is known, and how far that is as soon as it is', () => {
  const { follow, set, take } = open()
  follow(true)
  set(questionIs('q1'))
  expect(take()).toEqual(['question q1'])
  set(infoIs('running'))
  expect(take()).toEqual(['task running', 'question q1'])
  set(questionIs(undefined))
  expect(take()).toEqual(['question none'])
})

test('what comes together with the task is told behind it, also where every question is new', () => {
  const { follow, set, take } = open()
  follow(true)
  set(questionIs('q1'), infoIs('running'))
  expect(take()).toEqual(['task running', 'question q1'])
})

test('without contact in between nobody knows any more that a question is new: the task is waited for', () => {
  const { follow, set, lose, comeBack, take } = open()
  follow(true)
  lose('cut')
  set(questionIs('q1'))
  comeBack()
  expect(take()).toEqual(['contact-lost', 'contact-back'])
  set(infoIs('running'))
  expect(take()).toEqual(['task running', 'question q1'])
})
