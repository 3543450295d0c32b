import { assertNever } from '../assert-never'

/**
 * Where a disk, CD-ROM or floppy drive hangs in a VMX (`scsi0:6`, `floppy0`), and the name that libvirt gives it
 * (`sdg`, `fda`). SCSI and SATA can give the same name to two disks.
 */

export type DiskBus = 'scsi' | 'sata' | 'ide' | 'nvme' | 'floppy'

/** A floppy drive has no controller: `unit` is its number. */
export type DiskAddress = { bus: DiskBus; controller: number; unit: number }

const controllers: Readonly<Record<DiskBus, number>> = { scsi: 4, sata: 4, ide: 2, nvme: 4, floppy: 1 }

/** From virtual hardware 13 on a SCSI controller takes 64 disks instead of 15. */
const wideScsi = 13

/** From 21 on an NVMe controller takes 64 disks instead of 15. */
const wideNvme = 21

const units = (bus: DiskBus, hardwareVersion: number): number => {
  if (bus === 'scsi') return hardwareVersion >= wideScsi ? 65 : 16
  if (bus === 'nvme') return hardwareVersion >= wideNvme ? 64 : 15
  return { sata: 30, ide: 2, floppy: 2 }[bus]
}

/** The prefix of the device's keys. */
export const diskPrefix = ({ bus, controller, unit }: DiskAddress): string =>
  bus === 'floppy' ? `floppy${unit}` : `${bus}${controller}:${unit}`

/** Reads a key's prefix, in any case, whether or not there is such an address: `scsi9:99` is one, `scsi0` is not. */
export function parseDiskPrefix(prefix: string): DiskAddress | undefined {
  const [, floppy] = /^floppy(\d{1,3})$/i.exec(prefix) ?? []
  if (floppy !== undefined) return { bus: 'floppy', controller: 0, unit: Number(floppy) }
  const [, bus, controller, unit] = /^(scsi|sata|ide|nvme)(\d{1,3}):(\d{1,3})$/i.exec(prefix) ?? []
  if (bus === undefined || controller === undefined || unit === undefined) return undefined
  return { bus: bus.toLowerCase() as DiskBus, controller: Number(controller), unit: Number(unit) } // the pattern names them
}

/** @returns why there is no such address, or undefined when there is. */
export function wrongAddress({ bus, controller, unit }: DiskAddress, hardwareVersion: number): string | undefined {
  if (controller >= controllers[bus]) return `${bus} controllers go from 0 to ${controllers[bus] - 1}.`
  if (bus === 'scsi' && unit === 7) return 'SCSI unit 7 is the controller itself.'
  const most = units(bus, hardwareVersion) - 1
  if (unit <= most) return undefined
  if (bus === 'scsi' && unit <= 64)
    return `Virtual hardware ${hardwareVersion} has SCSI units 0 to ${most}; 64 come with 13.`
  if (bus === 'nvme' && unit < 64)
    return `Virtual hardware ${hardwareVersion} has NVMe units from 0 to ${most}; 63 comes with 21.`
  return `${bus} units go from 0 to ${most}.`
}

/** libvirt's name of the device: `sda`, `hdc`, `fda`, `nvme0n1`. */
export function diskTarget({ bus, controller, unit }: DiskAddress, hardwareVersion: number): string {
  switch (bus) {
    case 'scsi': {
      const each = hardwareVersion >= wideScsi ? 64 : 15
      return `sd${letters(controller * each + (unit < 7 ? unit : unit - 1))}`
    }
    case 'sata':
      return `sd${letters(controller * 30 + unit)}`
    case 'ide':
      return `hd${letters(controller * 2 + unit)}`
    case 'floppy':
      return `fd${letters(unit)}`
    case 'nvme':
      return `nvme${controller}n${unit + 1}`
    default:
      return assertNever(bus, 'disk bus')
  }
}

/** 0 is a, 25 is z, 26 is aa. */
function letters(index: number): string {
  let out = ''
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) out = String.fromCharCode(97 + (rest % 26)) + out
  return out
}
