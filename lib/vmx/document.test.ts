import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { scanVmx } from './scan'
import { getVmx, mostBytes, parseVmx, printVmx, vmxText } from './document'

const values = (text: string | Uint8Array) => parseVmx(text).entries.map(({ key, value }) => [key, value])
const problems = (text: string | Uint8Array) => parseVmx(text).problems.map(({ line, kind }) => `${line} ${kind}`)

describe('§5.1 the grammar', () => {
  test('§5.1 statements are separated by LF, CR, CRLF or ";", blanks are optional', () => {
    const text = 'a = "1"\nb="2"\rc\t=\t"3"\r\nd = "4";e = "5" ; f = "6"\n\n  g = "7"'
    expect(values(text)).toEqual(['a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7'].map((pair) => [pair[0], pair[1]]))
    expect(parseVmx(text).entries.map((entry) => entry.line)).toEqual([1, 2, 3, 4, 4, 4, 6])
    expect(problems(text)).toEqual([])
  })

  test('§5.1 "#" starts a comment on its own line or behind a value, so a shebang is fine', () => {
    const text = '#!/usr/bin/vmware\n  # note = "x"\na = "1" # = "2"\nb = "#3" # "'
    expect(values(text)).toEqual([
      ['a', '1'],
      ['b', '#3'],
    ])
    expect(problems(text)).toEqual([])
  })

  test('§5.1 a name starts with a letter or "." and goes on with letters, digits and _:.-', () => {
    expect(problems('.encoding = "UTF-8"\nscsi0:1.file-Name_2 = "x"')).toEqual([])
    expect(problems('2nd = "x"\n-a = "x"\nmy key = "x"\nä = "x"\n= "x"\n"q" = "x"')).toEqual(
      [1, 2, 3, 4, 5, 6].map((line) => `${line} syntax`),
    )
    expect(values('my key = "x"')).toEqual([['my key', 'x']])
  })

  test('§5.1 values are in double, single or triple quotes, the last of which may span lines', () => {
    const text = `a = "it's; # fine"\nb = 'say "hi"'\nc = """x\r\n"y" # z\n"""\nd = ""`
    expect(values(text)).toEqual([
      ['a', "it's; # fine"],
      ['b', 'say "hi"'],
      ['c', 'x\r\n"y" # z\n'],
      ['d', ''],
    ])
    expect(parseVmx(text).entries.at(-1)?.line).toBe(6)
    expect(problems(text)).toEqual([])
  })

  test.each([
    ['a = 5', '5', 'not in quotes'],
    ['a = [1, 2]', '[1, 2]', 'not in quotes'],
    ['a = yes # no', 'yes', 'not in quotes'],
    ['a =', '', 'no value'],
    ['a = "open', 'open', 'never closed'],
    ['a = "open\nb = "x"', 'open', 'never closed'],
    ['a = "say "hi" to me"', 'say ', 'behind the closing quote'],
    ['a = """open\nb = "x"', '', 'behind the closing quote'],
  ])('§5.1 %j is a syntax error with its line, and what can be read is read', (text, value, why) => {
    const document = parseVmx(text)
    expect(getVmx(document, 'a')).toBe(value)
    expect(document.problems[0]).toMatchObject({ line: 1, kind: 'syntax', sentence: expect.stringContaining(why) })
    if (text.includes('b =')) expect(getVmx(document, 'b')).toBe('x')
  })

  test('§5.1 nothing escapes inside quotes', () => {
    expect(values('a = "C:\\new\\" # "')).toEqual([['a', 'C:\\new\\']])
  })

  test('§5.1 key lookup ignores case, and the first of several equal keys wins', () => {
    const document = parseVmx('memSize = "1024"\nMEMSIZE = "2048"')
    expect(getVmx(document, 'memsize')).toBe('1024')
    expect(document.entries.map((entry) => entry.shadowed)).toEqual([false, true])
    expect(document.problems).toEqual([
      { line: 2, kind: 'duplicate', sentence: '"MEMSIZE" is set again. The first one, in line 1, counts.' },
    ])
  })
})

