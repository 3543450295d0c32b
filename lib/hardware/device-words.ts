import { assertNever } from '../assert-never'
import { formatBytes } from '../format/quantity'
import { readDatastorePath } from '../names/datastore-path'
import type { DeviceRequest, DriveMedia } from './device-request'

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
