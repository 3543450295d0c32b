import { expect, test } from 'vitest'
import { aConnection, aTask, aVm, tablesOf } from '../testing/vm-fixtures'
import { cancelRefusal } from './cancel-control'

const rights = { lacks: { '7': ['Global.CancelTask'] }, vms: { known: 1, missing: { 'Global.CancelTask': 1 } } }
const connection = aConnection('c1', { rights, user: 'andon' })
const vm = aVm('db', { roles: [7] })

test('tasks of others take a privilege to cancel; those of the account itself do not', () => {
  const [foreign, own] = [aTask(vm, { startedBy: 'root' }), aTask(vm, { startedBy: 'andon' })]
  const tables = tablesOf({ subjects: [vm], tasks: [foreign, own], connections: [connection] })
  expect(cancelRefusal(foreign.key, tables)).toBe(`Andon’s account at ${connection.name} lacks Global.CancelTask.`)
  expect(cancelRefusal(own.key, tables)).toBeUndefined()
})

test('where the rights are not known the host is asked', () => {
  const task = aTask(vm, { startedBy: 'root' })
  const tables = tablesOf({ subjects: [vm], tasks: [task], connections: [aConnection('c1')] })
  expect(cancelRefusal(task.key, tables)).toBeUndefined()
})
