import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseVmx } from '../vmx/document'
import { canonicalDomain } from './canonical'
import { element, printXml } from './element'
import { describeVm } from './from-vmx'
import { longestXml, readXml } from './read-xml'
import { vmxOfDomain } from './to-vmx'

const mounts = [{ datastore: 'ds1', mountPath: '/vmfs/volumes/5f0c-1' }]
const place = { directory: { datastore: 'ds1', path: 'web' }, mounts }

const typical = `.encoding = "UTF-8"
config.version = "8"
virtualHW.version = "19"
displayName = "web |22a|22"
annotation = "two|0Alines"
guestOS = "ubuntu-64"
uuid.bios = "56 4d d1 23 27 8c 7d 38-11 3f 65 05 c5 8c 46 13"
vc.uuid = "50 34 26 b2 94 e9 3b 16-1d 68 87 bf ff 4a 54 40"
memsize = "4096"
sched.mem.minsize = "512"
numvcpus = "4"
cpuid.coresPerSocket = "2"
sched.cpu.affinity = "0,1,2,5"
sched.cpu.shares = "high"
firmware = "efi"
uefi.secureBoot.enabled = "TRUE"
nvram = "web.nvram"
vtpm.present = "TRUE"
scsi0.present = "TRUE"
scsi0.virtualDev = "pvscsi"
scsi0:0.present = "TRUE"
scsi0:0.fileName = "web.vmdk"
scsi1.present = "TRUE"
scsi1:0.present = "TRUE"
scsi1:0.fileName = "more.vmdk"
nvme0.present = "TRUE"
nvme0:0.present = "TRUE"
nvme0:0.fileName = "fast.vmdk"
sata0.present = "TRUE"
sata0:29.present = "TRUE"
sata0:29.deviceType = "cdrom-image"
sata0:29.fileName = "/vmfs/volumes/5f0c-1/iso/linux.iso"
ethernet0.present = "TRUE"
ethernet0.virtualDev = "vmxnet3"
ethernet0.networkName = "VM Network"
ethernet0.addressType = "generated"
ethernet0.generatedAddress = "00:0c:29:01:02:03"
serial0.present = "TRUE"
serial0.fileType = "network"
serial0.fileName = "telnet://:7000"
RemoteDisplay.vnc.enabled = "TRUE"
RemoteDisplay.vnc.password = "hush"
tools.syncTime = "FALSE"
`

/** Of everything that means something in a VMX, in XML, or on the way between. */
const anyText = fc.string({
  unit: fc.constantFrom(...Array.from('a ä😀"|%/\\#;=\'<&\n\r\t\u0001\u007f')),
  minLength: 1,
})

const read = (xml: string) => {
  const document = readXml(xml)
  if (!document.ok) throw new Error(document.because)
  return document.root
}

describe('a VMX as domain XML', () => {
  const described = describeVm(parseVmx(typical), place, { id: 7, datacenterPath: 'ha-datacenter', moref: '7' })
  const xml = printXml(described.domain)

  test('is what libvirt says of it, and what later versions add', () => {
    expect(described.refusals).toEqual([])
    for (const line of [
      "<domain type='vmware' id='7' xmlns:vmware='http://libvirt.org/schemas/domain/vmware/1.0'>",
      '  <name>web &quot;a&quot;</name>',
      '  <uuid>564dd123-278c-7d38-113f-6505c58c4613</uuid>',
      '  <description>two\nlines</description>',
      "  <vcpu placement='static' cpuset='0-2,5'>4</vcpu>",
      "      <feature enabled='yes' name='secure-boot'/>",
      '    <nvram>[ds1] web/web.nvram</nvram>',
      "    <topology sockets='2' dies='1' cores='2' threads='1'/>",
      "      <source file='[ds1] web/web.vmdk'/>",
      // 64 disks to a controller from virtual hardware 13 on.
      "      <target dev='sdbm' bus='scsi'/>",
      "      <target dev='nvme0n1' bus='nvme'/>",
      "      <address type='drive' controller='4' bus='0' target='0' unit='5'/>",
      "    <tpm model='tpm-crb'>",
      '  <vmware:moref>7</vmware:moref>',
    ]) {
      expect(xml).toContain(line)
    }
  })

  test('holds no password', () => {
    expect(xml).not.toContain('hush')
  })

  test('names the keys that it says nothing of', () => {
    expect(described.notSaid).toEqual([
      'virtualHW.version',
      'guestOS',
      'vc.uuid',
      'RemoteDisplay.vnc.password',
      'tools.syncTime',
    ])
  })

  test('is there for a file that libvirt refuses, without what is odd, and says why', () => {
    const odd = describeVm(parseVmx(typical.replace('"4096"', '"much"').replace('"pvscsi"', '"warp"')), place)
    expect(odd.refusals).toEqual([
      'memsize: It has to be a decimal number.',
      expect.stringContaining('scsi0.virtualDev'),
    ])
    expect(printXml(odd.domain)).toContain('<name>web')
  })

  test('comes back as a VMX that says the same', () => {
    const back = vmxOfDomain(read(xml), { hardwareVersion: 19, place })
    if (!back.ok) throw new Error(back.because.join(' '))
    expect(back.disks).toEqual(['[ds1] web/web.vmdk', '[ds1] web/more.vmdk', '[ds1] web/fast.vmdk'])
    expect(back.notKept).toEqual([])
    const again = describeVm(parseVmx(back.vmx), place, { id: 7, datacenterPath: 'ha-datacenter', moref: '7' })
    expect(printXml(canonicalDomain(again.domain))).toBe(printXml(canonicalDomain(described.domain)))
  })
})

