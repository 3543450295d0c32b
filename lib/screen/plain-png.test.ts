import { expect, test } from 'vitest'
import { plainPng } from './plain-png'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const four = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]

function chunk(type: string, data: readonly number[] = [], length = data.length): number[] {
  return [...four(length), ...Array.from(type, (letter) => letter.charCodeAt(0)), ...data, 0, 0, 0, 0]
}
const header = (width: number, height: number) => chunk('IHDR', [...four(width), ...four(height), 8, 3, 0, 0, 0])
const png = (...parts: readonly number[][]) => Uint8Array.from([signature, ...parts].flat())
const pixels = chunk('IDAT', [1, 2, 3])
const end = chunk('IEND')

test('a picture is taken with its size', () => {
  const bytes = png(header(720, 400), chunk('PLTE', [0, 0, 0]), pixels, end)
  expect(plainPng(bytes)).toEqual({ ok: true, bytes, width: 720, height: 400 })
})

test('what it is not drawn from is left out: texts, profiles, animation, and everything behind its end', () => {
  const plain = png(header(2, 2), pixels, pixels, end)
  const more = ['tEXt', 'zTXt', 'iCCP', 'acTL', 'eXIf'].map((type) => chunk(type, [60, 115, 62]))
  const script = Array.from('<script>alert(1)</script>', (letter) => letter.charCodeAt(0))
  expect(plainPng(png(header(2, 2), ...more, pixels, pixels, end, script))).toEqual({
    ok: true,
    bytes: plain,
    width: 2,
    height: 2,
  })
})

test.each<[string, Uint8Array, string]>([
  ['a web page', new TextEncoder().encode('<html>login</html>'), 'It is no PNG.'],
  ['nothing', new Uint8Array(), 'It is no PNG.'],
  ['no header first', png(pixels, end), 'It does not begin as a PNG does.'],
  ['a bomb', png(header(16_000, 16_000), pixels, end), 'It says that it is 16000 × 16000 pixels.'],
  ['an endless line', png(header(4_000_000_000, 1), pixels, end), 'It says that it is 4000000000 × 1 pixels.'],
  ['no size', png(header(0, 4), pixels, end), 'It says that it is 0 × 4 pixels.'],
  ['no pixels', png(header(4, 4), end), 'It holds no picture.'],
  ['no end', png(header(4, 4), pixels), 'It breaks off.'],
  ['a chunk longer than all of it', png(header(4, 4), chunk('IDAT', [1], 4_000_000_000)), 'It breaks off.'],
])('%s is no picture', (_, bytes, because) => expect(plainPng(bytes)).toEqual({ ok: false, because }))

test('a picture that lies within a larger buffer is read from where it begins', () => {
  const bytes = png(header(3, 5), pixels, end)
  const larger = new Uint8Array(bytes.length + 20)
  larger.set(bytes, 11)
  expect(plainPng(larger.subarray(11, 11 + bytes.length))).toMatchObject({ ok: true, width: 3, height: 5 })
})
