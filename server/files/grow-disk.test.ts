/**
 * A disk is grown where it lies. What a running VM writes to, or what snapshots are based on, is not touched: nothing may be sent.
 */
import { expect, test } from 'vitest'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { rigsForEachTest, valueOf } from './testing/file-rig'

const openRig = rigsForEachTest()

async function open(options: SimulatorOptions = {}) {
  const rig = await openRig(options)
  const { host: simulated } = rig
  const { ask, datastore, ended, notes } = rig
  const key = datastore('datastore1')
  const capacity = async (at: DatastoreKey, folder: string, name: string) =>
    valueOf(await ask.browseDatastore(at, folder)).entries.find((entry) => entry.storedName === name)?.disk
      ?.capacityBytes
  const grow = (path: string, gib: number) =>
    ask.startFileTask(key, { do: 'growDisk', path, capacityBytes: gib * 2 ** 30 })
  /** Beside its configuration, as VMs have their first disk. */
  const diskOf = (name: string) =>
    (rig.vm(name).vmxPath ?? '').replace(/^\[datastore1\] /, '').replace(/\.vmx$/, '.vmdk')
  return { ...rig, simulated, key, capacity, grow, ended, notes, diskOf }
}

test('a disk of a VM that is off grows as one run, and its VM shows the new size', async () => {
  const { ask, key, capacity, grow, ended, notes, inventory, vm, diskOf } = await open()
  const path = diskOf('100% test')
  const [folder = '', name = ''] = path.split('/')
  const found = valueOf(await ask.browseDatastore(key, folder)).entries.find(({ kind }) => kind === 'disk')
  expect(found?.storedName).toBe(name)
  expect(valueOf(await ask.readDiskUse(key, path))).toEqual({
    users: [{ key: vm('100% test').key, name: '100% test', power: 'poweredOff', as: 'attached' }],
    isDelta: false,
  })
  const run = await ended(await grow(path, 6))
  expect(run.state).toMatchObject({ outcome: { kind: 'succeeded' } })
  expect(notes).toEqual(['Grow disk [datastore1] 100% test/100% test.vmdk to 6 GB'])
  expect(await capacity(key, folder, name)).toBe(6 * 2 ** 30)
  const detail = await inventory.readVmDetail(vm('100% test').moid)
  expect(JSON.stringify(detail.devices)).toContain(String(6 * 2 ** 30))
  const smaller = await ended(await grow(path, 5))
  expect(smaller.state).toMatchObject({ outcome: { kind: 'failed' } })
})

test('what a running VM has open, or snapshots are based on, is refused by its name before anything is sent', async () => {
  const { ask, key, grow, simulated, diskOf } = await open()
  const running = await grow(diskOf('web-frontend'), 100)
  expect(running).toMatchObject({
    ok: false,
    error: { sentence: expect.stringContaining('"web-frontend" has it open.') },
  })
  expect(valueOf(await ask.readDiskUse(key, diskOf('db/primary'))).users).toMatchObject([{ as: 'base' }])
  expect(await grow(diskOf('db/primary'), 900)).toMatchObject({
    ok: false,
    error: { sentence: expect.stringContaining('Snapshots or linked clones of "db/primary" are based on it') },
  })
  expect(await grow('web-frontend/web-frontend.vmx', 100)).toMatchObject({ ok: false, error: { code: 'bad-name' } })
  expect(simulated.calls.filter(({ method }) => method === 'ExtendVirtualDisk_Task')).toEqual([])
})

test('a reply that is missing is looked for among the tasks of the host', async () => {
  const { simulated, grow, ended, diskOf } = await open()
  simulated.fail({ method: 'ExtendVirtualDisk_Task', times: 1, cutBody: true })
  const run = await ended(await grow(diskOf('100% test'), 8))
  expect(run.steps.map(({ event }) => event.kind)).toContain('start-unanswered')
  expect(run.state).toMatchObject({ outcome: { kind: 'succeeded' } })
  expect(simulated.calls.filter(({ method }) => method === 'ExtendVirtualDisk_Task')).toHaveLength(1)
})
