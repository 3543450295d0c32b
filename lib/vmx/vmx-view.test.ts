import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bitsOn, registerValue } from '../cpuid/register'
import { parseUuid } from '../names/uuid'
import { videoMemoryBytes } from './display'
import { parseVmx } from './document'
import { presentDrives } from './storage'
import type { Read } from './value-reader'
import { vmxView } from './vmx-view'

const view = (text: string) => vmxView(parseVmx(text))
const value = <T>(field: Read<T>) => (field.odd ? 'odd' : field.value)

describe('§5.8 small vectors', () => {
  test('§5.8 the smallest VMX: 32768 KiB, 1 vCPU, i686, UUID all zero, 4096 KiB of video memory', () => {
    const { general, memory, processor, display } = view(
      'config.version = "8"\nvirtualHW.version = "4"\ndisplayName = "test"',
    )
    expect(memory.libvirt?.maximumKiB).toBe(32768)
    expect(value(processor.count)).toBe(1)
    expect(general.architecture).toBe('i686')
    expect(general.vmUuid).toBe('00000000-0000-0000-0000-000000000000')
    expect(value(display.videoMemoryKiB)).toBe(4096)
    expect(value(general.displayName)).toBe('test')
  })

  test('§5.8 keys and values in upper case', () => {
    const { processor, storage } = view(
      'CONFIG.VERSION = "8"\nVIRTUALHW.VERSION = "4"\nSCHED.CPU.SHARES = "4223"\nSCSI0.PRESENT = "TRUE"\nSCSI0.VIRTUALDEV = "LSILOGIC"\n' +
        'SCSI0:0.PRESENT = "TRUE"\nSCSI0:0.DEVICETYPE = "SCSI-HARDDISK"\nSCSI0:0.FILENAME = "DISK.VMDK"\n' +
        'IDE0:0.PRESENT = "TRUE"\nIDE0:0.CLIENTDEVICE = "TRUE"\nIDE0:0.DEVICETYPE = "ATAPI-CDROM"\nIDE0:0.FILENAME = "/DEV/HDA"',
    )
    expect(value(processor.shares)).toEqual({ level: 'custom', shares: 4223 })
    expect(storage.controllers[0]?.model).toMatchObject({ value: 'lsilogic' })
    expect(presentDrives(storage).map((drive) => drive.prefix)).toEqual(['scsi0:0'])
    expect(storage.drives.find((drive) => drive.prefix === 'ide0:0')?.kind).toBe('absent')
  })

  test('§5.8 numvcpus 2 with sched.cpu.shares normal is 2000 shares', () => {
    expect(value(view('numvcpus = "2"\nsched.cpu.shares = "normal"').processor.shares)).toEqual({
      level: 'normal',
      shares: 2000,
    })
  })

  test('§5.8 16777216 KiB is memsize 16384', () => {
    expect(view('memsize = "16384"').memory.libvirt?.maximumKiB).toBe(16777216)
  })

  test('§5.8 svga.vramSize 8388608 is 8192 KiB, and §5.2 is written in whole 64 KiB', () => {
    expect(value(view('svga.vramSize = "8388608"').display.videoMemoryKiB)).toBe(8192)
    expect(value(view('svga.vramSize = "1025"').display.videoMemoryKiB)).toBe(2)
    expect(value(view('svga.vramSize = "-1"').display.videoMemoryKiB)).toBe('odd')
    expect(videoMemoryBytes(8192)).toBe(8388608)
    expect(videoMemoryBytes(1)).toBe(65536)
  })

  test('§5.8 a CD image of the host keeps its path', () => {
    const { storage } = view(
      'ide1:0.present = "TRUE"\nide1:0.deviceType = "cdrom-image"\nide1:0.fileName = "/usr/lib/vmware/isoimages/linux.iso"',
    )
    expect(storage.drives[0]).toMatchObject({ source: { at: 'host', path: '/usr/lib/vmware/isoimages/linux.iso' } })
  })

  test('§5.8 an atapi-cdrom of the client is dropped', () => {
    const { storage } = view(
      'sata0.present = "TRUE"\nsata0:0.present = "TRUE"\nsata0:0.deviceType = "atapi-cdrom"\nsata0:0.fileName = "emptyBackingString"\nsata0:0.clientDevice = "TRUE"',
    )
    expect(presentDrives(storage)).toEqual([])
  })

  test('§5.8 addresses of vCenter and static addresses outside VMware’s ranges', () => {
    const { ethernet } = view(
      'ethernet0.addressType = "vpx"\nethernet0.generatedAddress = "00:50:56:80:b3:81"\nethernet1.addressType = "static"\nethernet1.address = "fa:16:3e:bb:2c:4a"',
    )
    expect(ethernet.nics.map((nic) => [value(nic.mac), nic.macRange])).toEqual([
      ['00:50:56:80:b3:81', 'vCenter'],
      ['fa:16:3e:bb:2c:4a', 'foreign'],
    ])
  })
})

