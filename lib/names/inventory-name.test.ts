import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeInventoryName, encodeInventoryName } from './inventory-name'
import { checkInventoryName } from './name-checks'

const text = fc.string({ unit: 'binary' })

describe('§4.1 names in the vSphere inventory', () => {
  test.each([
    ['name', 'name'],
    ['50% a/b\\c', '50%25 a%2fb%5cc'],
    ['say "hi"', 'say "hi"'],
    ['a|b', 'a|b'],
    ['100%|"/\\', '100%25|"%2f%5c'],
  ])('§4.6 %j is stored as %j and reads back', (plain, stored) => {
    expect(encodeInventoryName(plain)).toBe(stored)
    expect(decodeInventoryName(stored)).toEqual({ name: plain })
  })

  test('§4.1 hex digits of either case are read, and every code, not only the three that have to be escaped', () => {
    expect(decodeInventoryName('a%2Fb%2fc')).toEqual({ name: 'a/b/c' })
    expect(decodeInventoryName('%63af%c3%A9')).toEqual({ name: 'café' })
  })

  test.each(['50%', '50% off', '%zz', '%2', '%é5'])(
    '§4.1 a stray percent sign in %j leaves the stored name, with the reason',
    (stored) => {
      const read = decodeInventoryName(stored)
      expect(read.name).toBe(stored)
      expect(read.problem).toMatch(/The "%" at character \d+ is not followed by two hex digits\.$/)
    },
  )

  test('codes that are not UTF-8, or a NUL, leave the stored name', () => {
    expect(decodeInventoryName('a%ff').name).toBe('a%ff')
    expect(decodeInventoryName('a%ff').problem).toContain('valid UTF-8')
    expect(decodeInventoryName('a%00b').name).toBe('a%00b')
    expect(decodeInventoryName('a%00b').problem).toContain('NUL')
  })

  test('every plain name reads back as it was written', () => {
    fc.assert(
      fc.property(text, (name) => {
        fc.pre(!name.includes('\0'))
        expect(decodeInventoryName(encodeInventoryName(name))).toEqual({ name })
      }),
    )
  })

  test('reading never fails, whatever the host stores', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (stored) => void decodeInventoryName(stored)))
    fc.assert(
      fc.property(fc.array(fc.constantFrom('%', '2', 'f', 'é', '/')), (parts) => {
        const stored = parts.join('')
        const read = decodeInventoryName(stored)
        if (read.problem !== undefined) expect(read.name).toBe(stored)
      }),
    )
  })
})

describe('what vSphere accepts as a name', () => {
  test.each(['build|agent "7"', 'db%2Fprimary', 'café-01', 'R&D <lab>', 'a/b\\c', '標準語', '🦊'])('%j', (name) => {
    expect(checkInventoryName(name)).toEqual({ ok: true })
  })

  test.each([
    ['', 'A name is needed.'],
    ['  \u00a0', 'A name of nothing but blanks is not accepted.'],
    ['a\nb', 'A name must be on one line.'],
    ['a\tb', 'The name holds the control character U+0009, which cannot be sent.'],
    ['a\u0000b', 'The name holds the control character U+0000, which cannot be sent.'],
    ['a\ud800b', 'The name holds half of a character (an unpaired surrogate), which cannot be sent.'],
    ['x'.repeat(81), 'The name has 81 characters; vSphere accepts 80.'],
  ])('%j is refused with a sentence', (name, because) => {
    expect(checkInventoryName(name)).toEqual({ ok: false, because })
  })

  test('length counts characters of the plain name; a datastore has its own limit', () => {
    expect(checkInventoryName('🦊'.repeat(80))).toEqual({ ok: true })
    expect(checkInventoryName('/'.repeat(80))).toEqual({ ok: true })
    expect(checkInventoryName('x'.repeat(43), 'datastore')).toEqual({
      ok: false,
      because: 'The name has 43 characters; vSphere accepts 42.',
    })
  })
})
