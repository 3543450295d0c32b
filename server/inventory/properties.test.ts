import { expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { refValue, type WireValue } from '../vsphere/wire-value'
import { applyChange, type Properties } from './properties'

const task = (id: string) => refValue(moRef('Task', id))

function after(before: Record<string, WireValue>, ...changes: Parameters<typeof applyChange>[1][]) {
  const properties: Properties = new Map(Object.entries(before))
  for (const change of changes) applyChange(properties, change)
  return Object.fromEntries(properties)
}

test('assign sets a value; without one, or removed, a property is unset', () => {
  expect(after({}, { name: 'name', op: 'assign', value: 'a' })).toEqual({ name: 'a' })
  expect(after({ 'runtime.question': {} }, { name: 'runtime.question', op: 'assign', value: undefined })).toEqual({})
  expect(
    after({ 'guest.ipAddress': 'x' }, { name: 'guest.ipAddress', op: 'indirectRemove', value: undefined }),
  ).toEqual({})
})

test('an element of a list is added, replaced and taken out by its key', () => {
  const path = 'recentTask["task-5"]'
  expect(after({ recentTask: [task('task-4')] }, { name: path, op: 'add', value: task('task-5') })).toEqual({
    recentTask: [task('task-4'), task('task-5')],
  })
  expect(after({ recentTask: [task('task-5')] }, { name: path, op: 'remove', value: undefined })).toEqual({
    recentTask: [],
  })
  expect(
    after(
      { 'config.hardware.device': [{ key: 4000, label: 'a' }] },
      { name: 'config.hardware.device[4000]', op: 'assign', value: { key: 4000, label: 'b' } },
    ),
  ).toEqual({ 'config.hardware.device': [{ key: 4000, label: 'b' }] })
})

test('a name made of nothing but brackets costs no more than any other', () => {
  const name = `${'['.repeat(300_000)}"x"y]`
  expect(after({}, { name, op: 'assign', value: 1 })).toEqual({ [name]: 1 })
})

test('a change of a part changes the whole that was asked for, and not the object that others hold', () => {
  const summary = { config: { numCpu: 1, name: 'x' } }
  const change = { name: 'summary.config.numCpu', op: 'assign', value: 2 } as const
  expect(after({ summary }, change)).toEqual({ summary: { config: { numCpu: 2, name: 'x' } } })
  expect(summary.config.numCpu).toBe(1)
})
