import { clsx } from 'clsx'
import { formatAgo, formatDateTime } from '@/lib/format/clock'
import { formatBytes } from '@/lib/format/quantity'
import type { GuestDisk, VmDetail } from '@/lib/vsphere/vm'
import { useServerNow } from '../live/live-provider'
import { NotKnown } from '../ui/facts'

/** A guest with less than this much free of a file system is about to have none. */
const littleFree = 0.1

type GuestDisksProps = Pick<VmDetail, 'guestDisks' | 'devices' | 'readAt'> & {
  /** What fills and empties them changes nothing else of the VM, so that they are read anew on a press. */
  onReadAgain: () => void
}

/** The file systems of the guest: how full each was when it was read, and where it lies. */
export function GuestDisks({ guestDisks: disks, devices, readAt, onReadAgain }: GuestDisksProps) {
  const now = useServerNow()
  if (!disks.known) return <NotKnown what="They are" because={disks.because} />
  const labels = new Map(devices.known ? devices.value.map(({ key, label }) => [key, label.trim()]) : [])
  return (
    <>
      <ul className="grid gap-2.5 text-sm">
        {disks.value.map((disk, index) => (
          <GuestDiskLine key={index} disk={disk} on={disk.devices?.map((key) => labels.get(key) ?? `disk ${key}`)} />
        ))}
      </ul>
      <p className="mt-2 flex flex-wrap items-baseline gap-x-3 text-xs text-ink-3">
        <time dateTime={readAt} title={formatDateTime(readAt)}>
          as of {formatAgo(readAt, now)}
        </time>
        <button type="button" className="link min-h-6" onClick={onReadAgain}>
          Read again
        </button>
      </p>
    </>
  )
}

function GuestDiskLine({ disk, on }: { disk: GuestDisk; on: readonly string[] | undefined }) {
  const { path, capacityBytes, freeBytes, fileSystem } = disk
  const used = capacityBytes && freeBytes !== undefined ? Math.max(0, capacityBytes - freeBytes) : undefined
  const part = used !== undefined && capacityBytes ? used / capacityBytes : undefined
  const isTight = capacityBytes !== undefined && freeBytes !== undefined && freeBytes < capacityBytes * littleFree
  const beside = [fileSystem, ...(on ?? [])].filter((one) => one !== undefined)
  return (
    <li>
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 font-medium">
          <span className="wrap-anywhere whitespace-pre-wrap">{path}</span>
          {isTight && <span className="text-xs text-wait-text">Nearly full</span>}
        </span>
        <span className="whitespace-nowrap tabular-nums">{spaceWords(used, capacityBytes)}</span>
      </span>
      {part !== undefined && (
        <span aria-hidden="true" className="relative mt-1 block h-1 overflow-hidden rounded-[1px] bg-track">
          <span
            className={clsx('absolute inset-y-0 left-0', isTight ? 'bg-wait' : 'bg-bar')}
            style={{ width: `${Math.min(100, part * 100)}%` }}
          />
        </span>
      )}
      {beside.length > 0 && <span className="mt-0.5 block text-xs wrap-anywhere text-ink-3">{beside.join(', ')}</span>}
    </li>
  )
}

function spaceWords(used: number | undefined, capacity: number | undefined): string {
  if (capacity === undefined) return 'size not told'
  return used === undefined
    ? `${formatBytes(capacity)}, use not told`
    : `${formatBytes(used)} of ${formatBytes(capacity)}`
}
