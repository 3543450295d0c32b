import { formatNumber } from '@/lib/format/quantity'

const height = 14
const step = 3

/** A bar for each of the last days, today at the right. @param verb as the sentence begins: `Decided`. */
export function DecidedBars({ days, verb }: { days: readonly number[]; verb: string }) {
  const most = Math.max(1, ...days)
  const all = days.reduce((sum, one) => sum + one, 0)
  const today = days.at(-1) ?? 0
  const sentence = `${verb} ${formatNumber(all)} in the last ${days.length} days, at most ${formatNumber(most)} on one day, ${formatNumber(today)} today`
  return (
    <svg
      role="img"
      aria-label={sentence}
      width={days.length * step}
      height={height}
      className="mt-1 block fill-current max-wide:hidden"
    >
      {days.map((count, day) => {
        const tall = count === 0 ? 0 : Math.max(2, Math.round((count / most) * height))
        // A day has its place, and no other name.
        return <rect key={day} x={day * step} y={height - tall} width={2} height={tall} />
      })}
    </svg>
  )
}
