import type { VmDevice } from '../../vsphere/vm'

/** For tests: devices as they are read of a host. */

export const controller = (key: number, type: string, bus: number): VmDevice => ({
  key,
  type,
  label: `${type} ${bus}`,
  summary: '',
  bus,
})

export const ide = controller(200, 'VirtualIDEController', 0)

const gib = 2 ** 30

/** On the first SCSI controller, with 16 GB, unless told otherwise. */
export const disk = (key: number, changes: Partial<VmDevice> = {}): VmDevice => ({
  key,
  type: 'VirtualDisk',
  label: `Hard disk ${key}`,
  summary: '',
  controller: 1000,
  unit: 0,
  ...changes,
  disk: { mode: 'persistent', capacityBytes: 16 * gib, ...changes.disk },
})

export const nic = (key: number): VmDevice => ({
  key,
  type: 'VirtualVmxnet3',
  label: `Network adapter ${key}`,
  summary: '',
  mac: '00:50:56:01:02:03',
})

export const drive = (key: number, changes: Partial<VmDevice> = {}): VmDevice => ({
  key,
  type: 'VirtualCdrom',
  label: 'CD/DVD drive 1',
  summary: '',
  controller: 200,
  unit: 0,
  ...changes,
})
