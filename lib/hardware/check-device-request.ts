import { splitDatastorePath } from '../names/datastore-path'
import { checkDatastorePath } from '../names/name-checks'
import type { Verdict } from '../result'
import { parseMac } from '../vmx/mac-address'
import { automaticMac, type DeviceRequest, type DriveMedia } from './device-request'

const fine: Verdict = { ok: true }
const no = (because: string): Verdict => ({ ok: false, because })

/** VMFS and vSphere end at 62 TB. */
const largestDiskBytes = 62 * 2 ** 40
/** Longer notes are cut by hosts. */
export const longestNote = 65_535

/** What no host would take, whatever the VM is like. What depends on its devices is asked of `deviceCan`. */
export function checkDeviceRequest(request: DeviceRequest): Verdict {
  switch (request.verb) {
    case 'addDisk':
    case 'growDisk':
      return checkSize(request.capacityBytes)
    case 'attachDisk':
      return checkFile(
        request.path,
        /\.vmdk$/i,
        'A disk is a file that ends in .vmdk, such as "[datastore1] web/data.vmdk".',
      )
    case 'addNic':
      return request.mac === undefined ? fine : checkMac(request.mac)
    case 'editNic':
      return request.mac === undefined || request.mac === automaticMac ? fine : checkMac(request.mac)
    case 'addDrive': {
      const [ending, because] = imagesOf[request.drive]
      return request.media.is === 'file' ? checkFile(request.media.path, ending, because) : checkMedia(request.media)
    }
    case 'editDrive':
      return request.media === undefined ? fine : checkMedia(request.media)
    case 'setNote':
      return request.note.length > longestNote ? no(`Notes have ${longestNote} characters at most.`) : fine
    case 'setBoot':
      return Object.keys(request).some((field) => field !== 'verb' && field !== 'changeVersion') ? fine : nothing
    case 'setHotAdd':
      return request.memory === undefined && request.cpu === undefined ? nothing : fine
    default:
      return fine
  }
}

const nothing = no('Nothing is to be changed.')

const imagesOf = {
  cdrom: [/\.iso$/i, 'A CD drive takes an image that ends in .iso.'],
  floppy: [/\.(?:flp|img)$/i, 'A floppy drive takes an image that ends in .flp or .img.'],
} as const

function checkSize(bytes: number): Verdict {
  if (bytes % 1024 !== 0) return no('The size of a disk is a whole number of KB.')
  if (bytes < 2 ** 20) return no('A disk has 1 MB at least.')
  return bytes > largestDiskBytes ? no('A disk has 62 TB at most.') : fine
}

function checkFile(path: string, ending: RegExp, because: string): Verdict {
  const split = splitDatastorePath(path)
  if (!split.ok) return no(split.because)
  const inside = checkDatastorePath(split)
  if (!inside.ok) return inside
  return ending.test(split.path) ? fine : no(because)
}

const checkMedia = (media: DriveMedia): Verdict => {
  if (media.is === 'file') return checkFile(media.path, /[^/]$/, 'The path ends with a folder; a file is needed.')
  return media.is === 'host' && media.device.trim() === '' ? no('The device of the host has no name.') : fine
}

/** What no card can have. Whether a host takes an address of another maker is the host's to say. */
export function checkMac(text: string): Verdict {
  const mac = parseMac(text)
  if (mac === undefined) return no('A MAC address has six pairs of hex digits, such as 00:50:56:01:02:03.')
  if ((Number.parseInt(mac.slice(0, 2), 16) & 1) === 1) return no('This is the address of a group, not of one card.')
  return mac === '00:00:00:00:00:00' ? no('A card needs an address other than zero.') : fine
}
