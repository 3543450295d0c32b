import { expect, test } from 'vitest'
import { connectionId, moRef, type MoRef } from '@/lib/vsphere/ids'
import type { ObjectUpdate } from '../vsphere/update-set'
import type { WireValue } from '../vsphere/wire-value'
import type { TaskReport } from './contract'
import { TaskFollower } from './follow-task'
import { taskView } from './task-view'

const task = moRef('Task', 't1')
const vm = moRef('VirtualMachine', '12')

function newFollower() {
  const reports: TaskReport[] = []
  const follower = new TaskFollower(task, vm, (report) => reports.push(report), {
    putTask: (ref, info) => taskView(connectionId('c1'), ref, info),
    noteQuestion: (question) => ({ question, raisedAt: 'then' }),
  })
  const take = () =>
    reports.splice(0).map((report) => {
      if (report.kind === 'task') return `task ${report.task.state}`
      if (report.kind === 'question') return `question ${report.question?.id ?? 'none'}`
      return report.kind
    })
  return { follower, take }
}

const update = (kind: ObjectUpdate['kind'], obj: MoRef, name?: string, value?: WireValue): ObjectUpdate => ({
  kind,
  obj,
  changes: name === undefined ? [] : [{ name, op: 'assign', value }],
  missing: [],
})
const infoIs = (state: string, kind: ObjectUpdate['kind'] = 'modify') => update(kind, task, 'info', { state })
const questionIs = (id: string | undefined) =>
  update('modify', vm, 'runtime.question', id === undefined ? undefined : { id })

test('the first report is the full present state, how far the task has come before the question that stops it', () => {
  const { follower, take } = newFollower()
  follower.onUpdates([infoIs('running', 'enter'), update('enter', vm, 'runtime.question', { id: 'q1' })])
  expect(take()).toEqual(['task running', 'question q1'])
})

test('what comes in one update set is told in an order that makes sense: the answer before the end', () => {
  const { follower, take } = newFollower()
  follower.onUpdates([infoIs('running', 'enter'), questionIs('q1')])
  follower.onUpdates([infoIs('error'), questionIs(undefined)])
  expect(take()).toEqual(['task running', 'question q1', 'question none', 'task error'])
})

test('a state that the server repeats is told once', () => {
  const { follower, take } = newFollower()
  follower.onUpdates([infoIs('running', 'enter'), infoIs('running')])
  follower.onUpdates([infoIs('running')])
  expect(take()).toEqual(['task running'])
})

test('lost contact is told once, and its return before the state that follows', () => {
  const { follower, take } = newFollower()
  follower.onUpdates([infoIs('running', 'enter')])
  follower.loseContact('cut')
  follower.loseContact('still')
  follower.onStart()
  follower.onUpdates([infoIs('running', 'enter'), update('enter', vm)])
  expect(take()).toEqual(['task running', 'contact-lost', 'contact-back', 'task running', 'question none'])
})

test('an object that is gone is told once and no longer asked for', () => {
  const { follower, take } = newFollower()
  follower.onUpdates([update('leave', vm)])
  expect(follower.spec()?.objects).toEqual([{ obj: task }])
  follower.onUpdates([update('leave', vm), update('leave', task)])
  expect(take()).toEqual(['vm-gone', 'task-gone'])
  expect(follower.spec()).toBeUndefined()
})
