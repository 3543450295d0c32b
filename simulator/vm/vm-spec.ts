import type { DatastorePath } from '../estate/datastore-files'
import type { GuestOs } from '../vim25/guest-os'
import type { DataObject, Ref } from '../vim25/value'

type Allocation = { reservation?: number; limit?: number; shares?: string | number }

/** A VM as a host knows it once it is registered. Names are stored names (escaped). */
export type VmSpec = {
  ref: Ref
  name: string
  folder: Ref
  host: Ref
  pool: Ref
  environment: Ref
  vmx: DatastorePath
  guest: GuestOs
  hardware: number
  uuid: string
  instanceUuid: string
  /** Where the host last saw it; another value than `locationIdOf` makes the host ask at power-on. */
  locationId?: string
  firmware: 'bios' | 'efi'
  cpus: number
  coresPerSocket: number
  /** The cores per socket are assigned at power-on. */
  autoCores?: boolean
  memoryMB: number
  cpuAllocation?: Allocation
  memoryAllocation?: Allocation
  annotation?: string
  devices: readonly DataObject[]
  extraConfig: Readonly<Record<string, string>>
  power: 'poweredOn' | 'poweredOff' | 'suspended'
  bootTime?: Date
  created: Date
  template?: boolean
  nestedVirtualization?: boolean
  hotAdd?: boolean
}
