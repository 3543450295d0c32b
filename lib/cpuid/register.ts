/**
 * Register texts of HostCpuIdInfo: 39 characters, eight groups of four with colons between, bit 31 first, as in
 * `0010:0000:0001:0000:0000:1000:0000:0000`.
 */

/**
 * What can stand for one bit. On the side of a host: `0`, `1` and `-` for unknown. On the side of a mask:
 * `-` take the guest OS's default, `x` unused, `T` must be on, `F` must be off, `1` and `0` shown as on or off,
 * `R` hidden but must match for vMotion, `H` used and must match.
 */
export type BitMark = '0' | '1' | '-' | 'x' | 'H' | 'R' | 'T' | 'F'

/** 32 marks, the index being the number of the bit: the text without colons, reversed. */
export type Register = readonly BitMark[]

export type ParsedRegister = { ok: true; register: Register } | { ok: false; because: string }

export const registerNames = ['eax', 'ebx', 'ecx', 'edx'] as const
export type RegisterName = (typeof registerNames)[number]

const marks = new Set(['0', '1', '-', 'x', 'H', 'R', 'T', 'F'])
const isMark = (char: string): char is BitMark => marks.has(char)

/** Reads a register text; a wrong length, separator or character is named. `X` is taken for `x`. */
export function parseRegister(text: string): ParsedRegister {
  if (text.length !== 39) {
    return { ok: false, because: `A register has 39 characters, and ${quote(text)} has ${text.length}.` }
  }
  const register: BitMark[] = []
  for (let at = 38; at >= 0; at -= 1) {
    const char = text.charAt(at)
    if (at % 5 === 4) {
      if (char !== ':')
        return { ok: false, because: `At place ${at + 1} of ${quote(text)} a colon belongs, not "${char}".` }
      continue
    }
    const mark = char === 'X' ? 'x' : char
    if (!isMark(mark)) {
      return { ok: false, because: `${quote(text)} has "${char}" for bit ${register.length}, which means nothing.` }
    }
    register.push(mark)
  }
  return { ok: true, register }
}

const quote = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`

/** Writes a register text. */
export const printRegister = (register: Register): string =>
  Array.from({ length: 8 }, (_, group) =>
    Array.from({ length: 4 }, (_, bit) => register[31 - group * 4 - bit] ?? '-').join(''),
  ).join(':')

/** The register as an unsigned number, when every bit is known. */
export function registerValue(register: Register): number | undefined {
  let value = 0
  for (let bit = 31; bit >= 0; bit -= 1) {
    const mark = register[bit]
    if (mark !== '0' && mark !== '1') return undefined
    value = value * 2 + (mark === '1' ? 1 : 0)
  }
  return value
}

/** A register of known bits from an unsigned number. */
export const registerOf = (value: number): Register =>
  Array.from({ length: 32 }, (_, bit) => ((value >>> bit) & 1 ? '1' : '0'))

/** Numbers of the bits that are on. */
export const bitsOn = (register: Register): number[] =>
  Array.from(register, (mark, bit) => (mark === '1' ? bit : -1)).filter((bit) => bit >= 0)

/** CPUID levels travel as signed 32-bit numbers: 0x80000001 arrives as -2147483647. */
export const signedLevel = (level: number): number => level | 0
export const unsignedLevel = (level: number): number => level >>> 0

/** A level as people write it: `0x80000001`, and `0`, `1`, `7`, `0xd` for the small ones. */
export function levelText(level: number): string {
  const unsigned = unsignedLevel(level)
  return unsigned < 10 ? String(unsigned) : `0x${unsigned.toString(16)}`
}
