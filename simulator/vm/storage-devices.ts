import type { DataObject, Ref } from '../vim25/value'
import { connectInfo, info, once } from './device-parts'

/* Storage controllers, disks and CD drives, and the keys that real hosts give them. */

export type DiskBus = 'scsi' | 'sata' | 'nvme' | 'ide'

export const controllerKinds = {
  pvscsi: { bus: 'scsi', type: 'ParaVirtualSCSIController', summary: 'VMware paravirtual SCSI' },
  lsilogic: { bus: 'scsi', type: 'VirtualLsiLogicController', summary: 'LSI Logic' },
  lsisas1068: { bus: 'scsi', type: 'VirtualLsiLogicSASController', summary: 'LSI Logic SAS' },
  buslogic: { bus: 'scsi', type: 'VirtualBusLogicController', summary: 'BusLogic' },
  sata: { bus: 'sata', type: 'VirtualAHCIController', summary: 'AHCI' },
  nvme: { bus: 'nvme', type: 'VirtualNVMEController', summary: 'NVME Controller' },
  ide: { bus: 'ide', type: 'VirtualIDEController', summary: 'IDE' },
} as const satisfies Record<string, { bus: DiskBus; type: string; summary: string }>

export type ControllerKind = keyof typeof controllerKinds

const buses = {
  scsi: { controller: 1000, device: 2000, perController: 16, pciSlot: 160 },
  sata: { controller: 15000, device: 16000, perController: 30, pciSlot: 33 },
  nvme: { controller: 31000, device: 32000, perController: 15, pciSlot: 224 },
  ide: { controller: 200, device: 3000, perController: 2, pciSlot: 0 },
} as const

const controllerKey = (bus: DiskBus, number: number) => buses[bus].controller + number
/** The key of a disk or drive at a place on a bus. */
export const diskKey = (bus: DiskBus, controller: number, unit: number) =>
  buses[bus].device + controller * buses[bus].perController + unit

/** The bus of a controller's key, or undefined for keys of other devices. */
export function busOfController(key: number): { bus: DiskBus; number: number } | undefined {
  for (const bus of ['scsi', 'sata', 'nvme', 'ide'] as const) {
    const index = key - buses[bus].controller
    if (index >= 0 && index < 4) return { bus, number: index }
  }
  return undefined
}

export const storageController = (kind: ControllerKind, index: number): DataObject =>
  once(`controller ${kind} ${index}`, () => newController(kind, index))

function newController(kind: ControllerKind, index: number): DataObject {
  const { bus, type, summary } = controllerKinds[kind]
  const label =
    bus === 'scsi'
      ? `SCSI controller ${index}`
      : bus === 'sata'
        ? `SATA controller ${index}`
        : `NVME controller ${index}`
  const common = {
    $type: type,
    key: controllerKey(bus, index),
    deviceInfo: info(label, summary),
    slotInfo: { $type: 'VirtualDevicePciBusSlotInfo', pciSlotNumber: buses[bus].pciSlot + index * 32 },
    controllerKey: 100,
    unitNumber: bus === 'scsi' ? 3 + index : bus === 'sata' ? 24 + index : 30 + index,
    busNumber: index,
  }
  return bus === 'scsi' ? { ...common, hotAddRemove: true, sharedBus: 'noSharing', scsiCtlrUnitNumber: 7 } : common
}

export type DiskSpec = {
  bus: DiskBus
  controller: number
  unit: number
  /** 1 for the first disk. */
  number: number
  fileName: string
  datastore: Ref
  capacityKb: number
  thin: boolean
  eager?: boolean
  mode?: string
  uuid: string
  contentId: string
}

export function diskDevice(spec: DiskSpec): DataObject {
  return {
    $type: 'VirtualDisk',
    key: diskKey(spec.bus, spec.controller, spec.unit),
    deviceInfo: info(`Hard disk ${spec.number}`, `${spec.capacityKb.toLocaleString('en-US')} KB`),
    backing: {
      $type: 'VirtualDiskFlatVer2BackingInfo',
      fileName: spec.fileName,
      datastore: spec.datastore,
      backingObjectId: '',
      diskMode: spec.mode ?? 'persistent',
      split: false,
      writeThrough: false,
      thinProvisioned: spec.thin,
      eagerlyScrub: spec.eager ?? false,
      uuid: spec.uuid,
      contentId: spec.contentId,
      digestEnabled: false,
      sharing: 'sharingNone',
    },
    controllerKey: controllerKey(spec.bus, spec.controller),
    unitNumber: spec.unit,
    capacityInKB: spec.capacityKb,
    capacityInBytes: spec.capacityKb * 1024,
    shares: normalDiskShares,
    storageIOAllocation: unlimitedDiskIo,
    diskObjectId: `1-${diskKey(spec.bus, spec.controller, spec.unit)}`,
    nativeUnmanagedLinkedClone: false,
  }
}

const normalDiskShares: DataObject = { shares: 1000, level: 'normal' }
const unlimitedDiskIo: DataObject = { limit: -1, shares: normalDiskShares, reservation: 0 }

/** A CD-ROM drive at a place on an IDE or SATA bus, with an image, or as the client's own drive. */
export function cdromDevice(spec: {
  bus: 'ide' | 'sata'
  controller: number
  unit: number
  number: number
  iso?: { fileName: string; datastore: Ref }
  startConnected: boolean
  connected: boolean
}): DataObject {
  return {
    $type: 'VirtualCdrom',
    key: diskKey(spec.bus, spec.controller, spec.unit),
    deviceInfo: info(
      `CD/DVD drive ${spec.number}`,
      spec.iso === undefined ? 'Remote device' : `ISO ${spec.iso.fileName}`,
    ),
    backing:
      spec.iso === undefined
        ? { $type: 'VirtualCdromRemotePassthroughBackingInfo', deviceName: '', useAutoDetect: false, exclusive: false }
        : {
            $type: 'VirtualCdromIsoBackingInfo',
            fileName: spec.iso.fileName,
            datastore: spec.iso.datastore,
            backingObjectId: '',
          },
    connectable: connectInfo(spec.startConnected, spec.connected),
    controllerKey: controllerKey(spec.bus, spec.controller),
    unitNumber: spec.unit,
  }
}
