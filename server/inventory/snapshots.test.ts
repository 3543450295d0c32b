import { expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { refValue, type WireValue } from '../vsphere/wire-value'
import { asItIs, view } from './testing/read-vm-view'
import { readSnapshots } from './vm-detail'

const tree = {
  currentSnapshot: refValue(moRef('VirtualMachineSnapshot', 's-2')),
  rootSnapshotList: [
    {
      snapshot: refValue(moRef('VirtualMachineSnapshot', 's-1')),
      name: 'before <upgrade>',
      description: '',
      createTime: '2026-01-01T00:00:00Z',
      state: 'poweredOn',
      quiesced: true,
      childSnapshotList: [
        {
          snapshot: refValue(moRef('VirtualMachineSnapshot', 's-2')),
          name: 'after',
          state: 'poweredOff',
          quiesced: false,
        },
      ],
    },
  ],
}

test('the snapshot tree keeps its shape and marks the current one', () => {
  expect(readSnapshots(tree, asItIs)?.tree).toMatchObject([
    {
      moid: 's-1',
      name: 'before <upgrade>',
      current: false,
      quiesced: true,
      children: [{ moid: 's-2', current: true }],
    },
  ])
  expect(view({ snapshot: tree }).snapshotCount).toBe(2)
  expect(view({ 'config.changeVersion': 'v1' }).snapshotCount).toBe(0)
  // Of a VM whose configuration was not read nobody can say that it has none.
  expect(view({ name: 'orphan' }).snapshotCount).toBeUndefined()
  expect(readSnapshots(undefined, asItIs)).toEqual({ tree: [], unread: 0 })
})

test('a snapshot that cannot be read takes no other with it, and is counted', () => {
  const odd = { rootSnapshotList: [...tree.rootSnapshotList, { name: 'odd' }] }
  expect(readSnapshots(odd, asItIs)).toMatchObject({ tree: tree.rootSnapshotList.map(() => ({})), unread: 1 })
})

test('a snapshot reads as it was typed, and one whose escapes are no escapes as it is stored', () => {
  const named = (name: string) =>
    readSnapshots({ rootSnapshotList: [{ ...tree.rootSnapshotList[0], name }] }, asItIs)?.tree[0]?.name
  expect(named('8%2f23%2f2023')).toBe('8/23/2023')
  expect(named('100%25 upgrade')).toBe('100% upgrade')
  expect(named('100% upgrade')).toBe('100% upgrade')
})

test('snapshots of which a part cannot be read are not counted, and their tree is not known', () => {
  const trees: WireValue[] = [
    'odd',
    { rootSnapshotList: 'odd' },
    { rootSnapshotList: [{ name: 'without a reference' }] },
  ]
  for (const snapshot of trees) {
    expect(view({ name: 'a', snapshot })).not.toHaveProperty('snapshotCount')
    expect(readSnapshots(snapshot, asItIs)).toBeUndefined()
  }
})