describe('§5.1 encodings', () => {
  test.each([
    ['windows-1252', 'windows-1252', 'Größe 5€'],
    ['GBK', 'gbk', '虚拟机 | 一'],
    ['Shift_JIS', 'cp932', '表示ソ十 " |'.replaceAll('"', '')],
    ['UTF-8', 'utf8', '標準語 🦊'],
    ['utf-8', 'utf8', 'é'],
  ])('§5.1 %s: the whole text is read from the encoding it declares', (label, other, name) => {
    const bytes = Uint8Array.from(iconv.encode(`# ${name}\n.encoding = "${label}"\ndisplayName = "${name}"\n`, other))
    const document = parseVmx(bytes)
    expect(getVmx(document, 'displayName')).toBe(name)
    expect(document.problems).toEqual([])
    expect(vmxText(document)).toContain(`# ${name}\n`)
    expect(printVmx(document)).toEqual(bytes)
  })

  test('§5.1 without .encoding the text is UTF-8', () => {
    expect(getVmx(parseVmx(new TextEncoder().encode('displayName = "é"')), 'displayname')).toBe('é')
  })

  test('an unknown encoding is reported and the rest is read', () => {
    const document = parseVmx('.encoding = "klingon"\nmemsize = "4"')
    expect(document.problems).toEqual([
      { line: 1, kind: 'encoding', sentence: 'The encoding "klingon" is unknown. The file is read as UTF-8.' },
    ])
    expect(getVmx(document, 'memsize')).toBe('4')
  })

  test('a wrong encoding is reported by line; the value is shown as windows-1252 and the bytes stay', () => {
    const bytes = Uint8Array.from(
      Buffer.from('.encoding = "UTF-8"\ndisplayName = "Gr\xf6\xdfe"\nmemsize = "4"\n', 'latin1'),
    )
    const document = parseVmx(bytes)
    expect(getVmx(document, 'displayName')).toBe('Größe')
    expect(problems(bytes)).toEqual(['2 encoding'])
    expect(printVmx(document)).toEqual(bytes)
  })

  test('Korean syllables that only windows-949 has are read, and can be set', () => {
    const head = '.encoding = "windows-949"\nannotation = "'
    const bytes = Uint8Array.from([...Buffer.from(head), 0x8c, 0x63, 0xb9, 0xe6, ...Buffer.from('"\n')])
    const document = parseVmx(bytes)
    expect(getVmx(document, 'annotation')).toBe('똠방')
    expect(document.problems).toEqual([])
  })

  test.each([
    ['a second code of one character', '.encoding = "Shift_JIS"\nannotation = "\xed\x40"\n', '纊', 'written so again'],
    ['a stray byte', '.encoding = "gbk"\nannotation = "\xff"\n', '\uf8f5', 'written so again'],
    ['half of a character', '.encoding = "gbk"\nannotation = "\x81"\n', '\x81', 'is not in gbk'],
    ['a comment', '# \xff\n.encoding = "gbk"\nannotation = "x"\n', 'x', 'Line 1 holds bytes that are not in gbk'],
  ])('bytes that would not come back are said: %s', (_, text, value, why) => {
    const document = parseVmx(Uint8Array.from(Buffer.from(text, 'latin1')))
    expect(getVmx(document, 'annotation')).toBe(value)
    expect(document.problems).toMatchObject([{ kind: 'encoding', sentence: expect.stringContaining(why) }])
  })

  test('UTF-16 can be read but not edited', () => {
    const bytes = Uint8Array.from(iconv.encode('\ufeffdisplayName = "標"\r\n', 'utf16le', { addBOM: false }))
    const document = parseVmx(bytes)
    expect(getVmx(document, 'displayName')).toBe('標')
    expect(document.readOnly).toContain('UTF-16')
    expect(printVmx(document)).toEqual(bytes)
  })

  test('a byte order mark is no part of the first key', () => {
    const document = parseVmx('\ufeffmemsize = "4"\n')
    expect(getVmx(document, 'memsize')).toBe('4')
    expect(document.problems[0]?.sentence).toContain('byte order mark')
  })

  test('text that somebody has decoded is held in the encoding it declares', () => {
    const document = parseVmx('.encoding = "windows-1252"\nannotation = "ä"\n')
    expect(Array.from(printVmx(document))).toContain(0xe4)
    expect(getVmx(document, 'annotation')).toBe('ä')
    const misfit = parseVmx('.encoding = "windows-1252"\nannotation = "標"\n')
    expect(misfit.problems[0]?.sentence).toContain('which that encoding does not have')
  })
})

describe('bad files', () => {
  test('a NUL is reported and does not end the reading', () => {
    const document = parseVmx('a = "x\0y"\nb = "z"\n')
    expect(getVmx(document, 'a')).toBe('x\0y')
    expect(getVmx(document, 'b')).toBe('z')
    expect(problems('a = "x\0y"\nb = "z"\n')).toEqual(['1 nul'])
  })

  test('50 MB are read in part, and are still the same 50 MB', () => {
    const big = new Uint8Array(50 * 1024 * 1024).fill(0x61)
    big.set(new TextEncoder().encode('memsize = "4"\n'))
    const document = parseVmx(big)
    expect(getVmx(document, 'memsize')).toBe('4')
    expect(document.readOnly).toContain('The file has 50.0 MiB')
    expect(printVmx(document)).toBe(big)
    expect(vmxText(document)).toHaveLength(mostBytes)
  })

  test('endless openers, statements and problems stay bounded', () => {
    const document = parseVmx('a="""\n'.repeat(100_001))
    expect(document.entries.length).toBeLessThanOrEqual(100_000)
    expect(document.problems.length).toBeLessThan(210)
    expect(parseVmx('b\n'.repeat(300_000)).problems.at(-1)?.sentence).toContain('more problems')
  })

  test('one line of statements is read once, not once for each statement', () => {
    const line = new Uint8Array(new TextEncoder().encode('a="";'.repeat(99_999)))
    const looks = { at: 0 }
    const watched = new Proxy(line, {
      get(target, property) {
        if (typeof property === 'string' && /^\d+$/.test(property)) looks.at += 1
        const value: unknown = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    expect(scanVmx(watched, 0).statements).toHaveLength(99_999)
    expect(looks.at).toBeLessThan(line.length * 10)
  })

  test('reading never fails, and what is read is printed byte for byte', () => {
    const piece = fc.constantFrom(
      'a',
      '=',
      '"',
      "'",
      '"""',
      ';',
      '#',
      '\n',
      '\r',
      '\0',
      ' ',
      'é',
      '.encoding = "gbk"\n',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.array(piece).map((all) => new TextEncoder().encode(all.join(''))),
        ),
        (bytes) => {
          expect(printVmx(parseVmx(bytes))).toEqual(bytes)
        },
      ),
    )
  })
})
