import { expect, test } from 'vitest'
import { mayStopAdministering } from './last-admin'

const admin = { username: 'a', role: 'admin', canSignIn: true } as const

test('the last administrator who can sign in stays one', () => {
  expect(mayStopAdministering([admin], 'a').ok).toBe(false)
  expect(mayStopAdministering([admin, { ...admin, username: 'b', role: 'operator' }], 'a').ok).toBe(false)
  expect(mayStopAdministering([admin, { ...admin, username: 'b', canSignIn: false }], 'a').ok).toBe(false)
})

test('one of two may stop, and so may everybody who administers nothing', () => {
  expect(mayStopAdministering([admin, { ...admin, username: 'b' }], 'a').ok).toBe(true)
  expect(mayStopAdministering([admin, { ...admin, username: 'b', role: 'viewer' }], 'b').ok).toBe(true)
  expect(mayStopAdministering([admin, { ...admin, username: 'b', canSignIn: false }], 'b').ok).toBe(true)
})
