import { expect, test } from 'vitest'
import { checkUsername, plainUsername } from './username'

test('a name is the same however it is typed', () => {
  expect(plainUsername(' M.Okafor ')).toBe('m.okafor')
  expect(plainUsername('JOSÉ')).toBe(plainUsername('jose\u0301'))
})

test.each(['admin', 'm.okafor', 'd-ferreira@example.net', 'øystein', '東京'])('is taken: %s', (name) =>
  expect(checkUsername(name)).toEqual({ ok: true }),
)

test.each(['', '.hidden', 'two words', 'a/b', 'line\nbreak', 'x'.repeat(61), 'auto-answer', 'andon', '\u202Enimda'])(
  'is refused in a sentence: %j',
  (name) => expect(checkUsername(name)).toMatchObject({ ok: false, because: expect.stringMatching(/\.$/) }),
)
