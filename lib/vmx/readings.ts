import type { VmxDrive } from './drive'
import { describeSource, type FileSource } from './file-name'
import type { VmxSerialPort, VmxParallelPort } from './ports'
import type { Read } from './value-reader'
import type { VmxView } from './vmx-view'

/** What the typed view made of one key: its value, a remark, or why it is odd. */
export type VmxReading = { value?: unknown; note?: string; odd?: string }

/** Everything in the view that says something about a key, by the key in lower case. */
export function vmxReadings(view: VmxView): ReadonlyMap<string, VmxReading> {
  const readings = new Map<string, VmxReading>()
  const say = (key: string, more: VmxReading) => {
    const lower = key.toLowerCase()
    readings.set(lower, { ...readings.get(lower), ...more })
  }
  const { cpuid, ...rest } = view
  collect(rest, say)
  for (const drive of view.storage.drives) readDrive(drive, say)
  for (const port of [...view.serialPorts.map(inWords('serial')), ...view.parallelPorts.map(inWords('parallel'))]) {
    readPort(port, say)
  }
  for (const { index, connection } of view.ethernet.nics) {
    if (connection.to === 'odd') say(`ethernet${index}.connectionType`, { odd: connection.because })
  }
  for (const { key } of view.ethernet.oddKeys) {
    say(key, { odd: 'There is no number behind "ethernet". libvirt refuses the whole file for it.' })
  }
  const { nvram, nvramSource } = view.general
  if (nvramSource) say(nvram.key, sourceReading(nvramSource))
  for (const { key, mask } of cpuid.masks) say(key, mask.odd ? { odd: mask.why } : {})
  for (const { key, why } of cpuid.odd) say(key, { odd: why })
  return readings
}

type Say = (key: string, reading: VmxReading) => void

const isRead = (value: object): value is Read<unknown> =>
  'odd' in value && typeof value.odd === 'boolean' && 'key' in value && typeof value.key === 'string'

/** Reads stand at many depths of the view; each names its own key. */
function collect(value: unknown, say: Say) {
  if (typeof value !== 'object' || value === null) return
  if (isRead(value)) {
    if (value.odd) say(value.key, { odd: value.why })
    else if (value.raw !== undefined)
      say(value.key, { value: value.value, ...(value.note ? { note: value.note } : {}) })
    return
  }
  for (const each of Object.values(value)) collect(each, say)
}

const sourceReading = (source: FileSource): VmxReading =>
  source.at === 'odd' ? { odd: source.why } : { value: describeSource(source) }

function readDrive(drive: VmxDrive, say: Say) {
  const fileName = `${drive.prefix}.fileName`
  if (drive.kind === 'odd') {
    // A drive without a file is odd for what it says it is.
    say(drive.fileName === undefined ? `${drive.prefix}.deviceType` : fileName, { odd: drive.because })
    say(`${drive.prefix}.present`, { note: drive.because })
  } else if (drive.kind === 'absent') say(`${drive.prefix}.present`, { note: `Not part of the VM. ${drive.because}` })
  else if ('source' in drive && drive.source) say(fileName, sourceReading(drive.source))
  else if (drive.kind === 'cdrom' && drive.medium === 'empty') say(fileName, { value: 'empty' })
}

type PortInWords = { prefix: string; backing: VmxSerialPort['backing'] | VmxParallelPort['backing'] }

const inWords =
  (word: 'serial' | 'parallel') =>
  ({ index, backing }: VmxSerialPort | VmxParallelPort): PortInWords => ({ prefix: `${word}${index}`, backing })

function readPort({ prefix, backing }: PortInWords, say: Say) {
  if (backing.kind === 'odd') say(`${prefix}.fileType`, { odd: backing.because })
  else if (backing.kind === 'file') say(`${prefix}.fileName`, sourceReading(backing.source))
  else if (backing.kind === 'network' && backing.proxy === undefined && !backing.parsed.ok) {
    say(`${prefix}.fileName`, { odd: backing.parsed.because })
  }
}
