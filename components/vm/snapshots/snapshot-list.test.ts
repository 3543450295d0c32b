import { expect, test } from 'vitest'
import { moid } from '@/lib/vsphere/ids'
import type { SnapshotNode } from '@/lib/vsphere/vm'
import { removeEffect, revertEffect, snapshotLines } from './snapshot-list'

const node = (name: string, createTime: string, children: SnapshotNode[] = []): SnapshotNode => ({
  moid: moid(name),
  name,
  description: '',
  createTime,
  powerState: 'poweredOff',
  quiesced: false,
  current: false,
  children,
})

test('the tree is read from top to bottom, siblings by age, each with how many lie below it', () => {
  const tree = [node('root', '1', [node('late', '4', [node('leaf', '5')]), node('early', '2')])]
  expect(snapshotLines(tree).map((line) => [line.node.name, line.depth, line.below])).toEqual([
    ['root', 0, 3],
    ['early', 1, 0],
    ['late', 1, 1],
    ['leaf', 2, 0],
  ])
})

test('what is lost is said, and in which state the VM is afterwards', () => {
  expect(revertEffect({ name: 'before', powerState: 'poweredOn' })).toContain('runs on from there')
  const without = revertEffect({ name: 'before', powerState: 'poweredOff' })
  expect(without).toContain('the VM is off afterwards.')
  expect(without).toMatch(/^Disks and settings go back/)
  expect(removeEffect({ name: 'before' }, 0)).not.toContain('below')
  expect(removeEffect({ name: 'before' }, 1)).toContain('the 1 snapshot below it')

  expect(revertEffect({ name: 'before', powerState: 'poweredOff' }, 3 * 2 ** 20)).toContain(
    '3.0 MB on its disks is in no snapshot.',
  )
})

test('how much is merged and deleted is said where the host tells it', () => {
  const before = { name: 'before' }
  expect(removeEffect(before, 0, { merged: 2 ** 30, freed: 28_704 })).toBe(
    'Nobody can go back to "before" any more. The VM stays as it is now: up to 1.0 GB that was written since is merged into its disks, which takes a while. 28.0 KB is deleted.',
  )
  expect(removeEffect(before, 2, { merged: 0, freed: 2 ** 30 })).toMatch(
    /now: nothing has to be merged into its disks\. 1\.0 GB is deleted\.$/,
  )
  expect(removeEffect(before, 0)).toMatch(/now: what was written since is merged into its disks/)
})
