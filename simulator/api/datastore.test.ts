import { beforeEach, describe, expect, test } from 'vitest'
import { volumeOf } from '../estate/datastore-files'
import { refusal, endOf, testWorld, type TestWorld } from '../testing/test-world'
import type { Ref } from '../vim25/value'
import { eventsOf } from '../world/events'

let at: TestWorld
let datastore: Ref

beforeEach(() => {
  at = testWorld({ caller: 'tester', preset: 'demo' })
  datastore = at.named('Datastore', 'datastore1')
})

describe('renaming', () => {
  const rename = (newName: string) => at.call('RenameDatastore', datastore, { newName })

  test('every path of every machine on it follows, and they still start', async () => {
    await rename('ssd')
    const web = at.named('VirtualMachine', 'web-frontend')
    expect(at.prop(web, 'config.files.vmPathName')).toBe('[ssd] web-frontend/web-frontend.vmx')
    expect(at.prop(web, 'summary.config.vmPathName')).toBe('[ssd] web-frontend/web-frontend.vmx')
    for (const { props } of [...at.world.byType('VirtualMachine'), ...at.world.byType('VirtualMachineSnapshot')]) {
      const { recentTask: _tasks, ...rest } = props
      expect(JSON.stringify(rest, plain)).not.toContain('[datastore1]')
    }
    await at.run('PowerOffVM_Task', web)
    expect(endOf(await at.run('PowerOnVM_Task', web))).toBe('success')
    expect(at.problems()).toEqual([])
  })

  test('its name is new wherever it stands, and the log says what it was', async () => {
    await rename('ssd')
    for (const path of ['name', 'summary.name', 'info.name', 'info.vmfs.name'])
      expect(at.prop(datastore, path)).toBe('ssd')
    expect(eventsOf(at.world).at(-1)).toMatchObject({
      $type: 'DatastoreRenamedEvent',
      oldName: 'datastore1',
      newName: 'ssd',
      userName: 'tester',
    })
    const browser = at.prop(datastore, 'browser') as Ref // every datastore has one
    expect(endOf(await at.run('SearchDatastore_Task', browser, { datastorePath: '[ssd] iso' }))).toBe('success')
    expect(await refusal(at.call('SearchDatastore_Task', browser, { datastorePath: '[datastore1]' }))).toBe(
      'InvalidDatastore',
    )
  })

  test('not to a name that another has, and not to one that is none', async () => {
    expect(await refusal(rename('scratch'))).toBe('DuplicateName')
    for (const name of ['a]b', '[a', 'a/b', 'x'.repeat(81)]) expect(await refusal(rename(name))).toBe('InvalidName')
    expect(await refusal(rename(''))).toBe('InvalidArgument')
    expect(await refusal(rename('datastore1'))).toBe('not refused')
  })
})

test('refreshing measures the datastore, and with the storage of its machines', async () => {
  const web = at.named('VirtualMachine', 'web-frontend')
  const volume = volumeOf(at.world, datastore)
  await at.clock.advance(60_000)
  await at.call('RefreshDatastore', datastore)
  expect(at.prop(datastore, 'info.timestamp')).toEqual(at.clock.now())
  const before = Number(at.prop(web, 'summary.storage.committed'))
  volume.set('web-frontend/core.gz', { kind: 'file', modified: at.clock.now(), size: 1_000 })
  expect(at.prop(web, 'summary.storage.committed')).toBe(before)
  await at.call('RefreshDatastoreStorageInfo', datastore)
  expect(at.prop(web, 'summary.storage.committed')).toBe(before + 1_000)
})

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
