/** A day of the reader's own calendar, as the address has it: `2026-11-22`. */
export type Day = `${number}-${number}-${number}`

/** From the beginning of one day to the end of another; both may be left open. */
export type Days = { from?: Day; to?: Day }

const shape = /^(\d{4})-(\d\d)-(\d\d)$/u

/** A day that there is. Before 2000 nothing was recorded; while somebody types a year it begins with zeros. */
export function isDay(text: string | null | undefined): text is Day {
  const [, year, month, day] = shape.exec(text ?? '') ?? []
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  return Number(year) >= 2000 && date.getMonth() === Number(month) - 1 && date.getDate() === Number(day)
}

/** The day of an instant; undefined for text that is none. */
export function dayOf(at: string | number): Day | undefined {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return undefined
  const two = (n: number) => String(n).padStart(2, '0')
  const text = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return isDay(text) ? text : undefined
}

/** When a day begins, or one some days after it. A day has 23 hours or 25 where clocks are changed. */
export function beginOf(day: Day, after = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + after)
}

/** As instants, the end left out. */
export function instantsOf({ from, to }: Days): { from?: string; to?: string } {
  return {
    ...(from === undefined ? {} : { from: beginOf(from).toISOString() }),
    ...(to === undefined ? {} : { to: beginOf(to, 1).toISOString() }),
  }
}

/** Days that are one press away. */
export const nearDays = ['today', 'yesterday', 'week'] as const
export type NearDays = (typeof nearDays)[number]

const daysBack: Record<NearDays, [from: number, to: number]> = { today: [0, 0], yesterday: [1, 1], week: [6, 0] }

/** @param today of the reader */
export function daysNear(near: NearDays, today: Day): Days {
  const [first, last] = daysBack[near]
  const [from, to] = [dayOf(beginOf(today, -first).getTime()), dayOf(beginOf(today, -last).getTime())]
  return { ...fromOf(from), ...toOf(to) }
}

/** Which of them these days are today. */
export const nearestName = (days: Days, today: Day): NearDays | undefined =>
  nearDays.find((near) => {
    const { from, to } = daysNear(near, today)
    return from === days.from && to === days.to
  })

/** Days that are none of the near ones. */
export const isOwnChoice = (days: Days, today: Day | undefined): boolean =>
  (days.from !== undefined || days.to !== undefined) && (today === undefined || nearestName(days, today) === undefined)

/** The earlier day first, whichever was meant to be which. */
export const inOrder = ({ from, to }: Days): Days =>
  from !== undefined && to !== undefined && from > to ? { from: to, to: from } : { ...fromOf(from), ...toOf(to) }

const fromOf = (from: Day | undefined) => (from === undefined ? {} : { from })
const toOf = (to: Day | undefined) => (to === undefined ? {} : { to })
