import { formatAgo } from '@/lib/format/clock'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const two = (n: number) => String(n).padStart(2, '0')

/**
 * An age as it is shown while it grows: `06:18`, from one hour `1 h 02 m`, from one day `2 d 04 h`. A negative age
 * (two clocks that disagree by a moment) is zero.
 */
export function formatAge(ageMs: number): string {
  const ms = Math.max(0, Number.isFinite(ageMs) ? ageMs : 0)
  if (ms < hourMs) return `${two(Math.floor(ms / minuteMs))}:${two(Math.floor((ms % minuteMs) / 1000))}`
  if (ms < dayMs) return `${Math.floor(ms / hourMs)} h ${two(Math.floor((ms % hourMs) / minuteMs))} m`
  return `${Math.floor(ms / dayMs)} d ${two(Math.floor((ms % dayMs) / hourMs))} h`
}

/** A span in a sentence: `8 s`, `4 min 12 s`, `1 h 02 min`, `3 d`. */
export function formatSpan(spanMs: number): string {
  const ms = Math.max(0, Number.isFinite(spanMs) ? spanMs : 0)
  if (ms < minuteMs) return `${Math.floor(ms / 1000)} s`
  if (ms < hourMs) {
    const seconds = Math.floor((ms % minuteMs) / 1000)
    const minutes = `${Math.floor(ms / minuteMs)} min`
    return seconds === 0 ? minutes : `${minutes} ${seconds} s`
  }
  if (ms < dayMs) return `${Math.floor(ms / hourMs)} h ${two(Math.floor((ms % hourMs) / minuteMs))} min`
  return `${Math.floor(ms / dayMs)} d`
}

/** A span in a narrow place, cut to its largest unit: `41 s`, `4 min`, `2 h`, `3 d`. */
export function formatShortSpan(spanMs: number): string {
  const ms = Math.max(0, Number.isFinite(spanMs) ? spanMs : 0)
  if (ms < minuteMs) return `${Math.floor(ms / 1000)} s`
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`
  if (ms < dayMs) return `${Math.floor(ms / hourMs)} h`
  return `${Math.floor(ms / dayMs)} d`
}

const plural = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`

/** An age as a screen reader should say it: `waiting 12 minutes` wants `12 minutes`, not `12:41`. */
export function speakAge(ageMs: number): string {
  const ms = Math.max(0, Number.isFinite(ageMs) ? ageMs : 0)
  if (ms < minuteMs) return plural(Math.floor(ms / 1000), 'second')
  if (ms < hourMs) return plural(Math.floor(ms / minuteMs), 'minute')
  const minutes = Math.floor((ms % hourMs) / minuteMs)
  if (ms < dayMs) {
    const hours = plural(Math.floor(ms / hourMs), 'hour')
    return minutes === 0 ? hours : `${hours} ${plural(minutes, 'minute')}`
  }
  return plural(Math.floor(ms / dayMs), 'day')
}

/** How long something took, in a sentence: `under 1 s`, `8 s`, `4 min 12 s`. @param from, to ISO 8601 */
export function tookText(from: string, to: string): string {
  const ms = Date.parse(to) - Date.parse(from)
  return ms < 1000 ? 'under 1 s' : formatSpan(ms)
}

/** The same in a narrow column: `under 1 s`, `31 s`, `06:48`, `1 h 02 m`. */
export function formatShortTime(from: string, to: string): string {
  const ms = Date.parse(to) - Date.parse(from)
  return ms < minuteMs ? tookText(from, to) : formatAge(ms)
}

/** Figures are read again within about a minute; three of these are missed before they look old. */
const oldAfterMs = 3 * 60_000

/** Since when the use of CPU and memory has not been heard, in words; undefined while it is fresh or nobody says. */
export function oldFigures({ figuresAt }: { figuresAt?: string }, now: number): string | undefined {
  if (figuresAt === undefined || now - Date.parse(figuresAt) < oldAfterMs) return undefined
  return `as of ${formatAgo(figuresAt, now)}`
}
