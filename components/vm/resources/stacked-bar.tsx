import { clsx } from 'clsx'

export type BarPart = { key: string; part: number; className: string }
export type BarMarker = { key: string; at: number; label: string }

type StackedBarProps = {
  /** The whole bar in words: the drawing itself says nothing to a screen reader. */
  label: string
  parts: readonly BarPart[]
  markers: readonly BarMarker[]
}

/** Labels closer than this part of the bar would run into each other. */
const labelRoom = 0.34
const rowPx = 16

/** Each marker with the row its label stands in: one further down than a label that it would run into. */
export function labelRows(markers: readonly BarMarker[]): (BarMarker & { row: number })[] {
  const placed: (BarMarker & { row: number })[] = []
  for (const marker of markers.toSorted((a, b) => a.at - b.at)) {
    const near = placed.filter(({ at }) => Math.min(marker.at, 1) - Math.min(at, 1) < labelRoom).map(({ row }) => row)
    let row = 0
    while (near.includes(row)) row += 1
    placed.push({ ...marker, row })
  }
  return placed
}

/** Parts of a whole side by side, with lines across them. Parts are 0 to 1 of the bar. */
export function StackedBar({ label, parts, markers }: StackedBarProps) {
  const placed = labelRows(markers)
  const rows = Math.max(0, ...placed.map(({ row }) => row + 1))
  return (
    <div className="relative mt-1" style={{ marginBottom: 12 + rows * rowPx }}>
      <div role="img" aria-label={label} className="flex h-4 gap-px overflow-hidden rounded-[1px] bg-track">
        {parts.map(({ key, part, className }) => (
          <i
            key={key}
            className={clsx('block h-full transition-[width] duration-(--dur-3)', className)}
            // A part that is there is never invisible.
            style={{ width: `${part * 100}%`, minWidth: 3 }}
          />
        ))}
      </div>
      {placed.map(({ key, at, label, row }) => (
        <span
          key={key}
          aria-hidden="true"
          className="absolute -top-1 w-px bg-ink"
          style={{ left: `min(${Math.min(at, 1) * 100}%, calc(100% - 1px))`, height: 24 + row * rowPx }}
        >
          <span
            className={clsx(
              'absolute top-full text-xs/4 whitespace-nowrap text-ink-2',
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
