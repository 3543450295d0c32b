import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guestKey, vmxAgainstConfig } from './against-config'
import { diffLines, diffVmx } from './diff'
import { parseVmx } from './document'
import { editVmx } from './edit'
import { explainVmxKey } from './key-dictionary'
import { vmxView } from './vmx-view'

describe('two documents', () => {
  test('differ by key: comments, order and the case of keys do not count', () => {
    const before = parseVmx('# one\na = "1"\nB = "2"\nc = "3"\n')
    const after = parseVmx('b = "2"\n# two\na = "9"\nd = "4"\n')
    expect(diffVmx(before, after)).toEqual([
      { change: 'changed', key: 'a', before: '1', after: '9' },
      { change: 'removed', key: 'c', before: '3' },
      { change: 'added', key: 'd', after: '4' },
    ])
    expect(diffVmx(before, before)).toEqual([])
  })

  test('an edit is previewed as the lines that change, with their surroundings', () => {
    const before = parseVmx(Array.from({ length: 9 }, (_, i) => `k${i + 1} = "${i + 1}"\n`).join(''))
    const edited = editVmx(before, [
      { key: 'k5', value: 'five' },
      { key: 'new', value: 'x' },
    ])
    if (!edited.ok) throw new Error(edited.because)
    expect(diffLines(before, edited.document, 1)).toEqual([
      { line: 4, change: 'same', text: 'k4 = "4"' },
      { line: 5, change: 'removed', text: 'k5 = "5"' },
      { line: 5, change: 'added', text: 'k5 = "five"' },
      { line: 6, change: 'same', text: 'k6 = "6"' },
      { line: 9, change: 'same', text: 'k9 = "9"' },
      { line: 10, change: 'added', text: 'new = "x"' },
    ])
  })

  test('lines that are the same are none', () => {
    expect(diffLines(parseVmx('a = "1"\n'), parseVmx('a = "1"\r\n'))).toEqual([])
  })

  test('files that share nothing are replaced whole, however long', () => {
    const long = (name: string) => parseVmx(Array.from({ length: 3000 }, (_, i) => `${name}${i} = "x"\n`).join(''))
    const lines = diffLines(long('a'), long('b'))
    expect(lines.filter(({ change }) => change === 'removed')).toHaveLength(3000)
    expect(lines.filter(({ change }) => change === 'added')).toHaveLength(3000)
  })

  test('the shown lines, with all their context, are both files', () => {
    const lines = fc.array(fc.constantFrom('a = "1"', 'b = "2"', 'c = "3"', '# x'), { maxLength: 12 })
    fc.assert(
      fc.property(lines, lines, (old, now) => {
        const join = (each: string[]) => parseVmx(each.map((line) => `${line}\n`).join(''))
        const shown = diffLines(join(old), join(now), 100)
        const side = (drop: string) => shown.filter(({ change }) => change !== drop).map(({ text }) => text)
        if (shown.length > 0) {
          expect(side('added')).toEqual(old)
          expect(side('removed')).toEqual(now)
        } else expect(old).toEqual(now)
      }),
    )
  })
})

