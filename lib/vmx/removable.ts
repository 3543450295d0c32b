import type { DiskBus } from './disk-address'
import type { DriveKind } from './drive'
import { resolveVmxFileName, type VmxPlace } from './file-name'
import type { VmxReader } from './read'

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
