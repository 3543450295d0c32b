import { encodeVmxValue } from '../names/byte-escape'
import { diskPrefix, wrongAddress, type DiskAddress, type DiskBus } from '../vmx/disk-address'
import { addressAsXml } from './drives-from-vmx'
import type { XmlElement } from './element'
import { fileValue } from './file-text'
import type { VmxLine, WritingContext } from './taking'

/** Disks, CD-ROM and floppy drives of a domain XML as the keys of a VMX, with the controllers that they hang on. */
export type WrittenDrives = {
  lines: VmxLine[]
  hasScsi: boolean
  /** Datastore paths of the hard disks, in the order of the XML: the VMX goes beside the first. */
  disks: string[]
}

export function drivesOfXml(devices: XmlElement | undefined, context: WritingContext): WrittenDrives {
  const { taking } = context
  const drives = taking.children(devices, 'disk').flatMap((disk) => driveOf(disk, context) ?? [])
  const twice = drives.find(({ target }, at) => drives.findIndex((other) => other.target === target) !== at)
  if (twice) taking.refuse(`Two disks have the target "${twice.target}".`)
  const used = (bus: DiskBus) =>
    Array.from(new Set(drives.flatMap(({ address }) => (address.bus === bus ? [address.controller] : [])))).sort(
      (a, b) => a - b,
    )
  const scsi = used('scsi')
  const models = controllerModels(devices, scsi, context)
  const floppies = drives.flatMap(({ address }) => (address.bus === 'floppy' ? [address.unit] : []))
  return {
    lines: [
      ...scsi.flatMap((index): VmxLine[] => {
        const model = models.get(index)
        return [[`scsi${index}.present`, 'true'], ...(model ? [[`scsi${index}.virtualDev`, model] as const] : [])]
      }),
      ...used('sata').map((index): VmxLine => [`sata${index}.present`, 'true']),
      ...used('nvme').map((index): VmxLine => [`nvme${index}.present`, 'true']),
      ...drives.flatMap(({ lines }) => lines),
      // A floppy drive is there unless the file says otherwise.
      ...[0, 1].filter((unit) => !floppies.includes(unit)).map((unit): VmxLine => [`floppy${unit}.present`, 'false']),
    ],
    hasScsi: scsi.length > 0,
    disks: drives.flatMap(({ disk }) => disk ?? []),
  }
}

type Drive = { address: DiskAddress; target: string; lines: VmxLine[]; disk?: string }

function driveOf(disk: XmlElement, context: WritingContext): Drive | undefined {
  const { taking } = context
  const type = taking.attribute(disk, 'type') ?? 'file'
  const device = taking.attribute(disk, 'device') ?? 'disk'
  const target = taking.child(disk, 'target')
  const dev = taking.attribute(target, 'dev') ?? ''
  const address = addressOf(disk, dev, context)
  if (address === undefined) return undefined
  const source = taking.child(disk, 'source')
  const path = taking.attribute(source, type === 'block' ? 'dev' : 'file')
  const isOptional = taking.attribute(source, 'startupPolicy') === 'optional'
  const made = mediumOf({ disk, dev, device, type, path, isOptional, address }, context)
  if (made === undefined) return undefined
  const prefix = diskPrefix(address)
  const lines = [['present', 'true'], ...made].map(([key = '', value = '']): VmxLine => [`${prefix}.${key}`, value])
  return { address, target: dev, lines, ...(device === 'disk' && path !== undefined ? { disk: path } : {}) }
}

/** What a disk name starts with says the bus where the XML does not. */
const busOfName: Readonly<Record<string, string>> = {
  sd: 'scsi',
  hd: 'ide',
  fd: 'fdc',
  vd: 'virtio',
  xv: 'xen',
  nv: 'nvme',
}

