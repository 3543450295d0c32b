import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getVmx, parseVmx, printVmx, vmxText, type VmxDocument } from './document'
import { editVmx, recodeVmx, removeVmx, sameVmx, setVmx, type VmxEdited } from './edit'

const done = (edited: VmxEdited): VmxDocument => {
  if (!edited.ok) throw new Error(edited.because)
  return edited.document
}
const because = (edited: VmxEdited) => (edited.ok ? undefined : edited.because)

const file =
  '#!/usr/bin/vmware\r\n.encoding = "UTF-8"\r\nmemsize\t=  "1024"   # half of it\r\n\r\nUnknown.key = "x"; guestOS = \'other\'\r\nlast = "1"\r\n'

describe('setting a key', () => {
  test('§5.2 changes one line; comments, blanks, order, line ends and the keys that libvirt would lose survive', () => {
    expect(vmxText(done(setVmx(parseVmx(file), 'MemSize', '2048')))).toBe(file.replace('"1024"', '"2048"'))
    expect(vmxText(done(setVmx(parseVmx(file), 'guestOS', 'other-64')))).toBe(file.replace("'other'", '"other-64"'))
  })

  test('a new key is one line at the end, with the line end that the file has', () => {
    expect(vmxText(done(setVmx(parseVmx(file), 'numvcpus', '2')))).toBe(`${file}numvcpus = "2"\r\n`)
    expect(vmxText(done(setVmx(parseVmx('a = "1"\nb = "2"'), 'c', '3')))).toBe('a = "1"\nb = "2"\nc = "3"')
    expect(vmxText(done(setVmx(parseVmx('a = "1"\r'), 'c', '3')))).toBe('a = "1"\rc = "3"\r')
    expect(vmxText(done(setVmx(parseVmx(''), 'c', '3')))).toBe('c = "3"\n')
  })

  test('mends a value whose quotes were wrong', () => {
    expect(vmxText(done(setVmx(parseVmx('a = "open\nb = "2"\n'), 'a', 'x')))).toBe('a = "x"\nb = "2"\n')
    expect(vmxText(done(setVmx(parseVmx('a = "say "hi" x"\nb = "2"\n'), 'a', 'x')))).toBe('a = "x"\nb = "2"\n')
    expect(vmxText(done(setVmx(parseVmx('a = 5 # n\n'), 'a', '6')))).toBe('a = "6" # n\n')
  })

  test('a key with a star is one key, as libvirt has it from 11.3 on (vmxconvertdata, "pciPassthru*.present")', () => {
    const document = parseVmx('pciPassthru*.present = "FALSE"\n')
    expect(document.problems).toEqual([])
    expect(vmxText(done(setVmx(document, 'pcipassthru*.present', 'TRUE')))).toBe('pciPassthru*.present = "TRUE"\n')
    expect(vmxText(done(removeVmx(document, 'pciPassthru*.present')))).toBe('')
  })

  test('of equal keys the first, which counts, is changed', () => {
    const document = done(setVmx(parseVmx('a = "1"\nA = "2"\n'), 'A', '3'))
    expect(vmxText(document)).toBe('a = "3"\nA = "2"\n')
    expect(getVmx(document, 'a')).toBe('3')
  })

  test('bytes that are in no encoding stay as they are on every other line', () => {
    const bytes = Uint8Array.from([0x23, 0xff, 0xfe, 0x80, 0x0a, ...new TextEncoder().encode('a = "1"\n')])
    expect(printVmx(done(setVmx(parseVmx(bytes), 'a', '2')))).toEqual(
      Uint8Array.from([0x23, 0xff, 0xfe, 0x80, 0x0a, ...new TextEncoder().encode('a = "2"\n')]),
    )
  })

  test('is written in the encoding of the file', () => {
    const document = parseVmx(
      Uint8Array.from(Buffer.from('.encoding = "windows-1252"\nannotation = "\xe4"\n', 'latin1')),
    )
    const changed = done(setVmx(document, 'annotation', 'ö€'))
    expect(Buffer.from(printVmx(changed)).toString('latin1')).toBe(
      '.encoding = "windows-1252"\nannotation = "\xf6\x80"\n',
    )
    expect(because(setVmx(document, 'annotation', '標'))).toBe(
      'The file is in windows-1252, which has no "標". Convert it to UTF-8 first.',
    )
  })

  test.each([
    ['a', 'say "hi"', 'cannot hold a double quote'],
    ['a', 'x\ny', 'or a line break'],
    ['a', 'x\0', 'cannot hold a NUL'],
    ['a', '\ud800', 'which has no'],
    ['2a', 'x', 'cannot be the name'],
    ['a b', 'x', 'cannot be the name'],
    ['', 'x', 'cannot be the name'],
  ])('%j to %j is refused with a sentence', (key, value, why) => {
    expect(because(setVmx(parseVmx(file), key, value))).toContain(why)
  })

  test('a file that is read only in part, or whose encoding is unknown, is not edited', () => {
    expect(because(setVmx(parseVmx(new Uint8Array(5 * 1024 * 1024)), 'a', '1'))).toContain('cannot be edited')
    expect(because(removeVmx(parseVmx(new Uint8Array(5 * 1024 * 1024)), 'a'))).toContain('cannot be edited')
    expect(because(setVmx(parseVmx('.encoding = "klingon"\n'), 'a', '1'))).toContain('"klingon"')
  })

  test('reads back as it was written, and every other entry stays', () => {
    const line = fc.constantFrom('# c', '', 'a = "1"', 'b = "é"', 'c = 3', 'x = "open', '\ta="2" # n', 'd = """p\nq"""')
    const value = fc.string({ unit: fc.constantFrom('x', ' ', '#', ';', "'", 'é', '標', '=', '\\') })
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom('a', 'b', 'c', 'd', 'new'),
        value,
        fc.constantFrom('\n', '\r\n'),
        (lines, key, text, end) => {
          const before = parseVmx(lines.map((each) => each + end).join(''))
          const after = done(setVmx(before, key, text))
          expect(getVmx(after, key)).toBe(text)
          const others = (document: VmxDocument) =>
            document.entries
              .filter((entry) => entry.key !== key || entry.shadowed)
              .map((entry) => [entry.key, entry.value])
          expect(others(after)).toEqual(others(before))
          expect(sameVmx(printVmx(after), printVmx(done(setVmx(after, key, text))))).toBe(true)
        },
      ),
    )
  })
})

