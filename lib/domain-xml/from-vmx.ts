import { zeroUuid } from '../names/uuid'
import type { VmxDocument } from '../vmx/document'
import type { VmxPlace } from '../vmx/file-name'
import { vmxView, type VmxView } from '../vmx/vmx-view'
import { drivesAsXml } from './drives-from-vmx'
import { element, type XmlElement } from './element'
import { isSaidInXml } from './kept-keys'
import { nicsAsXml } from './nics-from-vmx'
import { portsAsXml } from './ports-from-vmx'
import { startReading, type Reading } from './reading'

/** A VM as libvirt describes it, made of its VMX. */
export type DescribedVm = {
  domain: XmlElement
  /**
   * Why libvirt refuses this VMX as a whole, a sentence for each reason; empty where it takes it. What is odd is left out
   * of the XML, and the rest is there.
   */
  refusals: string[]
  /** Keys of the VMX that the XML says nothing of, as they are written, in the order of the file. */
  notSaid: string[]
}

/** What libvirt adds of a VM that a host has: where it is. */
export type DomainPlace = {
  /** Only a VM that is on or suspended has one: the number in its moref. */
  id?: number
  /** Inventory path of the datacenter, such as `ha-datacenter`. */
  datacenterPath?: string
  moref?: string
}

/**
 * Describes a VMX as `virsh dumpxml` and `virsh domxml-from-native vmware-vmx` do: elements, order and units are
 * libvirt's. The UUID is `uuid.bios`, by which virsh finds a VM. Secure boot, NVRAM, vTPM and NVMe disks are there as
 * libvirt 11 has them. Passwords are left out, as libvirt does unless it is asked for them.
 * @param place where the VMX lies and what its host has mounted.
 * @param more what only the host knows.
 */
export function describeVm(document: VmxDocument, place: VmxPlace = {}, more: DomainPlace = {}): DescribedVm {
  const reading = startReading()
  for (const { kind, line, sentence } of document.problems) {
    if (kind === 'syntax' || kind === 'encoding') reading.refuse(`Line ${line}: ${sentence}`)
  }
  const view = vmxView(document, place)
  if (document.entries.some(({ key }) => key.includes('*'))) reading.refuse('A key has a "*" in its name.')
  reading.value(view.general.configVersion)
  reading.value(view.general.hardwareVersion)
  const domain = element(
    'domain',
    { type: 'vmware', id: more.id, 'xmlns:vmware': isPlaced(more) ? vmwareNamespace : undefined },
    ...generalAsXml(view, reading),
    element('clock', { offset: 'utc' }),
    element('on_poweroff', {}, 'destroy'),
    element('on_reboot', {}, 'restart'),
    element('on_crash', {}, 'destroy'),
    element('devices', {}, devicesAsXml(document, view, reading)),
    more.datacenterPath === undefined ? undefined : element('vmware:datacenterpath', {}, more.datacenterPath),
    more.moref === undefined ? undefined : element('vmware:moref', {}, more.moref),
  )
  const notSaid = document.entries.filter(({ key, shadowed }) => !shadowed && !isSaidInXml(document, key))
  return { domain, refusals: Array.from(new Set(reading.refusals)), notSaid: notSaid.map(({ key }) => key) }
}

const vmwareNamespace = 'http://libvirt.org/schemas/domain/vmware/1.0'
const isPlaced = ({ datacenterPath, moref }: DomainPlace) => datacenterPath !== undefined || moref !== undefined

const kib = (name: string, value: number | undefined) =>
  value === undefined ? undefined : element(name, { unit: 'KiB' }, String(value))