describe('a file beside the running configuration', () => {
  const file =
    'config.version = "8"\nvirtualHW.version = "8"\ndisplayName = "db%2fone"\nguestOS = "ubuntu-64"\nmemsize = "1024"\nnumvcpus = "2"\n' +
    'scsi0.present = "TRUE"\nscsi0:0.present = "TRUE"\nscsi0:0.fileName = "db.vmdk"\nethernet0.present = "TRUE"\nethernet0.generatedAddress = "00:0c:29:00:00:01"\n' +
    'uuid.bios = "50 11 5e 16 9b dc 49 d7-f1 71 53 c4 d7 f9 17 10"\nsched.mem.max = "-1"'
  const view = vmxView(parseVmx(file), { directory: { datastore: 'ds', path: 'db' } })
  const running = {
    name: 'db/one',
    annotation: '',
    guestId: 'ubuntu64Guest',
    hardwareVersion: 'vmx-08',
    memoryMiB: 1024,
    cpuCount: 2,
    coresPerSocket: 1,
    firmware: 'bios',
    biosUuid: '50115E16-9BDC-49D7-F171-53C4D7F91710',
    instanceUuid: '52115e16-9bdc-49d7-f171-53c4d7f91710',
    memoryLimitMiB: -1,
    memoryReservationMiB: 0,
    cpuLimitMHz: -1,
    cpuReservationMHz: 0,
    disks: ['[ds] db/db.vmdk'],
    nics: ['00:0C:29:00:00:01'],
  }

  test('says nothing when they agree, however each writes it', () => {
    expect(vmxAgainstConfig(view, running)).toEqual([])
    expect(vmxAgainstConfig(view, {})).toEqual([])
    const bracketed = vmxView(parseVmx(file), { directory: { datastore: 'store (1) [old]', path: 'db' } })
    expect(vmxAgainstConfig(bracketed, { ...running, disks: ['[store (1) [old]]  db/db.vmdk'] })).toEqual([])
  })

  test('names every difference with its key', () => {
    const changed = {
      ...running,
      name: 'db',
      memoryMiB: 2048,
      memoryLimitMiB: 512,
      disks: ['[ds] db/db.vmdk', '[ds] db/more.vmdk'],
      nics: [],
    }
    expect(vmxAgainstConfig(view, changed)).toEqual([
      { what: 'Name', key: 'displayName', file: 'db/one', running: 'db' },
      { what: 'Memory', key: 'memsize', file: '1024 MB', running: '2048 MB' },
      { what: 'Memory limit', key: 'sched.mem.max', file: 'unlimited', running: '512 MB' },
      { what: 'Disk', key: '', file: undefined, running: '[ds] db/more.vmdk' },
      { what: 'Network adapter', key: 'ethernet0.generatedAddress', file: '00:0c:29:00:00:01', running: undefined },
    ])
  })

  test('an odd value in the file is a difference, not a failure', () => {
    const odd = vmxView(parseVmx('memsize = "lots"'))
    expect(vmxAgainstConfig(odd, { memoryMiB: 4 })).toEqual([
      { what: 'Memory', key: 'memsize', file: 'lots', running: '4 MB' },
    ])
  })

  test.each([
    ['ubuntu-64', 'ubuntu64Guest'],
    ['other-64', 'otherGuest64'],
    ['other', 'otherGuest'],
    ['windows9srv-64', 'windows9Server64Guest'],
    ['rhel7-64', 'rhel7_64Guest'],
    ['other3xlinux-64', 'other3xLinux64Guest'],
    ['vmkernel65', 'vmkernel65Guest'],
  ])('%s is %s', (inFile, inApi) => {
    expect(guestKey(inFile)).toBe(guestKey(inApi))
  })
})

describe('what a key means', () => {
  test.each([
    ['memSize', 'Memory of the VM in MB'],
    ['scsi0:1.fileName', 'SCSI 0:1: The disk or image file'],
    ['nvme0:0.present', 'NVMe 0:0: Whether the device is there.'],
    ['ide1:0.startConnected', 'IDE 1:0: Whether the device is connected'],
    ['floppy0.fileType', 'Floppy drive 0:'],
    ['scsi0.virtualDev', 'SCSI controller 0'],
    ['sata0.present', 'sata0: Whether'],
    ['pciBridge4.functions', 'PCI bridge 4'],
    ['ethernet0.dvs.portgroupId', 'Network adapter 0: The distributed port group.'],
    ['serial1.vspc', 'Serial port 1: The URI of the concentrator'],
    ['parallel0.bidirectional', 'Parallel port 0'],
    ['sharedFolder0.hostPath', 'Shared folder 0'],
    ['cpuid.80000001.edx', 'A mask over CPUID level 80000001, EDX'],
    ['hostCPUID.0', 'CPUID level 0 as the host had it'],
    ['featMask.vm.cpuid.SSE3', 'A mask over the feature cpuid.sse3'],
    ['guestinfo.anything', 'A value that programs'],
    ['uuid.location', 'moved or copied'],
  ])('%s', (key, sentence) => {
    expect(explainVmxKey(key)).toContain(sentence)
  })

  test('every key of §5.2 is explained in one sentence', () => {
    const keys = `.encoding config.version virtualHW.version guestOS uuid.bios vc.uuid uuid.action vm.genid vm.genidX displayName annotation
      memsize sched.mem.max sched.mem.minsize numvcpus cpuid.coresPerSocket sched.cpu.affinity sched.cpu.shares smbios.reflecthost firmware
      uefi.secureBoot.enabled nvram vtpm.present RemoteDisplay.vnc.enabled RemoteDisplay.vnc.port RemoteDisplay.vnc.ip RemoteDisplay.vnc.keymap
      RemoteDisplay.vnc.password svga.vramSize isolation.tools.hgfs.disable sharedFolder.maxNum sharedFolder0.present sharedFolder0.enabled
      sharedFolder0.guestName sharedFolder0.writeAccess sharedFolder0.readAccess pciBridge0.present pciBridge4.virtualDev vmci0.present`
    for (const key of keys.split(/\s+/)) expect(explainVmxKey(key), key).toMatch(/^[^.].*\.$/)
  })

  test('a key that nothing is known about is not explained', () => {
    expect(explainVmxKey('constructor')).toBeUndefined()
    expect(explainVmxKey('scsi0:0.constructor')).toBeUndefined()
    expect(explainVmxKey('scsi0:0.whatever')).toBeUndefined()
    expect(explainVmxKey('')).toBeUndefined()
  })
})
