import type { Happening } from './happening'
import type { Chain } from './route'
import type { OpenQuestion, Watched } from './watched'

/** What time alone brings. `stillMinutes`: those that any route asks for. */
export type Timing = {
  readonly stillMinutes: readonly number[]
  readonly overdueMinutes: number
  readonly chain: Chain
}

/** A connection that is back so soon was hardly away. */
const lostAfterMs = 30_000

const minuteMs = 60_000

/** When something comes next of a question, under what was set then: ten thousand need not be reckoned anew each second. */
const lookedAt = new WeakMap<OpenQuestion, { plan: string; next: number }>()

/** What is due of a question at one point of its waiting. `at`: ms. */
type Due = { mark: string; at: number; times: number; make: (times: number) => Happening }

/**
 * What has come about by now (ms) because time went by, each once; and when something comes next (ms), as far as nothing
 * else happens. What somebody has taken, or nobody can answer since its connection is lost, is told nobody meanwhile: an
 * inhibition, in Alertmanager's words.
 */
export function foldTime(watched: Watched, now: number, timing: Timing): { happenings: Happening[]; next: number } {
  const happenings: Happening[] = []
  let next = Number.POSITIVE_INFINITY
  for (const [connection, contact] of watched.contacts) {
    const { lost } = contact
    if (!lost || lost.told) continue
    const due = Date.parse(lost.since) + lostAfterMs
    if (due > now) next = Math.min(next, due)
    else {
      watched.contacts.set(connection, { ...contact, lost: { ...lost, told: true } })
      const { since, reason } = lost
      const id = `lost:${connection}:${since}`
      happenings.push({ id, at: iso(now), connection, kind: 'connection-lost', since, reason })
    }
  }
  const plan = JSON.stringify(timing)
  for (const [key, one] of watched.questions) {
    if (one.since === undefined || one.taken || watched.contacts.get(one.connection)?.lost) continue
    const known = lookedAt.get(one)
    if (known?.plan === plan && known.next > now) {
      next = Math.min(next, known.next)
      continue
    }
    const told = { ...one.told }
    let isNew = false
    let nextOfThis = Number.POSITIVE_INFINITY
    for (const due of duesOf(one, now, timing)) {
      if (due.at > now) nextOfThis = Math.min(nextOfThis, due.at)
      else if ((told[due.mark] ?? 0) < due.times) {
        told[due.mark] = due.times
        isNew = true
        happenings.push(due.make(due.times))
      }
    }
    next = Math.min(next, nextOfThis)
    const after = isNew ? { ...one, told } : one
    lookedAt.set(after, { plan, next: nextOfThis })
    if (isNew) watched.questions.set(key, after)
  }
  return { happenings, next }
}

function* duesOf(one: OpenQuestion, now: number, { stillMinutes, overdueMinutes, chain }: Timing): Generator<Due> {
  const since = Date.parse(one.since ?? '')
  const { connection, vm, question } = one
  const made = { at: iso(now), connection, vm, question }
  const idOf = (mark: string, times: number) => `${mark}:${question.key}:${one.since}:${times}`
  const still = (mark: string, minutes: number, kind: 'still-waiting' | 'overdue'): Due => ({
    mark,
    at: since + minutes * minuteMs,
    times: 1,
    make: (times) => ({ id: idOf(mark, times), kind, minutes, ...made }),
  })
  for (const minutes of stillMinutes) yield still(`still${minutes}`, minutes, 'still-waiting')
  yield still('overdue', overdueMinutes, 'overdue')
  // Nobody had it in the meantime, as far as the chain is concerned.
  const begun = Math.max(since, Date.parse(chain.since)) + one.heldMs
  for (const { minutes, everyMinutes } of chain.steps) {
    const mark = `step${minutes}`
    const make = (times: number): Happening => ({ id: idOf(mark, times), kind: 'escalated', minutes, times, ...made })
    const first = begun + minutes * minuteMs
    if (everyMinutes === undefined || first > now) yield { mark, at: first, times: 1, make }
    else {
      const every = everyMinutes * minuteMs
      const times = 1 + Math.floor((now - first) / every)
      yield { mark, at: first, times, make }
      yield { mark, at: first + times * every, times: times + 1, make }
    }
  }
}

const iso = (ms: number) => new Date(ms).toISOString()
