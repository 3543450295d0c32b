import { expect, test } from 'vitest'
import { withoutUnseen, withUnseenShown } from './unseen'

const { fromCodePoint } = String

test('what turns the direction of writing is shown by its number, and is in no file name', () => {
  for (const point of [
    0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x061c,
  ]) {
    const name = `invoice${fromCodePoint(point)}gpj.exe`
    expect(withUnseenShown(name)).toBe(`invoice⟨U+${point.toString(16).toUpperCase().padStart(4, '0')}⟩gpj.exe`)
    expect(withoutUnseen(name)).toBe('invoice_gpj.exe')
  }
})

test('so is what has no width, and what controls a terminal', () => {
  for (const point of [
    0x0, 0x7, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200c, 0x200d, 0x2028, 0x2060, 0xfeff, 0xe0041,
  ]) {
    expect(withUnseenShown(`a${fromCodePoint(point)}b`)).toMatch(/^a⟨U\+[0-9A-F]{4,5}⟩b$/)
    expect(withoutUnseen(`a${fromCodePoint(point)}b`)).toBe('a_b')
  }
})

test.each(['شركة', 'می‌خواهم', 'क्‍ष', '👩‍💻', '❤️‍🔥', '👩🏽‍🚀', 'Über 100% a b', 'de\u0301ja\u0300', '名前'])(
  '%s stays as it is written',
  (name) => {
    expect(withUnseenShown(name)).toBe(name)
    expect(withoutUnseen(name)).toBe(name)
  },
)

test('a line break is seen in a text, and in no file name', () => {
  expect(withUnseenShown('one\r\n\ttwo')).toBe('one\r\n\ttwo')
  expect(withoutUnseen('one\r\n\ttwo')).toBe('one___two')
})
