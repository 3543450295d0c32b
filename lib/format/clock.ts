import { withoutUndefined } from '../without-undefined'

/** Where a clock stands: an IANA name such as `Europe/Berlin`; undefined is the reader's own zone. */
export type TimeZone = string | undefined

type Parts = { year: string; month: string; day: string; weekday: string; hour: string; minute: string; second: string }

const formats = new Map<TimeZone, Intl.DateTimeFormat>()

function partsOf(at: string | number, timeZone: TimeZone): Parts | undefined {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return undefined
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      ...withoutUndefined({ timeZone }),
    })
    formats.set(timeZone, format)
  }
  const found: Record<string, string> = {}
  for (const part of format.formatToParts(date)) found[part.type] = part.value
  const { year = '', month = '', day = '', weekday = '', hour = '', minute = '', second = '' } = found
  return { year, month, day, weekday, hour, minute, second }
}

/** `14:07:32`, 24 hours with seconds. Text that is no time comes back as a dash. */
export function formatClock(at: string | number, timeZone?: TimeZone): string {
  const parts = partsOf(at, timeZone)
  return parts ? `${parts.hour}:${parts.minute}:${parts.second}` : '–'
}

/** `14:07`, for a wall. */
export function formatHourMinute(at: string | number, timeZone?: TimeZone): string {
  const parts = partsOf(at, timeZone)
  return parts ? `${parts.hour}:${parts.minute}` : '–'
}

/** `Sun 22 Nov`, for a wall. */
export function formatDay(at: string | number, timeZone?: TimeZone): string {
  const parts = partsOf(at, timeZone)
  return parts ? `${parts.weekday} ${parts.day} ${parts.month}` : '–'
}

/** `22 Nov 2026`. */
export function formatDate(at: string | number, timeZone?: TimeZone): string {
  const parts = partsOf(at, timeZone)
  return parts ? `${parts.day} ${parts.month} ${parts.year}` : '–'
}

/** `Sunday, 22 November`, with its year where that is not the year of `now`: over what happened that day. */
export function formatLongDay(at: string | number, now: number, timeZone?: TimeZone): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return '–'
  const part = (options: Intl.DateTimeFormatOptions) =>
    date.toLocaleDateString('en-GB', { ...options, ...withoutUndefined({ timeZone }) })
  const year = partsOf(at, timeZone)?.year
  const day = `${part({ weekday: 'long' })}, ${part({ day: 'numeric', month: 'long' })}`
  return year === partsOf(now, timeZone)?.year ? day : `${day} ${year}`
}

/** `22 Nov 2026 14:07:32`, for a tooltip and for history. */
export function formatDateTime(at: string | number, timeZone?: TimeZone): string {
  const parts = partsOf(at, timeZone)
  return parts ? `${parts.day} ${parts.month} ${parts.year} ${parts.hour}:${parts.minute}:${parts.second}` : '–'
}

/** When something was set: `today 06:55`, `12 Nov 09:20`, in another year `12 Nov 2025`. */
export function formatSince(at: string | number, now: number, timeZone?: TimeZone): string {
  const then = partsOf(at, timeZone)
  const today = partsOf(now, timeZone)
  if (!then || !today) return '–'
  const time = `${then.hour}:${then.minute}`
  if (then.year !== today.year) return `${then.day} ${then.month} ${then.year}`
  if (then.month === today.month && then.day === today.day) return `today ${time}`
  return `${then.day} ${then.month} ${time}`
}

/** The clock time of something that happened today, else with its day: nobody reads `14:03:20` as yesterday's. */
export function formatDayClock(at: string | number, now: number, timeZone?: TimeZone): string {
  const [then, today] = [partsOf(at, timeZone), partsOf(now, timeZone)]
  const isToday = then?.year === today?.year && then?.month === today?.month && then?.day === today?.day
  return isToday ? formatClock(at, timeZone) : formatDateTime(at, timeZone)
}

/** How long ago, under 15 minutes; later the clock time: `41 s ago`, `6 min ago`, `13:21:08`. */
export function formatAgo(at: string | number, now: number, timeZone?: TimeZone): string {
  const then = new Date(at).getTime()
  if (Number.isNaN(then)) return '–'
  const ms = Math.max(0, now - then)
  if (ms < 60_000) return `${Math.floor(ms / 1000)} s ago`
  if (ms < 15 * 60_000) return `${Math.floor(ms / 60_000)} min ago`
  return formatClock(at, timeZone)
}
