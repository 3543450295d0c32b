import type { ConnectionId, HostKey, Moid, VmKey } from './ids'
import type { Known } from './known'

/** vSphere's power states, and `unknown` for a VM whose connection has been lost or that the host cannot read. */
export type PowerState = 'poweredOn' | 'poweredOff' | 'suspended' | 'unknown'

/** VirtualMachineConnectionState; anything newer arrives as it is. */
export type VmConnectionState = 'connected' | 'disconnected' | 'orphaned' | 'inaccessible' | 'invalid' | (string & {})

/** The states in which nothing can be done with a VM, in words; a newer one is left to the host to refuse. */
export const outOfReach: Readonly<Partial<Record<VmConnectionState, string>>> = {
  disconnected: 'vCenter has no contact with the host of this VM.',
  orphaned: 'The VM is orphaned: its host no longer has it.',
  inaccessible: 'The host cannot read the files of this VM.',
  invalid: 'The host says that the configuration of this VM is invalid.',
}
/** HostSystemConnectionState; anything newer arrives as it is. */
export type HostConnectionState = 'connected' | 'disconnected' | 'notResponding' | (string & {})

/** A VM as lists, boards and buttons need it: small, flat, sent to every browser. */
export type VmView = {
  key: VmKey
  connection: ConnectionId
  moid: Moid
  /** The plain name that a person reads. */
  name: string
  /** The name as the API stores it (percent scheme); equal to `name` for most. */
  storedName: string
  /** Set when the stored name cannot be decoded; `name` is then the stored one. */
  nameProblem?: string
  /** As the server says it; of a VM that is not `connected` it is what was last known. */
  powerState: PowerState
  /** What it was before contact was lost, while `powerState` is unknown for that. */
  powerStateBefore?: Exclude<PowerState, 'unknown'>
  /** `unknown`: not told. */
  connectionState: VmConnectionState
  /** The state of its host, where that is not `connected`: what is said of its VMs then is what was last known. */
  hostState?: HostConnectionState
  /** Power state and figures are what was last known, not what is: the server itself has no contact to this VM. */
  lastKnown?: true
  /** Absent: not told. */
  isTemplate?: boolean
  host?: { key: HostKey; name: string }
  guestFullName?: string
  cpuCount?: number
  memoryMiB?: number
  cpuUsageMHz?: number
  cpuMaxMHz?: number
  memoryUsageMiB?: number
  /** When the usage was read or told last (ISO 8601, our clock). Servers do not notify it, so it may be a while ago. */
  figuresAt?: string
  ipAddress?: string
  /** True when VMware Tools run: guest shutdown and reboot need them. */
  toolsRunning?: boolean
  /** Whether the installer of VMware Tools is in its CD-ROM drive. */
  toolsInstallerMounted?: boolean
  uuid?: string
  vmxPath?: string
  /** Roles that the connection's account holds on it; absent: the server does not say. For `missingPrivileges`. */
  roles?: number[]
  /** Absent: not known, since its configuration was not read. */
  snapshotCount?: number
  /** The host says that files of snapshots which are gone are still in use, and grow. Absent: it does not say so. */
  consolidationNeeded?: true
  /** ISO 8601, our clock */
  bootTime?: string
  /** Grows whenever anything on the VM's own page may have changed; the page reads its detail again. */
  detailVersion: number
}

/** The power state that a VM is known to have now: what its server was last told of one that it has no contact with does not count. */
export const knownPower = ({ powerState, lastKnown }: Pick<VmView, 'powerState' | 'lastKnown'>): PowerState =>
  lastKnown ? 'unknown' : powerState

export type SnapshotNode = {
  moid: Moid
  name: string
  description: string
  createTime: string
  powerState: PowerState
  /** Absent, as the next: the host does not say. */
  quiesced?: boolean
  current?: boolean
  children: SnapshotNode[]
}

export type VmDevice = {
  key: number
  /** The type on the wire, such as `VirtualCdrom`. */
  type: string
  label: string
  summary: string
  connected?: boolean
  startConnected?: boolean
  /** What backs it, as the host names it: a datastore path, a network, a URI. */
  backing?: string
  /** The type of its backing on the wire, such as `VirtualCdromIsoBackingInfo`. */
  backingType?: string
  mac?: string
  /** Of a network adapter: VirtualEthernetCardMacType, such as `generated` or `manual`. */
  addressType?: string
  /** The key of the controller that it hangs on, and its place there. */
  controller?: number
  unit?: number
  /** Of a controller: its number on its bus, and the place that it takes itself. */
  bus?: number
  ownUnit?: number
  /** Of a disk: how it takes its space, and how it is written, where the host says so. */
  disk?: {
    thin?: boolean
    eagerlyZeroed?: boolean
    mode?: string
    capacityBytes?: number
    /** It hangs on another: a snapshot or another VM has the rest of it. */
    hasParent?: true
    /** Where it lies, a stored path. */
    path?: string
  }
}

/** A device that a VM starts from: disks and network adapters by their keys, drives by their kind. */
export type BootDevice = { is: 'disk' | 'nic'; key: number } | { is: 'cdrom' | 'floppy' }

/** What a running VM can be given more of, where the host says so. */
export type HotAdd = {
  memory?: boolean
  cpu?: boolean
  /** It grows in steps of so much, up to that; told only while memory can be added. */
  memoryStepMiB?: number
  memoryLimitMiB?: number
}

/** What a VM starts from. `order` is empty where the firmware decides; absent where it has devices that are not known. */
export type BootOptions = { order?: BootDevice[]; secureBoot?: boolean; entersSetup?: boolean }

/** A file system of the guest, as VMware Tools tell it. */
export type GuestDisk = {
  /** As the guest calls it, such as `/` or `C:\\`. */
  path: string
  capacityBytes?: number
  freeBytes?: number
  fileSystem?: string
  /** Keys of the virtual disks that it lies on; absent: not told. */
  devices?: number[]
}

/** An adapter of the guest, as VMware Tools tell it. */
export type GuestNic = {
  /** Each with the length of its prefix where that is told, `10.20.1.31/24`. */
  addresses: string[]
  /** The name of the network that it is on. */
  network?: string
  mac?: string
  /** Absent: not told. */
  connected?: boolean
  /** Key of the adapter of the VM; absent: of none, as a bridge in the guest, or not told. */
  device?: number
}

/** What the VM's own page shows beyond `VmView`; read on demand. */
export type VmDetail = {
  key: VmKey
  /** ISO 8601, in our clock. */
  readAt: string
  /** The whole of it, however long. Lists do not carry it. */
  note?: string
  hardwareVersion?: string
  toolsVersion?: string
  toolsStatus?: string
  guestHostName?: string
  instanceUuid?: string
  biosUuid?: string
  changeVersion?: string
  /** 0: not set. */
  coresPerSocket?: number
  /** The host assigns the cores per socket at power-on; until then their number counts for nothing. */
  autoCoresPerSocket?: boolean
  firmware?: string
  /** Absent, as the next: its configuration was not read. */
  hotAdd?: HotAdd
  boot?: BootOptions
  devices: Known<VmDevice[]>
  snapshots: Known<SnapshotNode[]>
  /** At least one; a guest that tells of none has told nothing. */
  guestDisks: Known<GuestDisk[]>
  /** The same. */
  guestNics: Known<GuestNic[]>
  storage?: { committedBytes: number; uncommittedBytes?: number }
  /** Absent: the server does not say. */
  datastores?: string[]
}
