import { encodeDisplayName, encodeVmxValue } from '../names/byte-escape'
import { parseUuid, uuidForVmx, zeroUuid } from '../names/uuid'
import type { VmxPlace } from '../vmx/file-name'
import { cpuSharesText } from '../vmx/processor-memory'
import { drivesOfXml } from './drives-to-vmx'
import type { XmlElement } from './element'
import { fileValue } from './file-text'
import { nicsOfXml } from './nics-to-vmx'
import { portsOfXml } from './ports-to-vmx'
import { kibOf } from './memory-unit'
import { screenOfXml, sharedFoldersOfXml } from './screen-to-vmx'
import { Taking, type NotKept, type VmxLine, type WritingContext } from './taking'

export type VmxOfDomain =
  | { ok: true; vmx: string; name: string; disks: string[]; notKept: NotKept[] }
  /** Every reason, a sentence each. */
  | { ok: false; because: string[] }

export type WritingOptions = {
  /** `virtualHW.version`; libvirt takes 8 for hosts of today. */
  hardwareVersion: number
  /** What the host has mounted: a VMX names files by their mount paths. */
  place: VmxPlace
}

/**
 * Writes the VMX of a domain XML as `virsh domxml-to-native vmware-vmx` does: the same keys, values and order, and what
 * libvirt refuses is refused. Beyond it, what a host understands and libvirt does not write: SATA and NVMe disks, line
 * breaks and quotes in values, brackets around IPv6 addresses, secure boot, NVRAM and vTPM. Where libvirt makes up a UUID
 * or a MAC address, the host is left to do so. A serial port of the type null is not kept; libvirt 9 refuses it.
 * @param domain the root element.
 */
export function vmxOfDomain(domain: XmlElement, { hardwareVersion, place }: WritingOptions): VmxOfDomain {
  if (domain.name !== 'domain') return { ok: false, because: [`The root is <${domain.name}>, not <domain>.`] }
  const taking = new Taking()
  const type = taking.attribute(domain, 'type')
  if (type !== 'vmware') taking.refuse(`The domain is of the type "${type ?? ''}"; a VMware host runs "vmware".`)
  taking.attribute(domain, 'id')
  taking.whole(domain, 'vmware:datacenterpath', 'vmware:moref')
  const name = taking.text(domain, 'name') ?? ''
  if (name === '') taking.refuse('The domain has no name.')
  if (/[\r\n]/.test(name)) taking.refuse('The name holds a line break.')
  usualParts(domain, taking)
  const devices = taking.child(domain, 'devices')
  const context = { taking, place, hardwareVersion }
  const { lines: drives, hasScsi, disks } = drivesOfXml(devices, context)
  const isModern = hardwareVersion >= 7
  const screen = screenOfXml(devices, taking)
  const firmware = firmwareLines(domain, context)
  const lines: VmxLine[] = [
    ['.encoding', 'UTF-8'],
    ['config.version', '8'],
    ['virtualHW.version', String(hardwareVersion)],
    ...osLines(domain, taking),
    ...identityLines(domain, taking),
    ['displayName', encodeDisplayName(name)],
    ...annotationLines(domain, taking),
    ...memoryLines(domain, taking),
    ...cpuLines(domain, taking),
    ...screen.vnc,
    ...drives,
    ...sharedFoldersOfXml(devices, taking),
    ...nicsOfXml(devices, context),
    ...tpmLines(devices, context, firmware.isEfi),
    ...screen.video,
    ...portsOfXml(devices, context),
    ...firmware.lines,
    ...(isModern && hasScsi ? pciBridges : []),
    ...(isModern ? [['vmci0.present', 'true'] as const] : []),
  ]
  if (taking.refusals.length > 0) return { ok: false, because: Array.from(new Set(taking.refusals)) }
  const vmx = lines.map(([key, value]) => `${key} = "${value}"\n`).join('')
  return { ok: true, vmx, name, disks, notKept: taking.left(domain) }
}

/** What every VM of a host has, so that nothing is lost where it is not written. */
function usualParts(domain: XmlElement, taking: Taking): void {
  for (const [name, usual] of [
    ['on_poweroff', 'destroy'],
    ['on_reboot', 'restart'],
    ['on_crash', 'destroy'],
  ] as const) {
    if (domain.children.find((child) => child.name === name)?.text === usual) taking.whole(domain, name)
  }
  if (domain.children.some(({ name, attributes }) => name === 'clock' && attributes['offset'] === 'utc')) {
    taking.usual(taking.child(domain, 'clock'), 'offset', 'utc')
  }
  taking.whole(taking.child(domain, 'features'), 'acpi', 'apic', 'pae')
}

