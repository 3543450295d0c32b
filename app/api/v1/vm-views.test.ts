import { expect, test } from 'vitest'
import { moid } from '@/lib/vsphere/ids'
import { apiPlaces } from './vm-views'

test('a place that the account may not use says so, as the form does: a script must not find that out from the run', () => {
  const clone = 'VirtualMachine.Inventory.CreateFromExisting'
  const move = 'VirtualMachine.Inventory.Move'
  const { places } = apiPlaces({
    here: { datastores: [] },
    hosts: [],
    pools: [
      { moid: moid('p1'), compute: moid('c'), computeName: 'lab', path: [], missing: ['Resource.AssignVMToPool'] },
      { moid: moid('p2'), compute: moid('c'), computeName: 'lab', path: ['a'] },
    ],
    folders: [
      { moid: moid('f1'), path: [], missing: [clone, move] },
      { moid: moid('f2'), path: ['a'], missing: [move] },
    ],
    datastores: [],
  })
  expect(places.map(({ id, takes, because }) => [id, takes, because])).toEqual([
    ['p1', false, expect.stringContaining('Resource.AssignVMToPool')],
    ['p2', true, undefined],
    ['f1', false, expect.stringContaining(move)],
    ['f2', true, undefined],
  ])
})
