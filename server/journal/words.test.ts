/** Texts without a letter beyond ASCII are read another way: it finds the same words. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsAsked } from './words'

const ascii = fc.string({ unit: 'binary-ascii', maxLength: 200 })

test('a plain text has the same words alone and beside a letter of another script', () => {
  fc.assert(
    fc.property(ascii, (text) => {
      expect([...wordsAsked(text), 'ж']).toEqual(wordsAsked(`${text} ж`))
    }),
  )
})

test('long words are found by their beginning, counted in characters', () => {
  expect(wordsAsked('a'.repeat(60))).toEqual(['a'.repeat(40)])
  expect(wordsAsked('𝒳𐐷'.repeat(30))[0]).toBe(
    Array.from('𝒳𐐷'.repeat(30).normalize('NFKC').toLowerCase()).slice(0, 40).join(''),
  )
})
