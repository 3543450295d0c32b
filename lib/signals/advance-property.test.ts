import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { connectionId, routeId } from '../vsphere/ids'
import { advance, emptyState, type Plan, type SignalState } from './advance'
import { routesFor } from './fits'
import { mostListed, type Message } from './groups'
import { aChain, aQuestion, aRoute, asked, iso, lab, ms } from './testing/fixtures'
import type { Fact } from './watched'

const edge = connectionId('edge')
const routes = [
  aRoute({ id: routeId('all') }),
  aRoute({ id: routeId('lab'), connections: [lab], stillMinutes: 7, topics: ['raised', 'waiting', 'run'] }),
  aRoute({ id: routeId('hourly'), folding: { waitSeconds: 60, intervalSeconds: 300, repeatHours: 1 } }),
]
const plan: Plan = {
  routes,
  chain: aChain([
    { minutes: 3, to: { is: 'route', route: routeId('lab') } },
    { minutes: 20, to: { is: 'all' }, everyMinutes: 15 },
  ]),
  overdueMinutes: 10,
}

type Turn = { wait: number; what: number; nr: number; there: boolean }
const turns = fc.array(
  fc.record({
    wait: fc.integer({ min: 0, max: 400 }),
    what: fc.nat(7),
    nr: fc.integer({ min: 1, max: 6 }),
    there: fc.boolean(),
  }),
  { maxLength: 60 },
)

function factOf({ what, nr, there }: Turn, at: number, place: number): Fact {
  const connection = there ? lab : edge
  const { key } = aQuestion(nr, 0, connection)
  const made = { id: `fact-${place}`, at: iso(at) }
  switch (what) {
    case 0:
      return { ...made, is: 'taken', key, by: 'm.okafor' }
    case 1:
      return { ...made, is: 'let-go', key }
    case 2:
      return { ...made, is: 'answered', key, by: 'm.okafor', answer: 'Cancel' }
    case 3:
      return { ...made, is: 'lost', connection, since: made.at, reason: 'away' }
    case 4:
      return { ...made, is: 'live', connection }
    default:
      return {
        ...asked(nr, 0, { connection }),
        ...made,
        question: { ...aQuestion(nr, 0, connection), raisedAt: made.at, text: `asked ${place}` },
      } as Fact
  }
}

/** Plays all of it; what each route is to be told is counted as it enters, by the same rule that a person reads. */
function play(all: readonly Turn[], restart: (state: SignalState) => SignalState) {
  let state = emptyState()
  let at = 0
  const messages: Message[] = []
  const run = (facts: Fact[], now: number) => {
    const { messages: made, next } = advance(state, facts, now, plan)
    messages.push(...made)
    state = restart(state)
    return next
  }
  for (const [place, turn] of all.entries()) {
    const until = at + turn.wait
    for (let next = run([], ms(at)); next <= ms(until);) next = run([], next)
    at = until
    run([factOf(turn, at, place)], ms(at))
  }
  // An hour after the last of it, everything that was to be told is told.
  for (let now = at; now < at + 3_600; now += 60) run([], ms(now))
  return messages
}

const again = (state: SignalState): SignalState => structuredClone(state)

test('nothing is told twice in one route but as a repeat, and counts agree', () => {
  fc.assert(
    fc.property(turns, (all) => {
      const messages = play(all, (state) => state)
      const first = messages.filter(({ repeat }) => repeat === undefined)
      for (const { id } of routes) {
        const ids = first
          .filter(({ route }) => route === id)
          .flatMap(({ happenings }) => happenings.map((one) => one.id))
        expect(new Set(ids).size).toBe(ids.length)
      }
      for (const { count, happenings } of first) expect(happenings).toHaveLength(Math.min(count, mostListed))
      // What the two routes without a filter are told is the same in the end, however it is folded.
      const toldTo = (id: string) =>
        first
          .filter(({ route }) => route === id)
          .flatMap(({ happenings }) => happenings.map((one) => one.id))
          .filter((id) => !id.startsWith('step20'))
          .toSorted()
      expect(toldTo('hourly')).toEqual(toldTo('all'))
      // Each message of a route is about what the route is about.
      for (const { route, happenings } of messages)
        for (const one of happenings) expect(routesFor(one, routes, plan.chain)).toContain(route)
    }),
    { numRuns: 60 },
  )
})

test('a process that begins again at any point with what was kept tells the same', () => {
  fc.assert(
    fc.property(turns, (all) => {
      expect(play(all, again)).toEqual(play(all, (state) => state))
    }),
    { numRuns: 20 },
  )
})

test('a flood is counted whole though not all of it is named', () => {
  const state = emptyState()
  const facts = Array.from({ length: 1_000 }, (_, nr) => asked(nr))
  advance(state, facts, ms(0), plan)
  const { messages } = advance(state, [], ms(2), plan)
  expect(messages.map(({ route, count, happenings }) => [route, count, happenings.length])).toEqual([
    ['all', 1_000, mostListed],
    ['lab', 1_000, mostListed],
  ])
})
