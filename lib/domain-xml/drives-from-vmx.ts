import { assertNever } from '../assert-never'
import { wrongAddress, type DiskAddress } from '../vmx/disk-address'
import { getVmx, type VmxDocument } from '../vmx/document'
import type { VmxDrive } from '../vmx/drive'
import type { FileSource } from '../vmx/file-name'
import { valueOr } from '../vmx/value-reader'
import type { VmxView } from '../vmx/vmx-view'
import { element, type XmlElement } from './element'
import type { Reading } from './reading'
import { fileText } from './file-text'

/** Disks, CD-ROM and floppy drives as libvirt describes them, and behind them the controllers that they hang on. */
export function drivesAsXml(document: VmxDocument, { general, storage }: VmxView, reading: Reading): XmlElement[] {
  const hardwareVersion = valueOr(general.hardwareVersion, 4)
  const drives = storage.drives
    // libvirt looks only at the addresses that there are.
    .filter(({ address }) => wrongAddress(address, hardwareVersion) === undefined)
    .toSorted(({ address: a }, { address: b }) => order.indexOf(a.bus) - order.indexOf(b.bus))
  const disks = drives.flatMap((drive) => diskAsXml(document, drive, reading) ?? [])
  for (const { name, bus, present, model } of storage.controllers) {
    if (Number(name.slice(bus.length)) > 3) continue
    if (reading.value(present) && model !== undefined) reading.value(model)
  }
  return [...disks, ...controllersAsXml(disks, storage)]
}

const order: readonly DiskAddress['bus'][] = ['scsi', 'sata', 'nvme', 'ide', 'floppy']

function diskAsXml(document: VmxDocument, drive: VmxDrive, reading: Reading): XmlElement | undefined {
  const { address, target, prefix } = drive
  const isReadOnly = drive.kind === 'cdrom'
  const make = (type: 'file' | 'block', device: string, source: XmlElement | undefined, ...more: XmlElement[]) =>
    element(
      'disk',
      { type, device },
      ...more.filter(({ name }) => name === 'driver'),
      source,
      element('target', { dev: target, bus: address.bus === 'floppy' ? 'fdc' : address.bus }),
      isReadOnly ? element('readonly') : undefined,
      ...more.filter(({ name }) => name !== 'driver'),
      addressAsXml(address),
    )
  const file = (source: FileSource) => {
    const text = fileText(source, `${prefix}.fileName`, reading)
    return text === undefined ? undefined : element('source', { file: text })
  }
  const device = (path: string | undefined) => element('source', path === undefined ? optional : { dev: path })
  switch (drive.kind) {
    case 'absent':
      return undefined
    case 'odd':
      // What libvirt leaves out says so in its reason; for the rest it refuses the file.
      if (!drive.because.includes('libvirt leaves it out')) reading.refuse(`${prefix}: ${drive.because}`)
      return undefined
    case 'disk': {
      const type = getVmx(document, `${prefix}.deviceType`) ?? ''
      if (/^(?:raw|plain)disk$/i.test(type)) reading.refuse(`${prefix}.deviceType: libvirt does not know "${type}".`)
      return make(
        'file',
        'disk',
        file(drive.source),
        ...(reading.value(drive.writeThrough) ? [element('driver', { cache: 'writethrough' })] : []),
        ...(drive.transient ? [element('transient')] : []),
      )
    }
    case 'cdrom':
      if (drive.medium === 'image') return make('file', 'cdrom', file(drive.source))
      if (drive.medium === 'empty') return make('file', 'cdrom', undefined)
      return make('block', drive.medium === 'lun' ? 'lun' : 'cdrom', device(drive.path))
    case 'floppy':
      if (drive.medium === 'device')
        return make('block', 'floppy', drive.path === undefined ? undefined : device(drive.path))
      return make('file', 'floppy', drive.source && file(drive.source))
    default:
      return assertNever(drive, 'kind of drive')
  }
}

const optional = { startupPolicy: 'optional' }

/** libvirt numbers by the letters of the target: six disks to a SATA controller, two buses of two to an IDE one. */
export function addressAsXml({ bus, controller, unit }: DiskAddress): XmlElement {
  const drive = (at: number, busAt: number, unitAt: number) =>
    element('address', { type: 'drive', controller: at, bus: busAt, target: 0, unit: unitAt })
  switch (bus) {
    case 'scsi':
    case 'nvme':
      return drive(controller, 0, unit)
    case 'sata': {
      const index = controller * 30 + unit
      return drive(Math.floor(index / 6), 0, index % 6)
    }
    case 'ide':
      return drive(0, controller, unit)
    case 'floppy':
      return drive(0, 0, unit)
    default:
      return assertNever(bus, 'disk bus')
  }
}

/** Every controller up to the last that a disk hangs on: libvirt adds the ones before it. */
function controllersAsXml(disks: readonly XmlElement[], { controllers }: VmxView['storage']): XmlElement[] {
  const last = new Map<string, number>()
  for (const { children } of disks) {
    const bus = children.find(({ name }) => name === 'target')?.attributes['bus'] ?? ''
    const at = Number(children.find(({ name }) => name === 'address')?.attributes['controller'] ?? 0)
    last.set(bus, Math.max(last.get(bus) ?? 0, at))
  }
  const types = ['scsi', 'sata', 'nvme', 'fdc', 'ide'].filter((type) => last.has(type))
  return types.flatMap((type) =>
    Array.from({ length: (last.get(type) ?? 0) + 1 }, (_none, index) => {
      const stored = type === 'scsi' ? controllers.find(({ name }) => name === `scsi${index}`) : undefined
      const model =
        stored && valueOr(stored.present, false) && stored.model ? valueOr(stored.model, undefined) : undefined
      return element('controller', { type, index, model: model === 'pvscsi' ? 'vmpvscsi' : model })
    }),
  )
}
