import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  directoryOf,
  fileOf,
  joinDatastorePath,
  libvirtDirectory,
  readDatastorePath,
  splitDatastorePath,
} from './datastore-path'
import { checkDatastorePath } from './name-checks'
import { folderUrl, urlValue } from './folder-url'

describe('§4.6 datastore paths, split', () => {
  test.each([
    ['[datastore] directory/file', 'datastore', 'directory', 'directory/file'],
    ['[datastore] directory1/directory2/file', 'datastore', 'directory1/directory2', 'directory1/directory2/file'],
    ['[datastore] file', 'datastore', 'file', 'file'],
    ['[datastore] directory/', 'datastore', 'directory', 'directory/'],
    ['[datastore]', 'datastore', '', ''],
  ])('§4.6 %j', (text, datastore, directory, path) => {
    expect(splitDatastorePath(text)).toEqual({ ok: true, datastore, path })
    expect(libvirtDirectory(path)).toBe(directory)
  })

  test.each(['[] directory/file', 'directory/file', '', '[ds x', ' [ds] x'])('§4.6 %j is an error', (text) => {
    expect(splitDatastorePath(text).ok).toBe(false)
  })

  test('§4.6 blanks behind the bracket are skipped, none are needed', () => {
    expect(splitDatastorePath('[ds]   a/b')).toEqual({ ok: true, datastore: 'ds', path: 'a/b' })
    const known = ['store (1)', 'store (1) [old]', 'other']
    const path = { ok: true, datastore: 'store (1) [old]', path: 'vm/vm.vmx' }
    expect(splitDatastorePath('[store (1) [old]] vm/vm.vmx', known)).toEqual(path)
    expect(splitDatastorePath('[a] b', known)).toEqual({ ok: true, datastore: 'a', path: 'b' })
    // libvirt, src/esx/esx_util.c: only blanks are skipped.
    expect(splitDatastorePath('[ds] \t a/b')).toEqual({ ok: true, datastore: 'ds', path: '\t a/b' })
    expect(splitDatastorePath('[ds]a/b')).toEqual({ ok: true, datastore: 'ds', path: 'a/b' })
  })

  test.each([
    ['[a%2fb] x.vmx', 'a%2fb'],
    ['[ leading [and] x.vmx', ' leading [and'],
    ['[nfs (2) "old"] x.vmx', 'nfs (2) "old"'],
    ['[store (1) [old]] x.vmx', 'store (1) [old]'],
    ['[[ssd] fast (2)] x.vmx', '[ssd] fast (2)'],
    ['[a]b] x.vmx', 'a]b'],
    ['[a] x.vmx', 'a'],
  ])('odd datastore names: %j', (text, datastore) => {
    expect(splitDatastorePath(text)).toEqual({ ok: true, datastore, path: 'x.vmx' })
  })

  test.each([
    ['[store [old]]', 'store [old]', ''],
    ['[ds] web [2]/a] b.vmdk', 'ds', 'web [2]/a] b.vmdk'],
    ['[ds]web/a] b.vmdk', 'ds', 'web/a] b.vmdk'],
    ['[ds [1]] [x] y/z.iso', 'ds [1]', '[x] y/z.iso'],
  ])('brackets in names and paths: %j', (text, datastore, path) => {
    expect(splitDatastorePath(text)).toEqual({ ok: true, datastore, path })
  })

  test('folder and file of something at the root, and of a folder', () => {
    expect([directoryOf('file'), fileOf('file')]).toEqual(['', 'file'])
    expect([directoryOf('a/b/'), fileOf('a/b/')]).toEqual(['a/b', ''])
  })
})

describe('datastore paths, joined', () => {
  test('joined and split is the same', () => {
    const segment = fc.string({ minLength: 1 }).filter((text) => !/[/]/.test(text) && !text.startsWith(' '))
    const name = fc.string({ minLength: 1 }).filter((text) => !text.includes('/'))
    const isPlain = (text: string) => !/[[\]]/.test(text)
    fc.assert(
      fc.property(name, fc.array(segment), (datastore, segments) => {
        const joined = joinDatastorePath(datastore, ...segments)
        const known = isPlain(datastore) ? [] : [datastore]
        const path = { ok: true, datastore, path: segments.join('/') }
        expect(joined === undefined ? undefined : splitDatastorePath(joined, known)).toEqual(path)
      }),
    )
  })

  test('a folder may come with its slash', () => {
    expect(joinDatastorePath('ds', 'a/', 'b.vmx')).toBe('[ds] a/b.vmx')
    expect(joinDatastorePath('ds', 'a/')).toBe('[ds] a/')
    expect(joinDatastorePath('ds')).toBe('[ds]')
    expect(joinDatastorePath('ds', '', 'x')).toBe('[ds] x')
  })

  test('a name with "]" is written as hosts write it, and read back by the names that there are', () => {
    const path = joinDatastorePath('store (1) [old]', 'vm', 'x.vmx')
    expect(path).toBe('[store (1) [old]] vm/x.vmx')
    expect(splitDatastorePath(path ?? '', ['store (1) [old]'])).toEqual({
      ok: true,
      datastore: 'store (1) [old]',
      path: 'vm/x.vmx',
    })
    expect(joinDatastorePath('', 'x')).toBeUndefined()
  })

  test('§4.5 a person reads plain names in every part', () => {
    expect(readDatastorePath('[a%2fb] web+JQ-2fdb/web+JQ-2fdb.vmx')).toBe('[a/b] web/db/web/db.vmx')
    expect(readDatastorePath('/vmfs/devices/cdrom/x')).toBe('/vmfs/devices/cdrom/x')
    expect(readDatastorePath('[ds]')).toBe('[ds]')
    expect(readDatastorePath('[store [old]] web+JQ-2fdb/x.vmx')).toBe('[store [old]] web/db/x.vmx')
  })
})

describe('a path that a browser sends', () => {
  test.each(['', 'a/b.vmx', 'a/', 'a..b/c', 'R+Jg-D/x (1).iso'])('%j stays in its datastore', (path) => {
    expect(checkDatastorePath({ path })).toEqual({ ok: true })
  })

  test.each([
    ['../x', 'climbs'],
    ['a/../../x', 'climbs'],
    ['a\\..\\x', 'climbs'],
    ['a/..', 'climbs'],
    ['/vmfs/volumes/x', 'starts with "/"'],
    ['a//b', 'empty folder name'],
    ['a/./b', '"."'],
    ['a\nb', 'control character'],
    ['a\0.vmx', 'control character'],
  ])('%j is refused', (path, why) => {
    expect(checkDatastorePath({ path })).toMatchObject({ ok: false, because: expect.stringContaining(why) })
  })
})

describe('§4.5 values in the URL of /folder', () => {
  test('§3.2 every value is percent-encoded whole, all but letters, digits and -._~', () => {
    expect(urlValue("aZ09-._~ /!'()*%+ä")).toBe('aZ09-._~%20%2F%21%27%28%29%2A%25%2B%C3%A4')
    expect(
      folderUrl({ path: 'ha-host_VM0/ha-host_VM0.vmx', datacenterPath: 'ha-datacenter', datastore: 'LocalDS_0' }),
    ).toBe('/folder/ha-host_VM0%2Fha-host_VM0.vmx?dcPath=ha-datacenter&dsName=LocalDS_0')
  })

  test('a URL reads back as what it was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeURIComponent(urlValue(text))).toBe(text)
      }),
    )
    expect(urlValue('\ud800')).toBe('%EF%BF%BD')
  })
})
