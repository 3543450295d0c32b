import { describe, expect, test } from 'vitest'
import type { QuestionView } from '@/lib/live/live-state'
import { connectionId, moid, questionKey, vmKey } from '@/lib/vsphere/ids'
import { burnInShift, heights, pageOf, planWall, readSeat, unitVh, usualSeat, wallFit, wallFitWords } from './plan'
import { foldAbove, wallTiles } from './tiles'

/** The screen in u: 16:9, as high as the seat makes it. */
const screen = (inches: number, metres: number) => {
  const height = 100 / unitVh({ inches, metres })
  return { height, width: (height * 16) / 9 }
}
const plan = (inches: number, metres: number, questions = 3, running = 6, connections = 5) => {
  const { width, height } = screen(inches, metres)
  return planWall(width, height, { questions, running, connections, old: false })
}

describe('the seat', () => {
  test.each([
    [43, 3, 40],
    [55, 4, 42],
    [65, 4, 36],
    [75, 8, 62],
    [86, 5, 34],
  ])('%i inches at %i m: capitals of 16 minutes of arc are %i px of 1080', (inches, metres, px) => {
    expect(Math.round((unitVh({ inches, metres }) / 100) * 1080)).toBe(px)
  })

  test('nonsense in the address is the usual seat', () => {
    expect(readSeat(undefined, undefined)).toEqual(usualSeat)
    expect(readSeat('-3', 'far')).toEqual(usualSeat)
    expect(readSeat('', '1e9')).toEqual(usualSeat)
    expect(readSeat('43', '2.5')).toEqual({ inches: 43, metres: 2.5 })
  })
})

describe('what fits', () => {
  test('65 inches at 4 m: three questions and five rows of each list on one page', () => {
    expect(plan(65, 4)).toMatchObject({ growth: 1, layout: 'desk', minis: 2, rows: 5, date: true, longHead: true })
  })

  test('up to inches / 15 metres three questions and three rows of each list are on one page', () => {
    for (const inches of [43, 55, 65, 75, 86]) {
      const { layout, minis, rows } = plan(inches, inches / 15)
      expect({ layout, minis }).toEqual({ layout: 'desk', minis: 2 })
      expect(rows).toBeGreaterThanOrEqual(3)
    }
  })

  test('while the data is old the light bar takes its room from the lists, and nothing grows', () => {
    const { width, height } = screen(65, 4)
    const found = planWall(width, height, { questions: 3, running: 6, connections: 5, old: true })
    expect(found).toMatchObject({ growth: 1, layout: 'desk', minis: 2, rows: 3 })
  })

  test('a near seat leaves room: the type grows until it just fits', () => {
    expect(plan(86, 3).growth).toBeGreaterThan(1.2)
  })

  test('a far seat turns pages; the oldest question keeps its place', () => {
    expect(plan(43, 5)).toMatchObject({ layout: 'turning', growth: 1 })
  })

  test('many questions take turns in their place and leave three rows of each list', () => {
    const { minis, rows } = plan(65, 4, 10)
    expect(minis).toBeLessThan(9)
    expect(rows).toBeGreaterThanOrEqual(3)
  })

  test('nothing that is planned is higher than the screen', () => {
    for (const inches of [32, 43, 55, 65, 86]) {
      for (const metres of [1, 2, 3, 4, 5]) {
        for (const questions of [0, 1, 2, 3, 7, 10]) {
          const { height } = screen(inches, metres)
          const found = plan(inches, metres, questions)
          if (found.layout !== 'desk') continue
          const used =
            heights.edges +
            heights.head +
            heights.foot +
            2 * heights.gap +
            (questions === 0 ? 0 : heights.gap + heights.first + found.minis * (heights.mini + heights.questionGap)) +
            heights.listHead +
            found.rows * heights.row
          expect(used * found.growth).toBeLessThanOrEqual(height + 0.1)
        }
      }
    }
  })
})

test('pages turn round and round, and a page never comes up empty', () => {
  const list = ['a', 'b', 'c', 'd', 'e']
  expect(pageOf(list, 2, 0)).toEqual({ items: ['a', 'b'], page: 1, pages: 3 })
  expect(pageOf(list, 2, 5)).toEqual({ items: ['e'], page: 3, pages: 3 })
  expect(pageOf([], 2, 7)).toEqual({ items: [], page: 1, pages: 1 })
  expect(pageOf(list, 0, 1).items).toEqual(['b'])
})

test('the picture moves by 4 px over nine places within 27 minutes', () => {
  const places = Array.from({ length: 9 }, (_, i) => burnInShift(i * 180_000))
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(9)
  expect(Math.max(...places.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))).toBe(4)
  expect(burnInShift(9 * 180_000)).toEqual(places[0])
})

describe('tiles', () => {
  const question = (n: number, changes: Partial<QuestionView> = {}): QuestionView => {
    const connection = changes.connection ?? connectionId('esx-edge-07')
    return {
      key: questionKey(connection, moid(`vm-${n}`), '1'),
      connection,
      vm: vmKey(connection, moid(`vm-${n}`)),
      vmName: `vm-${n}`,
      vmStoredName: `vm-${n}`,
      question: { id: '1', text: 'msg.serial.file.open: exists', choices: [], messages: [] },
      messageId: 'msg.serial.file.open',
      text: 'exists',
      raisedAt: new Date(Date.UTC(2026, 10, 22, 14, 0, 60 - n)).toISOString(),
      state: { at: 'waiting', why: { why: 'no-default' } },
      ...changes,
    }
  }
  const table = (questions: QuestionView[]) => Object.fromEntries(questions.map((one) => [one.key, one]))
  const many = (count: number) => Array.from({ length: count }, (_, n) => question(n))

  test('up to ten are shown one by one, oldest first', () => {
    const tiles = wallTiles(table(many(foldAbove)))
    expect(tiles).toHaveLength(foldAbove)
    expect(tiles[0]).toMatchObject({ kind: 'one', question: { vmName: 'vm-9' } })
  })

  test('more are folded by connection and message id; a single one stays itself', () => {
    const other = question(99, { connection: connectionId('esx-1'), raisedAt: '2026-11-22T13:00:00.000Z' })
    const tiles = wallTiles(table([...many(11), other]))
    expect(tiles).toMatchObject([
      { kind: 'one', question: { vmName: 'vm-99' } },
      { kind: 'many', count: 11, connection: 'esx-edge-07', raisedAt: '2026-11-22T14:00:50.000Z' },
    ])
  })

  test('answered questions do not wait', () => {
    const answered = question(1, {
      state: { at: 'answered', by: { kind: 'andon' }, answeredAt: '2026-11-22T14:00:00Z', isDefault: true, afterMs: 1 },
    })
    expect(wallTiles(table([answered]))).toEqual([])
  })
})

test('65 inches from 4 m is the default and fits on one page', () => {
  expect(wallFit(65, 4)).toEqual({ kind: 'one-page' })
})

test('a little farther turns the lists, farther still turns pages', () => {
  expect(wallFit(65, 4.8).kind).toBe('lists-turn')
  expect(wallFit(65, 8).kind).toBe('pages')
})

test('too far says both ways out', () => {
  expect(wallFitWords(wallFit(43, 12))).toBe('Too far: sit closer than 3.3 m or use a screen of 156 inches.')
})
