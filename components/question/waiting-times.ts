import type { LiveTables, QuestionView } from '@/lib/live/live-state'
import { overdueAtMs } from '@/lib/live/overdue'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { needsPerson } from './questions'

type Questions = LiveTables['questions']
/** When each is overdue, earliest first. */
type Times = Float64Array
type Known = { all: Times; of: ReadonlyMap<ConnectionId, Times> }

/** A table that has not changed keeps its identity: lamps, rail and title ask each second, and thousands may wait. */
const known = new WeakMap<Questions, Known>()

/**
 * How many questions need a person, and how many of them are overdue.
 * @param now the server's clock, ms.
 * @param of the connection; without one, of all.
 */
export function countWaiting(
  questions: Questions,
  now: number,
  of?: ConnectionId,
): { waiting: number; overdue: number } {
  const { all, of: byConnection } = timesOf(questions)
  const times = of === undefined ? all : byConnection.get(of)
  return times ? { waiting: times.length, overdue: countUpTo(times, now) } : { waiting: 0, overdue: 0 }
}

function timesOf(questions: Questions): Known {
  const before = known.get(questions)
  if (before) return before
  const open = Object.values(questions).filter(needsPerson)
  const by = new Map<ConnectionId, QuestionView[]>()
  for (const question of open) {
    const list = by.get(question.connection)
    if (list) list.push(question)
    else by.set(question.connection, [question])
  }
  const found = { all: sorted(open), of: new Map([...by].map(([id, list]) => [id, sorted(list)])) }
  known.set(questions, found)
  return found
}

const sorted = (open: readonly QuestionView[]): Times => Float64Array.from(open, overdueAtMs).sort()

/** How many of them are no later than this. */
function countUpTo(times: Times, now: number): number {
  let [from, to] = [0, times.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((times[middle] ?? 0) <= now) from = middle + 1
    else to = middle
  }
  return from
}
