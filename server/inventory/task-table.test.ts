import { expect, test } from 'vitest'
import { connectionId, moid, moRef, taskKey } from '@/lib/vsphere/ids'
import type { ObjectUpdate } from '../vsphere/update-set'
import { TaskTable } from './task-table'

const connection = connectionId('c1')
const task = (id: string) => moRef('Task', id)

function open() {
  const table = new TaskTable(connection, (text) => text)
  const view = (id: string) => table.views.get(taskKey(connection, moid(id)))
  const update = (id: string, state: string, kind: ObjectUpdate['kind'] = 'modify'): ObjectUpdate => {
    return { kind, obj: task(id), changes: [{ name: 'info', op: 'assign', value: info(state) }], missing: [] }
  }
  const told = (...of: Parameters<typeof update>) => table.apply(update(...of))
  const read = (id: string, state: string) => table.apply(update(id, state), 'reading')
  const leave = (id: string) => table.apply({ kind: 'leave', obj: task(id), changes: [], missing: [] })
  const followed = () => [...table.followed.keys()]
  return { table, view, told, read, leave, followed }
}

const info = (state: string) => ({ $type: 'TaskInfo', state, queueTime: '2030-01-01T00:00:00Z', descriptionId: 'x' })

test('a task that was started here is followed to its end though no list names it', () => {
  const { table, view, told, followed } = open()
  table.follow(task('t1'))
  told('t1', 'running')
  expect(view('t1')?.state).toBe('running')
  // The manager lists it after all: it is not followed twice.
  table.list('ha-taskmgr', [task('t1')])
  expect(followed()).toEqual(['t1'])
  told('t1', 'success')
  expect(view('t1')?.state).toBe('success')
  expect(followed()).toEqual([])
  table.follow(task('t1'))
  expect(followed()).toEqual([])
})

test('a hidden task is not shown, whether it was seen before or is listed later', () => {
  const { table, view, told, followed } = open()
  table.list('ha-taskmgr', [task('t1'), task('t2')])
  told('t1', 'running')
  expect(table.hide(task('t1'))).toBe(false)
  told('t1', 'success')
  expect(view('t1')).toBeUndefined()
  told('t2', 'running')
  expect(view('t2')?.state).toBe('running')
  table.hide(task('t3'))
  table.list('vm-1', [task('t3')])
  expect(followed()).toEqual(['t2', 't3'])
  told('t3', 'success')
  told('t2', 'success')
  expect(view('t3')).toBeUndefined()
  expect(followed()).toEqual([])
  expect(table.hide(task('t2'))).toBe(true)
  expect(view('t2')).toBeUndefined()
})

test('a task that has ended does not run again because of late news', () => {
  const { table, told } = open()
  table.follow(task('t1'))
  told('t1', 'running')
  expect(table.takeChanges()).toMatchObject({ goingOn: [{ task: { state: 'running' } }], over: [] })
  told('t1', 'success')
  expect(table.takeChanges()).toMatchObject({ goingOn: [], over: [{ task: { state: 'success' } }] })
  told('t1', 'running')
  told('t1', 'success')
  expect(table.takeChanges()).toEqual({ goingOn: [], over: [] })
})

test('tasks that a VM lists are followed until they have ended, and forgotten when nobody lists them', () => {
  const { table, view, told, followed } = open()
  table.list('1', [task('t1'), task('t2')])
  table.list('manager', [task('t1')])
  expect(followed()).toEqual(['t1', 't2'])
  told('t1', 'success', 'enter')
  told('t2', 'running', 'enter')
  expect(followed()).toEqual(['t2'])
  told('t2', 'error')
  expect(followed()).toEqual([])
  table.list('1', [task('t2')])
  expect(view('t1')).toBeDefined()
  table.list('manager', [])
  expect(view('t1')).toBeUndefined()
  expect(view('t2')).toBeDefined()
})

test('a task that the host does not know is told as gone, once, also when nothing was ever heard of it', () => {
  const { table, leave, told } = open()
  table.follow(task('t1'))
  leave('t1')
  expect(table.takeChanges().over).toEqual([{ kind: 'task', key: 'c1/t1', task: undefined }])
  leave('t1')
  // One that has ended leaves because nobody follows it any more.
  table.follow(task('t2'))
  told('t2', 'success')
  table.takeChanges()
  leave('t2')
  expect(table.takeChanges().over).toEqual([])
})

test('an end that was read beside the stream is not one that the stream has told', () => {
  const { table, view, told, read } = open()
  const hasToldEnd = () => table.hasToldEnd(moid('t1'))
  table.list('vm-1', [task('t1')])
  told('t1', 'running')
  expect(hasToldEnd()).toBe(false)
  read('t1', 'success')
  expect(view('t1')?.state).toBe('success')
  expect(hasToldEnd()).toBe(false)
  // What it tells late is still what was before.
  told('t1', 'running')
  expect(hasToldEnd()).toBe(false)
  told('t1', 'success')
  expect(hasToldEnd()).toBe(true)
})
