import { clsx } from 'clsx'

export type BarPart = { key: string; part: number; className: string }
export type BarMarker = { key: string; at: number; label: string }

type StackedBarProps = {
  /** The whole bar in words: the drawing itself says nothing to a screen reader. */
  label: string
  parts: readonly BarPart[]
  markers: readonly BarMarker[]
}

/** Parts of a whole side by side, with lines across them. Parts are 0 to 1 of the bar. */
export function StackedBar({ label, parts, markers }: StackedBarProps) {
  return (
    <div className={clsx('relative mt-1', markers.length > 0 ? 'mb-7' : 'mb-3')}>
      <div role="img" aria-label={label} className="flex h-4 gap-px overflow-hidden rounded-[1px] bg-track">
        {parts.map(({ key, part, className }) => (
          <i
            key={key}
            className={clsx('block h-full transition-[width] duration-(--dur-3)', className)}
            // A part that is there is never invisible.
            style={{ width: `${part * 100}%`, minWidth: part > 0 ? 3 : 0 }}
          />
        ))}
      </div>
      {markers.map(({ key, at, label }) => (
        <span
          key={key}
          aria-hidden="true"
          className="absolute -top-1 h-6 w-px bg-ink"
          style={{ left: `min(${Math.min(at, 1) * 100}%, calc(100% - 1px))` }}
        >
          <span
            className={clsx(
              'absolute top-6 text-xs/4 whitespace-nowrap text-ink-2',
              at < 0.12 ? 'left-0' : at > 0.75 ? 'right-0' : 'left-1/2 -translate-x-1/2',
            )}
          >
            {label}
          </span>
        </span>
      ))}
    </div>
  )
}
