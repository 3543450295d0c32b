import { assertNever } from '../assert-never'
import { formatBytes } from '../format/quantity'
import { readDatastorePath } from '../names/datastore-path'
import type { DeviceRequest } from './device-request'

/** What a change of a device has done, as a sentence. */
export function deviceDone(request: DeviceRequest): string {
  switch (request.verb) {
    case 'addDisk':
      return `A disk of ${size(request.capacityBytes)} was added.`
    case 'attachDisk':
      return `${readDatastorePath(request.path)} was attached.`
    case 'growDisk':
      return `${request.deviceLabel} has ${size(request.capacityBytes)} now. The guest has to grow its partitions itself.`
    case 'setDiskMode':
      return `The mode of ${request.deviceLabel} was changed.`
    case 'detachDisk':
      return request.deleteFiles
        ? `${request.deviceLabel} was removed, and its files were deleted.`
        : `${request.deviceLabel} was detached. Its files are where they were.`
    case 'addNic':
      return 'The network adapter was added.'
    case 'editNic':
    case 'editDrive':
      return `${request.deviceLabel} was changed.`
    case 'removeNic':
    case 'removeDrive':
      return `${request.deviceLabel} was removed.`
    case 'addDrive':
      return request.drive === 'cdrom' ? 'The CD drive was added.' : 'The floppy drive was added.'
    case 'setBoot':
      return 'The boot options were changed. They count from the next start on.'
    case 'setHotAdd':
      return 'Hot-add was changed.'
    case 'setNote':
      return 'The notes were changed.'
    default:
      return assertNever(request, 'device request')
  }
}

const size = (bytes: number): string => formatBytes(bytes, { whole: true })
