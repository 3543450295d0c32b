import type { XmlElement } from '../domain-xml/element'
import { readXml } from '../domain-xml/read-xml'
import type { NotKept } from '../domain-xml/taking'
import { vmxOfDomain } from '../domain-xml/to-vmx'
import { decodeUtf8, encodeDisplayName } from '../names/byte-escape'
import { checkInventoryName } from '../names/name-checks'
import { parseVmx, type VmxDocument } from '../vmx/document'
import { setVmx } from '../vmx/edit'
import type { VmxPlace } from '../vmx/file-name'
import { valueOr } from '../vmx/value-reader'
import { vmxView } from '../vmx/vmx-view'
import type { Definition, DefinitionFormat } from './define-vm'

/** The virtual hardware that libvirt gives to a VM of today's hosts. */
const libvirtHardware = 8

/** A definition turned into the VMX that a host registers. */
export type DefinedVmx =
  | { ok: true; format: DefinitionFormat; name: string; document: VmxDocument; disks: string[]; notKept: NotKept[] }
  /** Every reason, a sentence each. */
  | { ok: false; format: DefinitionFormat; because: string[] }

/** Domain XML begins with a tag, whatever stands before it; no VMX does. */
export const formatOf = (bytes: Uint8Array): DefinitionFormat => {
  const first = bytes.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
  return first === '<'.charCodeAt(0) ? 'xml' : 'vmx'
}

/**
 * Turns a definition into a VMX. A VMX stays as it is, byte for byte, but for a name that is given; a domain XML is written
 * as `virsh define` does.
 * @param mounts what the host has mounted: a VMX names files by it.
 */
export function vmxOfDefinition(
  bytes: Uint8Array,
  { name, hardwareVersion = libvirtHardware }: Pick<Definition, 'name' | 'hardwareVersion'>,
  mounts: NonNullable<VmxPlace['mounts']>,
): DefinedVmx {
  const format = formatOf(bytes)
  const made = format === 'xml' ? ofXml(bytes, name, hardwareVersion, mounts) : ofVmx(bytes, name)
  if (!made.ok) return { ...made, format }
  const named = checkInventoryName(made.name)
  return named.ok ? { ...made, format } : { ok: false, format, because: [named.because] }
}

type Made = { ok: true; name: string; document: VmxDocument; disks: string[]; notKept: NotKept[] } | Refused
type Refused = { ok: false; because: string[] }
const refused = (...because: string[]): Refused => ({ ok: false, because })

function ofXml(
  bytes: Uint8Array,
  name: string | undefined,
  hardwareVersion: number,
  mounts: NonNullable<VmxPlace['mounts']>,
): Made {
  const text = decodeUtf8(bytes)
  if (text === undefined) return refused('The XML is not in UTF-8.')
  const read = readXml(text)
  if (!read.ok) return refused(read.because)
  const place: VmxPlace = { mounts, hasDatastore: (wanted) => mounts.some(({ datastore }) => datastore === wanted) }
  const written = vmxOfDomain(name === undefined ? read.root : renamed(read.root, name), { hardwareVersion, place })
  if (!written.ok) return refused(...written.because)
  return { ...written, document: parseVmx(written.vmx) }
}

/** With another name; the rest stays. */
const renamed = (domain: XmlElement, name: string): XmlElement => ({
  ...domain,
  children: [
    { name: 'name', attributes: {}, children: [], text: name },
    ...domain.children.filter((child) => child.name !== 'name'),
  ],
})

function ofVmx(bytes: Uint8Array, name: string | undefined): Made {
  const read = parseVmx(bytes)
  const wrong = read.problems.filter(({ kind }) => kind === 'syntax' || kind === 'nul' || kind === 'encoding')
  if (wrong.length > 0) return refused(...wrong.map(({ line, sentence }) => `Line ${line}: ${sentence}`))
  if (read.readOnly !== undefined) return refused(read.readOnly)
  if (read.entries.length === 0) return refused('There is nothing in it.')
  const edited = name === undefined ? undefined : setVmx(read, 'displayName', encodeDisplayName(name))
  if (edited?.ok === false) return refused(edited.because)
  const document = edited?.document ?? read
  const { general } = vmxView(document)
  const odd = [general.configVersion, general.hardwareVersion].flatMap((one) =>
    one.odd ? `${one.key}: ${one.why}` : [],
  )
  if (odd.length > 0) return refused(...odd)
  const own = valueOr(general.displayName, undefined)
  if (own === undefined || own === '') return refused('It has no displayName: give it a name.')
  return { ok: true, name: own, document, disks: [], notKept: [] }
}
