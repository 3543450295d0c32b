import { SimFault } from '../vim25/faults'
import { number, object, text } from '../vim25/read-data'
import type { DataObject } from '../vim25/value'
import { invalidDevice, invalidOperation } from './device-parts'
import { isNic } from './devices'
import { wrongPowerState } from './power-on'
import { busOfController } from './storage-devices'

/** What a host refuses when the devices of a VM are changed, as VMware documents it and people have met it. */

type Change = { index: number; powered: boolean }

const hasParent = (disk: DataObject): boolean => object(object(disk, 'backing'), 'parent') !== undefined
const modeOf = (disk: DataObject): string => text(object(disk, 'backing'), 'diskMode') ?? 'persistent'

/** A disk that a snapshot needs is taken out only together with its file. */
export function refuseRemovalOfDisk(disk: DataObject, destroy: boolean, { index }: Change): void {
  if (hasParent(disk) && !destroy) throw invalidOperation(index, 'remove')
}

/** A disk cannot shrink; one with a parent cannot grow at all, and while the VM runs only flat persistent ones do. */
export function refuseGrowth(disk: DataObject, wantedKb: number, { index, powered }: Change): void {
  const hadKb = number(disk, 'capacityInKB') ?? 0
  if (wantedKb === hadKb) return
  if (wantedKb < hadKb) throw invalidOperation(index, 'edit')
  if (hasParent(disk)) throw invalidOperation(index, 'edit', 'Disks with parents cannot be expanded.')
  const isIde = busOfController(number(disk, 'controllerKey') ?? -1)?.bus === 'ide'
  if (!powered || (modeOf(disk) === 'persistent' && !isIde)) return
  const why =
    'Hot-extend is currently supported only for VMFS flat virtual disks without snapshots opened in persistent mode.'
  throw new SimFault('GenericVmConfigFault', { reason: why }, why)
}

/** How a disk is written stays as it is while the guest writes, and while a snapshot relies on it. */
export function refuseOtherMode(before: DataObject, after: DataObject, { index, powered }: Change): void {
  if (modeOf(before) === modeOf(after)) return
  if (powered) throw wrongPowerState('poweredOff', 'poweredOn')
  if (!hasParent(before)) return
  throw new SimFault(
    'DisallowedDiskModeChange',
    { property: `configSpec.deviceChange[${index}].device.backing.diskMode`, deviceIndex: index },
    `Disallowed disk mode change for device '${index}'.`,
  )
}

/** The guest has seen the address of a card that runs. */
export function refuseOtherAddress(before: DataObject, after: DataObject, { index, powered }: Change): void {
  const mac = text(after, 'macAddress') ?? ''
  if (mac.toLowerCase() === (text(before, 'macAddress') ?? '').toLowerCase()) return
  if (powered) throw wrongPowerState('poweredOff', 'poweredOn')
  refuseBadAddress(after, index)
}

export function refuseBadAddress(nic: DataObject, index: number): void {
  if (text(nic, 'addressType') !== 'manual') return
  const mac = text(nic, 'macAddress') ?? ''
  const isOne = /^[\da-f]{2}(?:[:-][\da-f]{2}){5}$/i.test(mac) && (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0
  if (!isOne) throw invalidDevice(index, 'device.macAddress')
}

/** A place on a controller that is full, taken or the controller's own. `places`: how many there are, its own among them. */
export function placesOf(controller: DataObject, bus: 'scsi' | 'sata' | 'nvme' | 'ide', hardware: number): number {
  switch (bus) {
    case 'scsi':
      return controller.$type === 'ParaVirtualSCSIController' && hardware >= 14 ? 64 : 16
    case 'sata':
      return 30
    case 'nvme':
      return hardware >= 21 ? 64 : 15
    case 'ide':
      return 2
  }
}

/** Whether a spec gives a card back into the hands of the host: another address than before, and none of its own. */
export const wantsNewAddress = (before: DataObject, given: DataObject): boolean =>
  isNic(before) &&
  text(given, 'addressType') !== undefined &&
  text(given, 'addressType') !== 'manual' &&
  (text(given, 'macAddress') ?? '') === ''
