import { diskPrefix, diskTarget, parseDiskPrefix, wrongAddress, type DiskAddress, type DiskBus } from './disk-address'
import type { VmxDocument } from './document'
import { readFloppy, readOptical, type DriveKind, type VmxDrive } from './drive'
import { resolveVmxFileName, type VmxPlace } from './file-name'
import { valueOr, type Read, type VmxReader } from './value-reader'

/** Disks, CD-ROM and floppy drives of a VMX, classified as libvirt does: each address as a disk first, then as a CD. */

export type VmxController = {
  /** Such as `scsi0`. */
  name: string
  bus: Exclude<DiskBus, 'floppy'>
  present: Read<boolean>
  /** Undefined where the file leaves it to the host. */
  model: Read<ScsiModel | undefined> | undefined
}

export const scsiModels = ['buslogic', 'lsilogic', 'lsisas1068', 'pvscsi'] as const
export type ScsiModel = (typeof scsiModels)[number]

export type VmxStorage = { controllers: VmxController[]; drives: VmxDrive[] }

export function readStorage(
  document: VmxDocument,
  vmx: VmxReader,
  hardwareVersion: number,
  place: VmxPlace,
): VmxStorage {
  const addresses = new Map<string, DiskAddress>()
  const controllers = new Map<string, VmxController>()
  for (const { key } of document.entries) {
    const prefix = key.slice(0, Math.max(key.indexOf('.'), 0))
    const address = parseDiskPrefix(prefix)
    if (address) addresses.set(diskPrefix(address), address)
    const controller = readController(prefix, vmx)
    if (controller) controllers.set(controller.name, controller)
  }
  const drives = Array.from(addresses.values(), (address): VmxDrive => {
    const prefix = diskPrefix(address)
    const target = diskTarget(address, hardwareVersion)
    const fileName = vmx.raw(`${prefix}.fileName`)
    return {
      address,
      prefix,
      target,
      fileName,
      ...classify({ address, prefix, vmx, place, hardwareVersion, controllers }),
    }
  })
  return { controllers: Array.from(controllers.values()).sort(byName), drives: drives.sort(byAddress) }
}

const byName = (a: VmxController, b: VmxController) => (a.name < b.name ? -1 : 1)

const busOrder: readonly DiskBus[] = ['scsi', 'nvme', 'sata', 'ide', 'floppy']
const byAddress = ({ address: a }: VmxDrive, { address: b }: VmxDrive) =>
  busOrder.indexOf(a.bus) - busOrder.indexOf(b.bus) || a.controller - b.controller || a.unit - b.unit

/** SCSI, SATA and NVMe controllers have a key of their own; IDE has none and is always there. */
function readController(prefix: string, vmx: VmxReader): VmxController | undefined {
  const [, bus, number] = /^(scsi|sata|nvme)(\d{1,3})$/i.exec(prefix) ?? []
  if (bus === undefined || number === undefined) return undefined
  const name = `${bus.toLowerCase()}${Number(number)}`
  const kind = bus.toLowerCase() as VmxController['bus'] // the pattern names them
  const model = kind === 'scsi' ? vmx.word(`${name}.virtualDev`, scsiModels, undefined) : undefined
  return { name, bus: kind, present: vmx.boolean(`${name}.present`, false), model }
}

type Found = {
  address: DiskAddress
  prefix: string
  vmx: VmxReader
  place: VmxPlace
  hardwareVersion: number
  controllers: ReadonlyMap<string, VmxController>
}

const absent = (because: string): DriveKind => ({ kind: 'absent', because })
const odd = (because: string): DriveKind => ({ kind: 'odd', because })

function classify(found: Found): DriveKind {
  const { address, prefix, vmx, hardwareVersion } = found
  const wrong = wrongAddress(address, hardwareVersion)
  if (wrong !== undefined) return odd(wrong)
  const { bus, controller } = address
  if (bus !== 'ide' && bus !== 'floppy') {
    const present = found.controllers.get(`${bus}${controller}`)?.present
    if (present?.odd) return odd(`${bus}${controller}.present is neither TRUE nor FALSE.`)
    if (!present?.value) return absent(`The controller ${bus}${controller} is not present.`)
  }
  const present = vmx.boolean(`${prefix}.present`, false)
  if (present.odd) return odd(`${prefix}.present is neither TRUE nor FALSE.`)
  if (!present.value) return absent(`${prefix}.present is not TRUE.`)
  const client = vmx.boolean(`${prefix}.clientDevice`, false)
  if (client.odd) return odd(`${prefix}.clientDevice is neither TRUE nor FALSE.`)
  if (client.value) return absent('It is a drive of the client that was connected, not of the host.')
  if (bus === 'floppy') return readFloppy(prefix, vmx, found.place)
  const deviceType = vmx.raw(`${prefix}.deviceType`)?.toLowerCase()
  const fileName = vmx.raw(`${prefix}.fileName`)
  return readHardDisk(found, fileName, deviceType) ?? readOptical(bus, fileName, deviceType, found.place)
}

const hasSuffix = (text: string, suffix: string) => text.toLowerCase().endsWith(suffix)

/** @returns undefined when the address is left to the CD-ROM rules. */
function readHardDisk(
  found: Found,
  fileName: string | undefined,
  deviceType: string | undefined,
): DriveKind | undefined {
  const { address, prefix, vmx, place } = found
  const isOptical =
    fileName === undefined ||
    hasSuffix(fileName, '.iso') ||
    fileName === 'emptyBackingString' ||
    ['atapi-cdrom', 'cdrom-raw', 'cdrom-image'].includes(deviceType ?? '') ||
    (address.bus === 'scsi' && deviceType === 'scsi-passthru' && fileName.startsWith('/vmfs/devices/cdrom/'))
  if (isOptical) return undefined
  if (!hasSuffix(fileName, '.vmdk')) return odd('It is neither a disk (.vmdk) nor a CD-ROM.')
  const expected = { scsi: 'scsi-harddisk', ide: 'ata-harddisk', sata: undefined, nvme: undefined, floppy: undefined }[
    address.bus
  ]
  const always = ['disk', 'rawdisk', 'plaindisk']
  if (expected !== undefined && deviceType !== undefined && ![...always, expected].includes(deviceType)) {
    return odd(`A disk on ${address.bus} has the device type "disk" or "${expected}", not "${deviceType}".`)
  }
  const source = resolveVmxFileName(fileName, place)
  if (source.at === 'missing') return odd(`The host has no datastore "${source.datastore}".`)
  const mode = vmx.raw(`${prefix}.mode`) ?? 'persistent'
  return {
    kind: 'disk',
    source,
    writeThrough: vmx.boolean(`${prefix}.writeThrough`, false),
    mode,
    transient: mode.toLowerCase() === 'independent-nonpersistent',
  }
}

/** The drives that are really part of the VM. */
export const presentDrives = ({ drives }: VmxStorage): VmxDrive[] =>
  drives.filter((drive) => drive.kind !== 'absent' && drive.kind !== 'odd')

/** The controllers that are present and have a model to show. */
export const presentControllers = ({ controllers }: VmxStorage): VmxController[] =>
  controllers.filter((controller) => valueOr(controller.present, false))
