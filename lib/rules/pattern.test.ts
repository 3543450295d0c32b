import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWider, matchesPart, matchesWhole, maxPatternLength } from './pattern'

/** What a pattern means, told by another way of matching: each part between stars in turn, from both ends. */
function byExpression(pattern: string, text: string): boolean {
  const expression = Array.from(pattern)
    .map((one) => (one === '*' ? '[^]*' : one === '?' ? '[^]' : one.replace(/[\\^$.|+()[\]{}]/gu, '\\$&')))
    .join('')
  return new RegExp(`^${expression}$`, 'u').test(text)
}

describe('a pattern', () => {
  test.each([
    ['build*', 'build-agent-07', true],
    ['build*', 'rebuild-1', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['lab-??', 'lab-07', true],
    ['lab-??', 'lab-7', false],
    ['LAB-*', 'lab-x', true],
    ['a.c', 'abc', false],
    ['(x', '(x', true],
    ['*.*', 'a.b', true],
    ['?', '🦊', true],
    ['**a**', 'bab', true],
    ['a*b*c', 'aXbXbXc', true],
    ['a*b*c', 'aXbXbX', false],
  ])('%j of the whole of %j: %s', (pattern, text, expected) => expect(matchesWhole(pattern, text)).toBe(expected))

  test('of a part of a text that is broken into lines', () => {
    const text = 'The guest operating system has\nlocked the CD-ROM\u00a0door and is probably using it.'
    expect(matchesPart('locked the CD-ROM door', text)).toBe(true)
    expect(matchesPart('the * door', text)).toBe(true)
    expect(matchesPart('locked the floppy', text)).toBe(false)
  })

  test('means what an expression would', () => {
    const part = fc.array(fc.constantFrom('a', 'b', '*', '?', '.'), { maxLength: 9 }).map((all) => all.join(''))
    const text = fc.array(fc.constantFrom('a', 'b', '.'), { maxLength: 12 }).map((all) => all.join(''))
    fc.assert(
      fc.property(part, text, (pattern, given) => {
        expect(matchesWhole(pattern, given)).toBe(byExpression(pattern, given))
      }),
    )
  })

  test('that would explode as an expression has its answer', () => {
    const pattern = `${'*a'.repeat(maxPatternLength / 2 - 1)}*b`
    expect(matchesWhole(pattern, 'a'.repeat(1_000_000))).toBe(false)
    expect(matchesPart(pattern, 'a'.repeat(1_000_000))).toBe(false)
  })

  test.each([
    ['build*', 'build-0?', true],
    ['build*', '*build', false],
    ['*', 'a*b?', true],
    ['lab-?', 'lab-*', false],
    ['lab-?', 'LAB-?', true],
    ['lab-*', 'lab-?', true],
    ['a', 'a', true],
  ])('%j takes in whatever %j does: %s', (wide, narrow, expected) =>
    expect(isWider(wide, narrow, 'whole')).toBe(expected),
  )

  test('that is said to be wider fits whatever the other fits', () => {
    const pattern = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 5 }).map((all) => all.join(''))
    const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 6 }).map((all) => all.join(''))
    fc.assert(
      fc.property(pattern, pattern, text, fc.boolean(), (wide, narrow, given, whole) => {
        const fit = whole ? matchesWhole : matchesPart
        fc.pre(isWider(wide, narrow, whole ? 'whole' : 'part') && fit(narrow, given))
        expect(fit(wide, given)).toBe(true)
      }),
    )
  })
})