function osLines(domain: XmlElement, taking: Taking): VmxLine[] {
  const os = taking.child(domain, 'os')
  const type = taking.child(os, 'type')
  const kind = type && taking.ownText(type)
  if (kind !== 'hvm') taking.refuse(`The type of <os> is "${kind ?? ''}"; a VMware host runs "hvm".`)
  const arch = taking.attribute(type, 'arch') ?? 'i686'
  if (arch !== 'i686' && arch !== 'x86_64') taking.refuse(`The architecture "${arch}" is neither i686 nor x86_64.`)
  const smbios = taking.attribute(taking.child(os, 'smbios'), 'mode')
  if (smbios === 'sysinfo') taking.refuse('An SMBIOS of the mode "sysinfo" has no form in a VMX.')
  return [
    ['guestOS', arch === 'x86_64' ? 'other-64' : 'other'],
    ...(smbios === 'host' ? [['smbios.reflecthost', 'true'] as const] : []),
  ]
}

/** Without a UUID the host makes one up. */
function identityLines(domain: XmlElement, taking: Taking): VmxLine[] {
  const text = taking.text(domain, 'uuid')
  // From libvirt 11.7 on the BIOS UUID stands apart where it is not the VM's own.
  const bios = taking.text(domain, 'hwuuid') ?? text
  if (bios === undefined) return [['uuid.action', 'create']]
  const uuid = parseUuid(bios.trim())
  if (uuid === undefined) taking.refuse(`"${bios}" is no UUID.`)
  return uuid === undefined || uuid === zeroUuid
    ? [['uuid.action', 'create']]
    : [['uuid.bios', uuidForVmx(uuid) ?? uuid]]
}

function annotationLines(domain: XmlElement, taking: Taking): VmxLine[] {
  const text = taking.text(domain, 'description')
  return text === undefined || text === '' ? [] : [['annotation', encodeVmxValue(text)]]
}

function memoryLines(domain: XmlElement, taking: Taking): VmxLine[] {
  const amount = (parent: XmlElement | undefined, name: string) => kibOf(taking.child(parent, name), name, taking)
  const memory = amount(domain, 'memory')
  if (memory === undefined) {
    if (!domain.children.some(({ name }) => name === 'memory')) taking.refuse('The domain has no <memory>.')
    return []
  }
  const maximum = Math.ceil(memory / 4096) * 4096
  const current = Math.min(amount(domain, 'currentMemory') ?? memory, memory)
  const guaranteed = amount(taking.child(domain, 'memtune'), 'min_guarantee') ?? 0
  return [
    ['memsize', String(maximum / 1024)],
    ...(current < maximum ? [['sched.mem.max', String(Math.ceil(current / 1024))] as const] : []),
    ...(guaranteed > 0 ? [['sched.mem.minsize', String(Math.ceil(guaranteed / 1024))] as const] : []),
  ]
}

function cpuLines(domain: XmlElement, taking: Taking): VmxLine[] {
  const vcpu = taking.child(domain, 'vcpu')
  const countText = vcpu === undefined ? '1' : taking.ownText(vcpu).trim()
  const count = Number(countText)
  if (!/^\d{1,6}$/.test(countText) || count === 0) taking.refuse(`"${countText}" is no number of vCPUs.`)
  taking.usual(vcpu, 'placement', 'static')
  const current = taking.attribute(vcpu, 'current')
  if (current !== undefined && Number(current) !== count) {
    taking.refuse('A VM of a host has all its vCPUs from the start: "current" has no form in a VMX.')
  }
  const cpu = taking.child(domain, 'cpu')
  const mode = taking.attribute(cpu, 'mode')
  if (mode !== undefined && mode !== 'custom') taking.refuse(`The CPU mode "${mode}" has no form in a VMX.`)
  const cputune = taking.child(domain, 'cputune')
  const shares = taking.text(cputune, 'shares')?.trim()
  if (shares !== undefined && !/^\d{1,10}$/.test(shares)) taking.refuse(`"${shares}" is no number of CPU shares.`)
  return [
    ['numvcpus', String(count)],
    ...topologyLines(taking.child(cpu, 'topology'), count, taking),
    ...affinityLines(taking.attribute(vcpu, 'cpuset'), count, taking),
    ...(shares === undefined ? [] : [['sched.cpu.shares', cpuSharesText(Number(shares), count)] as const]),
  ]
}

