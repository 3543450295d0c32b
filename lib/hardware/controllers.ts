import type { DiskController } from '../files/new-vm'
import type { VmDevice } from '../vsphere/vm'
import type { DevicePlace } from './device-request'

/** Storage controllers of a VM, and the places at them. Source: VMware's configuration maximums, and the API reference. */

export type Bus = 'scsi' | 'sata' | 'nvme' | 'ide'

export const busWords: Record<Bus, string> = { scsi: 'SCSI', sata: 'SATA', nvme: 'NVMe', ide: 'IDE' }

/** By the type on the wire. Undefined: no controller of disks and drives. */
export function busOf(type: string): Bus | undefined {
  if (!type.endsWith('Controller')) return undefined
  if (/SCSI|LsiLogic|BusLogic/.test(type)) return 'scsi'
  if (/AHCI|SATA/.test(type)) return 'sata'
  if (type.includes('NVME')) return 'nvme'
  return type.includes('IDE') ? 'ide' : undefined
}

/** Of each kind a VM has so many at most; IDE controllers are there from the start, and none is added. */
const mostOf: Record<Bus, number> = { scsi: 4, sata: 4, nvme: 4, ide: 2 }

/** `vmx-19` is 19. A version that is not told, or in other words, counts as an old one. */
const versionOf = (hardwareVersion: string | undefined): number =>
  Number(/^vmx-(\d+)$/.exec(hardwareVersion ?? '')?.[1] ?? 0)

/** As many places as a controller has, its own among them. */
function placesAt(type: string, hardwareVersion: string | undefined): number {
  const version = versionOf(hardwareVersion)
  switch (busOf(type)) {
    case 'scsi':
      return type === 'ParaVirtualSCSIController' && version >= 14 ? 64 : 16
    case 'sata':
      return 30
    case 'nvme':
      return version >= 21 ? 64 : 15
    case 'ide':
      return 2
    case undefined:
      return 0
  }
}

/** SCSI gives one place to the controller itself, which is 7 wherever nothing else is told. */
const ownUnit = (controller: Pick<VmDevice, 'type' | 'ownUnit'>): number | undefined =>
  busOf(controller.type) === 'scsi' ? (controller.ownUnit ?? 7) : undefined

export type StorageController = {
  key: number
  type: string
  bus: Bus
  /** 0 for the first of its bus. */
  number: number
  label: string
  /** Of a device of its own bus: those that are taken stand at nothing else. */
  free: number[]
}

/** The controllers that disks and drives hang on, in the order of their buses. */
export function storageControllers(
  devices: readonly VmDevice[],
  hardwareVersion: string | undefined,
): StorageController[] {
  return devices.flatMap((controller) => {
    const bus = busOf(controller.type)
    if (bus === undefined || controller.bus === undefined) return []
    const taken = new Set(devices.flatMap((one) => (one.controller === controller.key ? [one.unit] : [])))
    const own = ownUnit(controller)
    const free = range(placesAt(controller.type, hardwareVersion)).filter((unit) => unit !== own && !taken.has(unit))
    return [{ key: controller.key, type: controller.type, bus, number: controller.bus, label: controller.label, free }]
  })
}

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at)

/** Where a device hangs, as people say it: `SCSI 0:3`. Undefined where it hangs on no such controller. */
export function placeOf({ controller, unit }: VmDevice, devices: readonly VmDevice[]): string | undefined {
  const at = devices.find(({ key }) => key === controller)
  const bus = at && busOf(at.type)
  if (at?.bus === undefined || bus === undefined || unit === undefined) return undefined
  return `${busWords[bus]} ${at.bus}:${unit}`
}

/** The controllers of a kind that a VM can still be given; a kind is left out when its bus has all that it takes. */
export const mayAddController = (type: DiskController, devices: readonly VmDevice[]): boolean => {
  const bus = busOf(type)
  return bus !== undefined && bus !== 'ide' && devices.filter((one) => busOf(one.type) === bus).length < mostOf[bus]
}

export type ChosenPlace =
  | { ok: true; at: { key: number } | { new: DiskController; number: number }; unit: number }
  | { ok: false; because: string }

/** The kind that a VM has is the kind that its guest can use; one without any has what all guests know. */
const likeThese = (controllers: readonly StorageController[]): DiskController => {
  const known = controllers.find(({ bus }) => bus !== 'ide')?.type
  return (addable as readonly string[]).includes(known ?? '') ? (known as DiskController) : 'VirtualLsiLogicController' // one of the list
}

/** Those that a VM can be given; IDE is there from the start. */
export const addable = [
  'ParaVirtualSCSIController',
  'VirtualLsiLogicSASController',
  'VirtualLsiLogicController',
  'VirtualAHCIController',
  'VirtualNVMEController',
] as const satisfies readonly DiskController[]

/** Whether a place is free; without a wish the first free one, at a new controller when all that there are are full. */
export function choosePlace(
  wish: DevicePlace | undefined,
  devices: readonly VmDevice[],
  hardwareVersion: string | undefined,
): ChosenPlace {
  const controllers = storageControllers(devices, hardwareVersion)
  if (wish && 'controller' in wish) {
    const found = controllers.find(({ key }) => key === wish.controller)
    if (!found) return no('The VM does not have this controller any more.')
    return unitAt(found, wish.unit)
  }
  if (wish) return atNew(wish.newController, wish.unit, devices, hardwareVersion)
  const roomy = controllers.find(({ bus, free }) => bus !== 'ide' && free.length > 0)
  if (roomy) return unitAt(roomy, undefined)
  const fresh = atNew(likeThese(controllers), undefined, devices, hardwareVersion)
  if (fresh.ok) return fresh
  const last = controllers.find(({ free }) => free.length > 0)
  return last ? unitAt(last, undefined) : no('No place is free at any controller of this VM.')
}

function unitAt({ key, label, free, bus }: StorageController, wanted: number | undefined): ChosenPlace {
  const unit = wanted ?? free[0]
  if (unit === undefined) return no(`${label} is full. A new controller has room.`)
  if (free.includes(unit)) return { ok: true, at: { key }, unit }
  return no(
    bus === 'scsi' && unit === 7
      ? 'Unit 7 of a SCSI controller is the controller itself.'
      : `Place ${unit} of ${label} is not free.`,
  )
}

function atNew(
  type: DiskController,
  unit: number | undefined,
  devices: readonly VmDevice[],
  hardwareVersion: string | undefined,
): ChosenPlace {
  const bus = busOf(type)
  if (bus === undefined || bus === 'ide') return no('A VM has its two IDE controllers from the start.')
  if (!mayAddController(type, devices)) return no(`A VM has ${mostOf[bus]} ${busWords[bus]} controllers at most.`)
  const numbers = devices.flatMap((one) => (busOf(one.type) === bus ? [one.bus] : []))
  const number = range(mostOf[bus]).find((at) => !numbers.includes(at)) ?? 0
  const empty = { key: 0, type, bus, number, label: `The new ${busWords[bus]} controller` }
  const own = ownUnit({ type })
  const free = range(placesAt(type, hardwareVersion)).filter((at) => at !== own)
  const chosen = unitAt({ ...empty, free }, unit)
  return chosen.ok ? { ok: true, at: { new: type, number }, unit: chosen.unit } : chosen
}

const no = (because: string): { ok: false; because: string } => ({ ok: false, because })
