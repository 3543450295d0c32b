import { expect, test } from 'vitest'
import { knownValue } from '@/lib/testing/known-value'
import { splitKey } from '@/lib/vsphere/ids'
import { bytesSince, removalOf, snapshotSize } from '@/lib/vsphere/snapshot-files'
import { rigsForEachTest, valueOf } from './testing/file-rig'

const openRig = rigsForEachTest()

const open = (product: 'esx' | 'vcenter' = 'esx') => openRig({ product })

const MB = 1024 ** 2
const dataBytes = 28_704
const dataOfMemory = 142_918

test('each snapshot has its own deltas, its data and its memory', async () => {
  const { ask, key, inventory } = await open()
  const files = knownValue(valueOf(await ask.readSnapshotFiles(key('db/primary'), false)))
  const detail = await inventory.readVmDetail(splitKey(key('db/primary'))!.moid) // what a key is
  const tree = knownValue(detail.snapshots)
  const [first] = tree
  const [second] = first?.children ?? []
  if (!first || !second) throw new Error('the preset has two')
  // Three disks: 16 MB each at first, then what the preset says was written.
  const written = 3 * 16 * MB + (3 * 37 * 41 + 13 + 26) * MB
  const memory = 32_768 * MB
  expect(snapshotSize(files, tree, first.moid)).toEqual({ all: dataBytes, memory: 0 })
  expect(snapshotSize(files, tree, second.moid)).toEqual({ all: written + dataOfMemory + memory, memory })
  expect(bytesSince(files)).toBe(3 * 16 * MB + (3 * 3 * 41 + 13 + 26) * MB)
  expect(removalOf(files, first, false)).toEqual({ merged: written, freed: dataBytes })
})

test('a vCenter does not say by whose clock a host wrote when it looked', async () => {
  const { ask, key } = await open('vcenter')
  const files = knownValue(valueOf(await ask.readSnapshotFiles(key('db/primary'), false)))
  expect(files).toMatchObject({ snapshots: [{}] })
  expect(files.lookedAt).toBeUndefined()
})

test('the sizes are as the host saw them last, until it is asked to look again', async () => {
  const { ask, key, host } = await open()
  const vm = key('db/primary')
  const before = knownValue(valueOf(await ask.readSnapshotFiles(vm, false)))
  const layout = host.world.prop(host.vm('db/primary'), 'layoutEx') as object // what every VM has
  const old = new Date('2026-11-22T01:02:03Z')
  host.update('db/primary', { layoutEx: { ...layout, snapshot: [], timestamp: old } })
  const stale = knownValue(valueOf(await ask.readSnapshotFiles(vm, false)))
  expect(stale.snapshots).toEqual([])
  expect(Math.abs(Date.parse(stale.lookedAt ?? '') - old.getTime())).toBeLessThan(60_000)
  const again = knownValue(valueOf(await ask.readSnapshotFiles(vm, true)))
  expect(again.snapshots).toEqual(before.snapshots)
  expect(Date.parse(again.lookedAt ?? '')).toBeGreaterThan(old.getTime())
})

test('a host that does not list the files, or not all of them, has told no sizes', async () => {
  const { ask, key, host } = await open()
  const vm = key('db/primary')
  const layout = host.world.prop(host.vm('db/primary'), 'layoutEx') as Record<string, object[]> // what every VM has
  host.update('db/primary', {
    layoutEx: { ...layout, file: layout['file']?.map((file) => ({ ...file, accessible: false })) },
  })
  expect(knownValue(valueOf(await ask.readSnapshotFiles(vm, false))).bytes).toEqual({})
  host.update('db/primary', { layoutEx: undefined })
  expect(valueOf(await ask.readSnapshotFiles(vm, false))).toEqual({ known: false, because: 'The host does not say.' })
})
