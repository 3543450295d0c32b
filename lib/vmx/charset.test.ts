import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { charset, comesBack } from './charset'

const named = (label: string) => {
  const found = charset(label)
  if (!found) throw new Error(`no character set ${label}`)
  return found
}
const octal = (text: string) =>
  Uint8Array.from(
    Array.from(text.matchAll(/\\(\d{3})|([\s\S])/g), ([, code, char]) =>
      code === undefined ? (char ?? '').charCodeAt(0) : Number.parseInt(code, 8),
    ),
  )

describe('§4.6 windows-1252', () => {
  test.each([
    ['normal', 'normal'],
    ['A\\200Z', 'A€Z'],
    ['A\\3441\\3662\\3743\\3374#5~6!7\\2478/9%Z', 'Aä1ö2ü3ß4#5~6!7§8/9%Z'],
    ['h\\300\\301\\302\\303\\304\\305H', 'hÀÁÂÃÄÅH'],
  ])('§4.6 bytes %s are %s, and back', (bytes, text) => {
    expect(named('windows-1252').decode(octal(bytes))).toBe(text)
    expect(named('windows-1252').encode(text)).toEqual({ ok: true, bytes: octal(bytes) })
  })

  test('every byte has a character and comes back', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i)
    expect(named('windows-1252').encode(named('Windows-1252').decode(all))).toEqual({ ok: true, bytes: all })
  })

  test('a character it does not have is named', () => {
    expect(named('windows-1252').encode('a標b')).toEqual({ ok: false, missing: '標' })
  })
})

describe('§5.1 the encodings that .encoding names', () => {
  test.each([
    ['GBK', '虚拟机 "一"', 'gbk'],
    ['windows-936', '数据库', 'gbk'],
    ['Shift_JIS', '仮想マシン ｱ表', 'cp932'],
    ['windows-932', '標準語', 'cp932'],
    ['Big5', '虛擬機器', 'cp950'],
    ['EUC-KR', '가상 머신', 'euc-kr'],
    ['windows-1251', 'Виртуальная', 'windows-1251'],
    ['ISO-8859-15', 'Größe €', 'iso-8859-15'],
  ])('%s writes %s as another implementation does, and reads it back', (label, text, other) => {
    const encoded = named(label).encode(text)
    expect(encoded).toEqual({ ok: true, bytes: Uint8Array.from(iconv.encode(text, other)) })
    expect(named(label).decode(Uint8Array.from(iconv.encode(text, other)))).toBe(text)
  })

  test.each(['gbk', 'shift_jis', 'big5', 'euc-kr', 'euc-jp', 'koi8-r', 'windows-1252', 'utf-8'])(
    '%s: what can be written reads back as it was',
    (label) => {
      const unit = fc.oneof(
        fc.constantFrom(...Array.from('aZ"%|\\é€ä標準語虚拟机ソ表十卅가Ж～—')),
        fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code)),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      )
      fc.assert(
        fc.property(fc.array(unit), (chars) => {
          const text = chars.join('')
          const encoded = named(label).encode(text)
          expect(encoded.ok ? named(label).decode(encoded.bytes) : text).toBe(text)
        }),
      )
    },
  )

  test('Korean is windows-949 whatever the label: every code as another implementation has it', () => {
    const korean = named('windows-949')
    expect(korean.decode(Uint8Array.of(0x8c, 0x63, 0xb9, 0xe6))).toBe('똠방')
    expect(named('euc-kr')).toBe(korean)
    const wrong: string[] = []
    let known = 0
    for (let lead = 0x81; lead <= 0xfe; lead += 1) {
      for (let trail = 0x41; trail <= 0xfe; trail += 1) {
        const bytes = Uint8Array.of(lead, trail)
        const theirs = iconv.decode(Buffer.from(bytes), 'cp949')
        if (Array.from(theirs).length !== 1 || theirs === '\ufffd') continue
        known += 1
        const text = korean.decode(bytes)
        if (text !== theirs || !comesBack(bytes, text, korean)) wrong.push(`${lead} ${trail} ${theirs} ${text}`)
      }
    }
    expect(wrong).toEqual([])
    expect(known).toBe(17_048)
  })

  test.each(['gbk', 'gb18030', 'shift_jis', 'big5', 'euc-kr', 'euc-jp', 'koi8-r'])(
    '%s: bytes come back, or it is known that they do not',
    (label) => {
      const set = named(label)
      const unit = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x8f, 0x81, 0x30, 0xa1, 0xfe, 0x41))
      fc.assert(
        fc.property(fc.array(unit, { maxLength: 8 }), (numbers) => {
          const bytes = Uint8Array.from(numbers)
          const text = set.decode(bytes)
          const again = set.encode(text)
          const same = again.ok && Buffer.from(again.bytes).equals(Buffer.from(bytes))
          expect(comesBack(bytes, text, set)).toBe(same)
          if (text.includes('\ufffd') && label !== 'gb18030') expect(same).toBe(false)
        }),
      )
    },
  )

  test.each([
    ['GB18030', 'ɐ', 'gb18030'],
    ['EUC-JP', '丂', 'euc-jp'],
  ])('%s writes its longer codes: %s', (label, text, other) => {
    const encoded = named(label).encode(text)
    expect(encoded.ok && Buffer.from(encoded.bytes).length).toBeGreaterThan(2)
    if (other === 'gb18030') expect(encoded).toEqual({ ok: true, bytes: Uint8Array.from(iconv.encode(text, other)) })
    expect(encoded.ok && named(label).decode(encoded.bytes)).toBe(text)
  })

  test.each(['', 'no-such-thing', 'utf-16le', 'iso-2022-jp', 'x'.repeat(1000)])('%j is unknown', (label) => {
    expect(charset(label)).toBeUndefined()
  })
})
