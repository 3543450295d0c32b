import { describe, expect, test } from 'vitest'
import { canonicalDomain } from '@/lib/domain-xml/canonical'
import { printXml } from '@/lib/domain-xml/element'
import { describeVm } from '@/lib/domain-xml/from-vmx'
import { readXml } from '@/lib/domain-xml/read-xml'
import type { Definition } from '@/lib/files/define-vm'
import { parseVmx } from '@/lib/vmx/document'
import type { RunView } from '@/lib/runs/run'
import type { VmKey } from '@/lib/vsphere/ids'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { rigsForEachTest, tester, valueOf } from './testing/file-rig'

/** A VM from a domain XML or a VMX, over real SOAP and HTTP: what is said before, what is there after, what is left when it fails. */
const openRig = rigsForEachTest()

async function open(options: SimulatorOptions = {}) {
  const rig = await openRig(options)
  const store = rig.datastore('datastore1')
  const names = async (folder: string) => {
    const listed = await rig.ask.browseDatastore(store, folder)
    return listed.ok ? listed.value.entries.map(({ storedName }) => storedName) : listed.error.code
  }
  const define = async (definition: Definition) => rig.ended(await rig.ask.defineVm(store, definition, tester))
  const look = async (definition: Definition) => valueOf(await rig.ask.readDefinition(store, definition))
  return { ...rig, store, names, define, look }
}

const of = (text: string, more: Partial<Definition> = {}): Definition => ({
  base64: Buffer.from(text).toString('base64'),
  ...more,
})

const xml = (more = '', name = 'made of "XML" 50% a/b') => `<?xml version='1.0'?>
<domain type='vmware'>
  <name>${name}</name>
  <uuid>564d9bef-acd9-b4e0-c8f0-aea8b9103515</uuid>
  <memory unit='MiB'>512</memory>
  <vcpu>2</vcpu>
  <os><type arch='x86_64'>hvm</type></os>
  <devices>
    <disk type='file' device='disk'>
      <source file='[datastore1] made of XML/new.vmdk'/>
      <target dev='sda' bus='scsi'/>
      <address type='drive' controller='0' bus='0' unit='0'/>
    </disk>
    <disk type='file' device='cdrom'>
      <source file='[datastore1] iso/debian-12.7.0-amd64-netinst.iso'/>
      <target dev='hdc' bus='ide'/>
    </disk>
    <controller type='scsi' index='0' model='vmpvscsi'/>
    <serial type='file'><source path='[datastore1] made of XML/serial.txt'/></serial>
    ${more}
  </devices>
</domain>
`
const vmx = (more = '') => `.encoding = "UTF-8"
config.version = "8"
virtualHW.version = "13"
displayName = "of a VMX"
guestOS = "debian10-64"
memsize = "1024"
numvcpus = "2"
scsi0.present = "TRUE"
scsi0.virtualDev = "pvscsi"
scsi0:0.present = "TRUE"
scsi0:0.fileName = "disk.vmdk"
${more}`

const outcomeOf = ({ state }: RunView) => (state.at === 'ended' ? state.outcome : undefined)

describe('what is said before', () => {
  test('what is understood, what cannot be kept, which files are there, and where the VMX goes: beside the first disk', async () => {
    const { look } = await open()
    const report = await look(of(xml("<sound model='es1370'/>")))
    expect(report).toMatchObject({
      understood: true,
      format: 'xml',
      name: 'made of "XML" 50% a/b',
      path: '[datastore1] made of XML/made of _XML_ 50+JQ-25 a+JQ-2fb.vmx',
      makesFolder: 'made of XML',
      vm: { cpuCount: 2, memoryMiB: 512, firmware: 'BIOS', serialPorts: 1, guestOs: 'other-64', hardwareVersion: 8 },
      hardwareKnown: { known: true, value: true },
      guestKnown: { known: true, value: true },
      others: [],
      obstacles: [],
      notKept: [{ what: "devices/sound model='es1370'" }],
    })
    expect(report).not.toHaveProperty('notAllSeen')
    expect(report.understood && report.files).toMatchObject([
      { kind: 'disk', path: '[datastore1] made of XML/new.vmdk', seen: { is: 'missing' } },
      { kind: 'iso', seen: { is: 'there', bytes: expect.any(Number) } },
    ])
  })

  test('what a VMX cannot hold at all makes no VM, and every reason is said; nothing is sent', async () => {
    const { look, ask, store, host } = await open()
    const wrong = of("<domain type='kvm'><name>x</name><memory>1024</memory><os><type>xen</type></os></domain>")
    const report = await look(wrong)
    expect(report.understood ? [] : report.because).toEqual([
      expect.stringContaining('"kvm"'),
      expect.stringContaining('"xen"'),
    ])
    const before = host.calls.length
    expect(await ask.defineVm(store, wrong, tester)).toMatchObject({ ok: false, error: { code: 'not-definable' } })
    expect(host.calls.slice(before).filter(({ method }) => /Register|Make|Move/.test(method))).toEqual([])
    const outside = of(xml().replace('made of XML/new', '../new'))
    expect(await ask.readDefinition(store, outside)).toMatchObject({ ok: false, error: { code: 'bad-name' } })
    for (const text of ['', 'no = vmx', '<domain>', '<!DOCTYPE x><domain/>', vmx('broken line')])
      expect((await look(of(text || ' '))).understood, text).toBe(false)
  })

  test('hardware that the host does not have, a file that is there, and VMs that share name, UUID or disk are named', async () => {
    const { look, inventory, vm } = await open()
    const view = vm('web-frontend')
    const [, folder = ''] = /\] (.*)\//.exec(view.vmxPath ?? '') ?? []
    expect(await look(of(vmx().replace('"13"', '"77"')))).toMatchObject({
      hardwareKnown: { known: true, value: false },
      obstacles: [expect.stringContaining('virtual hardware 77')],
    })
    const described = await look(
      of(vmx(`uuid.bios = "${(view.uuid ?? '').replaceAll('-', '')}"`), { name: 'web-frontend', folder }),
    )
    expect(described).toMatchObject({ obstacles: [expect.stringContaining('is there already')] })
    expect(described.understood && described.others.map(({ name, shares }) => [name, shares])).toEqual([
      ['web-frontend', 'name'],
      ['web-frontend', 'uuid'],
    ])
    expect(inventory.vms.size).toBeGreaterThan(0)
  })
})