describe('a domain XML as VMX', () => {
  const domain = (more: string, devices = '') =>
    read(
      `<domain type='vmware'><name>a</name><memory unit='GiB'>1</memory><os><type arch='x86_64'>hvm</type></os>${more}<devices>${devices}</devices></domain>`,
    )
  const options = { hardwareVersion: 8, place }

  test('says what a VMX has no place for: elements, attributes, texts', () => {
    const written = vmxOfDomain(
      domain(
        "<title>T</title><on_poweroff>preserve</on_poweroff><features><acpi/><hyperv mode='custom'/></features>",
        "<sound model='es1370'/><disk type='file' snapshot='no'><source file='[ds1] a/a.vmdk' index='1'/><target dev='sda' bus='scsi'/><serial>12</serial></disk>",
      ),
      options,
    )
    expect(written.ok && written.notKept.map(({ what }) => what)).toEqual([
      'title T',
      'on_poweroff preserve',
      "features/hyperv mode='custom'",
      "devices/sound model='es1370'",
      "devices/disk snapshot='no'",
      "devices/disk/source index='1'",
      'devices/disk/serial 12',
    ])
  })

  test('is refused with every reason at once', () => {
    const written = vmxOfDomain(
      domain('<vcpu>0</vcpu>', "<graphics type='spice'/><disk type='file'><target dev='vda' bus='virtio'/></disk>"),
      options,
    )
    expect(!written.ok && written.because.toSorted()).toEqual([
      '"0" is no number of vCPUs.',
      'A screen of the type "spice" has no form in a VMX: it is vnc.',
      'The disk "vda" is on the bus "virtio", which a VMX does not have.',
    ])
  })

  test('no text can break out of its value', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const named = element('domain', { type: 'vmware' }, [
          element('name', {}, text),
          element('description', {}, text),
          element('memory', {}, '4096'),
          element('os', {}, element('type', {}, 'hvm')),
          element('devices', {}, element('interface', { type: 'bridge' }, element('source', { bridge: text }))),
        ])
        const written = vmxOfDomain(named, options)
        if (!written.ok) return
        const { problems, index } = parseVmx(written.vmx)
        expect(problems.filter(({ kind }) => kind === 'syntax')).toEqual([])
        expect(index.size).toBe(written.vmx.trimEnd().split('\n').length)
      }),
      { numRuns: 40 },
    )
  })
})

describe('reading XML', () => {
  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'DOCTYPE'],
    ['half a document', '<a><b></a>', 'not well-formed: line 1'],
    ['nothing', '', 'not well-formed'],
    ['two roots', '<a/><b/>', 'not well-formed'],
    ['an entity that is none', '<a>&b;</a>', 'not well-formed'],
    ['too much of it', `<a>${' '.repeat(longestXml)}</a>`, 'MiB'],
    ['too many elements', `<a>${'<b/>'.repeat(20_001)}</a>`, 'elements'],
    ['too deep a nest', '<a>'.repeat(100), 'levels'],
  ])('%s is refused', (_what, text, because) => {
    expect(readXml(text)).toEqual({ ok: false, because: expect.stringContaining(because) })
  })

  test('what is printed is read back, whatever the text', () => {
    // A line feed alone would be layout; control characters cannot be in XML.
    const words = anyText.map((text) => `x${text.replaceAll('\u0001', '')}`)
    fc.assert(
      fc.property(words, words, (text, value) => {
        const made = element('a', { b: value }, element('c', {}, text))
        expect(readXml(printXml(made))).toEqual({ ok: true, root: { ...made, text: expect.stringMatching(/^\s*$/) } })
      }),
      { numRuns: 40 },
    )
  })
})
