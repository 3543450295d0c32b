import { expect, test } from 'vitest'
import { connectionId, datastoreKey, hostKey, moid, vmKey } from '../vsphere/ids'
import { excludes, subjectName, type PathSubject, type Subject } from './subject'

const c1 = connectionId('c1')
const vm = (id: string): Subject => ({ kind: 'vm', key: vmKey(c1, moid(id)), name: id })
const at = (path: string, changes: Partial<PathSubject> = {}): PathSubject => ({
  kind: 'datastorePath',
  datastore: datastoreKey(c1, moid('ds-1')),
  datastoreName: 'ssd-01',
  path,
  ...changes,
})

test('one VM, host or path at a time; what is beside it goes on', () => {
  expect(excludes(vm('7'), vm('7'))).toBe(true)
  expect(excludes(vm('7'), vm('8'))).toBe(false)
  expect(excludes(at('iso/a.iso'), at('iso/a.iso'))).toBe(true)
  expect(excludes(at('iso/a.iso'), at('iso/b.iso'))).toBe(false)
  expect(excludes(vm('7'), at('iso/a.iso'))).toBe(false)
  // One id, two kinds of objects.
  expect(excludes(vm('7'), { kind: 'host', key: hostKey(c1, moid('7')), name: '7' })).toBe(false)
  expect(excludes(at('a'), at('a', { datastore: datastoreKey(c1, moid('ds-2')) }))).toBe(false)
})

test('a folder and what lies in it exclude each other, a folder with a longer name does not', () => {
  expect(excludes(at('iso'), at('iso/deep/a.iso'))).toBe(true)
  expect(excludes(at('iso/deep/a.iso'), at('iso'))).toBe(true)
  expect(excludes(at('iso'), at('iso-old/a.iso'))).toBe(false)
  expect(excludes(at(''), at('iso/a.iso'))).toBe(true)
})

test('what is only read can be read twice, and is not changed meanwhile', () => {
  const read = at('iso/a.iso', { readOnly: true })
  expect(excludes(read, at('iso/a.iso', { readOnly: true }))).toBe(false)
  expect(excludes(read, at('iso'))).toBe(true)
})

test('is named as people know it', () => {
  expect(subjectName(vm('build-7'))).toBe('build-7')
  expect(subjectName(at('iso/a+Kw-b.iso'))).toBe('[ssd-01] iso/a+b.iso')
})
