import type { VmDevice } from '@/lib/vsphere/vm'

/** Network adapters by their type on the wire; a newer one keeps the name of its type. */
const adapters: Readonly<Record<string, string>> = {
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
  const adapter = adapters[type] ?? (mac === undefined ? undefined : type)
  const format =
    disk &&
    (disk.thin ? 'thin' : disk.thin === false ? (disk.eagerlyZeroed ? 'thick, eagerly zeroed' : 'thick') : undefined)
  const mode = disk?.mode === undefined ? undefined : (modes[disk.mode] ?? disk.mode)
  return [adapter, mac, format, mode].filter(Boolean).join(', ')
}

/** A controller, or a device that every VM has: there is nothing to choose and nothing behind it. */
const isFixed = ({ type, backing, connected }: VmDevice) =>
  backing === undefined &&
  connected === undefined &&
  (type.includes('Controller') || /^Virtual(?:Keyboard|PointingDevice|MachineVMCIDevice)$/.test(type))

/** The devices that have a row of their own, and those that say nothing beyond their names. */
export function splitDevices(devices: readonly VmDevice[]): { own: VmDevice[]; fixed: VmDevice[] } {
  return { own: devices.filter((one) => !isFixed(one)), fixed: devices.filter(isFixed) }
}
