import { assertNever } from '../assert-never'
import { formatBytes } from '../format/quantity'
import { readDatastorePath } from '../names/datastore-path'
import type { DeviceRequest, DriveMedia } from './device-request'

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

/** What there is to say beside the label of such a run: `: Hard disk 2`, `, 16 GB`. */
export function deviceRest(request: DeviceRequest): string {
  switch (request.verb) {
    case 'addDisk':
      return `, ${size(request.capacityBytes)}`
    case 'attachDisk':
      return `, ${readDatastorePath(request.path)}`
    case 'growDisk':
      return `, ${request.deviceLabel} to ${size(request.capacityBytes)}`
    case 'detachDisk':
      return `, ${request.deviceLabel}${request.deleteFiles ? ' with its files' : ''}`
    case 'setDiskMode':
    case 'editNic':
    case 'removeNic':
    case 'removeDrive':
      return `, ${request.deviceLabel}`
    case 'editDrive':
      return `, ${request.deviceLabel}${request.media ? ` to ${mediaWords(request.media)}` : ''}`
    case 'addDrive':
      return request.drive === 'cdrom' ? ', CD' : ', floppy'
    case 'addNic':
    case 'setBoot':
    case 'setHotAdd':
    case 'setNote':
      return ''
    default:
      return assertNever(request, 'device request')
  }
}

function mediaWords(media: DriveMedia): string {
  switch (media.is) {
    case 'file':
      return readDatastorePath(media.path)
    case 'host':
      return `the host’s ${media.device}`
    case 'client':
      return 'a client device'
    default:
      return assertNever(media, 'media')
  }
}

const size = (bytes: number): string => formatBytes(bytes, { whole: true })
