import { expect, test } from 'vitest'
import { moid } from '../vsphere/ids'
import { known, notKnown } from '../vsphere/known'
import { canTakeFiles, canTakeVms, datastoresOf, mountedBy, mountOf, type VmPlaces } from './vm-places'

const host = (name: string, datastores?: string[], unread?: number) => ({
  moid: moid(name),
  name,
  compute: moid('c-1'),
  connectionState: 'connected',
  datastores: datastores ? known(datastores.map(moid), unread) : notKnown('The host does not say.'),
})
const places = (hosts: VmPlaces['hosts']): VmPlaces => ({
  here: { host: moid('esx-01'), datastores: [] },
  hosts,
  pools: [],
  folders: [],
  datastores: ['san-01', 'san-02', 'san-03'].map((name) => ({ moid: moid(name), name })),
})
const names = (all: readonly { name: string }[]) => all.map(({ name }) => name)

test('a host offers what it has mounted; without a host it is what any of them has', () => {
  const two = places([host('esx-01', ['san-01']), host('esx-02', ['san-01', 'san-02'])])
  expect(names(datastoresOf(two, moid('esx-01')))).toEqual(['san-01'])
  expect(names(datastoresOf(two, undefined))).toEqual(['san-01', 'san-02'])
  expect(mountedBy(two)).toEqual({ by: 'esx-01', datastores: known(['san-01']) })
  const both = [moid('san-01'), moid('san-02')]
  expect(mountOf(two, moid('esx-01'), both)).toEqual({ is: 'not mounted', because: 'has not mounted san-02' })
  expect(mountOf(two, moid('esx-02'), both)).toEqual({ is: 'mounted' })
  expect(mountOf(two, undefined, both)).toEqual({ is: 'mounted' })
})

test('a host that does not say what it has mounted, or not all of it, is not said to have nothing', () => {
  const partly = places([host('esx-01'), host('esx-02', ['san-01']), host('esx-03', ['san-01'], 1)])
  expect(datastoresOf(partly, moid('esx-01'))).toHaveLength(3)
  expect(datastoresOf(partly, undefined)).toHaveLength(3)
  expect(names(datastoresOf(partly, moid('esx-02')))).toEqual(['san-01'])
  expect(datastoresOf(partly, moid('esx-03'))).toHaveLength(3)
  expect(mountOf(partly, moid('esx-03'), [moid('san-01')])).toEqual({ is: 'mounted' })
  for (const unsure of ['esx-01', 'esx-03'])
    expect(mountOf(partly, moid(unsure), [moid('san-02')])).toEqual({
      is: 'not known',
      because: 'not known whether it has mounted san-02',
    })
})

test('a datastore that is not reached, or in maintenance, takes no files, and says so', () => {
  const store = { moid: moid('san-01'), name: 'san-01' }
  expect(canTakeFiles({ ...store, accessible: false })).toEqual({ ok: false, because: 'not accessible' })
  expect(canTakeFiles({ ...store, maintenance: 'inMaintenance' })).toEqual({
    ok: false,
    because: 'in maintenance mode',
  })
  expect(canTakeFiles({ ...store, accessible: true, maintenance: 'normal' })).toEqual({ ok: true })
})

test('a host that is out of contact or in maintenance takes no VMs, and says so', () => {
  expect(canTakeVms(host('esx-01'))).toEqual({ ok: true })
  expect(canTakeVms({ ...host('esx-01'), inMaintenanceMode: true })).toEqual({
    ok: false,
    because: 'in maintenance mode',
  })
  for (const connectionState of ['disconnected', 'notResponding'])
    expect(canTakeVms({ ...host('esx-01'), connectionState })).toEqual({
      ok: false,
      because: 'vCenter has no contact with it',
    })
})

test('a datastore on which the account may not write says so', () => {
  const store = { moid: moid('san-01'), name: 'san-01', missing: ['Datastore.AllocateSpace'] }
  expect(canTakeFiles(store)).toEqual({ ok: false, because: 'Andon’s account lacks Datastore.AllocateSpace' })
})
