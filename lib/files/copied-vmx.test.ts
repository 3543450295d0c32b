import { expect, test } from 'vitest'
import { getVmx, parseVmx, vmxText } from '../vmx/document'
import { editVmx } from '../vmx/edit'
import { copyEdits, nvramOf, untoldDisk, type CopiedFrom } from './copied-vmx'
import { copyDiskName, copyItem } from './vm-copy'

const from: CopiedFrom = {
  directory: { datastore: 'store (1) [old]', path: 'prod/web-01' },
  mounts: [
    { datastore: 'store (1) [old]', mountPath: '/vmfs/volumes/5f-1' },
    { datastore: 'fast', mountPath: '/vmfs/volumes/5f-2' },
  ],
}

/** What the copy of a VM with this file has. */
function copyOf(lines: string, { disks = 1, place = from } = {}) {
  const document = parseVmx(`.encoding = "UTF-8"\ndisplayName = "web-01"\nscsi0.present = "TRUE"\n${lines}`)
  const item = copyItem('R&D 50% a/b')
  const copied = Array.from({ length: disks }, (_, at) => ({ prefix: `scsi0:${at}`, file: copyDiskName(item, at) }))
  const edited = editVmx(document, copyEdits(document, 'R&D 50% a/b', copied, place))
  if (!edited.ok) throw new Error(edited.because)
  return {
    item,
    text: vmxText(edited.document),
    value: (key: string) => getVmx(edited.document, key),
  }
}

test('a copy has disks, UUIDs and addresses of its own, and keeps everything else', () => {
  const { item, text, value } = copyOf(
    `uuid.bios = "56 4d aa"
uuid.location = "56 4d bb"
vc.uuid = "52 00"
vmci0.id = "-99"
nvram = "web-01.nvram"
scsi0:0.present = "TRUE"
scsi0:0.fileName = "web-01-000002.vmdk"
scsi0:0.redo = ""
scsi0:1.present = "TRUE"
scsi0:1.fileName = "/vmfs/volumes/5f-2/data/web-01_1.vmdk"
ethernet0.addressType = "static"
ethernet0.address = "00:50:56:00:00:01"
ethernet1.addressType = "generated"
ethernet1.generatedAddress = "00:0c:29:aa:bb:cc"
ethernet1.dvs.portId = "port-7"
ethernet1.dvs.portgroupId = "kept"
migrate.hostlog = "./web-01.hlog"
migrate.encryptionMode = "opportunistic"
vmx.log.syslogID = "syslog of web-01"
vmx.log.keepOld = "6"
answer.msg.serial.file.open = "Append"
my.own = "kept|22"
`,
    { disks: 2 },
  )
  expect(value('scsi0:0.fileName')).toBe(`${item}.vmdk`)
  expect(value('scsi0:1.fileName')).toBe(`${item}_1.vmdk`)
  expect(value('nvram')).toBe(`${item}.nvram`)
  expect(value('ethernet0.addressType')).toBe('generated')
  expect(value('ethernet1.dvs.portgroupId')).toBe('kept')
  expect(value('migrate.encryptionMode')).toBe('opportunistic')
  expect(value('vmx.log.keepOld')).toBe('6')
  expect(value('my.own')).toBe('kept|22')
  expect(value('answer.msg.serial.file.open')).toBe('Append')
  for (const gone of ['uuid.', 'vmci0', 'redo', '00:50:56', '00:0c:29', 'port-7', '000002', 'hlog', 'syslog'])
    expect(text).not.toContain(gone)
})

test('what answers at each later move whether the VM was copied is not written, and what its owner wrote stays', () => {
  expect(copyOf('uuid.location = "56 4d bb"\n').value('uuid.action')).toBeUndefined()
  expect(copyOf('uuid.action = "keep"\n').value('uuid.action')).toBe('keep')
})

test('a copy writes nothing into the folder of its original', () => {
  const lines = {
    workingDir: '/vmfs/volumes/5f-1/prod/web-01',
    'suspend.directory': '/vmfs/volumes/5f-2/elsewhere',
    'sched.swap.derivedName': '/vmfs/volumes/5f-1/prod/web-01/web-01-1a2b.vswp',
    'sched.swap.dir': '/vmfs/volumes/5f-1/prod/web-01/',
    'vmx.log.fileName': '/vmfs/volumes/5f-2/logs/web-01.log',
    'log.fileName': './vmware.log',
    extendedConfigFile: 'web-01.vmxf',
    'checkpoint.vmState': 'web-01.vmss',
    fileSearchPath: '.;/vmfs/volumes/5f-1/prod/web-01',
    'some.later.key': '/vmfs/volumes/store (1) [old]/prod/web-01/x',
  }
  const written = Object.entries(lines).map(([key, value]) => `${key} = "${value}"\n`)
  const { value } = copyOf(written.join(''))
  expect(Object.keys(lines).filter((key) => value(key) !== undefined)).toEqual([])
})

