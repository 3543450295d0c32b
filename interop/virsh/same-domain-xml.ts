import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { canonicalDomain } from '../../lib/domain-xml/canonical'
import { childOf, childrenOf, printXml, type XmlElement } from '../../lib/domain-xml/element'
import { describeVm } from '../../lib/domain-xml/from-vmx'
import { readXml } from '../../lib/domain-xml/read-xml'
import { vmxOfDomain } from '../../lib/domain-xml/to-vmx'
import type { VmxFile } from '../../lib/files/vmx-file'
import { parseVmx } from '../../lib/vmx/document'
import type { VmxPlace } from '../../lib/vmx/file-name'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { Check } from '../check'
import { writable, writtenOtherwise } from './domain-samples'
import type { Virsh } from './virsh'
import { vmxArbitrary } from './vmx-arbitrary'
import { readable, refused, refusedInVain } from './vmx-samples'

/** The virtual hardware that libvirt gives to a VM on a host of today. */
const hardwareVersion = 8

const vmxFiles = { ...readable, ...refused, ...refusedInVain }

/** One that is the same in each run: what differs is to be found again. */
const generated = fc.sample(vmxArbitrary, { seed: 29, numRuns: 60 })

/** One VM, described by both. */
export function assertSameDomain({ base64, place, libvirt }: VmxFile, dumped: string, name: string): void {
  const { domain, refusals } = describeVm(parseVmx(Buffer.from(base64, 'base64')), place, libvirt)
  assert.deepEqual(refusals, [], name)
  assert.equal(comparable(domain), comparable(read(dumped)), name)
}

