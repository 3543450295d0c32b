import { formatBytes } from '@/lib/format/quantity'
import type { DeviceRequest } from '@/lib/hardware/device-request'
import { readDatastorePath } from '@/lib/names/datastore-path'
import type { Result } from '@/lib/result'
import type { VmDevice } from '@/lib/vsphere/vm'
import type { Confirmation } from '../../ui/confirm'

/** What is asked before a device is taken away: what is lost with it, and what stays. */
export function removalConfirmation(
  vmName: string,
  device: VmDevice,
  request: DeviceRequest,
  run: () => Promise<Result<unknown>>,
): Confirmation {
  const label = device.label.trim()
  if (request.verb !== 'detachDisk') {
    const effect = `The guest no longer has it. Nothing else is lost.`
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
