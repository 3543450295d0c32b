import { expect, test } from 'vitest'
import { createSteps } from './steps'

let now = 1_000_000
const steps = createSteps(Buffer.alloc(32, 1), () => now)
const step = { is: 'passkey', challenge: 'c' } as const

test('a step is known for five minutes, by whoever has the key', () => {
  const token = steps.make(step)
  expect(createSteps(Buffer.alloc(32, 1), () => now).open('passkey', token)).toEqual(step)
  now += 5 * 60_000
  expect(steps.open('passkey', token)).toBeUndefined()
  // A clock that was set back by an hour makes none last for longer.
  now -= 65 * 60_000
  expect(steps.open('passkey', token)).toBeUndefined()
})

test('it is no other step, and none that somebody wrote or changed', () => {
  const token = steps.make(step)
  const [body = '', signature = ''] = token.split('.')
  const changed = Buffer.from(body, 'base64url').toString().replace('"c"', '"d"')
  expect(steps.open('second-step', token)).toBeUndefined()
  for (const bad of [
    undefined,
    '',
    '.',
    body,
    `.${signature}`,
    `${body}.`,
    `${Buffer.from(changed).toString('base64url')}.${signature}`,
    createSteps(Buffer.alloc(32, 2), () => now).make(step),
  ])
    expect(steps.open('passkey', bad)).toBeUndefined()
})