/** VMX files and domain XMLs, turned into the other by both. */
export function domainXmlChecks(virsh: Virsh, host: SimulatedHost): Check[] {
  const mounts = host.world.byType('Datastore').map(({ ref }) => ({
    datastore: String(host.world.prop(ref, 'summary.name')),
    mountPath: String(host.world.prop(ref, 'info.url'))
      .replace(/^ds:\/\//, '')
      .replace(/\/$/, ''),
  }))
  const place: VmxPlace = { mounts, hasDatastore: (name) => mounts.some(({ datastore }) => datastore === name) }
  const nowhere: VmxPlace = { ...place, directory: { datastore: '?', path: '?' } }

  const theirs = async (command: string, texts: readonly string[]) => {
    const folder = await mkdtemp(join(tmpdir(), 'andon-domain-'))
    try {
      const files = await Promise.all(
        texts.map(async (text, at) => {
          const file = join(folder, `${at}`)
          await writeFile(file, text)
          return file
        }),
      )
      return await virsh.batch(files.map((file) => [command, 'vmware-vmx', file]))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** What differs between both readings of one VMX; undefined where nothing does. */
  const readingDiffers = (vmx: string, { stdout, stderr }: { stdout: string; stderr: string }) => {
    const { domain, refusals } = describeVm(parseVmx(Buffer.from(vmx)), nowhere)
    if (stdout === '') return refusals.length > 0 ? undefined : `libvirt refuses: ${stderr}\n${vmx}`
    if (refusals.length > 0) return `we refuse: ${refusals.join(' ')}\n${vmx}`
    const [ours, its] = [comparable(domain), comparable(read(stdout))]
    return ours === its ? undefined : `ours:\n${ours}\ntheirs:\n${its}`
  }

  const write = (xml: string) => {
    const document = readXml(xml)
    if (!document.ok) return { ok: false as const, because: [document.because] }
    return vmxOfDomain(document.root, { hardwareVersion, place })
  }

  const writingDiffers = (xml: string, { stdout, stderr }: { stdout: string; stderr: string }) => {
    const ours = write(xml)
    if (stdout === '') return ours.ok ? `libvirt refuses: ${stderr}\n${xml}` : undefined
    if (!ours.ok) return `we refuse: ${ours.because.join(' ')}\n${xml}`
    return keys(ours.vmx) === keys(stdout) ? undefined : `ours:\n${ours.vmx}\ntheirs:\n${stdout}\nof:\n${xml}`
  }

  return [
    {
      capability: `domxml-from-native of ${Object.keys(vmxFiles).length} files is our domain XML, and what it refuses is said`,
      run: async () => {
        const results = await theirs('domxml-from-native', Object.values(vmxFiles))
        const wrong = Object.entries(vmxFiles).flatMap(([what, vmx], at) => {
          const differs = readingDiffers(vmx, results[at] ?? { stdout: '', stderr: '' })
          return differs === undefined ? [] : [`${what}: ${differs}`]
        })
        // From libvirt 9.1 on it is a port that leads nowhere, as with us.
        assert.deepEqual(
          wrong.filter((text) => !text.startsWith('a serial port behind a concentrator')),
          [],
        )
      },
    },
    {
      capability: `both ways of ${generated.length} generated VMX files are libvirt's`,
      run: async () => {
        const results = await theirs('domxml-from-native', generated)
        const wrong = generated.flatMap((vmx, at) => readingDiffers(vmx, results[at] ?? nothing) ?? [])
        assert.deepEqual(wrong, [])
        // On the way back there is no SATA in libvirt, and two disks of one target are refused by both.
        const domains = results.flatMap(({ stdout }) => (stdout === '' ? [] : inOwnFolder(stdout)))
        assert.ok(domains.length > generated.length / 2, `${domains.length} of ${generated.length} are taken`)
        const back = await theirs('domxml-to-native', domains)
        const differing = domains.flatMap((xml, at) =>
          isWrittenOtherwise(xml) ? [] : (writingDiffers(xml, back[at] ?? nothing) ?? []),
        )
        assert.deepEqual(differing, [])
        const compared = domains.filter((xml, at) => !isWrittenOtherwise(xml) && back[at]?.stdout !== '')
        assert.ok(compared.length >= 10, `${compared.length} are compared`)
      },
    },
    {
      capability: `domxml-to-native of ${Object.keys(writable).length} domain XMLs is our VMX, and what it refuses is refused`,
      run: async () => {
        const results = await theirs('domxml-to-native', Object.values(writable))
        const wrong = Object.entries(writable).flatMap(([what, xml], at) => {
          const differs = writingDiffers(xml, results[at] ?? nothing)
          return differs === undefined ? [] : [`${what}: ${differs}`]
        })
        assert.deepEqual(wrong, [])
      },
    },
    {
      capability: `what a VMX can hold and libvirt does not write is written: ${Object.keys(writtenOtherwise).length} domain XMLs`,
      run: async () => {
        const samples = Object.entries(writtenOtherwise)
        const results = await theirs(
          'domxml-to-native',
          samples.map(([, { xml }]) => xml),
        )
        samples.forEach(([what, { xml, why, ours, theirs: its }], at) => {
          const written = write(xml)
          assert.match(written.ok ? written.vmx : written.because.join(' '), ours, `${what}: ${why}`)
          const { stdout = '' } = results[at] ?? {}
          if (its === 'refused') assert.equal(stdout, '', `libvirt has learned ${what}; compare it`)
          else assert.match(stdout, its, `libvirt has learned ${what}; compare it`)
        })
      },
    },
  ]
}

const nothing = { stdout: '', stderr: 'virsh said nothing of it' }

function read(xml: string): XmlElement {
  const document = readXml(xml)
  if (!document.ok) throw new Error(`${document.because}\n${xml}`)
  return document.root
}

/**
 * Without what libvirt 9 does not know yet, and later versions say: NVMe disks, secure boot, the NVRAM file, the vTPM.
 * Instead of the names that it gives to SCSI disks from virtual hardware 13 on, their addresses are compared.
 */
const comparable = (domain: XmlElement): string => printXml(canonicalDomain(withoutLater(domain)))

function withoutLater(parent: XmlElement): XmlElement {
  const isLater = (child: XmlElement) =>
    (child.name === 'disk' && childOf(child, 'target')?.attributes['bus'] === 'nvme') ||
    (child.name === 'controller' && child.attributes['type'] === 'nvme') ||
    child.name === 'tpm' ||
    (parent.name === 'os' && (child.name === 'firmware' || child.name === 'nvram'))
  const { dev, bus } = parent.attributes
  const isNamed = parent.name === 'target' && bus === 'scsi' && dev !== undefined
  return {
    ...parent,
    attributes: isNamed ? { bus } : parent.attributes,
    children: parent.children.filter((child) => !isLater(child)).map(withoutLater),
  }
}

/** A VMX as its keys: their order says nothing. */
const keys = (vmx: string): string =>
  Array.from(parseVmx(vmx).index.values(), ({ key, value }) => `${key} = ${value}`)
    .sort()
    .join('\n')

/** Files beside the VMX have a folder that no host has, before there is a VMX. */
const inOwnFolder = (xml: string): string => xml.replaceAll('[?] ?/', '[datastore1] vm/')

/** Of these the samples show one by one how the two differ. */
function isWrittenOtherwise(xml: string): boolean {
  const domain = read(xml)
  const devices = childOf(domain, 'devices')
  return (
    childrenOf(devices, 'disk').some((disk) => childOf(disk, 'target')?.attributes['bus'] === 'sata') ||
    childrenOf(devices, 'serial').some((port) => childOf(port, 'source')?.attributes['host']?.includes(':')) ||
    /\n/.test(childOf(domain, 'description')?.text ?? '')
  )
}
