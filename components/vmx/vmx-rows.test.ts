import { describe, expect, test } from 'vitest'
import { parseVmx } from '@/lib/vmx/document'
import { vmxView } from '@/lib/vmx/vmx-view'
import { matchesVmxRow, vmxRows } from './vmx-rows'

const directory = { datastore: 'ssd-01', path: 'build_agent _7_' }
const rowsOf = (text: string) => {
  const document = parseVmx(text)
  return vmxRows(document, vmxView(document, { directory }))
}
const rowOf = (text: string, key: string) => rowsOf(text).find(({ entry }) => entry.key === key)

describe('the lines of a VMX for a person', () => {
  test.each([
    ['displayName = "build|7Cagent |227|22"', 'displayName', 'build|agent "7"'],
    ['annotation = "one|0Atwo"', 'annotation', 'one\ntwo'],
    ['ethernet0.networkName = "lab |22A|22"', 'ethernet0.networkName', 'lab "A"'],
    ['guestinfo.appInfo = "{|0A|22version|22:|221|22}"', 'guestinfo.appInfo', '{\n"version":"1"}'],
    ['guestinfo.x = "a | b"', 'guestinfo.x', undefined],
    ['ide0:0.present = "TRUE"\nide0:0.fileName = "a|7Cb.vmdk"', 'ide0:0.fileName', '[ssd-01] build_agent _7_/a|b.vmdk'],
    ['memsize = "8192"', 'memsize', '8 GB'],
    ['sched.mem.max = "unlimited"', 'sched.mem.max', undefined],
    ['sched.cpu.min = "1200"', 'sched.cpu.min', '1200 MHz'],
    ['numvcpus = "4"', 'numvcpus', '4 vCPU'],
    ['numvcpus = "2"\nsched.cpu.shares = "normal"', 'sched.cpu.shares', 'normal, 2000 shares'],
    ['svga.vramSize = "8388608"', 'svga.vramSize', '8 MB'],
    ['nvram = "x.nvram"', 'nvram', '[ssd-01] build_agent _7_/x.nvram'],
    [
      'uuid.location = "56 4d 9b 4e 07 aa 4c 1f-8d 20 5e 77 11 c0 a4 07"',
      'uuid.location',
      '564d9b4e-07aa-4c1f-8d20-5e7711c0a407',
    ],
    [
      'serial0.present = "TRUE"\nserial0.fileType = "file"\nserial0.fileName = "s.log"',
      'serial0.fileName',
      '[ssd-01] build_agent _7_/s.log',
    ],
    ['serial0.present = "TRUE"', 'serial0.present', undefined],
    ['sched.mem.minsize = "0"', 'sched.mem.minsize', '0 MB'],
    ['cpuid.1.ecx = "-------------------------------0"', 'cpuid.1.ecx', 'hidden: SSE3'],
    [`cpuid.80000001.edx.amd = "${'-'.repeat(11)}0${'-'.repeat(20)}"`, 'cpuid.80000001.edx.amd', 'hidden: NX'],
    ['cpuid.1.ecx = "----:----:----:----:----:----:--0-:----"', 'cpuid.1.ecx', 'hidden: VMX'],
    ['guestOS = "debian12-64"', 'guestOS', undefined],
    ['sched.cpu.affinity = "all"', 'sched.cpu.affinity', 'all host CPUs'],
  ])('%j: %s is %j', (text, key, decoded) => {
    expect(rowOf(text, key)?.decoded).toBe(decoded)
  })

  test.each([
    ['memsize = "lots"', 'memsize', 'decimal number'],
    ['memsize = "33"', 'memsize', 'multiple of 4'],
    ['uuid.bios = "none"', 'uuid.bios', 'no UUID'],
    ['scsi0.present = "maybe"', 'scsi0.present', 'TRUE or FALSE'],
    ['ethernetX.present = "TRUE"', 'ethernetX.present', 'refuses the whole file'],
    ['guestinfo.x = "a|FF"', 'guestinfo.x', 'valid UTF-8'],
    ['cpuid.1.ecx = "---"', 'cpuid.1.ecx', '39 characters'],
    ['serial0.fileType = "cassette"\nserial0.fileName = "x"', 'serial0.fileType', 'no type of serial port'],
    ['serial0.fileType = "network"\nserial0.fileName = "tcp://:0"', 'serial0.fileName', 'no port'],
    ['ethernet0.connectionType = "pvn"', 'ethernet0.connectionType', 'none that is known'],
  ])('%j: %s is odd: %s', (text, key, because) => {
    expect(rowOf(text, key)?.odd).toContain(because)
  })

  test('a key that is set again says that the first one counts, and is not decoded', () => {
    const [first, second] = rowsOf('memsize = "1024"\nmemsize = "2048"')
    expect(first?.decoded).toBe('1 GB')
    expect(second).toMatchObject({ note: expect.stringContaining('first one counts') as string })
    expect(second).not.toHaveProperty('decoded')
  })

  test('a drive whose controller is absent says so on the line that claims it is there', () => {
    expect(rowOf('scsi1:0.present = "TRUE"\nscsi1:0.fileName = "x.vmdk"', 'scsi1:0.present')?.note).toContain(
      'controller scsi1 is not present',
    )
  })

  test('the search looks into keys, stored and decoded values, in any case', () => {
    const row = rowOf('displayName = "caf|C3|A9 |227|22"', 'displayName')
    if (!row) throw new Error('no row')
    for (const text of ['', 'DISPLAY', '|227', '"7"']) expect(matchesVmxRow(row, text)).toBe(true)
    expect(matchesVmxRow(row, 'memsize')).toBe(false)
  })
})
