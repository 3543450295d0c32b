import { checkInventoryName, type NameVerdict } from '../names/inventory-name'
import { splitDatastorePath } from '../names/datastore-path'
import type { HostKey, Moid } from '../vsphere/ids'

/** The controllers and cards that a new VM can be given, by their types on the wire: those that hosts recommend for guests. */
export const diskControllers = [
  'ParaVirtualSCSIController',
  'VirtualLsiLogicSASController',
  'VirtualLsiLogicController',
  'VirtualAHCIController',
  'VirtualNVMEController',
  'VirtualIDEController',
] as const
export type DiskController = (typeof diskControllers)[number]

export const nicTypes = ['VirtualVmxnet3', 'VirtualE1000e', 'VirtualE1000', 'VirtualPCNet32', 'VirtualVmxnet2'] as const
export type NicType = (typeof nicTypes)[number]

export const firmwares = ['bios', 'efi'] as const
export type Firmware = (typeof firmwares)[number]

/** What a new VM is made of; everything else the host decides. */
export type NewVm = {
  guestId: string
  /** Absent: the host decides. */
  firmware?: Firmware
  cpuCount: number
  memoryMiB: number
  diskController: DiskController
  disks: { capacityBytes: number; thin: boolean }[]
  nicType: NicType
  /** Networks of the server, one card each. */
  networks: Moid[]
  /** A stored datastore path; connected at power-on. */
  isoPath?: string
}

/** As many as fit onto the first controller of any kind with room for a CD drive. */
export const mostDisks = 3
export const mostNics = 10

/** What the host that it would run on can make, and what it would make of each guest by itself. */
export type NewVmOptions = {
  host: { key: HostKey; name: string }
  guests: GuestOption[]
  /** The one that the host names first. */
  defaultGuest?: string
  networks: { moid: Moid; name: string }[]
}

/** GuestOsDescriptor, as far as a new VM follows it. What the host does not say is left out. */
export type GuestOption = {
  id: string
  name: string
  /** GuestOsDescriptorGuestOsFamily, such as `linuxGuest`. */
  family: string
  firmwares: Firmware[]
  firmware?: Firmware
  memoryMiB?: number
  leastMemoryMiB?: number
  mostMemoryMiB?: number
  mostCpus?: number
  diskBytes?: number
  diskController?: DiskController
  nicType?: NicType
}

/** What no host would take, before anything is sent. @param guest what the host says of it, where that is known. */
export function checkNewVm(name: string, vm: NewVm, guest?: GuestOption): NameVerdict {
  const named = checkInventoryName(name)
  if (!named.ok) return named
  if (vm.memoryMiB % 4 !== 0) return no('The memory is a multiple of 4 MB.')
  if (guest?.leastMemoryMiB !== undefined && vm.memoryMiB < guest.leastMemoryMiB)
    return no(`${guest.name} needs ${guest.leastMemoryMiB} MB at least.`)
  if (guest?.mostMemoryMiB !== undefined && vm.memoryMiB > guest.mostMemoryMiB)
    return no(`${guest.name} takes ${guest.mostMemoryMiB} MB at most.`)
  if (guest?.mostCpus !== undefined && vm.cpuCount > guest.mostCpus)
    return no(`${guest.name} takes ${guest.mostCpus} CPUs at most.`)
  if (guest && vm.firmware !== undefined && !guest.firmwares.includes(vm.firmware))
    return no(`${guest.name} does not start from ${firmwareWords[vm.firmware]} here.`)
  if (vm.disks.some(({ capacityBytes }) => capacityBytes % 1024 !== 0))
    return no('The size of a disk is a whole number of KB.')
  if (vm.isoPath !== undefined && !(splitDatastorePath(vm.isoPath).ok && /\.iso$/i.test(vm.isoPath)))
    return no('The ISO is a path such as "[datastore1] iso/debian.iso".')
  return { ok: true }
}

const no = (because: string): NameVerdict => ({ ok: false, because })

export const firmwareWords: Record<Firmware, string> = { bios: 'BIOS', efi: 'EFI' }
