import { expect, test } from 'vitest'
import { readVolumePaths, volumeOfUrl } from './volume-path'

const volumes = [
  { name: 'datastore1', volume: '52ea2ef1-0b2a1c4e-8f0d-001e67a1b2c3' },
  { name: 'data', volume: '1b2c' },
  { name: 'data-2', volume: '1b2c-3' },
  { name: 'nfs (old) [a]', volume: 'f84f070c-0d65498d' },
]

test.each([
  [
    'The file "/vmfs/volumes/52ea2ef1-0b2a1c4e-8f0d-001e67a1b2c3/console/serial0.log" already exists.',
    'The file "[datastore1] console/serial0.log" already exists.',
  ],
  ['by name: /vmfs/volumes/datastore1/a b/c.vmdk', 'by name: [datastore1] a b/c.vmdk'],
  ['/vmfs/volumes/1b2c-3/x and /vmfs/volumes/1b2c/y', '[data-2] x and [data] y'],
  ["no room on '/vmfs/volumes/data-2'", "no room on '[data-2]'"],
  ['/vmfs/volumes/nfs (old) [a]/x', '[nfs (old) [a]] x'],
  ['/vmfs/volumes/unknown-volume/x.log', '/vmfs/volumes/unknown-volume/x.log'],
  ['/vmfs/volumes/datastore12/x.log', '/vmfs/volumes/datastore12/x.log'],
  ['nothing of that kind', 'nothing of that kind'],
])('%s', (text, read) => expect(readVolumePaths(text, volumes)).toBe(read))

test('without a known datastore a text stays as it is', () => {
  expect(readVolumePaths('/vmfs/volumes/a/x', [])).toBe('/vmfs/volumes/a/x')
})

test.each([
  ['ds:///vmfs/volumes/52ea2ef1-0b2a/', '52ea2ef1-0b2a'],
  ['/vmfs/volumes/52ea2ef1-0b2a', '52ea2ef1-0b2a'],
  ['sanfs://vmfs_uuid:52ea2ef1-0b2a/', '52ea2ef1-0b2a'],
  ['netfs://192.0.2.1//export/vms/', undefined],
  [undefined, undefined],
])('the volume of %s', (url, volume) => expect(volumeOfUrl(url)).toBe(volume))
