import { expect, test } from 'vitest'
import { oldestVersion, parseVersion, publicVersions } from './api-version'
import { dataType, findField, findMethod, isDataA, isManagedA, isMethodName, knownTo, managedType } from './schema'
import * as data from './schema-data'

test('every type, property and method of the vocabulary can be read', () => {
  const names = (lines: string) =>
    lines
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('- '))
      .map((line) => /^\w+/.exec(line)?.[0] ?? '')
  for (const name of names(data.dataTypes)) expect(dataType(name), name).toBeDefined()
  for (const name of names(data.managedTypes)) expect(managedType(name), name).toBeDefined()
  expect(isMethodName('PowerOnVM_Task')).toBe(true)
  expect(isMethodName('PowerOnEverything')).toBe(false)
})

test('fields of the base come first on the wire', () => {
  expect(dataType('ChoiceOption')?.fields.map((field) => field.name)).toEqual([
    'valueIsReadonly',
    'choiceInfo',
    'defaultIndex',
  ])
  expect(
    dataType('VirtualDiskFlatVer2BackingInfo')
      ?.fields.slice(0, 4)
      .map((field) => field.name),
  ).toEqual(['fileName', 'datastore', 'backingObjectId', 'diskMode'])
})

test('types know their ancestors, paths reach fields of derived types, methods are inherited', () => {
  expect(isDataA('VirtualCdrom', 'VirtualDevice')).toBe(true)
  expect(isDataA('InvalidPowerState', 'MethodFault')).toBe(true)
  expect(isManagedA('ClusterComputeResource', 'ManagedEntity')).toBe(true)
  expect(isManagedA('Folder', 'Datacenter')).toBe(false)
  expect(findField('VirtualDevice', 'capacityInKB')).toMatchObject({ type: 'long' })
  expect(findMethod('VirtualMachine', 'Destroy_Task')?.result).toMatchObject({ target: 'Task' })
  expect(findMethod('VirtualMachine', 'CurrentTime')).toBeUndefined()
  expect(findMethod('Datastore', 'Fetch')).toBeDefined()
})

test('versions are ordered as VMware numbered them', () => {
  const order = [
    '2.5',
    '2.5u2',
    '2.5u2server',
    '4.0',
    '4.1',
    '5.0',
    '6.7',
    '6.7.1',
    '7.0',
    '7.0.0.2',
    '8.0.2.0',
    '8.0.3.0',
  ]
  const numbers = order.map((text) => parseVersion(text) ?? Number.NaN)
  expect(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))).toBe(true)
  expect(parseVersion('7.0')).toBe(parseVersion('7.0.0.0'))
  for (const bad of ['', 'x', '8.', '8.0.0.0.0', 'uA046D008']) expect(parseVersion(bad), bad).toBeUndefined()
  expect(publicVersions('6.7').slice(0, 3)).toEqual(['6.7', '6.5', '6.0'])
  expect(knownTo(oldestVersion, 'QuestionPending')).toBe('InvalidState')
})
