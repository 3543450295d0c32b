import { describe, expect, test } from 'vitest'
import { diskPrefix, diskTarget, parseDiskPrefix, wrongAddress } from './disk-address'
import { parseVmx } from './document'
import type { VmxPlace } from './file-name'
import { presentControllers, presentDrives, readStorage } from './storage'
import { valueOr, vmxReader } from './value-reader'

const place: VmxPlace = { directory: { datastore: 'ds', path: 'vm' }, hasDatastore: (name) => name !== 'missing' }
const storage = (text: string, hardware = 13) => {
  const document = parseVmx(text)
  return readStorage(document, vmxReader(document), hardware, place)
}
/** The drive at a prefix, with its controller present. */
const drive = (prefix: string, keys: Record<string, string>, hardware = 13) => {
  const lines = Object.entries({ present: 'TRUE', ...keys }).map(([key, value]) => `${prefix}.${key} = "${value}"`)
  const controller = prefix.includes(':') ? `${prefix.slice(0, prefix.indexOf(':'))}.present = "TRUE"\n` : ''
  const [found] = storage(controller + lines.join('\n'), hardware).drives
  if (!found) throw new Error('no drive')
  return found
}
const at = (prefix: string) => parseDiskPrefix(prefix) ?? { bus: 'scsi' as const, controller: -1, unit: -1 }

describe('§5.3 disk addresses', () => {
  test.each([
    ['scsi0:0', 13, 'sda'],
    ['scsi0:6', 4, 'sdg'],
    ['scsi0:8', 4, 'sdh'],
    ['scsi0:15', 4, 'sdo'],
    ['scsi0:16', 13, 'sdp'],
    ['scsi0:64', 13, 'sdbl'],
    ['scsi1:0', 4, 'sdp'],
    ['scsi1:0', 13, 'sdbm'],
    ['scsi3:15', 4, 'sdbh'],
    ['sata0:0', 13, 'sda'],
    ['sata1:2', 13, 'sdag'],
    ['ide0:0', 4, 'hda'],
    ['ide1:1', 4, 'hdd'],
    ['floppy1', 4, 'fdb'],
    ['nvme0:0', 13, 'nvme0n1'],
    ['nvme3:14', 13, 'nvme3n15'],
    // vSphere 8.0 Update 2, hardware 21: 256 NVMe disks in a VM, 64 on each of four controllers.
    ['nvme3:63', 21, 'nvme3n64'],
  ])('§5.3 %s (hardware %d) is %s', (prefix, hardware, target) => {
    expect(diskTarget(at(prefix), hardware)).toBe(target)
    expect(wrongAddress(at(prefix), hardware)).toBeUndefined()
    expect(diskPrefix(at(prefix.toUpperCase()))).toBe(prefix)
  })

  test.each([
    ['scsi0:7', 13, 'the controller itself'],
    ['scsi4:0', 13, 'from 0 to 3'],
    ['scsi0:16', 12, '64 come with 13'],
    ['scsi0:65', 13, 'from 0 to 64'],
    ['sata0:30', 13, 'from 0 to 29'],
    ['ide0:2', 13, 'from 0 to 1'],
    ['ide2:0', 13, 'from 0 to 1'],
    ['nvme0:15', 13, 'from 0 to 14'],
    ['nvme0:64', 21, 'from 0 to 63'],
    ['floppy2', 13, 'from 0 to 1'],
  ])('§5.3 %s (hardware %d) does not exist, and is shown as odd', (prefix, hardware, why) => {
    expect(drive(prefix, { fileName: 'x.vmdk' }, hardware)).toMatchObject({
      kind: 'odd',
      because: expect.stringContaining(why),
    })
  })

  test('§5.3 SCSI and SATA can give two disks the same name', () => {
    const disks =
      'scsi0.present="TRUE"\nsata0.present="TRUE"\nscsi0:0.present="TRUE"\nscsi0:0.fileName="a.vmdk"\nsata0:0.present="TRUE"\nsata0:0.fileName="b.vmdk"'
    expect(storage(disks).drives.map((each) => [each.prefix, each.target])).toEqual([
      ['scsi0:0', 'sda'],
      ['sata0:0', 'sda'],
    ])
  })

  test('§5.3 a controller that is not present hides its disks; IDE has no key', () => {
    expect(storage('scsi0:0.present = "TRUE"\nscsi0:0.fileName = "x.vmdk"').drives[0]).toMatchObject({ kind: 'absent' })
    expect(storage('scsi0.present = "maybe"\nscsi0:0.fileName = "x.vmdk"').drives[0]).toMatchObject({ kind: 'odd' })
    expect(storage('ide0:0.present = "TRUE"\nide0:0.fileName = "x.vmdk"').drives[0]).toMatchObject({ kind: 'disk' })
  })

  test.each([
    ['buslogic', 'buslogic'],
    ['LSILOGIC', 'lsilogic'],
    ['lsisas1068', 'lsisas1068'],
    ['PVSCSI', 'pvscsi'],
    [undefined, undefined],
    ['nonsense', 'odd'],
  ])('§5.3 scsi0.virtualDev %s is %s', (written, model) => {
    const text = `scsi0.present = "TRUE"\n${written === undefined ? '' : `scsi0.virtualDev = "${written}"`}`
    const [controller] = presentControllers(storage(text))
    expect(controller?.model && valueOr(controller.model, 'odd')).toBe(model)
  })

  test('controllers of every bus are listed, with what is present', () => {
    const found = storage('sata0.present = "TRUE"\nnvme0.present = "TRUE"\nscsi1.present = "FALSE"')
    expect(found.controllers.map((each) => each.name)).toEqual(['nvme0', 'sata0', 'scsi1'])
    expect(presentControllers(found).map((each) => each.name)).toEqual(['nvme0', 'sata0'])
  })
})

