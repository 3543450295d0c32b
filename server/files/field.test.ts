import { expect, test } from 'vitest'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import type { WireValue } from '../vsphere/wire-value'
import { runningConfig } from './running-config'
import { rigsForEachTest, valueOf } from './testing/file-rig'

const openRig = rigsForEachTest()

/** A vCenter with what people met in the field: datacenters of odd names, datastores of the same name. */
const open = (options: SimulatorOptions = {}) => openRig({ product: 'vcenter', preset: 'field', ...options })

test.each([false, true])('files of a datacenter with an ampersand, escaped twice: %s', async (twice) => {
  const { host, ask, key } = await open()
  host.quirks.wantsAmpersandTwice = twice
  const file = valueOf(await ask.readVmx(key('in-ampersand-datacenter'), { username: 'tester', role: 'admin' }))
  expect(Buffer.from(file.base64, 'base64').toString()).toContain('displayName = "in-ampersand-datacenter"')
})

test('a configuration on a datastore with a bracket in its name is read, and its folder is listed', async () => {
  const { ask, key, datastore } = await open()
  const file = valueOf(await ask.readVmx(key('on-datastore-with-bracket'), { username: 'tester', role: 'admin' }))
  expect(file.path).toMatch(/^\[store \(1\) \[old\]\] /)
  expect(file.place.directory?.datastore).toBe('store (1) [old]')
  const { entries } = valueOf(await ask.browseDatastore(datastore('store (1) [old]'), ''))
  expect(entries.find(({ name }) => name === 'on-datastore-with-bracket')?.vm?.name).toBe('on-datastore-with-bracket')
})

test('folders of the same path on datastores of the same name are of their own VM', async () => {
  const { ask, inventory } = await open()
  const found: string[] = []
  for (const { key, name } of inventory.datastores.values()) {
    if (name !== 'datastore1') continue
    const { entries } = valueOf(await ask.browseDatastore(key, ''))
    const owner = entries.find((entry) => entry.name === 'same-name')?.vm
    if (owner) found.push(owner.key)
  }
  const both = [...inventory.vms.values()].filter(({ name }) => name === 'same-name').map(({ key }) => key)
  expect(found.toSorted()).toEqual(both.toSorted())
  expect(both).toHaveLength(2)
})

test('cores per socket that the host assigns, or that are unset, are compared with no file', () => {
  const cores = (auto: boolean | undefined, number: number) =>
    runningConfig(
      new Map<string, WireValue>([
        ...(auto === undefined ? [] : [['config.hardware.autoCoresPerSocket', auto] as const]),
        ['config.hardware.numCoresPerSocket', number],
      ]),
    ).coresPerSocket
  expect([cores(true, 4), cores(undefined, 0), cores(false, 4), cores(undefined, 2)]).toEqual([
    undefined,
    undefined,
    4,
    2,
  ])
})