test('a place that is not the original’s own stays as it is', () => {
  const { value } = copyOf(`sched.swap.dir = "/vmfs/volumes/5f-2/swap"
vmx.log.fileName = "vmware.log"
some.key = "/vmfs/volumes/5f-1/prod/web-010/x"
other.key = "/vmfs/volumes/5f-2/prod/web-01/x"
tools.path = "/usr/lib/vmware/isoimages/linux.iso"
`)
  expect(value('sched.swap.dir')).toBe('/vmfs/volumes/5f-2/swap')
  expect(value('vmx.log.fileName')).toBe('vmware.log')
  expect(value('some.key')).toBe('/vmfs/volumes/5f-1/prod/web-010/x')
  expect(value('other.key')).toBe('/vmfs/volumes/5f-2/prod/web-01/x')
  expect(value('tools.path')).toBe('/usr/lib/vmware/isoimages/linux.iso')
})

const devices = `serial0.present = "TRUE"
serial0.fileType = "file"
serial0.fileName = "/vmfs/volumes/5f-1/prod/web-01/logs/serial.log"
serial1.present = "TRUE"
serial1.fileType = "file"
serial1.fileName = "/vmfs/volumes/5f-2/logs/web-01.log"
serial2.present = "TRUE"
serial2.fileType = "network"
serial2.fileName = "telnet://:2001"
sata0.present = "TRUE"
sata0:0.present = "TRUE"
sata0:0.deviceType = "cdrom-image"
sata0:0.fileName = "seed.iso"
sata0:1.present = "TRUE"
sata0:1.deviceType = "atapi-cdrom"
sata0:1.fileName = "auto detect"
floppy0.fileType = "file"
floppy0.fileName = "seed.flp"
floppy0.present = "TRUE"
`

test('a port writes into the folder of the copy, and an image beside the original is found where it lies', () => {
  const { value } = copyOf(devices)
  expect(value('serial0.fileName')).toBe('serial.log')
  expect(value('serial1.fileName')).toBe('/vmfs/volumes/5f-2/logs/web-01.log')
  expect(value('serial2.fileName')).toBe('telnet://:2001')
  expect(value('sata0:0.fileName')).toBe('/vmfs/volumes/5f-1/prod/web-01/seed.iso')
  expect(value('sata0:1.fileName')).toBe('auto detect')
  expect(value('floppy0.fileName')).toBe('/vmfs/volumes/5f-1/prod/web-01/seed.flp')
})

test('of a VM at the root of its datastore only what lies beside its file is its own', () => {
  const place = { ...from, directory: { ...from.directory, path: '' } }
  const { value } = copyOf(
    `sched.swap.derivedName = "/vmfs/volumes/5f-1/x.vswp"
some.key = "/vmfs/volumes/5f-1/x"
other.key = "/vmfs/volumes/5f-1/swap/x"
`,
    { place },
  )
  expect([value('some.key'), value('other.key')]).toEqual([undefined, '/vmfs/volumes/5f-1/swap/x'])
})

test('the settings of the firmware are found beside the file and elsewhere', () => {
  const at = (lines: string) => nvramOf(parseVmx(lines), from)
  expect(at('nvram = "web-01.nvram"\n')).toBe('[store (1) [old]] prod/web-01/web-01.nvram')
  expect(at('nvram = "/vmfs/volumes/5f-2/settings/web|22.nvram"\n')).toBe('[fast] settings/web".nvram')
  expect(at('nvram = "/etc/web-01.nvram"\n')).toBeUndefined()
  expect(at('displayName = "web-01"\n')).toBeUndefined()
})

test('a disk that only the file knows of would stay the original’s', () => {
  const document = parseVmx(`scsi0.present = "TRUE"
scsi0:0.present = "TRUE"
scsi0:0.fileName = "web-01.vmdk"
scsi0:1.present = "FALSE"
scsi0:1.fileName = "gone.vmdk"
SCSI0:2.present = "TRUE"
SCSI0:2.fileName = "/vmfs/volumes/5f-2/data/added.vmdk"
`)
  expect(untoldDisk(document, [{ prefix: 'scsi0:0' }], from)).toBe('scsi0:2')
  expect(untoldDisk(document, [{ prefix: 'scsi0:0' }, { prefix: 'scsi0:2' }], from)).toBeUndefined()
})
