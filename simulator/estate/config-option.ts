import { guestOs, type GuestOs } from '../vim25/guest-os'
import type { DataObject } from '../vim25/value'
import { vmCapability } from './capabilities'
import { newestHardware } from './hosts'

/*
 * VirtualMachineConfigOption: what a host can do with a virtual hardware version. The guests are described for what a
 * client asks of them, above all their CPU masks; the hardware options name limits and no single devices.
 */

/** Virtual hardware versions that the host makes and runs. */
export const hardwareVersions = [4, 7, 8, 9, 10, 11, 13, 14, 15, 17, 18, 19, 20, 21].filter(
  (version) => version <= newestHardware,
)

export const hardwareKey = (version: number) => `vmx-${String(version).padStart(2, '0')}`

/** @param guestIds only these guests; all of them when it is empty. */
export function configOption(version: number, guestIds: readonly string[]): DataObject {
  const all: readonly GuestOs[] = Object.values(guestOs)
  return {
    version: hardwareKey(version),
    description: `ESXi, virtual hardware ${version}`,
    guestOSDescriptor: all.filter(({ id }) => guestIds.length === 0 || guestIds.includes(id)).map(descriptor),
    guestOSDefaultIndex: 0,
    hardwareOptions: hardwareOptions(version),
    capabilities: vmCapability,
    datastore: {},
    defaultDevice: [],
    supportedMonitorType: ['release', 'debug', 'stats'],
  }
}

const range = (type: 'IntOption' | 'LongOption', min: number, max: number, defaultValue: number): DataObject => ({
  $type: type,
  min,
  max,
  defaultValue,
})

const no = { $type: 'BoolOption', supported: false, defaultValue: false } as const

const is64Bit = ({ id }: GuestOs) => id.includes('64')

function descriptor(guest: GuestOs): DataObject {
  const small = guest.id === 'dosGuest'
  return {
    id: guest.id,
    family: guest.family,
    fullName: guest.fullName,
    supportedMaxCPUs: small ? 1 : 128,
    numSupportedPhysicalSockets: small ? 1 : 128,
    numSupportedCoresPerSocket: small ? 1 : 64,
    supportedMinMemMB: 4,
    supportedMaxMemMB: small ? 64 : is64Bit(guest) ? 6_291_456 : 65_536,
    recommendedMemMB: small ? 32 : 2_048,
    recommendedColorDepth: 24,
    supportedDiskControllerList: ['VirtualIDEController', 'VirtualLsiLogicController', 'ParaVirtualSCSIController'],
    recommendedSCSIController: 'ParaVirtualSCSIController',
    recommendedDiskController: small ? 'VirtualIDEController' : 'ParaVirtualSCSIController',
    supportedNumDisks: small ? 4 : 60,
    recommendedDiskSizeMB: small ? 2_048 : 16_384,
    recommendedCdromController: 'VirtualIDEController',
    supportedEthernetCard: small ? ['VirtualPCNet32'] : ['VirtualE1000', 'VirtualE1000e', 'VirtualVmxnet3'],
    supportsSlaveDisk: true,
    cpuFeatureMask: [{ level: extendedLevel, edx: guestMask(guest) }],
    ...flags,
    supportedFirmware: is64Bit(guest) ? ['bios', 'efi'] : ['bios'],
    recommendedFirmware: 'bios',
    supportLevel: small ? 'legacy' : 'supported',
    vRAMSizeInKB: range('IntOption', 4_096, 131_072, 4_096),
    numSupportedFloppyDevices: 2,
  }
}

const flags = Object.fromEntries(
  (
    'smcRequired supportsWakeOnLan supportsVMI supportsMemoryHotAdd supportsCpuHotAdd supportsCpuHotRemove ' +
    'supports3D recommended3D smcRecommended ich7mRecommended usbRecommended supportedForCreate ' +
    'supportsPvscsiControllerForBoot diskUuidEnabled supportsHotPlugPCI'
  )
    .split(' ')
    .map((name) => [name, name === 'supportedForCreate']),
)

/** 0x80000001, as the API numbers it. */
const extendedLevel = -2_147_483_647

/**
 * EDX of level 0x80000001, bit 31 first. A 64-bit guest needs long mode (bit 29), a 32-bit one is not shown it; NX (bit
 * 20) has to be the same wherever the VM moves to, but for a guest that does not know it.
 */
function guestMask(guest: GuestOs): string {
  const longMode = is64Bit(guest) ? 'T' : '0'
  const nx = guest.id === 'dosGuest' ? '0' : 'H'
  return `--${longMode}-:----:---${nx}:----:----:----:----:----`
}

const hardwareOptions = (version: number): DataObject => ({
  hwVersion: version,
  virtualDeviceOption: [],
  deviceListReadonly: false,
  numCPU: [1, 2, 4, 8, 16, 32, 64, 128],
  numCoresPerSocket: range('IntOption', 1, 128, 1),
  numCpuReadonly: false,
  memoryMB: range('LongOption', 4, 6_291_456, 32),
  ...Object.fromEntries(
    (
      [
        ['numPCIControllers', 1],
        ['numIDEControllers', 2],
        ['numUSBControllers', 1],
        ['numUSBXHCIControllers', 1],
        ['numSIOControllers', 1],
        ['numPS2Controllers', 1],
      ] as const
    ).map(([name, most]) => [name, range('IntOption', 0, most, most)]),
  ),
  autoCoresPerSocket: no,
  resourceConfigOption: {
    cpuAllocationOption: { sharesOption: sharesOption(1_000) },
    memoryAllocationOption: { sharesOption: sharesOption(10) },
  },
})

const sharesOption = (normal: number): DataObject => ({
  sharesOption: range('IntOption', 0, 1_000_000, normal),
  defaultLevel: 'normal',
})
