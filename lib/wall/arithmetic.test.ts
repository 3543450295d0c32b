import { describe, expect, test } from 'vitest'
import { mostTiles, rowsBelow, useOfRoom } from './rows'
import { farthestMetres, readSeat, screenHeight, seatRefused, unitVh, usualSeat } from './seat'
import { showWall, type Showing } from './turns'
import { wallTiles } from './tiles'
import { manyKinds } from './testing/asked'

const rowsAt = (inches: number, metres: number) => rowsBelow(screenHeight({ inches, metres }))

/** The table of the design: u in lines of 1080, rows, what is seen one by one, and the pages of 12 and of 41 questions. */
describe.each([
  { inches: 65, metres: 4, u: 36, rows: 6, singly: 31, pagesOf: { 7: 1, 14: 3 } },
  { inches: 55, metres: 4, u: 42, rows: 4, singly: 21, pagesOf: { 7: 2, 14: 4 } },
  { inches: 55, metres: 6, u: 63, rows: 2, singly: 11, pagesOf: { 7: 3, 14: 5 } },
])('$inches inches at $metres m', ({ inches, metres, u, rows, singly, pagesOf }) => {
  test('u, rows and how many are seen one by one in a minute', () => {
    expect(Math.round((unitVh({ inches, metres }) / 100) * 1080)).toBe(u)
    expect(rowsAt(inches, metres)).toBe(rows)
    expect(mostTiles(rows)).toBe(singly)
  })

  test.each(Object.entries(pagesOf))('%s groups are %i pages', (groups, pages) => {
    const tiles = wallTiles(manyKinds(Number(groups)), rows)
    expect(showWall(undefined, tiles, rows, 0).pages).toBe(pages)
    // At 6 m fourteen do not fit one by one: the youngest are folded.
    expect(tiles.some(({ kind }) => kind === 'fold')).toBe(Number(groups) > singly)
  })
})

describe('the seat', () => {
  test.each([
    [43, 3, 40],
    [75, 8, 62],
    [86, 5, 34],
  ])('%i inches at %i m: capitals of 16 minutes of arc are %i px of 1080', (inches, metres, px) => {
    expect(Math.round((unitVh({ inches, metres }) / 100) * 1080)).toBe(px)
  })

  test('up to a ninth of the diagonal, in metres, two rows stand below the worst; beyond is too far, with both ways out', () => {
    for (let inches = 10; inches <= 400; inches += 0.5) {
      const metres = farthestMetres(inches)
      expect(rowsAt(inches, metres)).toBe(2)
      expect(seatRefused({ inches, metres })).toBeUndefined()
      expect(seatRefused({ inches, metres: metres + 0.01 })).toMatch(/^Too far: sit closer than/)
    }
    expect(seatRefused({ inches: 43, metres: 12 })).toBe(
      'Too far: sit closer than 4.7 m or use a screen of 108 inches.',
    )
  })

  test('what is no size or no distance is said', () => {
    expect(seatRefused({ inches: Number.NaN, metres: 4 })).toContain('diagonal')
    expect(seatRefused({ inches: 9, metres: 1 })).toContain('diagonal')
    expect(seatRefused({ inches: 65, metres: 0 })).toContain('farthest seat')
    expect(seatRefused({ inches: 65, metres: Number.NaN })).toContain('farthest seat')
  })

  test('nonsense in the address is the usual seat', () => {
    for (const [size, distance] of [
      [undefined, undefined],
      ['-3', 'far'],
      ['', '1e9'],
      ['20', '9'],
    ])
      expect(readSeat(size, distance)).toEqual(usualSeat)
    expect(readSeat('43', '2.5')).toEqual({ inches: 43, metres: 2.5 })
    expect(readSeat('100', undefined)).toEqual({ inches: 100, metres: 4 })
  })
})

test('the room is used, and nothing is higher than the screen', () => {
  for (const inches of [10, 43, 55, 65, 86, 400]) {
    for (const metres of [0.5, 1, 2, 3, 4, 5, 6, 9].filter((far) => far <= farthestMetres(inches))) {
      for (const isOld of [false, true]) {
        const height = screenHeight({ inches, metres })
        const most = rowsBelow(height, isOld)
        for (let rows = 0; rows <= most; rows += 1) {
          const { growth, first, row } = useOfRoom((height * 16) / 9, height, rows, isOld)
          const used = first + rows * (row + 0.25 * growth)
          const room = height - 4.5 - (isOld ? 2.3 : 0)
          expect(growth).toBeGreaterThanOrEqual(1)
          if (room >= 5.3 + rows * 3.35) expect(used).toBeCloseTo(room, 6)
        }
      }
    }
  }
})

test('a page stands still within its turn: a row that is answered makes place for another, and nothing else moves', () => {
  const tiles = wallTiles(manyKinds(14), 4)
  const ids = ({ shown }: Showing) => shown.map(({ id }) => id)
  const before = showWall(undefined, tiles, 4, 7)
  expect(showWall(before, tiles, 4, 7)).toBe(before)
  const without = tiles.filter(({ id }) => id !== before.shown[1]?.id)
  const after = showWall(before, without, 4, 7)
  expect(ids(after)).toEqual([...ids(before).filter((_, at) => at !== 1), tiles[5]?.id])
  expect(after.page).toBe(0)
})

test('a clock that was set is one more turn, whichever way', () => {
  const tiles = wallTiles(manyKinds(14), 4)
  let showing = showWall(undefined, tiles, 4, 1_000)
  const pages = [1_001, 5, 99_999, 99_998].map((turn) => (showing = showWall(showing, tiles, 4, turn)).page)
  expect(pages).toEqual([1, 2, 3, 0])
})
