import { bytesPer, diskBytes, notSize, typedSize, type TypedSize } from '@/lib/format/disk-size'
import { formatBytes } from '@/lib/format/quantity'
import { checkDatastoreItem } from '@/lib/names/name-checks'
import { type DiskAdapter, type DiskFormat, diskName, type FileRequest } from '@/lib/files/file-request'
import { mostDiskBytes } from '@/lib/files/disk-use'
import { withoutUndefined } from '@/lib/without-undefined'

/** What the form for a new disk holds, as typed. */
export type DiskForm = TypedSize & { name: string; format: DiskFormat; adapter: DiskAdapter }

export const emptyDiskForm: DiskForm = { name: '', size: '16', unit: 'GB', format: 'thin', adapter: 'lsiLogic' }

export type CheckedDisk =
  | { ok: true; request: Extract<FileRequest, { do: 'createDisk' }>; warning?: string }
  | { ok: false; name?: string; size?: string }

/** Checks what every host checks. @param freeBytes what the datastore has free, where it is known. */
export function checkDiskForm(form: DiskForm, folder: string, freeBytes: number | undefined): CheckedDisk {
  const named = form.name.trim() === '' ? checkDatastoreItem(form.name) : checkDatastoreItem(diskName(form.name))
  const capacityBytes = diskBytes(form)
  const size =
    capacityBytes === undefined
      ? notSize
      : capacityBytes < bytesPer.MB
        ? 'A disk has at least 1 MB.'
        : capacityBytes > mostDiskBytes
          ? 'No vSphere host makes a disk of more than 62 TB.'
          : undefined
  if (!named.ok || size !== undefined || capacityBytes === undefined) {
    return { ok: false, ...(named.ok ? {} : { name: named.because }), ...withoutUndefined({ size }) }
  }
  const warning = spaceWarning(form.format, capacityBytes, freeBytes)
  const { name, format, adapter } = form
  return {
    ok: true,
    request: { do: 'createDisk', folder, name, capacityBytes, format, adapter },
    ...withoutUndefined({ warning }),
  }
}

function spaceWarning(format: DiskFormat, capacity: number, free: number | undefined): string | undefined {
  if (free === undefined || capacity <= free) return undefined
  return format === 'thin'
    ? `It may grow to more than the ${formatBytes(free)} that are free.`
    : `Only ${formatBytes(free)} are free; the host will refuse it.`
}

/** A request back as the form that made it, to try again. */
export function diskFormOf(request: Extract<FileRequest, { do: 'createDisk' }>): DiskForm {
  const { name, capacityBytes, format, adapter } = request
  return { name, ...typedSize(capacityBytes), format, adapter }
}
