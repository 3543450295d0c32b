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
})