function addressOf(
  disk: XmlElement,
  dev: string,
  { taking, hardwareVersion }: WritingContext,
): DiskAddress | undefined {
  const target = taking.child(disk, 'target')
  const named = taking.attribute(target, 'bus') ?? busOfName[dev.slice(0, 2)] ?? ''
  const bus = named === 'fdc' ? 'floppy' : named
  if (!isBus(bus)) return taking.refuse(`The disk "${dev}" is on the bus "${named}", which a VMX does not have.`)
  const found = addressesOf(dev, bus, hardwareVersion)
  const stated = taking.child(disk, 'address')
  if (stated?.attributes['type'] === 'drive') {
    const wanted = ['controller', 'bus', 'target', 'unit'].map((name) => Number(taking.attribute(stated, name) ?? 0))
    taking.attribute(stated, 'type')
    const fits = found.find((address) => sameNumbers(addressAsXml(address), wanted))
    if (fits === undefined) {
      return taking.refuse(`The address ${wanted.join(':')} of the disk "${dev}" is not the one that its target means.`)
    }
    return known(fits, dev, hardwareVersion, taking)
  }
  const [first] = found
  if (first === undefined) return taking.refuse(`"${dev}" is no target of a disk on ${named}.`)
  return known(first, dev, hardwareVersion, taking)
}

function known(address: DiskAddress, dev: string, hardwareVersion: number, taking: WritingContext['taking']) {
  const wrong = wrongAddress(address, hardwareVersion)
  return wrong === undefined ? address : taking.refuse(`The disk "${dev}": ${wrong}`)
}

const isBus = (bus: string): bus is DiskBus => ['scsi', 'sata', 'ide', 'nvme', 'floppy'].includes(bus)

const sameNumbers = ({ attributes }: XmlElement, wanted: readonly number[]) =>
  ['controller', 'bus', 'target', 'unit'].every((name, at) => Number(attributes[name]) === wanted[at])

/**
 * The addresses that a target can mean. From virtual hardware 13 on libvirt counts 64 disks to a SCSI controller, and
 * versions before 9.4 go on counting 15: the stated address tells which is meant.
 */
function addressesOf(dev: string, bus: DiskBus, hardwareVersion: number): DiskAddress[] {
  if (bus === 'nvme') {
    const [, controller, unit] = /^nvme(\d{1,3})n(\d{1,3})$/.exec(dev) ?? []
    if (controller === undefined) return []
    return [{ bus, controller: Number(controller), unit: Number(unit) - 1 }]
  }
  const letters = /^(?:sd|hd|fd)([a-z]{1,4})\d*$/.exec(dev)?.[1]
  if (letters === undefined) return []
  const index = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0) - 1
  if (bus === 'sata') return [{ bus, controller: Math.floor(index / 30), unit: index % 30 }]
  if (bus === 'ide') return [{ bus, controller: Math.floor(index / 2), unit: index % 2 }]
  if (bus === 'floppy') return [{ bus, controller: 0, unit: index }]
  const widths = hardwareVersion >= 13 ? [64, 15] : [15]
  return widths.map((each) => {
    const unit = index % each
    return { bus, controller: Math.floor(index / each), unit: unit < 7 ? unit : unit + 1 }
  })
}

type Medium = {
  disk: XmlElement
  dev: string
  device: string
  type: string
  path: string | undefined
  isOptional: boolean
  address: DiskAddress
}

type Keys = (readonly [key: string, value: string])[]

function mediumOf(medium: Medium, context: WritingContext): Keys | undefined {
  const { taking, place } = context
  const { disk, dev, device, type, path, address } = medium
  if (type !== 'file' && type !== 'block') {
    return taking.refuse(`The disk "${dev}" is of the type "${type}"; a VMX has file and block only.`)
  }
  const isScsi = address.bus === 'scsi'
  const file = (suffix: string | undefined): string | undefined => {
    if (suffix !== undefined && !path?.toLowerCase().endsWith(suffix)) {
      return taking.refuse(`The file of "${dev}" has to end in ${suffix}; it is "${path ?? ''}".`)
    }
    return fileValue(path ?? '', place, taking)
  }
  switch (device) {
    case 'disk': {
      if (type === 'block') return taking.refuse(`The hard disk "${dev}" is a block device; a VMX has files only.`)
      if (path === undefined) return taking.refuse(`The hard disk "${dev}" has no source.`)
      const deviceType = { scsi: 'scsi-hardDisk', ide: 'ata-hardDisk', sata: 'disk', nvme: 'disk', floppy: 'disk' }
      return [
        ['deviceType', deviceType[address.bus]],
        ['fileName', file('.vmdk') ?? ''],
        ...driverKeys(disk, dev, isScsi, context),
        ...(taking.child(disk, 'transient') ? [['mode', 'independent-nonpersistent'] as const] : []),
      ]
    }
    case 'cdrom':
    case 'lun':
      taking.child(disk, 'readonly')
      return opticalKeys(medium, file, context)
    case 'floppy':
      if (type === 'block')
        return [
          ['fileType', 'device'],
          ['fileName', encodeVmxValue(path ?? '')],
        ]
      return [['fileType', 'file'], ...(path === undefined ? [] : [['fileName', file(undefined) ?? ''] as const])]
    default:
      return taking.refuse(`The disk "${dev}" is a "${device}", which a VMX does not have.`)
  }
}

