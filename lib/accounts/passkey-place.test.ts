import { expect, test } from 'vitest'
import { passkeysWorkAt } from './passkey-place'

test.each(['https://andon.example.net', 'https://andon:8443', 'http://localhost:3000', 'http://andon.localhost'])(
  'passkeys work at %s',
  (origin) => expect(passkeysWorkAt(origin)).toEqual({ ok: true }),
)

test.each([
  ['http://andon.example.net', /only over https/],
  ['http://localhost.example.net', /only over https/],
  ['http://127.0.0.1:3000', /belong to a name/],
  ['https://10.0.0.9', /belong to a name/],
  ['https://[::1]:3000', /belong to a name/],
])('they do not at %s, and it is said why', (origin, why) => {
  expect(passkeysWorkAt(origin)).toEqual({ ok: false, because: expect.stringMatching(why) })
})