function generalAsXml(view: VmxView, reading: Reading): (XmlElement | undefined)[] {
  const { general, memory, processor } = view
  const text = (name: string, value: string | undefined) =>
    value === undefined || value === '' ? undefined : element(name, {}, value)
  const name = reading.value(general.displayName)
  const amounts = memory.libvirt
  if (amounts === undefined)
    for (const read of [memory.sizeMiB, memory.limitMiB, memory.reservationMiB]) reading.value(read)
  const guaranteed = amounts?.guaranteedKiB ?? 0
  const affinity = reading.value(processor.affinity)
  const shares = reading.value(processor.shares)?.shares
  const { topology } = processor
  const cores = reading.value(processor.coresPerSocket) ?? 1
  if (cores > 1 && topology?.sockets === 0)
    reading.refuse(`cpuid.coresPerSocket: ${cores} cores are more than the VM has.`)
  return [
    name === undefined ? undefined : element('name', {}, name),
    element('uuid', {}, reading.value(general.uuidBios) ?? zeroUuid),
    text('genid', reading.value(general.generationId)),
    text('description', reading.value(general.annotation)),
    kib('memory', amounts?.maximumKiB),
    kib('currentMemory', amounts?.currentKiB),
    guaranteed > 0 ? element('memtune', {}, kib('min_guarantee', guaranteed)) : undefined,
    element(
      'vcpu',
      { placement: 'static', cpuset: affinity && cpuSetText(affinity) },
      String(reading.value(processor.count) ?? 1),
    ),
    shares === undefined ? undefined : element('cputune', {}, element('shares', {}, String(shares))),
    osAsXml(view, reading),
    topology &&
      element(
        'cpu',
        {},
        element('topology', {
          sockets: topology.sockets,
          dies: topology.dies,
          cores: topology.cores,
          threads: topology.threads,
        }),
      ),
  ]
}

/** Numbers as libvirt writes a set: `0-2,5`. */
function cpuSetText(numbers: readonly number[]): string {
  const sorted = Array.from(new Set(numbers)).sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const each of sorted) {
    const last = ranges.at(-1)
    if (last && last[1] === each - 1) last[1] = each
    else ranges.push([each, each])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

function osAsXml({ general }: VmxView, reading: Reading): XmlElement {
  const { firmware, nvramSource } = general
  const isEfi = reading.value(firmware) === 'efi'
  if (!firmware.odd && firmware.raw !== undefined && firmware.raw !== 'efi') {
    reading.refuse(`firmware: libvirt takes nothing but "efi", and no firmware for BIOS; it is "${firmware.raw}".`)
  }
  const isSecure = isEfi && !general.secureBoot.odd && general.secureBoot.value
  const feature = (name: string) => element('feature', { enabled: 'yes', name })
  const nvram = nvramSource?.at === 'datastore' ? `[${nvramSource.datastore}] ${nvramSource.path}` : undefined
  return element(
    'os',
    { firmware: isEfi ? 'efi' : undefined },
    element('type', { arch: general.architecture }, 'hvm'),
    isSecure ? element('firmware', {}, feature('enrolled-keys'), feature('secure-boot')) : undefined,
    nvram === undefined ? undefined : element('nvram', {}, nvram),
    reading.value(general.smbiosReflectsHost) ? element('smbios', { mode: 'host' }) : undefined,
  )
}

function devicesAsXml(document: VmxDocument, view: VmxView, reading: Reading): XmlElement[] {
  const { display, general, sharedFolders } = view
  const { vnc } = display
  reading.value(sharedFolders.disabled)
  const isShown = reading.value(vnc.enabled) ?? false
  const port = isShown ? (reading.value(vnc.port) ?? -1) : -1
  const graphics = element(
    'graphics',
    { type: 'vnc', port, autoport: port === -1 ? 'yes' : 'no', listen: vnc.ip, keymap: vnc.keymap },
    element('listen', { type: 'address', address: vnc.ip }),
  )
  const hasTpm = !general.vtpm.odd && general.vtpm.value
  return [
    ...drivesAsXml(document, view, reading),
    ...sharedFolders.folders.flatMap(({ hostPath, guestName, writable, because }) => {
      if (because !== undefined) reading.refuse(because)
      if (hostPath === undefined || guestName === undefined) return []
      return element(
        'filesystem',
        { type: 'mount', accessmode: 'passthrough' },
        element('source', { dir: hostPath }),
        element('target', { dir: guestName }),
        reading.value(writable) ? undefined : element('readonly'),
      )
    }),
    ...nicsAsXml(document, view, reading),
    ...portsAsXml(view, reading),
    ...(hasTpm ? [element('tpm', { model: 'tpm-crb' }, element('backend', { type: 'emulator', version: '2.0' }))] : []),
    ...(isShown ? [graphics] : []),
    element(
      'video',
      {},
      element('model', { type: 'vmvga', vram: reading.value(display.videoMemoryKiB), primary: 'yes' }),
    ),
  ]
}