describe('§5.2 display and shared folders', () => {
  test('§5.2 VNC is off and automatic by default; odd ports are only a note', () => {
    expect(view('').display.vnc).toMatchObject({ enabled: { value: false }, port: { value: -1 }, hasPassword: false })
    const { vnc } = view(
      'RemoteDisplay.vnc.enabled = "TRUE"\nRemoteDisplay.vnc.port = "6000"\nRemoteDisplay.vnc.ip = "0.0.0.0"\nRemoteDisplay.vnc.keymap = "de"\nRemoteDisplay.vnc.password = "secret"',
    ).display
    expect(vnc).toMatchObject({
      enabled: { value: true },
      port: { value: 6000, note: expect.anything() },
      ip: '0.0.0.0',
      keymap: 'de',
    })
    expect(vnc.hasPassword).toBe(true)
    expect(JSON.stringify(vnc)).not.toContain('secret')
    expect(view('RemoteDisplay.vnc.port = "5964"').display.vnc.port).not.toHaveProperty('note')
  })

  const folders =
    'sharedFolder.maxNum = "2"\nsharedFolder0.present = "TRUE"\nsharedFolder0.enabled = "TRUE"\nsharedFolder0.hostPath = "/srv"\nsharedFolder0.guestName = "srv"\nsharedFolder1.present = "TRUE"\nsharedFolder1.enabled = "FALSE"\nsharedFolder2.present = "TRUE"\nsharedFolder2.enabled = "TRUE"'

  test('§5.2 shared folders are read only when isolation.tools.hgfs.disable is false', () => {
    expect(view(folders).sharedFolders.folders).toEqual([])
    const { sharedFolders } = view(`isolation.tools.hgfs.disable = "FALSE"\n${folders}`)
    expect(sharedFolders.folders).toMatchObject([
      { index: 0, hostPath: '/srv', guestName: 'srv', writable: { value: false } },
    ])
  })

  test('§5.2 sharedFolder<n> needs present and enabled, hostPath and guestName', () => {
    const { sharedFolders } = view(
      'isolation.tools.hgfs.disable = "FALSE"\nsharedFolder.maxNum = "1"\nsharedFolder0.present = "TRUE"\nsharedFolder0.enabled = "TRUE"\nsharedFolder0.writeAccess = "TRUE"',
    )
    expect(sharedFolders.folders[0]).toMatchObject({
      because: expect.stringContaining('hostPath'),
      writable: { value: true },
    })
    const many = view('isolation.tools.hgfs.disable = "FALSE"\nsharedFolder.maxNum = "999999999"').sharedFolders
    expect(many.folders).toEqual([])
  })
})

describe('§6.1 CPUID keys', () => {
  test('§6.1 hostCPUID.80000001 of a VMX has long mode in EDX', () => {
    const { cpuid } = view('hostCPUID.80000001 = "00000000000000000000012120100800"')
    const [leaf] = cpuid.leaves
    expect(leaf && registerValue(leaf.registers.edx)).toBe(0x20100800)
    expect(leaf && bitsOn(leaf.registers.edx)).toEqual([11, 20, 29])
    expect(leaf).toMatchObject({ of: 'host', level: 0x80000001 })
  })

  test('masks are taken apart, and odd ones shown as odd', () => {
    const { cpuid } = view(
      'cpuid.1.ecx = "----:----:----:----:----:----:--0-:----"\ncpuid.80000001.edx.amd = "--"\nguestCPUID.0 = "xyz"\ncpuid.coresPerSocket = "2"',
    )
    expect(cpuid.masks).toMatchObject([
      { level: 1, register: 'ecx', vendor: undefined, mask: { odd: false } },
      { level: 0x80000001, register: 'edx', vendor: 'amd', mask: { odd: true, raw: '--' } },
    ])
    expect(cpuid.odd.map(({ key }) => key)).toEqual(['guestCPUID.0'])
  })
})

test('no value makes reading fail', () => {
  const keys = [
    'config.version',
    'virtualHW.version',
    'memsize',
    'numvcpus',
    'cpuid.coresPerSocket',
    'sched.mem.max',
    'sched.cpu.shares',
    'scsi0.present',
    'scsi0:0.present',
    'scsi0:0.fileName',
    'scsi0:0.deviceType',
    'ethernet0.dvs.switchId',
    'serial0.fileType',
    'serial0.fileName',
    'floppy0.present',
    'sharedFolder.maxNum',
    'isolation.tools.hgfs.disable',
    'uuid.bios',
    'vm.genid',
    'annotation',
  ]
  const values = fc.oneof(
    fc.constantFrom('TRUE', 'FALSE', '-1', '999999999999', '', 'network', '/vmfs/volumes/'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), values), (pairs) => {
      const text = Object.entries(pairs).map(([key, each]) => `${key} = "${each}"`)
      expect(parseUuid(vmxView(parseVmx(text.join('\n'))).general.vmUuid)).toBeDefined()
    }),
  )
})
