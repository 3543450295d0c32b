import type { VmSetup } from '@/lib/hardware/device-can'
import type { VmDetail, VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'

/** A VM as the rules about its devices ask for it; undefined while its devices are not known. */
export function vmSetup(vm: VmView, detail: VmDetail): VmSetup | undefined {
  if (!detail.devices.known) return undefined
  const { powerState, memoryMiB, cpuCount, snapshotCount } = vm
  const { hardwareVersion, firmware, hotAdd, boot } = detail
  return {
    powerState,
    devices: detail.devices.value,
    ...withoutUndefined({
      unread: detail.devices.unread,
      memoryMiB,
      cpuCount,
      snapshotCount,
      hardwareVersion,
      firmware,
      hotAdd,
      boot,
    }),
  }
}

/** Why neither memory nor CPUs can be changed now; undefined where one of them can. */
export function whyNoOtherSize(vm: VmView, { hotAdd }: VmDetail): string | undefined {
  if (vm.powerState !== 'poweredOn' || hotAdd?.memory === true || hotAdd?.cpu === true) return undefined
  return 'Memory and CPUs can be changed only while the VM is off: its hot-add is switched off.'
}