describe('removing a key', () => {
  test('takes its line, and nothing else', () => {
    expect(vmxText(done(removeVmx(parseVmx(file), 'memsize')))).toBe(
      file.replace('memsize\t=  "1024"   # half of it\r\n', ''),
    )
    expect(vmxText(done(removeVmx(parseVmx('a = "1"\nb = "2"'), 'b')))).toBe('a = "1"')
    expect(vmxText(done(removeVmx(parseVmx('a = "1"\r\nb = "2"'), 'b')))).toBe('a = "1"')
    expect(vmxText(done(removeVmx(parseVmx('a = "1"'), 'a')))).toBe('')
    expect(vmxText(done(removeVmx(parseVmx('d = """p\nq"""\ne = "1"\n'), 'd')))).toBe('e = "1"\n')
  })

  test('leaves the statements that share its line', () => {
    expect(vmxText(done(removeVmx(parseVmx(file), 'unknown.KEY')))).toBe(file.replace('Unknown.key = "x"; ', ''))
    expect(vmxText(done(removeVmx(parseVmx(file), 'guestOS')))).toBe(file.replace("; guestOS = 'other'", ''))
    expect(vmxText(done(removeVmx(parseVmx('a = "1";\nb = "2"\n'), 'a')))).toBe('b = "2"\n')
  })

  test('removes every line that sets it, or an older value would count', () => {
    expect(vmxText(done(removeVmx(parseVmx('a = "1"\nb = "2"\nA = "3"\na = "4"; a = "5"\n'), 'a')))).toBe('b = "2"\n')
  })

  test('a key that is set absurdly often is refused rather than ground through', () => {
    expect(because(removeVmx(parseVmx('a = "1"\n'.repeat(101)), 'a'))).toContain('101 times')
  })

  test('a key that is not there changes nothing', () => {
    expect(vmxText(done(removeVmx(parseVmx(file), 'nothing')))).toBe(file)
  })
})

describe('several edits', () => {
  test('are applied in order, and one refusal refuses them all', () => {
    const edits = [
      { key: 'memsize', value: '8' },
      { key: 'last', remove: true as const },
    ]
    expect(vmxText(done(editVmx(parseVmx(file), edits)))).toBe(
      file.replace('"1024"', '"8"').replace('last = "1"\r\n', ''),
    )
    expect(because(editVmx(parseVmx(file), [...edits, { key: 'x', value: '"' }]))).toContain('double quote')
  })
})

describe('another encoding', () => {
  test('rewrites the whole file and declares it', () => {
    const document = parseVmx(
      Uint8Array.from(Buffer.from('# \xe4\n.encoding = "windows-1252"\na = "\xf6"\n', 'latin1')),
    )
    const recoded = done(recodeVmx(document, 'UTF-8'))
    expect(new TextDecoder().decode(printVmx(recoded))).toBe('# ä\n.encoding = "UTF-8"\na = "ö"\n')
    expect(done(setVmx(document, '.encoding', 'UTF-8')).bytes).toEqual(recoded.bytes)
    expect(done(recodeVmx(recoded, 'windows-1252')).bytes).toEqual(document.bytes)
  })

  test('declares it first where nothing was declared', () => {
    expect(vmxText(done(recodeVmx(parseVmx('a = "1"\n'), 'GBK')))).toBe('.encoding = "GBK"\na = "1"\n')
  })

  test('is refused where bytes would not come back, in a comment too; a single key can still be set', () => {
    for (const text of ['.encoding = "Shift_JIS"\na = "\xed\x40"\n', '# \xff\n.encoding = "Shift_JIS"\na = "x"\n']) {
      const document = parseVmx(Uint8Array.from(Buffer.from(text, 'latin1')))
      expect(because(recodeVmx(document, 'UTF-8'))).toContain('without guessing')
      const other = done(setVmx(document, 'b', '1'))
      expect(Buffer.from(printVmx(other)).toString('latin1')).toBe(`${text}b = "1"\n`)
    }
  })

  test('Korean text is converted whole, also what only windows-949 has', () => {
    const text = '.encoding = "windows-949"\nannotation = "\x8c\x63\xb9\xe6"\n'
    const document = parseVmx(Uint8Array.from(Buffer.from(text, 'latin1')))
    expect(vmxText(done(recodeVmx(document, 'UTF-8')))).toBe('.encoding = "UTF-8"\nannotation = "똠방"\n')
    expect(getVmx(done(setVmx(document, 'b', '똠')), 'b')).toBe('똠')
  })

  test('is refused where something would be lost or guessed', () => {
    expect(because(recodeVmx(parseVmx('a = "標"\n'), 'windows-1252'))).toContain('has no "標"')
    expect(because(recodeVmx(parseVmx('a = "1"\n'), 'klingon'))).toContain('unknown')
    expect(because(recodeVmx(parseVmx(Uint8Array.from([0x61, 0x3d, 0x22, 0xff, 0x22])), 'GBK'))).toContain('guessing')
  })
})
