import type { ConnectionId, RouteId } from '../vsphere/ids'
import { lasts, type Happening, type HappeningKind } from './happening'
import type { Folding } from './route'
import type { Watched } from './watched'

/** Of a message, so many are named; all are counted. */
export const mostListed = 200
/** What is still so is looked up for so many. */
const mostActive = 1_000

/**
 * What one route was told of one kind of happening, and is about to be. `waiting`: not told yet, the first `mostListed` of
 * `waitingCount`, since `waitingSince` (ms). `active`: what was told and may still be so.
 */
export type Group = {
  readonly route: RouteId
  readonly kind: HappeningKind
  readonly waiting: readonly Happening[]
  readonly waitingCount: number
  readonly waitingSince: number
  /** When it was told last, ms; undefined: never so far. */
  readonly lastAt?: number
  readonly active: readonly Happening[]
  /** How often the same was told again since something new was. */
  readonly repeats: number
}

/** One message to one route. `count`: of all that it is about, of which `happenings` names some. `repeat`: told before. */
export type Message = {
  readonly route: RouteId
  /** ISO 8601 */
  readonly at: string
  readonly kind: HappeningKind
  readonly connection: ConnectionId
  readonly count: number
  readonly happenings: readonly Happening[]
  readonly repeat?: number
}

export type Groups = Map<string, Group>

/** What is told together: one kind of happening, of one connection, and of questions those that ask the same. */
function groupKey(route: RouteId, happening: Happening): string {
  const { kind, connection } = happening
  const place = kind === 'connection-lost' || kind === 'connection-back' ? '' : connection
  const asks = 'question' in happening ? (happening.question.messageId ?? happening.question.title) : ''
  const step = 'minutes' in happening ? String(happening.minutes) : ''
  return JSON.stringify([route, kind, place, asks, step])
}

/** Takes in what a route is to be told. @param now ms */
export function enter(groups: Groups, route: RouteId, happening: Happening, now: number): void {
  const key = groupKey(route, happening)
  const before = groups.get(key) ?? {
    route,
    kind: happening.kind,
    waiting: [],
    waitingCount: 0,
    waitingSince: now,
    active: [],
    repeats: 0,
  }
  const { waiting, waitingCount } = before
  groups.set(key, {
    ...before,
    waiting: waiting.length < mostListed ? [...waiting, happening] : waiting,
    waitingCount: waitingCount + 1,
    waitingSince: waitingCount === 0 ? now : before.waitingSince,
  })
}

/** When the next message of a group may go, ms. */
function dueAt(group: Group, folding: Folding): number {
  const { waitingCount, waitingSince, lastAt } = group
  if (waitingCount === 0)
    return group.active.length === 0 || folding.repeatHours === 0 || lastAt === undefined
      ? Number.POSITIVE_INFINITY
      : lastAt + folding.repeatHours * 3_600_000
  const ready = waitingSince + folding.waitSeconds * 1_000
  return lastAt === undefined ? ready : Math.max(ready, lastAt + folding.intervalSeconds * 1_000)
}

/**
 * The messages that are due by now (ms), and when the next one is. A group that has nothing more to tell is forgotten, and
 * so is one whose route is not there any more.
 */
export function takeDue(
  groups: Groups,
  foldings: ReadonlyMap<RouteId, Folding>,
  watched: Watched,
  now: number,
): { messages: Message[]; next: number } {
  const messages: Message[] = []
  let next = Number.POSITIVE_INFINITY
  for (const [key, group] of groups) {
    const folding = foldings.get(group.route)
    if (!folding) {
      groups.delete(key)
      continue
    }
    let after = group
    if (dueAt(group, folding) <= now) {
      const told = group.waitingCount > 0 ? tell(group, now) : tellAgain(group, watched, now)
      messages.push(...told.messages)
      after = told.group
      groups.set(key, after)
    }
    const { lastAt = now, waitingCount } = after
    const quietAt = lastAt + folding.intervalSeconds * 1_000
    const due = dueAt(after, folding)
    if (waitingCount === 0 && due === Number.POSITIVE_INFINITY && quietAt <= now) groups.delete(key)
    else next = Math.min(next, due === Number.POSITIVE_INFINITY ? quietAt : due)
  }
  return { messages, next }
}

type Told = { messages: Message[]; group: Group }

function tell(group: Group, now: number): Told {
  const { route, kind, waiting, waitingCount, active } = group
  const [first] = waiting
  const message = first && {
    route,
    at: iso(now),
    kind,
    connection: first.connection,
    count: waitingCount,
    happenings: waiting,
  }
  return {
    messages: message ? [message] : [],
    group: {
      ...group,
      waiting: [],
      waitingCount: 0,
      lastAt: now,
      active: lasts.has(kind) ? [...active, ...waiting].slice(-mostActive) : [],
      repeats: 0,
    },
  }
}

/** What was told and is still so, once more. */
function tellAgain(group: Group, watched: Watched, now: number): Told {
  const { route, kind } = group
  const active = group.active.filter((happening) => isStillSo(happening, watched))
  const [first] = active
  const repeats = group.repeats + 1
  const message = first && {
    route,
    at: iso(now),
    kind,
    connection: first.connection,
    count: active.length,
    happenings: active.slice(0, mostListed),
    repeat: repeats,
  }
  return { messages: message ? [message] : [], group: { ...group, active, lastAt: now, repeats } }
}

function isStillSo(happening: Happening, { questions, contacts }: Watched): boolean {
  if ('question' in happening) {
    const one = questions.get(happening.question.key)
    const isThis = one?.question.raisedAt === happening.question.raisedAt
    return isThis && !one.taken && !contacts.get(happening.connection)?.lost
  }
  return happening.kind === 'connection-lost' && contacts.get(happening.connection)?.lost?.since === happening.since
}

const iso = (ms: number) => new Date(ms).toISOString()
