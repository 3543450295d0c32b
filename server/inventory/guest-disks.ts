import type { GuestDisk } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { asName, asNumber, asObjects, type WireObject, type WireValue } from '../vsphere/wire-value'

/** A file system of the guest; none where it has no path. */
export function readGuestDisk({ diskPath, capacity, freeSpace, filesystemType, mappings }: WireObject): GuestDisk[] {
  const path = asName(diskPath)
  if (path === undefined || path === '') return []
  const devices = asObjects(mappings).flatMap(({ key }) => asNumber(key) ?? [])
  return [
    {
      path,
      ...withoutUndefined({
        capacityBytes: bytes(capacity),
        freeBytes: bytes(freeSpace),
        fileSystem: asName(filesystemType) || undefined,
        devices: devices.length > 0 ? devices : undefined,
      }),
    },
  ]
}

function bytes(value: WireValue | undefined): number | undefined {
  const number = asNumber(value)
  return number === undefined || number < 0 ? undefined : number
}
