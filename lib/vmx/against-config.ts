import { splitDatastorePath } from '../names/datastore-path'
import { parseUuid } from '../names/uuid'
import { describeSource } from './file-name'
import { parseMac } from './mac-address'
import { presentDrives } from './storage'
import { refine, valueOr, type Read } from './value-reader'
import type { VmxView } from './vmx-view'

/**
 * A VMX beside what the host runs with. The two differ when somebody edited the file of a registered VM without
 * reloading it, or when a change is only in the host's memory.
 */

/** The running configuration in plain values; what is not known is left out and not compared. */
export type RunningConfig = {
  /** Plain, not as stored. */
  name?: string
  annotation?: string
  /** Such as `ubuntu64Guest`. */
  guestId?: string
  /** Such as `vmx-13`. */
  hardwareVersion?: string
  memoryMiB?: number
  cpuCount?: number
  coresPerSocket?: number
  firmware?: string
  biosUuid?: string
  instanceUuid?: string
  /** -1 is unlimited. */
  memoryLimitMiB?: number
  memoryReservationMiB?: number
  cpuLimitMHz?: number
  cpuReservationMHz?: number
  /** Datastore paths of the disks' own files. */
  disks?: readonly string[]
  /** MAC addresses. */
  nics?: readonly string[]
}

export type ConfigDifference = {
  /** In words, such as `Memory`. */
  what: string
  /** The VMX key to look at. */
  key: string
  /** Undefined when the file does not say, or says something odd. */
  file: string | undefined
  running: string | undefined
}

/** Everything in which the file and the running configuration differ. */
export function vmxAgainstConfig(view: VmxView, running: RunningConfig): ConfigDifference[] {
  const differences: ConfigDifference[] = []
  const compare = (what: string, key: string, file: string | undefined, other: string | undefined) => {
    if (other !== undefined && file !== other) differences.push({ what, key, file, running: other })
  }
  const number = (what: string, read: Read<number | 'unlimited' | undefined>, other: number | undefined, unit = '') => {
    if (other === undefined) return
    const words = (value: number | 'unlimited' | undefined) =>
      value === undefined || value === 'unlimited' || value < 0 ? 'unlimited' : `${value}${unit}`
    const file = read.odd ? read.raw : words(read.value)
    if (read.odd || file !== words(other)) differences.push({ what, key: read.key, file, running: words(other) })
  }
  const { general, processor, memory } = view

  compare('Name', 'displayName', valueOr(general.displayName, undefined), running.name)
  compare('Notes', 'annotation', valueOr(general.annotation, undefined) ?? '', running.annotation)
  if (running.guestId !== undefined && guestKey(valueOr(general.guestOs, '') ?? '') !== guestKey(running.guestId)) {
    compare('Guest operating system', 'guestOS', valueOr(general.guestOs, undefined), running.guestId)
  }
  compare('Hardware version', 'virtualHW.version', hardware(general.hardwareVersion), running.hardwareVersion)
  number('Memory', memory.sizeMiB, running.memoryMiB, ' MB')
  number('CPUs', processor.count, running.cpuCount)
  number('Cores per socket', processor.coresPerSocket, running.coresPerSocket)
  compare('Firmware', 'firmware', valueOr(general.firmware, undefined), running.firmware?.toLowerCase())
  compare('BIOS UUID', 'uuid.bios', valueOr(general.uuidBios, undefined), asUuid(running.biosUuid))
  // A file that never was in a vCenter has no vc.uuid, and the host then makes one up.
  if (general.vcUuid.raw !== undefined) {
    compare('Instance UUID', 'vc.uuid', valueOr(general.vcUuid, undefined), asUuid(running.instanceUuid))
  }
  number('Memory limit', memory.limitMiB, running.memoryLimitMiB, ' MB')
  number('Memory reservation', memory.reservationMiB, running.memoryReservationMiB, ' MB')
  number('CPU limit', processor.limitMHz, running.cpuLimitMHz, ' MHz')
  const reservation = refine(processor.reservationMHz, (value) => ({ value: value ?? 0 }))
  number('CPU reservation', reservation, running.cpuReservationMHz, ' MHz')
  if (running.disks) compareSets(differences, 'Disk', diskPaths(view), running.disks.map(normalPath(view)))
  if (running.nics)
    compareSets(
      differences,
      'Network adapter',
      macs(view),
      running.nics.map((mac) => [parseMac(mac) ?? mac, '']),
    )
  return differences
}

const hardware = (version: Read<number>) =>
  version.odd ? version.raw : `vmx-${String(version.value).padStart(2, '0')}`
const asUuid = (text: string | undefined) => (text === undefined ? undefined : (parseUuid(text) ?? text))

/**
 * `ubuntu-64` in a VMX is `ubuntu64Guest` in the API, `windows9srv-64` is `windows9Server64Guest`: the same letters but
 * for `Guest`, the separators, and how a server is spelled.
 */
export const guestKey = (guest: string): string =>
  guest
    .toLowerCase()
    .replaceAll(/guest|[-_]/g, '')
    .replace('server', 'srv')

/** Each thing by what it is compared as, with the key that names it. */
type Named = readonly [value: string, key: string]

/** A path of the host as `describeSource` writes one; the file's own datastores tell where a name with a bracket ends. */
function normalPath({ storage }: VmxView): (path: string) => Named {
  const datastores = presentDrives(storage).flatMap((drive) =>
    drive.kind === 'disk' && drive.source.at === 'datastore' ? [drive.source.datastore] : [],
  )
  return (path) => {
    const split = splitDatastorePath(path, datastores)
    return [split.ok ? `[${split.datastore}] ${split.path}` : path, '']
  }
}

const diskPaths = ({ storage }: VmxView): Named[] =>
  presentDrives(storage).flatMap((drive): Named[] =>
    drive.kind === 'disk' ? [[describeSource(drive.source), `${drive.prefix}.fileName`]] : [],
  )

const macs = ({ ethernet }: VmxView): Named[] =>
  ethernet.nics.flatMap(({ present, mac }): Named[] => {
    const address = valueOr(mac, undefined)
    return valueOr(present, false) && address !== undefined ? [[address, mac.key]] : []
  })

function compareSets(into: ConfigDifference[], what: string, file: readonly Named[], running: readonly Named[]) {
  const inFile = new Set(file.map(([value]) => value))
  const inRunning = new Set(running.map(([value]) => value))
  for (const [value, key] of file) if (!inRunning.has(value)) into.push({ what, key, file: value, running: undefined })
  for (const [value] of running) if (!inFile.has(value)) into.push({ what, key: '', file: undefined, running: value })
}
