import { withoutUndefined } from '../without-undefined'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longMode } from './identity'
import { parseLeaves, registerAt, type CpuIdInfo } from './leaves'
import {
  bitsOn,
  levelText,
  parseRegister,
  printRegister,
  registerOf,
  registerValue,
  signedLevel,
  unsignedLevel,
  type BitMark,
} from './register'

const read = (text: string) => {
  const parsed = parseRegister(text)
  if (!parsed.ok) throw new Error(parsed.because)
  return parsed.register
}

describe('§6.1 register texts', () => {
  test('§6.1 39 characters, bit 31 first: the vector is 0x20100800 with bits 11, 20 and 29', () => {
    const register = read('0010:0000:0001:0000:0000:1000:0000:0000')
    expect(registerValue(register)).toBe(0x20100800)
    expect(bitsOn(register)).toEqual([11, 20, 29])
  })

  test('vim25 §6.1 a real EDX of level 1', () => {
    expect(registerValue(read('0000:1111:1000:1011:1111:1011:1111:1111'))).toBe(0x0f8bfbff)
  })

  test.each([
    ['', 'has 0'],
    ['0010:0000:0001:0000:0000:1000:0000:000', 'has 38'],
    ['0010:0000:0001:0000:0000:1000:0000:00000', 'has 40'],
    ['00100000000100000000100000000000', 'has 32'],
    ['0010-0000:0001:0000:0000:1000:0000:0000', 'place 5'],
    ['0010:0000:0001:0000:0000:1000:0000:0002', '"2" for bit 0'],
    ['h010:0000:0001:0000:0000:1000:0000:0000', '"h" for bit 31'],
    ['0'.repeat(10_000), 'has 10000'],
  ])('§6.1 wrong length, separator or character is named: %j', (text, why) => {
    expect(parseRegister(text)).toMatchObject({ ok: false, because: expect.stringContaining(why) })
  })

  test('§6.1 masks hold - H R T 0 1 x, and F', () => {
    const register = read('-HRT:01xF:----:----:----:----:----:X---')
    expect(register.slice(24).reverse().join('')).toBe('-HRT01xF')
    expect(register[3]).toBe('x')
    expect(registerValue(register)).toBeUndefined()
  })

  test('a register reads back as it was written, and so does a number', () => {
    const mark = fc.constantFrom<BitMark>('0', '1', '-', 'x', 'H', 'R', 'T', 'F')
    fc.assert(
      fc.property(fc.array(mark, { minLength: 32, maxLength: 32 }), (register) => {
        expect(read(printRegister(register))).toEqual(register)
      }),
    )
    fc.assert(
      fc.property(fc.nat({ max: 0xffffffff }), (value) => {
        expect(registerValue(read(printRegister(registerOf(value))))).toBe(value)
      }),
    )
  })
})

describe('§6.1 levels', () => {
  test('§6.1 level 0x80000001 arrives as -2147483647', () => {
    expect(signedLevel(0x80000001)).toBe(-2147483647)
    expect(unsignedLevel(-2147483647)).toBe(0x80000001)
    expect(unsignedLevel(-2147483648)).toBe(0x80000000)
  })

  test('are written as people cite them', () => {
    expect([0, 7, 0xd, -2147483647].map(levelText)).toEqual(['0', '7', '0xd', '0x80000001'])
  })
})

describe('a list of HostCpuIdInfo', () => {
  test('one odd register does not take the others with it', () => {
    const leaves = parseLeaves([
      { level: 1, ecx: 'short', edx: '0000:0000:0000:0000:0000:0000:0000:0001' },
      { level: -2147483647, edx: '0010:0000:0001:0000:0000:1000:0000:0000' },
    ])
    expect(leaves.problems).toEqual(['Level 0x1 ECX: A register has 39 characters, and "short" has 5.'])
    expect(registerAt(leaves, 1, 'ecx')).toBeUndefined()
    expect(registerAt(leaves, 1, 'edx')?.[0]).toBe('1')
    expect(registerAt(leaves, -2147483647, 'edx')?.[29]).toBe('1')
    expect(registerAt(leaves, 0x80000001, 'edx')?.[29]).toBe('1')
  })

  test('an entry for every vendor counts before one for a single vendor', () => {
    const on = '0000:0000:0000:0000:0000:0000:0000:0001'
    const off = '0000:0000:0000:0000:0000:0000:0000:0000'
    const leaves = parseLeaves([
      { level: 1, vendor: 'amd', edx: off },
      { level: 1, edx: on },
    ])
    expect(registerAt(leaves, 1, 'edx')?.[0]).toBe('1')
  })
})

describe('§6.1 long mode', () => {
  const host = (edx: string | undefined): CpuIdInfo[] => [
    { level: 1, edx: '1111:1111:1111:1111:1111:1111:1111:1111' },
    { level: -2147483647, ...withoutUndefined({ edx }) },
  ]

  test('§6.1 level 0x80000001, EDX bit 29: 1 is a 64-bit host, 0 is not', () => {
    expect(longMode(host('0010:0000:0001:0000:0000:1000:0000:0000'))).toEqual({ known: true, on: true })
    expect(longMode(host('1101:1111:1111:1111:1111:1111:1111:1111'))).toEqual({ known: true, on: false })
  })

  test('§6.1 any other character is a problem that names the register and the character', () => {
    const text = '--x0:0000:0000:0000:0000:0000:0000:0000'
    expect(longMode(host(text))).toEqual({
      known: false,
      because: `Bit 29, long mode, is "x" in "${text}": neither 0 nor 1.`,
    })
  })

  test('§6.1 a missing entry or a wrong length is unknown', () => {
    expect(longMode([])).toMatchObject({ known: false, because: expect.stringContaining('does not report') })
    expect(longMode(host(undefined))).toMatchObject({ known: false })
    expect(longMode(host('0'))).toMatchObject({ known: false, because: expect.stringContaining('39 characters') })
  })
})
