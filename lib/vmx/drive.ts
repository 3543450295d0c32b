import type { DiskAddress, DiskBus } from './disk-address'
import { resolveVmxFileName, type FileSource, type VmxPlace } from './file-name'
import type { Read, VmxReader } from './value-reader'

/** What hangs at one address of a VMX. */
export type VmxDrive = {
  address: DiskAddress
  prefix: string
  target: string
  fileName: string | undefined
} & DriveKind

export type DriveKind =
  | {
      kind: 'disk'
      source: FileSource
      writeThrough: Read<boolean>
      /** `persistent`, `independent-persistent`, `independent-nonpersistent` …; libvirt knows only the last of these. */
      mode: string
      /** Changes are thrown away at power-off. */
      transient: boolean
    }
  | { kind: 'cdrom'; medium: 'image'; source: FileSource }
  /** A drive of the host. Without a path the host picks one, and power-on goes on without. */
  | { kind: 'cdrom'; medium: 'device' | 'lun'; path: string | undefined }
  | { kind: 'cdrom'; medium: 'empty'; because?: string }
  | { kind: 'floppy'; medium: 'device'; path: string | undefined }
  | { kind: 'floppy'; medium: 'image'; source: FileSource | undefined }
  /** Not part of the VM: `present` is false, its controller is absent, or a client's own drive. */
  | { kind: 'absent'; because: string }
  | { kind: 'odd'; because: string }

/** CD-ROM and floppy drives. A CD-ROM is what is left when an address is no disk. */

const odd = (because: string): DriveKind => ({ kind: 'odd', because })

/** @param deviceType in lower case. */
export function readOptical(
  bus: DiskBus,
  fileName: string | undefined,
  deviceType: string | undefined,
  place: VmxPlace,
): DriveKind {
  const lower = fileName?.toLowerCase() ?? ''
  if (lower.endsWith('.vmdk')) return odd('It is a disk file in a CD-ROM drive. libvirt leaves it out.')
  if (fileName !== undefined && lower.endsWith('.iso')) {
    if (deviceType !== undefined && deviceType !== 'cdrom-image') {
      return odd(`An image has the device type "cdrom-image", not "${deviceType}".`)
    }
    const source = resolveVmxFileName(fileName, place)
    if (source.at === 'odd') return odd(source.why)
    if (source.at !== 'missing') return { kind: 'cdrom', medium: 'image', source }
    return { kind: 'cdrom', medium: 'empty', because: `The host has no datastore "${source.datastore}".` }
  }
  if (deviceType === 'atapi-cdrom' || deviceType === 'cdrom-raw') {
    const medium = deviceType === 'cdrom-raw' ? 'lun' : 'device'
    return { kind: 'cdrom', medium, path: lower === 'auto detect' ? undefined : fileName }
  }
  if (bus === 'scsi' && deviceType === 'scsi-passthru') {
    if (fileName?.startsWith('/vmfs/devices/cdrom/')) return { kind: 'cdrom', medium: 'lun', path: fileName }
    return odd('It passes a SCSI device through that is no CD-ROM. libvirt leaves it out.')
  }
  if (fileName === undefined || fileName === '' || fileName === 'emptyBackingString') {
    if (deviceType === undefined || deviceType === 'cdrom-image') return { kind: 'cdrom', medium: 'empty' }
    return odd(`An empty drive has the device type "cdrom-image", not "${deviceType}".`)
  }
  return odd(`"${fileName}" with the device type "${deviceType ?? ''}" is no CD-ROM that is known.`)
}

export function readFloppy(prefix: string, vmx: VmxReader, place: VmxPlace): DriveKind {
  const fileType = vmx.raw(`${prefix}.fileType`)?.toLowerCase()
  const fileName = vmx.raw(`${prefix}.fileName`)
  if (fileType === 'device') return { kind: 'floppy', medium: 'device', path: fileName }
  if (fileType !== 'file') return odd(`${prefix}.fileType has to be device or file.`)
  const source = fileName === undefined ? undefined : resolveVmxFileName(fileName, place)
  return { kind: 'floppy', medium: 'image', source }
}
