import { describe, expect, test } from 'vitest'
import { freshMs, orderAge, type OrderTimes } from './order-age'

const hour = 3_600_000
const asked = Date.UTC(2026, 10, 28, 14, 0, 0)
const age = (changes: Partial<OrderTimes>) => orderAge({ asked, now: asked + 1_000, passedMs: 0, ...changes })

test('what a person asked for is young for ten minutes', () => {
  expect(age({ now: asked })).toBe('fresh')
  expect(age({ now: asked + freshMs })).toBe('fresh')
  expect(age({ now: asked + freshMs + 1 })).toBe('old')
})

describe('Andon’s clock was set', () => {
  test('back to before the order: nobody knows how old it is', () => {
    expect(age({ now: asked - hour })).toBe('unknown')
  })
  test('back to before something else in the record: the same', () => {
    expect(age({ newest: asked + hour })).toBe('unknown')
    expect(age({ newest: asked })).toBe('fresh')
  })
  test('back by almost as much as it was stopped: the host’s clock tells', () => {
    expect(age({ hostAheadThenMs: 400, hostAheadNowMs: 400 + 3 * hour })).toBe('old')
    expect(age({ hostAheadThenMs: 400, hostAheadNowMs: 900 })).toBe('fresh')
    expect(age({ hostAheadNowMs: 3 * hour })).toBe('fresh')
  })
  test('back while it ran: what has passed counts', () => {
    expect(age({ now: asked, passedMs: freshMs + 1 })).toBe('old')
    expect(age({ now: asked - 3 * hour, passedMs: freshMs + 1 })).toBe('old')
  })
  test('forward: a person is asked once too often', () => {
    expect(age({ now: asked + 3 * hour })).toBe('old')
  })
})

test('clocks of replicas that differ by a minute do no harm', () => {
  expect(age({ now: asked - 60_000, newest: asked + 60_000 })).toBe('fresh')
})
