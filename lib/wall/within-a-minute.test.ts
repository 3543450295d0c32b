import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { QuestionView } from '../live/live-state'
import type { QuestionKey } from '../vsphere/ids'
import { mostTiles, rowsBelow, turnsWithin } from './rows'
import { farthestMetres, screenHeight, seatLimits, seatRefused } from './seat'
import { asked, grouped } from './testing/asked'
import { wallTiles, type WallTile } from './tiles'
import { showWall, type Showing } from './turns'

/** Any size and distance that Settings accept. */
const someSeat = fc
  .record({
    inches: fc.double({ min: seatLimits.inches.least, max: seatLimits.inches.most, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ inches, share }) => {
    const { least } = seatLimits.metres
    return { inches, metres: least + share * (farthestMetres(inches) - least) }
  })
  .filter((seat) => seatRefused(seat) === undefined)

/** How many ask, in how many ways, at how many connections; some are taken, some overdue. */
const someFlood = fc.record({
  count: fc.oneof({ arbitrary: fc.integer({ min: 0, max: 300 }), weight: 9 }, fc.integer({ min: 301, max: 10_000 })),
  kinds: fc.integer({ min: 1, max: 200 }),
  connections: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 120 })),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
})

function flood({
  count,
  kinds,
  connections,
  seed,
}: {
  count: number
  kinds: number
  connections: number
  seed: number
}) {
  const pick = (n: number, of: number) => (Math.imul(n + 1, seed * 2 + 1) >>> 3) % of
  return Array.from({ length: count }, (_, n) =>
    asked(
      n,
      pick(n, kinds),
      pick(n + 7, connections),
      pick(n + 3, 1_500),
      pick(n + 5, 4) === 0 ? 'j.lindqvist' : undefined,
    ),
  )
}

const keysOn = (tiles: readonly WallTile[]) => tiles.flatMap(({ questions }) => questions.map(({ key }) => key))

test('every question stands in exactly one tile, the worst first by itself, and the sums agree', () => {
  fc.assert(
    fc.property(someSeat, someFlood, (seat, given) => {
      const rows = rowsBelow(screenHeight(seat))
      const questions = flood(given)
      const groups = grouped(questions)
      const tiles = wallTiles(groups, rows)
      const keys = keysOn(tiles)
      expect(keys.length).toBe(questions.length)
      expect(new Set(keys).size).toBe(questions.length)
      expect(new Set(tiles.map(({ id }) => id)).size).toBe(tiles.length)
      expect(tiles.length).toBeLessThanOrEqual(mostTiles(rows))
      if (groups.length > 0) expect(tiles[0]).toMatchObject({ kind: 'group', id: groups[0]?.id })
      // The youngest are folded, never what comes before them.
      const alone = tiles.filter((tile) => groups.some(({ id }) => id === tile.id))
      expect(alone.map(({ id }) => id)).toEqual(groups.slice(0, alone.length).map(({ id }) => id))
    }),
    { numRuns: 40, endOnFailure: true },
  )
})

test('every question is seen within a minute of any moment, at any size and distance that Settings accept', () => {
  fc.assert(
    fc.property(someSeat, someFlood, fc.integer({ min: 0, max: 40 }), (seat, given, begin) => {
      const rows = rowsBelow(screenHeight(seat))
      const tiles = wallTiles(grouped(flood(given)), rows)
      const all = new Set(keysOn(tiles))
      let showing: Showing | undefined
      for (let turn = 0; turn < begin; turn += 1) showing = showWall(showing, tiles, rows, turn)
      const seen = new Set<QuestionKey>()
      for (let turn = begin; turn < begin + turnsWithin; turn += 1) {
        showing = showWall(showing, tiles, rows, turn)
        for (const key of keysOn([...tiles.slice(0, 1), ...showing.shown])) seen.add(key)
      }
      expect(seen).toEqual(all)
    }),
    { numRuns: 40, endOnFailure: true },
  )
})

test('a new question has the very next turn, wherever the wall is in its pages, and the others are seen in time', () => {
  for (const rows of [2, 4]) {
    for (let count = 2; count <= mostTiles(rows) - 1; count += 1) {
      for (let begin = 1; begin <= 6; begin += 1) {
        const before = Array.from({ length: count }, (_, n) => asked(n, n, 0, 1_000 + n))
        let tiles = wallTiles(grouped(before), rows)
        let showing: Showing | undefined
        const since = new Map<QuestionKey, number>()
        const look = (turn: number) => {
          showing = showWall(showing, tiles, rows, turn)
          for (const key of keysOn([...tiles.slice(0, 1), ...showing.shown])) {
            expect(turn - (since.get(key) ?? turn)).toBeLessThanOrEqual(turnsWithin)
            since.set(key, turn)
          }
        }
        for (let turn = 0; turn < begin; turn += 1) look(turn)
        const fresh = asked(count, count, 0, 0)
        tiles = wallTiles(grouped([...before, fresh]), rows)
        look(begin - 1)
        for (let turn = begin; turn < begin + 12; turn += 1) {
          look(turn)
          if (turn === begin) expect(since.get(fresh.key)).toBe(begin)
        }
      }
    }
  }
})

/** What comes and goes in one turn. */
const someTurn = fc.record({
  come: fc.integer({ min: 0, max: 9 }),
  go: fc.array(fc.nat({ max: 60 }), { maxLength: 6 }),
})

test('while questions come and go none is unseen for longer than a minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), fc.array(someTurn, { minLength: 8, maxLength: 40 }), (rows, turns) => {
      let waiting: QuestionView[] = []
      let made = 0
      let showing: Showing | undefined
      const since = new Map<QuestionKey, number>()
      const look = (turn: number) => {
        const tiles = wallTiles(grouped(waiting), rows)
        showing = showWall(showing, tiles, rows, turn)
        for (const key of keysOn([...tiles.slice(0, 1), ...showing.shown])) since.set(key, turn)
        for (const { key } of waiting) expect(turn - (since.get(key) ?? 0)).toBeLessThanOrEqual(turnsWithin)
      }
      for (const [turn, { come, go }] of turns.entries()) {
        // As many as are seen one by one: what is folded may be unfolded by an answer.
        const added = Array.from({ length: Math.min(come, mostTiles(rows) - waiting.length) }, () =>
          asked(made, made++, 0, -turn * 10),
        )
        for (const { key } of added) since.set(key, turn)
        waiting = [...waiting, ...added]
        look(turn)
        const gone = new Set(go.map((n) => n % Math.max(1, waiting.length)))
        waiting = waiting.filter((_, at) => !gone.has(at))
        look(turn)
        look(turn + 1)
      }
    }),
    { numRuns: 60, endOnFailure: true },
  )
})
