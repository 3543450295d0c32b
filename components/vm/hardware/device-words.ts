import type { VmDevice } from '@/lib/vsphere/vm'

/** Network adapters by their type on the wire; a newer one keeps the name of its type. */
export const adapterNames: Readonly<Record<string, string>> = {
  VirtualE1000: 'E1000',
  VirtualE1000e: 'E1000e',
  VirtualPCNet32: 'PCNet32 (vlance)',
  VirtualVmxnet: 'VMXNET',
  VirtualVmxnet2: 'VMXNET 2',
  VirtualVmxnet3: 'VMXNET 3',
  VirtualVmxnet3Vrdma: 'PVRDMA',
  VirtualSriovEthernetCard: 'SR-IOV passthrough',
}

/** VirtualDiskMode in words; a newer value is shown as it is. */
const modes: Readonly<Record<string, string>> = {
  persistent: '',
  nonpersistent: 'changes lost at power-off',
  undoable: 'undoable',
  independent_persistent: 'independent',
  independent_nonpersistent: 'independent, changes lost at power-off',
  append: 'append',
}

/** What kind of network adapter or disk a device is: `VMXNET 3, 00:50:56:9a:1b:2c`, `thin, independent`. */
export function deviceKind({ type, mac, disk }: Pick<VmDevice, 'type' | 'mac' | 'disk'>): string {
  const adapter = adapterNames[type] ?? (mac === undefined ? undefined : type)
  const format =
    disk &&
    (disk.thin ? 'thin' : disk.thin === false ? (disk.eagerlyZeroed ? 'thick, eagerly zeroed' : 'thick') : undefined)
  const mode = disk?.mode === undefined ? undefined : (modes[disk.mode] ?? disk.mode)
  return [adapter, mac, format, mode].filter(Boolean).join(', ')
}

/** Every backing of vim25, in the words of the vSphere Client. What derives from none of them is called by its id. */
const backings: Readonly<Record<string, string>> = {
  VirtualCdromAtapiBackingInfo: 'Host device',
  VirtualCdromIsoBackingInfo: 'Datastore ISO file',
  VirtualCdromPassthroughBackingInfo: 'Host device, passthrough',
  VirtualCdromRemoteAtapiBackingInfo: 'Client device',
  VirtualCdromRemotePassthroughBackingInfo: 'Client device, passthrough',
  VirtualDiskFlatVer1BackingInfo: 'Virtual disk, ESX 2 format',
  VirtualDiskFlatVer2BackingInfo: 'Virtual disk',
  VirtualDiskLocalPMemBackingInfo: 'Virtual disk in persistent memory',
  VirtualDiskPartitionedRawDiskVer2BackingInfo: 'Partitions of a disk of the host',
  VirtualDiskRawDiskMappingVer1BackingInfo: 'RDM disk',
  VirtualDiskRawDiskVer2BackingInfo: 'Disk of the host',
  VirtualDiskSeSparseBackingInfo: 'Virtual disk, space efficient',
  VirtualDiskSparseVer1BackingInfo: 'Virtual disk, sparse, ESX 2 format',
  VirtualDiskSparseVer2BackingInfo: 'Virtual disk, sparse',
  VirtualEthernetCardDistributedVirtualPortBackingInfo: 'Distributed port group',
  VirtualEthernetCardLegacyNetworkBackingInfo: 'Network of a hosted product',
  VirtualEthernetCardNetworkBackingInfo: 'Network',
  VirtualEthernetCardOpaqueNetworkBackingInfo: 'Opaque network',
  VirtualFloppyDeviceBackingInfo: 'Host device',
  VirtualFloppyImageBackingInfo: 'Floppy image',
  VirtualFloppyRemoteDeviceBackingInfo: 'Client device',
  VirtualNVDIMMBackingInfo: 'NVDIMM file',
  VirtualPCIPassthroughDeviceBackingInfo: 'DirectPath I/O',
  VirtualPCIPassthroughDvxBackingInfo: 'Device Virtualization Extensions',
  VirtualPCIPassthroughDynamicBackingInfo: 'Dynamic DirectPath I/O',
  VirtualPCIPassthroughPluginBackingInfo: 'PCI device of a plugin',
  VirtualPCIPassthroughVmiopBackingInfo: 'NVIDIA GRID vGPU',
  VirtualParallelPortDeviceBackingInfo: 'Physical parallel port',
  VirtualParallelPortFileBackingInfo: 'Output file',
  VirtualPointingDeviceDeviceBackingInfo: 'Host device',
  VirtualPrecisionClockSystemClockBackingInfo: 'Host clock',
  VirtualSCSIPassthroughDeviceBackingInfo: 'Host device',
  VirtualSerialPortDeviceBackingInfo: 'Physical serial port',
  VirtualSerialPortFileBackingInfo: 'Output file',
  VirtualSerialPortPipeBackingInfo: 'Named pipe',
  VirtualSerialPortThinPrintBackingInfo: 'Virtual printer (ThinPrint)',
  VirtualSerialPortURIBackingInfo: 'Network',
  VirtualSoundCardDeviceBackingInfo: 'Host sound card',
  VirtualSriovEthernetCardSriovBackingInfo: 'SR-IOV function',
  VirtualUSBRemoteClientBackingInfo: 'Client device',
  VirtualUSBRemoteHostBackingInfo: 'Device of another host',
  VirtualUSBUSBBackingInfo: 'Host device',
  // A server names one of these where the type itself is one that nobody here knows.
  VirtualDeviceDeviceBackingInfo: 'Host device',
  VirtualDeviceFileBackingInfo: 'File',
  VirtualDevicePipeBackingInfo: 'Named pipe',
  VirtualDeviceRemoteDeviceBackingInfo: 'Client device',
  VirtualDeviceURIBackingInfo: 'Network',
}

/** What kind of thing is behind a device. `id`: there are no words for it, and it is called by its type on the wire. */
export type BackingKind = { words: string } | { id: string } | undefined

export function backingKind({ backingType }: Pick<VmDevice, 'backingType'>): BackingKind {
  if (backingType === undefined) return undefined
  const words = backings[backingType]
  return words === undefined ? { id: backingType } : { words }
}

/** A controller, or a device that every VM has: there is nothing to choose and nothing behind it. */
const isFixed = ({ type, backing, backingType, connected }: VmDevice) =>
  backing === undefined &&
  (backingType === undefined || type === 'VirtualPointingDevice') &&
  connected === undefined &&
  (type.includes('Controller') || /^Virtual(?:Keyboard|PointingDevice|MachineVMCIDevice|MachineVideoCard)$/.test(type))

/** The devices that have a row of their own, and those that say nothing beyond their names. */
export function splitDevices(devices: readonly VmDevice[]): { own: VmDevice[]; fixed: VmDevice[] } {
  return { own: devices.filter((one) => !isFixed(one)), fixed: devices.filter(isFixed) }
}