function opticalKeys(
  { dev, device, type, path, isOptional, address }: Medium,
  file: (suffix: string) => string | undefined,
  { taking }: WritingContext,
): Keys | undefined {
  const empty: Keys = [
    ['deviceType', 'cdrom-image'],
    ['fileName', 'emptyBackingString'],
  ]
  if (type === 'file') {
    if (device === 'lun') return taking.refuse(`The LUN "${dev}" is a file; it has to be a block device.`)
    return path === undefined
      ? empty
      : [
          ['deviceType', 'cdrom-image'],
          ['fileName', file('.iso') ?? ''],
        ]
  }
  const isPassed = address.bus === 'scsi' && path?.startsWith('/vmfs/devices/cdrom/')
  const deviceType = device === 'cdrom' ? 'atapi-cdrom' : isPassed ? 'scsi-passthru' : 'cdrom-raw'
  if (path !== undefined)
    return [
      ['deviceType', deviceType],
      ['fileName', encodeVmxValue(path)],
    ]
  if (!isOptional) return device === 'cdrom' ? empty : taking.refuse(`The LUN "${dev}" names no device.`)
  return [
    ['deviceType', deviceType],
    ['autodetect', 'true'],
    ['fileName', 'auto detect'],
  ]
}

function driverKeys(disk: XmlElement, dev: string, isScsi: boolean, { taking }: WritingContext): Keys {
  const driver = taking.child(disk, 'driver')
  const name = taking.attribute(driver, 'name')
  if (name !== undefined)
    taking.refuse(`The disk "${dev}" has the driver "${name}", which is no driver of a VMware host.`)
  const cache = driver?.attributes['cache'] ?? 'default'
  if (cache === 'default') taking.attribute(driver, 'cache')
  else if (cache !== 'writethrough')
    taking.refuse(`The cache mode "${cache}" of the disk "${dev}" has no form in a VMX.`)
  else if (isScsi) {
    taking.attribute(driver, 'cache')
    return [['writeThrough', 'true']]
  }
  return []
}

const scsiWords: Readonly<Record<string, string>> = {
  buslogic: 'buslogic',
  lsilogic: 'lsilogic',
  lsisas1068: 'lsisas1068',
  vmpvscsi: 'pvscsi',
}

/** The models of the SCSI controllers in use. Controllers without a disk are not written, and say nothing then. */
function controllerModels(
  devices: XmlElement | undefined,
  used: readonly number[],
  { taking }: WritingContext,
): ReadonlyMap<number, string> {
  const models = new Map<number, string>()
  for (const controller of devices?.children.filter(({ name }) => name === 'controller') ?? []) {
    const { type, index, model } = controller.attributes
    if (type === 'usb' || type === 'pci' || type === 'virtio-serial') continue
    taking.see(controller)
    for (const name of ['type', 'index', 'model']) taking.attribute(controller, name)
    const at = Number(index ?? 0)
    if (type !== 'scsi' || model === undefined || !used.includes(at)) continue
    const word = scsiWords[model]
    if (model === 'auto')
      taking.refuse(`The model of SCSI controller ${at} is "auto": name the one that its disks were made for.`)
    else if (word === undefined) {
      taking.refuse(`The model "${model}" of SCSI controller ${at} is none of ${Object.keys(scsiWords).join(', ')}.`)
    } else models.set(at, word)
  }
  return models
}
