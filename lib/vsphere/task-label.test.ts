import { expect, test } from 'vitest'
import { connectionId, moid, taskKey } from './ids'
import { taskLabel, taskMethod } from './task-label'

const key = taskKey(connectionId('c'), moid('task-42'))

test.each([
  ['PowerOnVM_Task', 'VirtualMachine.powerOn', 'Power on'],
  // vCenter starts VMs of a cluster so (ManageIQ#17131): the second is the task that does it.
  ['PowerOnMultiVM_Task', 'Datacenter.powerOnVm', 'Power on'],
  ['', 'Drm.ExecuteVmPowerOnLRO', 'Power on'],
  [undefined, 'Drm.ExecuteVmPowerOnLRO', 'Power on'],
  ['FrobnicateVM_Task', 'VirtualMachine.frobnicate', 'FrobnicateVM'],
  [undefined, 'VirtualMachine.frobnicate', 'VirtualMachine.frobnicate'],
  [undefined, '', 'Task task-42'],
  ['', '', 'Task task-42'],
])('a task of method %s and description %s is called %s', (name, descriptionId, label) => {
  expect(taskLabel({ key, descriptionId, ...(name === undefined ? {} : { name }) })).toBe(label)
})

test('a task without any name is told by its id where its method would stand', () => {
  expect(taskMethod({ key, descriptionId: '' })).toBe('task-42')
  expect(taskMethod({ key, name: '', descriptionId: 'x.y' })).toBe('x.y')
})
