import { formatBytes } from '@/lib/format/quantity'
import { isNic } from '@/lib/hardware/device-kinds'
import type { DeviceRequest } from '@/lib/hardware/device-request'
import { readDatastorePath } from '@/lib/names/datastore-path'
import type { Result } from '@/lib/result'
import type { VmDevice } from '@/lib/vsphere/vm'
import type { Confirmation } from '../../ui/confirm'

/** What goes with a card or a drive, and what stays. */
function lostWith(device: VmDevice): string {
  const { mac, backing, backingType = '' } = device
  if (isNic(device)) {
    return mac === undefined
      ? 'Its connections end.'
      : `Its connections end, and its MAC address ${mac} goes with it: a new adapter gets another one, unless this one is typed.`
  }
  return backing !== undefined && /Iso|Image/.test(backingType)
    ? `${readDatastorePath(backing)} stays on its datastore.`
    : 'Nothing else is lost.'
}

/** What is asked before a device is taken away: what is lost with it, and what stays. */
export function removalConfirmation(
  vmName: string,
  device: VmDevice,
  request: DeviceRequest,
  run: () => Promise<Result<unknown>>,
): Confirmation {
  const label = device.label.trim()
  if (request.verb !== 'detachDisk') {
    const effect = `The guest no longer has it. ${lostWith(device)}`
    return { title: `Remove ${label}: ${vmName}`, effect, verb: 'Remove', keep: 'Keep it', tone: 'destructive', run }
  }
  const { path, capacityBytes } = device.disk ?? {}
  const where = path === undefined ? 'Its file' : readDatastorePath(path)
  if (!request.deleteFiles) {
    const effect = `The guest no longer has the disk. ${where} stays, and can be attached again.`
    return { title: `Detach ${label}: ${vmName}`, effect, verb: 'Detach', keep: 'Keep it', tone: 'plain', run }
  }
  const size = capacityBytes === undefined ? '' : ` of ${formatBytes(capacityBytes, { whole: true })}`
  return {
    title: `Delete ${label}: ${vmName}`,
    effect: (
      <>
        <p className="wrap-anywhere">
          The disk{size} is deleted: <span className="name">{where}</span>. Everything that the guest has written to it
          is lost, and cannot be brought back.
        </p>
        <p className="mt-2">To keep the data, detach the disk instead.</p>
      </>
    ),
    verb: 'Delete disk',
    keep: 'Keep the disk',
    tone: 'destructive',
    run,
  }
}
