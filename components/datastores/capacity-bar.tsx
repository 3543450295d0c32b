import { clsx } from 'clsx'
import { formatBytes } from '@/lib/format/quantity'
import type { DatastoreUsage } from './datastore-row'

type CapacityBarProps = { usage: DatastoreUsage; className?: string }

/**
 * How full a datastore is: what is used, and hatched what its thin disks may still take. The words beside it say the
 * same, so a screen reader is spared the drawing.
 */
export function CapacityBar({ usage, className }: CapacityBarProps) {
  const { usedPart, promisedPart, level } = usage
  return (
    <span
      aria-hidden="true"
      className={clsx('relative block h-2 min-w-24 overflow-hidden rounded-[1px] bg-track', className)}
    >
      <span
        className="bar-stopped-quiet absolute inset-y-0 left-0 opacity-70"
        style={{ width: percentWidth(promisedPart) }}
      />
      <span
        className={clsx(
          'absolute inset-y-0 left-0',
          level === 'full' ? 'bg-fail' : level === 'nearlyFull' ? 'bg-wait' : 'bg-bar',
        )}
        style={{ width: percentWidth(usedPart) }}
      />
    </span>
  )
}

const percentWidth = (part: number) => `${Math.min(100, Math.max(0, part * 100))}%`

/** `Full: 12 MB free`, `Nearly full`, and when more is promised than there is: what a person should do something about. */
export function CapacityWarnings({ usage }: { usage: DatastoreUsage }) {
  const { level, promisedPart, capacity } = usage
  return (
    <>
      {level === 'full' && <span className="font-medium text-fail-text">Full: {formatBytes(usage.free)} free</span>}
      {level === 'nearlyFull' && <span className="font-medium text-wait-text">Nearly full</span>}
      {promisedPart > 1 && (
        <span
          className="text-wait-text"
          title={`Thin disks may grow to ${formatBytes(promisedPart * capacity)} altogether; there are ${formatBytes(capacity)}.`}
        >
          Overcommitted: {Math.round(promisedPart * 100)} % provisioned
        </span>
      )}
    </>
  )
}
