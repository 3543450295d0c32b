import type { DiskFormat } from '../files/file-request'
import type { DiskController, Firmware, NicType } from '../files/new-vm'
import type { Moid } from '../vsphere/ids'
import type { BootDevice } from '../vsphere/vm'

/** How a disk is written. `independent` ones are left out of snapshots; of nonpersistent ones the changes go at power-off. */
export const diskModes = ['persistent', 'independent_persistent', 'independent_nonpersistent'] as const
export type DiskMode = (typeof diskModes)[number]

/** Where a disk hangs: at a controller by its key, or at a new one. Without a unit the first free one is taken. */
export type DevicePlace = { controller: number; unit?: number } | { newController: DiskController; unit?: number }

/** What lies in a CD or floppy drive. `file` is a stored datastore path; `client` is whoever opens a console, so nobody yet. */
export type DriveMedia = { is: 'file'; path: string } | { is: 'host'; device: string } | { is: 'client' }

/** As people know the device: it says what the run was about when the device is gone. */
type OfDevice = { deviceKey: number; deviceLabel: string }

/** What can be done to the devices of a VM, and to what it starts from. Absent fields leave things as they are. */
export type DeviceRequest = (
  | {
      verb: 'addDisk'
      capacityBytes: number
      format: DiskFormat
      mode: DiskMode
      /** Absent: beside the VM. */
      datastore?: Moid
      /** Absent: the first free one. */
      place?: DevicePlace
    }
  /** `path`: the stored datastore path of a VMDK that is there. */
  | { verb: 'attachDisk'; path: string; mode: DiskMode; place?: DevicePlace }
  | (OfDevice & { verb: 'growDisk'; capacityBytes: number })
  | (OfDevice & { verb: 'setDiskMode'; mode: DiskMode })
  | (OfDevice & { verb: 'detachDisk'; deleteFiles: boolean })
  /** Without a MAC the host gives one. */
  | { verb: 'addNic'; adapter: NicType; network: Moid; mac?: string; startConnected: boolean }
  | (OfDevice & {
      verb: 'editNic'
      network?: Moid
      /** `automatic`: the host gives another. */
      mac?: string
      startConnected?: boolean
      connected?: boolean
    })
  | (OfDevice & { verb: 'removeNic' })
  | { verb: 'addDrive'; drive: 'cdrom' | 'floppy'; media: DriveMedia; startConnected: boolean }
  | (OfDevice & { verb: 'editDrive'; media?: DriveMedia; startConnected?: boolean; connected?: boolean })
  | (OfDevice & { verb: 'removeDrive' })
  | {
      verb: 'setBoot'
      firmware?: Firmware
      secureBoot?: boolean
      /** Empty: the firmware decides. */
      order?: BootDevice[]
      /** Only at the next start. */
      entersSetup?: boolean
    }
  | { verb: 'setHotAdd'; memory?: boolean; cpu?: boolean }
  | { verb: 'setNote'; note: string }
) & {
  /** Guards against overwriting somebody else's change. */
  changeVersion?: string
}

export type DeviceVerb = DeviceRequest['verb']

export const deviceVerbLabel: Record<DeviceVerb, string> = {
  addDisk: 'Add disk',
  attachDisk: 'Attach disk',
  growDisk: 'Grow disk',
  setDiskMode: 'Change disk mode',
  detachDisk: 'Detach disk',
  addNic: 'Add network adapter',
  editNic: 'Edit network adapter',
  removeNic: 'Remove network adapter',
  addDrive: 'Add drive',
  editDrive: 'Edit drive',
  removeDrive: 'Remove drive',
  setBoot: 'Change boot options',
  setHotAdd: 'Change hot-add',
  setNote: 'Edit notes',
}

/** A MAC that the host is to choose anew. */
export const automaticMac = 'automatic'

export const isDeviceRequest = <R extends { verb: string }>(request: R): request is R & DeviceRequest =>
  Object.hasOwn(deviceVerbLabel, request.verb)