function topologyLines(topology: XmlElement | undefined, count: number, taking: Taking): VmxLine[] {
  if (topology === undefined) return []
  const number = (name: string) => Number(taking.attribute(topology, name) ?? 1)
  for (const [name, word] of [
    ['threads', 'thread per core'],
    ['dies', 'die per socket'],
    ['clusters', 'cluster per die'],
  ] as const) {
    if (number(name) !== 1) taking.refuse(`A VMX has one ${word} only.`)
  }
  const sockets = number('sockets')
  const cores = number('cores')
  if (sockets * cores !== count) taking.refuse(`${sockets} sockets of ${cores} cores are not ${count} vCPUs.`)
  return [['cpuid.coresPerSocket', String(cores)]]
}

/** `0-2,5,^1` as its numbers; undefined for what is no such set. */
function cpuSetOf(text: string): number[] | undefined {
  const numbers = new Set<number>()
  for (const part of text.split(',').map((each) => each.trim())) {
    const [, not, from, to = from] = /^(\^?)(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? []
    if (from === undefined || Number(to) < Number(from)) return undefined
    for (let each = Number(from); each <= Number(to); each += 1) {
      if (not === '^') numbers.delete(each)
      else numbers.add(each)
    }
  }
  return Array.from(numbers).sort((a, b) => a - b)
}

function affinityLines(text: string | undefined, count: number, taking: Taking): VmxLine[] {
  if (text === undefined) return []
  const set = cpuSetOf(text)
  if (set === undefined) taking.refuse(`"${text}" is no set of host CPUs.`)
  else if (set.length < count) {
    taking.refuse(`The cpuset names ${set.length} host CPUs for ${count} vCPUs; a VMX wants one for each at least.`)
  }
  return set === undefined ? [] : [['sched.cpu.affinity', set.join(',')]]
}

function tpmLines(
  devices: XmlElement | undefined,
  { taking, hardwareVersion }: WritingContext,
  isEfi: boolean,
): VmxLine[] {
  const tpms = taking.children(devices, 'tpm')
  const [tpm] = tpms
  if (tpm === undefined) return []
  const backend = taking.child(tpm, 'backend')
  const isKnown =
    taking.attribute(tpm, 'model') === 'tpm-crb' &&
    taking.attribute(backend, 'type') === 'emulator' &&
    (taking.attribute(backend, 'version') ?? '2.0') === '2.0'
  if (!isKnown || tpms.length > 1) taking.refuse('A VMX has one TPM only: tpm-crb, emulated, version 2.0.')
  // libvirt refuses it for hardware that is too old, which is our choice and not the domain's.
  if (hardwareVersion < 14 || !isEfi) {
    taking.drop('devices/tpm', 'A vTPM needs virtual hardware 14 and EFI, and encryption on its host.')
    return []
  }
  return [['vtpm.present', 'TRUE']]
}

function firmwareLines(domain: XmlElement, { taking, place }: WritingContext) {
  const os = domain.children.find(({ name }) => name === 'os')
  const firmware = taking.attribute(os, 'firmware')
  if (firmware !== undefined && firmware !== 'efi' && firmware !== 'bios') {
    taking.refuse(`The firmware "${firmware}" is neither efi nor bios.`)
  }
  const isEfi = firmware === 'efi'
  const lines: VmxLine[] = isEfi ? [['firmware', 'efi']] : []
  const features = isEfi && taking.child(os, 'firmware')
  if (features) {
    const isOn = (name: string) =>
      taking
        .children(features, 'feature')
        .filter((feature) => feature.attributes['name'] === name)
        .map((feature) => [taking.attribute(feature, 'name'), taking.attribute(feature, 'enabled')])
        .some(([, enabled]) => enabled === 'yes')
    isOn('enrolled-keys')
    if (isOn('secure-boot')) lines.push(['uefi.secureBoot.enabled', 'TRUE'])
  }
  const nvram = os?.children.find(({ name }) => name === 'nvram')?.text ?? ''
  if (nvram.startsWith('[')) {
    lines.push(['nvram', fileValue(taking.text(os, 'nvram') ?? '', place, taking)])
  }
  return { isEfi, lines }
}

const pciBridges: readonly VmxLine[] = [
  ['pciBridge0.present', 'true'],
  ...['4', '5', '6', '7'].flatMap((number): VmxLine[] => [
    [`pciBridge${number}.present`, 'true'],
    [`pciBridge${number}.virtualDev`, 'pcieRootPort'],
    [`pciBridge${number}.functions`, '8'],
  ]),
]
