import { expect, test } from 'vitest'
import { createStreamPlaces } from './stream-places'

const limits = { owner: 2, account: 3, source: 4 }
const at = (owner: string, account: string, source = '10.0.0.5') => ({ owner, account, source })

test('a sign-in has so many streams, another of the same account has its own, and the account has no more', () => {
  const places = createStreamPlaces(limits)
  const first = places.take(at('s1', 'anna'))
  expect(places.take(at('s1', 'anna')).ok).toBe(true)
  expect(places.take(at('s1', 'anna'))).toEqual({
    ok: false,
    because: 'The live data is followed 2 times by this sign-in or display link already. Close a page of it elsewhere.',
  })
  expect(places.take(at('s2', 'anna')).ok).toBe(true)
  expect(places.take(at('s3', 'anna'))).toMatchObject({ because: expect.stringContaining('by this account') })
  // What is given back twice is one place.
  if (first.ok) for (const _ of [1, 2]) first.giveBack()
  expect(places.take(at('s3', 'anna')).ok).toBe(true)
  expect(places.take(at('s4', 'anna')).ok).toBe(false)
})

test('an address has so many, whoever follows there; who is refused takes nothing', () => {
  const places = createStreamPlaces(limits)
  for (const name of ['a', 'b', 'c', 'd']) expect(places.take(at(name, name)).ok).toBe(true)
  for (const _ of [1, 2, 3])
    expect(places.take(at('e', 'e'))).toMatchObject({ because: expect.stringContaining('by this address') })
  expect(places.take(at('e', 'e', '10.0.0.6')).ok).toBe(true)
  expect(places.take({ owner: 'display', source: '10.0.0.6' }).ok).toBe(true)
})