describe('§5.4 hard disks', () => {
  test('§5.4 a .vmdk is a disk, in any case, on every bus', () => {
    for (const prefix of ['scsi0:0', 'sata0:0', 'ide0:0', 'nvme0:0']) {
      expect(drive(prefix, { fileName: 'Disk.VMDK' })).toMatchObject({
        kind: 'disk',
        source: { at: 'datastore', datastore: 'ds', path: 'vm/Disk.VMDK' },
        writeThrough: { value: false },
        mode: 'persistent',
        transient: false,
      })
    }
  })

  test.each([
    ['scsi0:0', 'disk', 'disk'],
    ['scsi0:0', 'SCSI-hardDisk', 'disk'],
    ['scsi0:0', 'ata-hardDisk', 'odd'],
    ['ide0:0', 'ata-hardDisk', 'disk'],
    ['ide0:0', 'scsi-hardDisk', 'odd'],
    // A whole device of the machine, and a disk without a descriptor's extents: Workstation, Fusion and GSX write them.
    ['scsi0:0', 'rawDisk', 'disk'],
    ['ide0:0', 'rawDisk', 'disk'],
    ['ide0:0', 'plainDisk', 'disk'],
    ['sata0:0', 'anything', 'disk'],
    ['nvme0:0', 'anything', 'disk'],
  ])('§5.4 %s with deviceType %s: %s', (prefix, deviceType, kind) => {
    expect(drive(prefix, { fileName: 'x.vmdk', deviceType }).kind).toBe(kind)
  })

  test('§5.4 writeThrough and the mode independent-nonpersistent', () => {
    expect(drive('scsi0:0', { fileName: 'x.vmdk', writeThrough: 'TRUE' })).toMatchObject({
      writeThrough: { value: true },
    })
    expect(drive('scsi0:0', { fileName: 'x.vmdk', mode: 'independent-nonpersistent' })).toMatchObject({
      transient: true,
    })
    expect(drive('scsi0:0', { fileName: 'x.vmdk', mode: 'independent-persistent' })).toMatchObject({
      mode: 'independent-persistent',
      transient: false,
    })
  })

  test('§5.9 a disk on a datastore that is missing is odd', () => {
    expect(drive('scsi0:0', { fileName: '/vmfs/volumes/missing/x.vmdk' }).kind).toBe('odd')
  })

  test('§5.4 anything else is odd', () => {
    expect(drive('scsi0:0', { fileName: 'x.img' }).kind).toBe('odd')
    expect(drive('scsi0:0', { fileName: '' }).kind).toBe('odd')
  })

  test('§5.4 present is false by default, and clientDevice true drops the device', () => {
    expect(storage('ide0:0.fileName = "x.vmdk"').drives[0]?.kind).toBe('absent')
    expect(drive('ide0:0', { fileName: 'x.vmdk', present: 'FALSE' }).kind).toBe('absent')
    expect(drive('ide0:0', { fileName: 'x.vmdk', clientDevice: 'TRUE' }).kind).toBe('absent')
    expect(drive('ide0:0', { fileName: 'x.vmdk', clientDevice: 'perhaps' }).kind).toBe('odd')
  })
})

