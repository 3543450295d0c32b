import { checkInventoryName, type NameVerdict } from '../names/name-checks'
import { splitDatastorePath } from '../names/datastore-path'
import { checkSerialBacking } from '../serial/check-serial-port'
import type { SerialBacking } from '../serial/serial-port'
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
  /** One port, connected at power-on. */
  serialPort?: NewSerialBacking
}

/** What a port of a new VM can lead to. */
export type NewSerialBacking = Extract<SerialBacking, { kind: 'file' | 'pipe' | 'network' }>

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
  /** The privilege that the account is known to lack where the VM would be made; absent: none, or not known. */
  lacks?: string
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
  const device = whyNotIso(vm.isoPath) ?? whyNotSerial(vm.serialPort)
  return device === undefined ? { ok: true } : no(device)
}

/** Why this is no image for the CD drive; undefined: it is, or there is none. */
export const whyNotIso = (path: string | undefined): string | undefined =>
  path === undefined || (splitDatastorePath(path).ok && /\.iso$/i.test(path))
    ? undefined
    : 'The ISO is a path such as "[datastore1] iso/debian.iso".'

/** Why the serial port cannot be so; undefined: it can, or there is none. */
export const whyNotSerial = (port: NewSerialBacking | undefined): string | undefined =>
  port && checkSerialBacking(port).find(({ weight }) => weight === 'error')?.because

const no = (because: string): NameVerdict => ({ ok: false, because })

export const firmwareWords: Record<Firmware, string> = { bios: 'BIOS', efi: 'EFI' }
