import { expect, test } from 'vitest'
import { datastoreKey, connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import { datastorePath, isCurrent, ownPath, pages, plainSegment, vmPath } from './pages'

test.each([
  ['/vms?connection=esx-1', '/vms?connection=esx-1'],
  ['/runs/4176', '/runs/4176'],
  [undefined, '/'],
  ['', '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  ['/\\elsewhere.example/', '/'],
  ['/\t/elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/vms/..//elsewhere.example/', '/'],
  ['/sign-in?next=/sign-in', '/'],
])('after signing in, %s leads to %s', (given, path) => expect(ownPath(given)).toBe(path))

const current = (path: string) => pages.filter((page) => isCurrent(page, path)).map(({ label }) => label)

test.each([
  ['/', ['Board']],
  ['/vms', ['VMs']],
  ['/vms/c1/12', ['VMs']],
  ['/runs/4176', ['History']],
  ['/datastores/c1/datastore-1', ['Datastores']],
  ['/settings', ['Settings']],
  ['/vmx', []],
  ['/sign-in', []],
])('at %s the rail marks %j', (path, labels) => expect(current(path)).toEqual(labels))

test('a page is found again by its path, whatever stands in the key or in the folder', () => {
  const connection = connectionId('c1')
  const vm = vmKey(connection, moid('session[a/b]52'))
  expect(vmPath(vm).split('/').slice(3).map(plainSegment)).toEqual(['session[a/b]52'])
  const datastore = datastoreKey(connection, moid('datastore-1'))
  expect(datastorePath(datastore)).toBe('/datastores/c1/datastore-1')
  const [, query] = datastorePath(datastore, 'a b/c&d').split('?')
  expect(new URLSearchParams(query).get('path')).toBe('a b/c&d')
  expect(plainSegment('50%')).toBe('50%')
})