describe('§5.4 CD-ROM drives', () => {
  test('§5.4 an .iso is an image; deviceType may only be cdrom-image', () => {
    expect(drive('ide1:0', { fileName: 'A.ISO' })).toMatchObject({
      kind: 'cdrom',
      medium: 'image',
      source: { path: 'vm/A.ISO' },
    })
    expect(drive('scsi0:0', { fileName: 'a.iso', deviceType: 'CDROM-image' })).toMatchObject({ medium: 'image' })
    expect(drive('ide1:0', { fileName: 'a.iso', deviceType: 'atapi-cdrom' }).kind).toBe('odd')
  })

  test('§5.4 an image on a missing datastore is an empty drive instead of an error', () => {
    expect(drive('ide1:0', { fileName: '/vmfs/volumes/missing/cdrom.iso' })).toMatchObject({
      kind: 'cdrom',
      medium: 'empty',
    })
  })

  test('§5.4 atapi-cdrom is a drive of the host; "auto detect" is one that may be absent', () => {
    expect(drive('ide1:0', { fileName: '/dev/scd0', deviceType: 'atapi-cdrom' })).toMatchObject({
      medium: 'device',
      path: '/dev/scd0',
    })
    expect(drive('ide1:0', { fileName: 'Auto Detect', deviceType: 'atapi-cdrom' })).toMatchObject({
      medium: 'device',
      path: undefined,
    })
  })

  test('§5.4 cdrom-raw is the same as a LUN', () => {
    expect(drive('ide1:0', { fileName: '/dev/scd0', deviceType: 'cdrom-raw' })).toMatchObject({
      medium: 'lun',
      path: '/dev/scd0',
    })
  })

  test('§5.4 SCSI scsi-passthru below /vmfs/devices/cdrom/ is a LUN, other devices are left out', () => {
    const path = '/vmfs/devices/cdrom/mpx.vmhba32:C0:T0:L0'
    expect(drive('scsi0:1', { fileName: path, deviceType: 'scsi-passthru' })).toMatchObject({
      kind: 'cdrom',
      medium: 'lun',
      path,
    })
    expect(drive('scsi0:1', { fileName: '/vmfs/devices/disks/x', deviceType: 'scsi-passthru' }).kind).toBe('odd')
  })

  test('§5.4 no file name or emptyBackingString is an empty drive; deviceType may only be cdrom-image', () => {
    expect(drive('ide1:0', {})).toMatchObject({ kind: 'cdrom', medium: 'empty' })
    expect(drive('ide1:0', { fileName: 'emptyBackingString', deviceType: 'cdrom-image' })).toMatchObject({
      medium: 'empty',
    })
    expect(drive('ide1:0', { fileName: '', deviceType: 'cdrom-image' })).toMatchObject({ medium: 'empty' })
    expect(drive('ide1:0', { fileName: 'emptyBackingString', deviceType: 'atapi-cdrom' })).toMatchObject({
      medium: 'device',
    })
    expect(drive('ide1:0', { fileName: 'emptyBackingString', deviceType: 'disk' }).kind).toBe('odd')
  })

  test('§5.4 a .vmdk in a CD-ROM drive is no CD, and libvirt leaves it out', () => {
    expect(drive('ide1:0', { fileName: 'x.vmdk', deviceType: 'cdrom-image' }).kind).toBe('odd')
    expect(drive('ide1:0', { fileName: 'x.bin', deviceType: 'cdrom-image' }).kind).toBe('odd')
  })
})

describe('§5.4 floppy drives', () => {
  test('§5.4 fileType device is a drive of the host, file an image, other is odd', () => {
    expect(drive('floppy0', { fileType: 'device', fileName: '/dev/fd0' })).toMatchObject({
      kind: 'floppy',
      medium: 'device',
      path: '/dev/fd0',
    })
    expect(drive('floppy0', { fileType: 'FILE', fileName: 'a.flp' })).toMatchObject({
      medium: 'image',
      source: { path: 'vm/a.flp' },
    })
    expect(drive('floppy1', { fileType: 'file' })).toMatchObject({ medium: 'image', source: undefined })
    expect(drive('floppy0', { fileName: 'a.flp' }).kind).toBe('odd')
  })
})

test('the drives of a VM are listed in the order of their buses, without those that are absent or odd', () => {
  const text = ['floppy0.present="FALSE"', 'ide1:0.present="TRUE"', 'ide1:0.fileName="a.iso"', 'scsi0.present="TRUE"']
  for (const unit of [10, 2, 7]) text.push(`scsi0:${unit}.present="TRUE"`, `scsi0:${unit}.fileName="d${unit}.vmdk"`)
  expect(presentDrives(storage(text.join('\n'))).map((each) => each.prefix)).toEqual(['scsi0:2', 'scsi0:10', 'ide1:0'])
})
