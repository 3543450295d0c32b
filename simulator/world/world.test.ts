import { expect, test } from 'vitest'
import { formatPath } from '../vim25/property-path'
import { ref } from '../vim25/value'
import { manualClock } from './clock'
import { World, type Change } from './world'

const vm = ref('VirtualMachine', '1')

function recorded(world: World): Change[] {
  const changes: Change[] = []
  world.on((change) => changes.push(change))
  return changes
}

function pathsOf(change: Change | undefined): readonly string[] {
  return change?.kind === 'update' ? change.paths.map(formatPath) : []
}

test('an update changes what it names, tells what it wrote and how things were before', () => {
  const world = new World('esx', manualClock())
  world.put({
    ref: vm,
    props: { name: 'a', runtime: { powerState: 'poweredOff', host: ref('HostSystem', 'ha-host') } },
  })
  const changes = recorded(world)
  world.update(vm, { name: 'b', 'runtime.powerState': 'poweredOn' })
  expect(world.prop(vm, 'runtime')).toEqual({ powerState: 'poweredOn', host: ref('HostSystem', 'ha-host') })
  expect(changes).toHaveLength(1)
  expect(pathsOf(changes[0])).toEqual(['name', 'runtime.powerState'])
  expect(changes[0]).toMatchObject({ before: { props: { name: 'a', runtime: { powerState: 'poweredOff' } } } })
})

test('what is the same already is not a change', () => {
  const world = new World('esx', manualClock())
  world.put({ ref: vm, props: { name: 'a', parent: ref('Folder', 'f'), at: new Date(5) } })
  const changes = recorded(world)
  world.update(vm, { name: 'a', parent: ref('Folder', 'f'), at: new Date(5), 'runtime.question': undefined })
  expect(changes).toEqual([])
})

test('a mirror follows its source, whether the source, a part of it or what contains it is written', () => {
  const world = new World('esx', manualClock())
  world.mirror('VirtualMachine', 'runtime', 'summary.runtime')
  world.put({ ref: vm, props: { runtime: { powerState: 'poweredOff' }, summary: { overallStatus: 'green' } } })
  expect(world.prop(vm, 'summary')).toEqual({ overallStatus: 'green', runtime: { powerState: 'poweredOff' } })
  const changes = recorded(world)
  world.update(vm, { 'runtime.powerState': 'poweredOn' })
  expect(world.prop(vm, 'summary.runtime.powerState')).toBe('poweredOn')
  expect(pathsOf(changes[0])).toEqual(['runtime.powerState', 'summary.runtime.powerState'])
  world.update(vm, { runtime: { powerState: 'suspended' } })
  expect(world.prop(vm, 'summary.runtime')).toEqual({ powerState: 'suspended' })
})

test('putting an object that is there updates it; removing one that is not does nothing', () => {
  const world = new World('esx', manualClock())
  world.put({ ref: vm, props: { name: 'a', annotation: 'kept' } })
  const changes = recorded(world)
  world.put({ ref: vm, props: { name: 'b' } })
  world.remove(vm)
  world.remove(vm)
  expect(changes.map((change) => change.kind)).toEqual(['update', 'remove'])
  expect(world.byType('VirtualMachine')).toEqual([])
  expect(() => world.update(vm, { name: 'c' })).toThrow(/No object/)
})

test('ids count per prefix', () => {
  const world = new World('esx', manualClock())
  expect([world.newId('task-'), world.newId(''), world.newId('task-')]).toEqual(['task-1', '1', 'task-2'])
})
