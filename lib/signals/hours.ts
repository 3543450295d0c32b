/**
 * When a route is open: from one time of the day to another, over midnight too, and the whole of some days (0: Sunday), in
 * the clock of one place. `zone`: an IANA name such as `Europe/Berlin`; times `HH:MM`.
 */
export type Hours = {
  readonly zone: string
  readonly from: string
  readonly to: string
  readonly allDay: readonly number[]
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    })
    formats.set(zone, format)
  }
  return format
}

/** Whether there is such a place for a clock. */
export function isTimeZone(zone: string): boolean {
  try {
    return formatOf(zone) !== undefined
  } catch {
    return false
  }
}

/** Whether a moment (ISO 8601) is within these hours. From and to the same is the whole day. Unknown zones are always open. */
export function isWithin(hours: Hours | undefined, at: string): boolean {
  if (!hours || Number.isNaN(Date.parse(at)) || !isTimeZone(hours.zone)) return true
  const parts = new Map(
    formatOf(hours.zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  )
  if (hours.allDay.includes(days.indexOf(parts.get('weekday') ?? ''))) return true
  const { from, to } = hours
  const now = `${parts.get('hour')}:${parts.get('minute')}`
  if (from === to) return true
  return from < to ? now >= from && now < to : now >= from || now < to
}

/** `18:00 to 07:00 and weekends`. */
export function hoursText(hours: Hours | undefined): string {
  if (!hours || hours.from === hours.to) return 'any hour'
  const { from, to, allDay } = hours
  const isWeekend = allDay.length === 2 && allDay.includes(0) && allDay.includes(6)
  const whole = isWeekend ? 'weekends' : allDay.map((day) => days[day]).join(', ')
  return `${from} to ${to}${whole === '' ? '' : ` and ${whole}`}, ${hours.zone}`
}
