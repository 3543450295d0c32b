import { describe, expect, test } from 'vitest'
import { moid } from './ids'
import { bytesSince, removalOf, sizeOfAll, snapshotSize, type SnapshotFiles } from './snapshot-files'
import type { SnapshotNode } from './vm'

const node = (name: string, ...children: SnapshotNode[]): SnapshotNode => ({
  moid: moid(name),
  name,
  description: '',
  createTime: '',
  powerState: 'poweredOff',
  children,
})

/** Files have a size of ten to the power of their key, so that a sum says what is in it. */
const bytes = Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((key) => [key, 10 ** key]))
const frozen = (name: string, data: number | undefined, disks: number[][][], memory?: number) => ({
  snapshot: moid(name),
  disks,
  ...(data !== undefined && { data }),
  ...(memory !== undefined && { memory }),
})

/** Two snapshots of a disk: 9 base, 8 and 7 deltas, 0 and 1 data, 6 the memory of the second. */
const one = node('one', node('two'))
const chain: SnapshotFiles = {
  bytes,
  disks: [[[9], [8], [7]]],
  snapshots: [frozen('one', 0, [[[9]]]), frozen('two', 1, [[[9], [8]]], 6)],
}
const size = (files: SnapshotFiles, name: string) => snapshotSize(files, [one], moid(name))
const [two] = one.children

describe('what a snapshot takes', () => {
  test('the first its data, each later one what was written before it, and its memory', () => {
    expect(size(chain, 'one')).toEqual({ all: 1, memory: 0 })
    expect(size(chain, 'two')).toEqual({ all: 101_000_010, memory: 1_000_000 })
    expect(bytesSince(chain)).toBe(10_000_000)
    expect(sizeOfAll(chain, [one])).toEqual({ bytes: 111_000_011, memory: 1_000_000, since: 10_000_000, untold: 0 })
  })

  test('a descriptor and its extent are one link, and count both', () => {
    const pairs: SnapshotFiles = {
      bytes,
      disks: [
        [
          [8, 9],
          [2, 3],
          [4, 5],
        ],
      ],
      snapshots: [
        frozen('one', 0, [[[8, 9]]]),
        frozen('two', 1, [
          [
            [8, 9],
            [2, 3],
          ],
        ]),
      ],
    }
    expect(size(pairs, 'two')).toEqual({ all: 1_110, memory: 0 })
    expect(bytesSince(pairs)).toBe(110_000)
  })

  test('a disk that came after a snapshot, and one that it passes over, is nobody’s delta', () => {
    const added: SnapshotFiles = {
      bytes,
      disks: [[[9], [8], [7]], [[5], [4]], [[3]]],
      snapshots: [frozen('one', 0, [[[9]]]), frozen('two', 1, [[[9], [8]], [[5]]])],
    }
    expect(size(added, 'two')).toEqual({ all: 100_000_010, memory: 0 })
    expect(bytesSince(added)).toBe(10_010_000)
  })

  test('of the base of a linked clone nothing counts', () => {
    const linked = { bytes, disks: [[[9], [8], [7]]], snapshots: [frozen('one', 0, [[[9], [8]]])] }
    expect(snapshotSize(linked, [node('one')], moid('one'))).toEqual({ all: 1, memory: 0 })
    expect(bytesSince(linked)).toBe(10_000_000)
  })

  test('what the host does not tell is not 0', () => {
    const { 8: _, ...less } = bytes
    expect(size({ ...chain, bytes: less }, 'two')).toBeUndefined()
    expect(size({ ...chain, snapshots: [frozen('two', 1, [[[9], [8]]])] }, 'two')).toBeUndefined()
    expect(size({ ...chain, snapshots: chain.snapshots.slice(0, 1) }, 'two')).toBeUndefined()
    expect(snapshotSize({ ...chain, snapshots: [frozen('one', undefined, [[[9]]])] }, [one], moid('one'))).toBe(
      undefined,
    )
    expect(sizeOfAll({ ...chain, snapshots: chain.snapshots.slice(0, 1) }, [one])).toMatchObject({ untold: 1 })
  })
})

describe('what a removal does', () => {
  test('one alone merges what was written since into the disk below', () => {
    expect(removalOf(chain, one, false)).toEqual({ merged: 100_000_000, freed: 1 })
    expect(two && removalOf(chain, two, false)).toEqual({ merged: 10_000_000, freed: 1_000_010 })
  })

  test('one with all below merges every delta of the VM', () => {
    expect(removalOf(chain, one, true)).toEqual({ merged: 110_000_000, freed: 1_000_011 })
  })

  /** The VM went back to the first: 7 is what it writes now, 8 what the second kept. */
  const branch: SnapshotFiles = { ...chain, disks: [[[9], [7]]] }

  test('a branch that the VM has left is deleted, and nothing is merged', () => {
    expect(two && removalOf(branch, two, false)).toEqual({ merged: 0, freed: 101_000_010 })
  })

  test('where two go on from a disk it stays as it is', () => {
    expect(removalOf(branch, one, false)).toEqual({ merged: 0, freed: 1 })
    expect(removalOf(branch, one, true)).toEqual({ merged: 10_000_000, freed: 101_000_011 })
  })

  test('what another snapshot ends at too is not written into', () => {
    const twins = { ...chain, disks: [[[9], [8]]], snapshots: [frozen('one', 0, [[[9]]]), frozen('two', 1, [[[9]]])] }
    expect(removalOf(twins, one, false)).toEqual({ merged: 0, freed: 1 })
  })

  test('nothing is said of what the host does not tell', () => {
    expect(removalOf({ ...chain, snapshots: chain.snapshots.slice(0, 1) }, one, true)).toBeUndefined()
    const { 8: _, ...less } = bytes
    expect(removalOf({ ...chain, bytes: less }, one, false)).toBeUndefined()
  })
})
