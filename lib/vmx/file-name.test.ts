import { describe, expect, test } from 'vitest'
import { describeSource, resolveVmxFileName, vmxFileNameOf, type VmxPlace } from './file-name'

/** The test environment of §5.9: one datastore, every lookup by name succeeds but for `missing` and `ds`. */
const place: VmxPlace = {
  directory: { datastore: 'datastore', path: 'directory' },
  mounts: [{ datastore: 'datastore', mountPath: '/non/existent' }],
  hasDatastore: (name) => name !== 'missing' && name !== 'ds',
}
const shown = (fileName: string, at = place) => describeSource(resolveVmxFileName(fileName, at))
const kind = (fileName: string, at = place) => resolveVmxFileName(fileName, at).at

describe('§5.9 VMX to datastore path', () => {
  test.each([
    ['harddisk.vmdk', '[datastore] directory/harddisk.vmdk'],
    ['subfolder/d_1.vmdk', '[datastore] directory/subfolder/d_1.vmdk'],
    ['/vmfs/volumes/f84f070c-0d65498d/win-iso/w.iso', '[f84f070c-0d65498d] win-iso/w.iso'],
    ['/non/existent/a/b.vmdk', '[datastore] a/b.vmdk'],
    ['/non/existent//a\\b.vmdk', '[datastore] a/b.vmdk'],
  ])('§5.9 %s is %s', (fileName, path) => {
    expect(shown(fileName)).toBe(path)
  })

  test('§5.9 step 2: the longest mount wins, on whole parts only', () => {
    const mounts = [
      { datastore: 'a', mountPath: '/vmfs/volumes/a' },
      { datastore: 'ab', mountPath: '/vmfs/volumes/ab/' },
      { datastore: 'inner', mountPath: '/vmfs/volumes/a/inner' },
      { datastore: 'empty', mountPath: '' },
    ]
    expect(shown('/vmfs/volumes/a/x.vmdk', { mounts })).toBe('[a] x.vmdk')
    expect(shown('/vmfs/volumes/ab/x.vmdk', { mounts })).toBe('[ab] x.vmdk')
    expect(shown('/vmfs/volumes/a/inner/x.vmdk', { mounts })).toBe('[inner] x.vmdk')
  })

  test('§5.9 step 2: Windows mounts, with backslashes', () => {
    const mounts = [
      { datastore: 'local', mountPath: 'C:\\Virtual Machines\\' },
      { datastore: 'share', mountPath: '\\\\server\\share' },
    ]
    expect(shown('C:\\Virtual Machines\\vm\\x.vmdk', { mounts })).toBe('[local] vm/x.vmdk')
    expect(shown('\\\\server\\share\\x.vmdk', { mounts })).toBe('[share] x.vmdk')
    expect(kind('D:\\x.vmdk', { mounts })).toBe('odd')
  })

  test('§5.9 step 3: a volume that the host does not have is missing; a wrong shape is odd', () => {
    expect(resolveVmxFileName('/vmfs/volumes/missing/cdrom.iso', place)).toEqual({
      at: 'missing',
      datastore: 'missing',
      path: 'cdrom.iso',
    })
    expect(kind('/vmfs/volumes/x')).toBe('odd')
    expect(kind('/vmfs/volumes/')).toBe('odd')
    expect(kind('/vmfs/volumes')).toBe('odd')
  })

  test('§5.9 step 4: other absolute names are on the host', () => {
    expect(resolveVmxFileName('/usr/lib/vmware/isoimages/linux.iso', place)).toEqual({
      at: 'host',
      path: '/usr/lib/vmware/isoimages/linux.iso',
    })
  })

  test('§5.9 step 5: what climbs out of the folder, and nothing at all, are odd', () => {
    expect(kind('../other/x.vmdk')).toBe('odd')
    expect(kind('a\\..\\..\\x.vmdk')).toBe('odd')
    expect(kind('')).toBe('odd')
  })

  test('without a host a name stays relative, and every volume is believed', () => {
    expect(resolveVmxFileName('disk.vmdk', {})).toEqual({ at: 'beside', path: 'disk.vmdk' })
    expect(shown('sub/disk.vmdk', {})).toBe('sub/disk.vmdk')
    expect(shown('/vmfs/volumes/ds/x.vmdk', {})).toBe('[ds] x.vmdk')
    expect(shown('x.vmdk', { directory: { datastore: 'ds', path: '' } })).toBe('[ds] x.vmdk')
  })
})

describe('§5.9 datastore path to VMX', () => {
  test('§5.9 the mount path, its separator and the path', () => {
    const mounts = [
      { datastore: 'ds', mountPath: '/vmfs/volumes/4af/' },
      { datastore: 'win', mountPath: 'C:\\VMs\\' },
    ]
    expect(vmxFileNameOf('[ds] a/b.vmdk', { mounts })).toEqual({ ok: true, fileName: '/vmfs/volumes/4af/a/b.vmdk' })
    expect(vmxFileNameOf('[win] a/b.vmdk', { mounts })).toEqual({ ok: true, fileName: 'C:\\VMs\\a\\b.vmdk' })
    expect(vmxFileNameOf('/usr/lib/x.iso', { mounts })).toEqual({ ok: true, fileName: '/usr/lib/x.iso' })
    const odd = { mounts: [...mounts, { datastore: 'store (1) [old]', mountPath: '/vmfs/volumes/7' }] }
    expect(vmxFileNameOf('[store (1) [old]] a/b.vmdk', odd)).toEqual({ ok: true, fileName: '/vmfs/volumes/7/a/b.vmdk' })
  })

  test.each(['[other] x', 'x.vmdk', '[datastore]', '[] x'])('§5.9 %j cannot be written', (path) => {
    expect(vmxFileNameOf(path, place).ok).toBe(false)
  })

  test('what is written reads back', () => {
    const written = vmxFileNameOf('[datastore] dir/x.vmdk', place)
    expect(written.ok && shown(written.fileName)).toBe('[datastore] dir/x.vmdk')
  })
})