test('a VM of a domain XML is there as the XML says it, in a folder that was made for it', async () => {
  const { define, names, until, inventory, ask, key } = await open()
  const run = await define(of(xml()))
  const made = outcomeOf(run)
  const vm = made?.kind === 'succeeded' ? made.made : undefined
  expect(vm).toBeDefined()
  await until(() => inventory.vms.has(vm ?? ('' as VmKey))) // defined a line above
  expect(await names('made of XML')).toContain('made of _XML_ 50+JQ-25 a+JQ-2fb.vmx')
  expect(run.steps.map(({ event }) => event.kind)).toEqual([
    'requested',
    'writing',
    'placing',
    'start-sent',
    'started',
    ...run.steps.slice(5).map(({ event }) => event.kind),
  ])
  const file = valueOf(await ask.readVmx(key('made of "XML" 50% a/b'), tester))
  const { domain, refusals } = describeVm(parseVmx(Buffer.from(file.base64, 'base64')), file.place)
  expect(refusals).toEqual([])
  const wanted = readXml(xml())
  if (!wanted.ok) throw new Error(wanted.because)
  const described = printXml(canonicalDomain(domain))
  for (const part of [
    "<source file='[datastore1] made of XML/new.vmdk'/>",
    "<serial type='file'>",
    "<vcpu placement='static'>2</vcpu>",
  ])
    expect(described).toContain(part)
})

test('a VMX goes byte for byte, with the name that is given, into the folder that is meant', async () => {
  const { define, names, until, inventory } = await open()
  const run = await define(of(vmx('some.unknown = "kept"'), { folder: 'iso', name: 'другое' }))
  expect(outcomeOf(run)?.kind).toBe('succeeded')
  await until(() => [...inventory.vms.values()].some(({ name }) => name === 'другое'))
  expect((await names('iso')).includes('of a VMX.vmx')).toBe(false)
})

test('what the host does not take is taken back: the VMX, and the folder that was made; what was there stays', async () => {
  const { define, names } = await open()
  const run = await define(of(xml('', '100% test')))
  expect(outcomeOf(run)).toMatchObject({ kind: 'failed', fault: { type: 'DuplicateName' } })
  expect(run.steps.map(({ event }) => event.kind)).toContain('cleared')
  expect(await names('made of XML')).toBe('FileNotFound')
  const other = await define(of(xml('', '100% test'), { folder: 'iso' }))
  expect(outcomeOf(other)?.kind).toBe('failed')
  expect((await names('iso')).length).toBeGreaterThan(0)
  expect((await names('iso')).includes('100+JQ- test.vmx')).toBe(false)
})

test('a VMX that somebody else has registered meanwhile is theirs: it is not taken back', async () => {
  const { define, names, host } = await open()
  host.fail({ method: 'RegisterVM_Task', fault: { type: 'AlreadyExists' }, times: 1 })
  const run = await define(of(vmx(), { folder: 'iso' }))
  expect(outcomeOf(run)).toMatchObject({
    kind: 'failed',
    fault: { message: expect.stringContaining('Its VMX is left at [datastore1] iso/of a VMX.vmx: A VM is registered') },
  })
  expect(await names('iso')).toContain('of a VMX.vmx')
})

test('a file that is there is never written over', async () => {
  const { ask, store, vm, names } = await open()
  const [, folder = ''] = /\] (.*)\//.exec(vm('web-frontend').vmxPath ?? '') ?? []
  const before = await names(folder)
  const reply = await ask.defineVm(store, of(vmx(), { name: 'web-frontend', folder }), tester)
  expect(reply).toMatchObject({ ok: false, error: { code: 'not-definable' } })
  expect(await names(folder)).toEqual(before)
})
