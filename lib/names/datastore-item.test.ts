import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64VariantDecode, base64VariantEncode } from './base64-variant'
import { escapeDatastoreItem, readDatastoreItem, unescapeDatastoreItem } from './datastore-item'
import { checkDatastoreItem } from './name-checks'

const upstream: [string, string][] = [
  ['normal', 'normal'],
  ['Aä1ö2ü3ß4#5~6!7§8/9%Z', 'A+w6Q-1+w7Y-2+w7w-3+w58-4+Iw-5+fg-6+IQ-7+wqc-8+JQ-2f9+JQ-25Z'],
  ['Z~6!7§8/9%0#1"2\'3`4&A', "Z+fg-6+IQ-7+wqc-8+JQ-2f9+JQ-250+Iw-1_2'3+YA-4+Jg-A"],
  ['標準語', '+5qiZ5rqW6Kqe'],
  ['!"#$%&\'()*+,-./0123456789:;<=>?', "+IQ-_+IyQl-25+Jg-'()_+Kw-,-.+JQ-2f0123456789_+Ow-_+PQ-__"],
  ['A Z[\\]^_B', 'A Z+WyU-5c+XV4-_B'],
  ['A`B@{|}~DEL', 'A+YA-B+QHs-_+fX4-DEL'],
  ['hÀÁÂÃÄÅH', 'h+w4DDgcOCw4PDhMOF-H'],
  ['A쿀Z', 'A+7L+A-Z'],
  ['!쿀A', '+Iey,gA-A'],
  ['~~~', '+fn5+'],
  ['~~~A', '+fn5+-A'],
  ['K%U/H\\Z', 'K+JQ-25U+JQ-2fH+JQ-5cZ'],
  ['vvv<A"B"C>zzz', 'vvv_A_B_C_zzz'],
]
const derived: [string, string][] = [
  ['dir1/dir2', 'dir1+JQ-2fdir2'],
  ['web/db 50%', 'web+JQ-2fdb 50+JQ-25'],
  ['Größe: 1', 'Gr+w7bDnw-e_ 1'],
  ['a+b', 'a+Kw-b'],
]

describe('§4.4 names of datastore items', () => {
  test.each([...upstream, ...derived])('§4.6 %j is escaped as %j', (name, stored) => {
    expect(escapeDatastoreItem(name)).toBe(stored)
  })

  test.each([...upstream, ...derived])('§4.6 %j reads back from %j but for what became "_"', (name, stored) => {
    const kept = name.replaceAll(/["*<>:|?]/g, '_')
    expect(unescapeDatastoreItem(stored)).toEqual({ ok: true, text: kept })
    expect(readDatastoreItem(stored).name).toBe(stored.includes('+') ? kept : stored)
  })

  test('§4.4 two names can become one: the scheme is not a bijection', () => {
    fc.assert(
      fc.property(fc.constantFrom('"', '*', '<', '>', ':', '|', '?'), fc.string(), (windows, rest) => {
        const stored = escapeDatastoreItem(windows + rest)
        expect(stored).toBe(escapeDatastoreItem(`_${rest}`))
        const read = unescapeDatastoreItem(stored)
        expect(read.ok && read.text).not.toBe(windows + rest)
      }),
    )
  })

  test('§4.4 without the seven Windows characters every name reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        fc.pre(!/["*<>:|?]/.test(name))
        expect(unescapeDatastoreItem(escapeDatastoreItem(name))).toEqual({ ok: true, text: name })
      }),
    )
  })

  test('§4.4 an escaped name is one path segment of harmless characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(escapeDatastoreItem(name)).toMatch(/^[A-Za-z0-9'(),. _+-]*$/)
      }),
    )
  })
})

describe('§4.4 the base64 variant', () => {
  test('is a bijection on bytes', () => {
    const dense = fc.string({ unit: fc.constantFrom('+', '-', ',', '/', 'a', 'Z', '~', 'é', '쿀') })
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), dense), (text) => {
        expect(base64VariantDecode(base64VariantEncode(text))).toEqual({ ok: true, text })
      }),
    )
  })

  test('a "+" may occur inside a run, and the closing "-" is dropped only at the end', () => {
    expect(base64VariantDecode('+fn5+')).toEqual({ ok: true, text: '~~~' })
    expect(base64VariantDecode('+fn5+-A')).toEqual({ ok: true, text: '~~~A' })
    expect(base64VariantDecode('a-b')).toEqual({ ok: true, text: 'a-b' })
  })

  test.each(['a+', '+-a', 'a+b.iso', '+Y', '+YB', '+YA~', '+,,,,', 'é', 'a#b'])(
    '%j is not of this scheme',
    (stored) => {
      expect(base64VariantDecode(stored).ok).toBe(false)
    },
  )
})

describe('reading a name off a datastore', () => {
  test('says when the name was escaped and when it may have lost something', () => {
    expect(readDatastoreItem('web+JQ-2fdb')).toEqual({ name: 'web/db', escaped: true, lossy: false })
    expect(readDatastoreItem('Gr+w7bDnw-e_ 1')).toEqual({ name: 'Größe_ 1', escaped: true, lossy: true })
  })

  test('a suffix behind a run that was left open is not part of it', () => {
    expect(readDatastoreItem('+5qiZ5rqW6Kqe.vmx')).toEqual({ name: '標準語.vmx', escaped: true, lossy: false })
    expect(readDatastoreItem('a+JQ-2fb.vmdk')).toEqual({ name: 'a/b.vmdk', escaped: true, lossy: false })
  })

  test.each(['a+b.iso', 'c++', 'build 1+2', 'x_y.vmdk', '50%25.txt', 'a+YQ', '.hidden', 'déjà+vu'])(
    '§4.4 %j was not written by the scheme and stays as it is',
    (stored) => {
      expect(readDatastoreItem(stored)).toEqual({ name: stored, escaped: false, lossy: false })
    },
  )

  test('never fails and never hides a NUL', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (stored) => void readDatastoreItem(stored)))
    expect(readDatastoreItem(escapeDatastoreItem('a\0b')).escaped).toBe(false)
  })
})

describe('what a person may call a new file or folder', () => {
  test.each(['R&D <lab>', 'dir/with slash', '標準語', 'a..b', '...'])('%j', (name) => {
    expect(checkDatastoreItem(name)).toEqual({ ok: true })
  })

  test.each([
    ['', 'A name is needed.'],
    ['..', '".." means a folder itself, not something in it.'],
    ['a\u0000', 'The name holds a control character.'],
    ['a\udc00', 'The name holds half of a character (an unpaired surrogate).'],
    ['標'.repeat(70), 'Escaped for the datastore the name takes 281 bytes; 255 fit.'],
  ])('%j is refused', (name, because) => {
    expect(checkDatastoreItem(name)).toEqual({ ok: false, because })
  })
})
