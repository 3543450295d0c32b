/** The value below which `share` of the numbers lie (nearest rank). */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const inMs = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`

/** `p50 4.2 ms, p99 11 ms` */
export const spread = (numbers: readonly number[]) =>
  `p50 ${inMs(percentile(numbers, 0.5))}, p99 ${inMs(percentile(numbers, 0.99))}`

/** Milliseconds on a clock that processes of one machine share. */
export const sharedNow = () => performance.timeOrigin + performance.now()
