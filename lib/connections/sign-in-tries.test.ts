import { expect, test } from 'vitest'
import { mayTryNow, nextSignIn, type FailedSignIn, type SignInRecord } from './sign-in-tries'

const minute = 60_000
const refusedAt = (...minutes: number[]): FailedSignIn[] => minutes.map((at) => ({ at: at * minute, refused: true }))
const inMinutes = (record: SignInRecord, ...rest: ['andon' | 'person', 'esx' | 'vcenter' | 'unknown', number]) => {
  const [asking, kind, now] = rest
  const at = nextSignIn(record, asking, kind, now * minute)
  return at === undefined ? undefined : at / minute
}

test('nothing failed: at once', () => {
  expect(inMinutes({ failures: [] }, 'andon', 'esx', 7)).toBe(7)
})

test('after a refusal in five minutes, as a directory may just start again, then three times an hour at a vCenter', () => {
  expect(inMinutes({ failures: refusedAt(0) }, 'andon', 'vcenter', 1)).toBe(5)
  expect(inMinutes({ failures: refusedAt(0, 5) }, 'andon', 'vcenter', 6)).toBe(25)
  expect(inMinutes({ failures: refusedAt(0, 5, 25, 45, 65) }, 'andon', 'vcenter', 66)).toBe(85)
})

test('a host counts until one succeeds: after three in a row Andon leaves it to a person', () => {
  for (const kind of ['esx', 'unknown'] as const) {
    expect(inMinutes({ failures: refusedAt(0, 5) }, 'andon', kind, 6)).toBe(25)
    expect(inMinutes({ failures: refusedAt(0, 5, 25) }, 'andon', kind, 26)).toBeUndefined()
    expect(inMinutes({ failures: refusedAt(0, 5, 25) }, 'person', kind, 26)).toBe(26)
  }
})

test('after a change of the password the first is at once, as far as no lock-out is near', () => {
  expect(inMinutes({ failures: refusedAt(0, 5), changedAt: 6 * minute }, 'andon', 'esx', 6)).toBe(6)
  expect(inMinutes({ failures: refusedAt(0, 1, 2, 3), changedAt: 4 * minute }, 'person', 'esx', 4)).toBe(15)
})

test('what has no answer counts within the fifteen minutes, and says nothing of the password', () => {
  const unanswered = (...at: number[]) => at.map((one) => ({ at: one * minute, refused: false }))
  expect(inMinutes({ failures: unanswered(0, 1) }, 'andon', 'esx', 2)).toBe(2)
  expect(inMinutes({ failures: unanswered(0, 1, 2) }, 'andon', 'esx', 3)).toBe(15)
})

test('a person may four times within fifteen minutes, and is told when again', () => {
  expect(inMinutes({ failures: refusedAt(0, 1, 2) }, 'person', 'vcenter', 3)).toBe(3)
  expect(inMinutes({ failures: refusedAt(0, 1, 2, 3) }, 'person', 'vcenter', 4)).toBe(15)
  const tries = { failed: 4, personAt: '2030-01-01T00:15:00Z' }
  expect(mayTryNow(tries, Date.parse('2030-01-01T00:04:30Z'))).toMatchObject({
    ok: false,
    because: expect.stringContaining('possible in 11 min'),
  })
  expect(mayTryNow(tries, Date.parse('2030-01-01T00:15:00Z'))).toEqual({ ok: true })
  expect(mayTryNow(undefined, 0)).toEqual({ ok: true })
})
