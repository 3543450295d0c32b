import { formatBytes } from '@/lib/format/quantity'
import { checkDatastoreItem } from '@/lib/names/datastore-item'
import { diskName } from '@/lib/files/check-file-request'
import type { DiskAdapter, DiskFormat, FileRequest } from '@/lib/files/file-request'
import { withoutUndefined } from '@/lib/without-undefined'

/** What the form for a new disk holds, as typed. */
export type DiskForm = { name: string; size: string; unit: DiskUnit; format: DiskFormat; adapter: DiskAdapter }

export const diskUnits = ['MB', 'GB', 'TB'] as const
export type DiskUnit = (typeof diskUnits)[number]

export const emptyDiskForm: DiskForm = { name: '', size: '16', unit: 'GB', format: 'thin', adapter: 'lsiLogic' }

const bytesPer: Record<DiskUnit, number> = { MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 }

/** vSphere's largest disk since 5.5; an older host refuses earlier and says so itself. */
const mostBytes = 62 * 2 ** 40

export type CheckedDisk =
  | { ok: true; request: Extract<FileRequest, { do: 'createDisk' }>; warning?: string }
  | { ok: false; name?: string; size?: string }

/** Checks what every host checks. @param freeBytes what the datastore has free, where it is known. */
export function checkDiskForm(form: DiskForm, folder: string, freeBytes: number | undefined): CheckedDisk {
  const named = form.name.trim() === '' ? checkDatastoreItem(form.name) : checkDatastoreItem(diskName(form.name))
  const capacityBytes = diskBytes(form)
  const size =
    capacityBytes === undefined
      ? 'Enter the size as a number, such as 16 or 1.5.'
      : capacityBytes < bytesPer.MB
        ? 'A disk has at least 1 MB.'
        : capacityBytes > mostBytes
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

/** Disks come in whole KB. */
function diskBytes({ size, unit }: DiskForm): number | undefined {
  const text = size.trim().replace(',', '.')
  if (!/^\d+(?:\.\d+)?$/u.test(text)) return undefined
  return Math.round((Number(text) * bytesPer[unit]) / 1024) * 1024
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
  const unit = [...diskUnits].reverse().find((one) => capacityBytes >= bytesPer[one]) ?? 'MB'
  return { name, size: String(capacityBytes / bytesPer[unit]), unit, format, adapter }
}
