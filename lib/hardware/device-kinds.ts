import type { VmDevice } from '../vsphere/vm'

/** What a device is, by its type on the wire. */

type Typed = Pick<VmDevice, 'type'>

export const isDisk = ({ type }: Typed): boolean => type === 'VirtualDisk'
export const isCdrom = ({ type }: Typed): boolean => type === 'VirtualCdrom'
export const isFloppy = ({ type }: Typed): boolean => type === 'VirtualFloppy'
export const isDrive = (device: Typed): boolean => isCdrom(device) || isFloppy(device)
/** Every card derives from VirtualEthernetCard; a newer one is known by its MAC. */
export const isNic = ({ type, mac }: Pick<VmDevice, 'type' | 'mac'>): boolean =>
  mac !== undefined || /^Virtual(?:E1000|Vmxnet|PCNet|SriovEthernet)/.test(type)
