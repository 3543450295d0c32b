import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  percentDecode,
  percentEncode,
  pipeDecode,
  pipeEncode,
  decodeAnnotation,
  decodeDisplayName,
  decodeVmxValue,
  encodeVmxValue,
  encodeDisplayName,
} from './byte-escape'

const text = fc.string({ unit: 'binary' })

describe('§4.2 the pipe scheme', () => {
  test('§4.2 writes | and " with two lower-case hex digits, and nothing else', () => {
    expect(pipeEncode('a|b "c" %/\\é\n')).toBe('a|7cb |22c|22 %/\\é\n')
  })

  test.each(['a|', 'a|7', 'a|zz', '||7c'])('§4.2 %j is invalid', (value) => {
    expect(pipeDecode(value)).toMatchObject({ ok: false, because: expect.stringContaining('two hex digits') })
  })

  test('§4.6 annotation, reading: any code, either case', () => {
    expect(
      decodeAnnotation('Some |7Ctext|7C to test the |22escaping|22: |7C|7C|22|22|7C|7C|22|7C |45|73|63|61|70|65|64|21'),
    ).toEqual({ ok: true, text: 'Some |text| to test the "escaping": ||""||"| Escaped!' })
  })

  test('§4.6 annotation, writing: each | becomes |7c, each " becomes |22, nothing else changes', () => {
    expect(encodeVmxValue('Some |text| to test the "escaping": ||""||"| Escaped!')).toBe(
      'Some |7ctext|7c to test the |22escaping|22: |7c|7c|22|22|7c|7c|22|7c Escaped!',
    )
  })

  test('§4.6 annotation: |0A is a line break, §4.2 and line breaks are written as |0A and |0D', () => {
    expect(decodeAnnotation('Test-Mig-VM-1|0Auserid:1')).toEqual({ ok: true, text: 'Test-Mig-VM-1\nuserid:1' })
    expect(encodeVmxValue('a\r\nb')).toBe('a|0D|0Ab')
  })

  test('§4.5 annotation is only pipe-encoded: percent signs stay', () => {
    expect(encodeVmxValue('50% a/b')).toBe('50% a/b')
    expect(decodeAnnotation('50%25')).toEqual({ ok: true, text: '50%25' })
  })
})

describe('§4.3 displayName', () => {
  test.each([
    ['name', 'name'],
    ['50% a/b\\c', '50%25 a%2fb%5cc'],
    ['say "hi"', 'say |22hi|22'],
    ['a|b', 'a|7cb'],
    ['100%|"/\\', '100%25|7c|22%2f%5c'],
  ])('§4.6 %j is written as %j and reads back', (name, value) => {
    expect(encodeDisplayName(name)).toBe(value)
    expect(decodeDisplayName(value)).toEqual({ ok: true, text: name })
  })

  test('§4.3 reading goes through percent first, so a percent-encoded pipe opens a pipe code', () => {
    expect(decodeDisplayName('%7c22')).toEqual({ ok: true, text: '"' })
  })

  test('§4 both passes work on bytes: one character may come half from each', () => {
    expect(decodeDisplayName('caf%c3|a9')).toEqual({ ok: true, text: 'café' })
  })

  test.each(['50%', 'a|b', '%7c'])('§4.3 %j is invalid, not guessed', (value) => {
    expect(decodeDisplayName(value).ok).toBe(false)
  })
})

describe('the schemes are bijections', () => {
  test.each([
    ['§4.1 percent', percentEncode, percentDecode],
    ['§4.2 pipe', pipeEncode, pipeDecode],
    ['§4.3 displayName', encodeDisplayName, decodeDisplayName],
    ['§4.2 annotation', encodeVmxValue, decodeAnnotation],
  ])('%s: every text reads back as it was written', (_scheme, encode, decode) => {
    const dense = fc.string({ unit: fc.constantFrom('%', '|', '"', '/', '\\', '2', 'f', 'C', 'é', '\n', '\ufeff') })
    fc.assert(
      fc.property(fc.oneof(text, dense), (plain) => {
        expect(decode(encode(plain))).toEqual({ ok: true, text: plain })
      }),
    )
  })

  test('§4.2 what is written into a quoted VMX value never ends it', () => {
    fc.assert(
      fc.property(text, (plain) => {
        expect(encodeVmxValue(plain)).not.toMatch(/["\r\n]/)
        expect(encodeDisplayName(plain)).not.toContain('"')
      }),
    )
  })
})

describe('every value of a VMX, as hosts read and write them (open-vm-tools, lib/dict/dictll.c)', () => {
  test.each([
    ['lab |22A|22', 'lab "A"'],
    ['a|7Cb.vmdk', 'a|b.vmdk'],
    ['{|0A|22version|22:|221|22}', '{\n"version":"1"}'],
    ['caf|C3|A9', 'café'],
    ['a%2fb', 'a%2fb'],
    ['a | b |x |4', 'a | b |x |4'],
    ['', ''],
  ])('%j is %j', (value, plain) => {
    expect(decodeVmxValue(value)).toEqual({ ok: true, text: plain })
  })

  test('codes that make no text are left, and why', () => {
    expect(decodeVmxValue('a|FF')).toMatchObject({ ok: false, because: expect.stringContaining('UTF-8') })
  })

  test('quotes, pipes and control characters but the tab are written as codes', () => {
    expect(encodeVmxValue('{"a":1}')).toBe('{|22a|22:1}')
    expect(encodeVmxValue('a|22b\t\u007f\u0001%/')).toBe('a|7c22b\t|7F|01%/')
  })

  test('what is typed is what is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('|', '"', '2', 'A', '\n', '\r', '%', 'é', '標', ' ') }), (text) => {
        expect(encodeVmxValue(text)).not.toMatch(/["\r\n]/)
        expect(decodeVmxValue(encodeVmxValue(text))).toEqual({ ok: true, text })
      }),
    )
  })
})
