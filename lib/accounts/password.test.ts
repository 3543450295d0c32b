import { expect, test } from 'vitest'
import { checkPassword } from './password'

const taken = (password: string, username = 'm.okafor') => checkPassword(password, username).ok

test.each(['correct horse battery staple', 'a password', 'zehn Zeichen', 'パスワードは長いほうがいい', 'x7kqp-4mh2c'])(
  'is taken, whatever kinds of characters it is made of: %s',
  (password) => expect(taken(password)).toBe(true),
)

test.each([
  ['nine char', 'at least 10 characters'],
  ['', 'at least 10 characters'],
  [' '.repeat(12), 'blanks'],
  ['aaaaaaaaaaaa', 'same few'],
  ['1212121212', 'same few'],
  ['Password2026!', 'first that somebody would try'],
  ['administrator', 'first that somebody would try'],
  ['qwertyuiop', 'first that somebody would try'],
  ['adminadmin', 'first that somebody would try'],
  ['1234567890', 'first that somebody would try'],
  ['m.okafor2026', 'user name'],
  ['x'.repeat(1_001), 'at most 1000'],
])('is refused with the reason: %s', (password, because) => {
  const verdict = checkPassword(password, 'm.okafor')
  expect(verdict.ok ? '' : verdict.because).toContain(because)
})

test('a short user name is no part that counts', () => expect(taken('an old boat', 'a')).toBe(true))

test('may be long, of 64 characters and of 1,000', () => {
  for (const length of [64, 1_000]) expect(taken('sea boat '.repeat(length).slice(0, length))).toBe(true)
})

test.each(['vmware2026!', 'vSphere-2026', 'Andon.2026!', 'andon vmware', 'rootroot2026', 'Admin 123456'])(
  'is none of the words of this house, whatever is behind it: %s',
  (password) => expect(taken(password)).toBe(false),
)
