import { formatBytes, formatPercent } from '@/lib/format/quantity'
import { formatSpan } from '../../words/age'

/** How much had been sent at a moment. `at` in ms, `sent` in bytes. */
export type Sample = { at: number; sent: number }

/** A rate over this span follows the network without flickering. */
const windowMs = 5_000
/** A shorter span says nothing yet. */
const leastMs = 500

/** The samples that still count, the newest last. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const recent = samples.filter(({ at }) => sample.at - at <= windowMs)
  return [...recent, sample]
}

/** Bytes per second; undefined until there is enough to tell. */
export function transferRate(samples: readonly Sample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at - first.at < leastMs) return undefined
  return Math.max(0, ((last.sent - first.sent) * 1000) / (last.at - first.at))
}

/** 0..100; an empty file is whole at once. */
export const sentPercent = (sent: number, size: number): number => (size <= 0 ? 100 : (sent / size) * 100)

/** `42 %, 18.2 MB/s, 3 min 10 s left`. */
export function progressWords(sent: number, size: number, samples: readonly Sample[]): string {
  const rate = transferRate(samples)
  const parts = [formatPercent(sentPercent(sent, size))]
  if (rate !== undefined) {
    parts.push(`${formatBytes(rate)}/s`)
    // An estimate below a second says "0 s left" and then goes on.
    if (rate > 0) parts.push(`${formatSpan(Math.max(1000, ((size - sent) / rate) * 1000))} left`)
  }
  return parts.join(', ')
}
