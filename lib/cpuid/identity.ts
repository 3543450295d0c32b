import { withoutUndefined } from '../without-undefined'
import { registerAt, type CpuLeaves, type CpuIdInfo } from './leaves'
import { registerValue, type RegisterName, parseRegister, unsignedLevel } from './register'

/** Which processor this is, from levels 0, 1 and 0x80000002 to 4. Fields are absent where the host hides them. */
export type CpuIdentity = {
  /** Such as `GenuineIntel` or `AuthenticAMD`. */
  vendor?: string
  /** The highest basic level that the processor answers. */
  highestLevel?: number
  family?: number
  model?: number
  stepping?: number
  /** Such as `Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz`. */
  brand?: string
}

export function cpuIdentity(leaves: CpuLeaves): CpuIdentity {
  const value = (level: number, name: RegisterName) => {
    const register = registerAt(leaves, level, name)
    return register && registerValue(register)
  }
  const text = (level: number, names: readonly RegisterName[]) => {
    const values = names.map((name) => value(level, name))
    return values.every((each) => each !== undefined) ? values.map(characters).join('') : undefined
  }
  const vendor = text(0, ['ebx', 'edx', 'ecx'])
  const highestLevel = value(0, 'eax')
  const brand = [0x80000002, 0x80000003, 0x80000004].map((level) => text(level, ['eax', 'ebx', 'ecx', 'edx']))
  const signature = value(1, 'eax')
  return {
    ...(vendor ? { vendor } : {}),
    ...withoutUndefined({ highestLevel }),
    ...(signature === undefined ? {} : familyModelStepping(signature)),
    ...(brand.every((part) => part !== undefined) ? { brand: brand.join('').trim().replaceAll(/ +/g, ' ') } : {}),
  }
}

/** Four characters, the lowest byte first; NULs end the text. */
const characters = (value: number) =>
  [0, 8, 16, 24]
    .map((shift) => (value >>> shift) & 0xff)
    .filter((code) => code >= 0x20 && code < 0x7f)
    .map((code) => String.fromCharCode(code))
    .join('')

/** The extended family counts only with family 15, the extended model only with families 6 and 15. */
export function familyModelStepping(signature: number): { family: number; model: number; stepping: number } {
  const family = (signature >>> 8) & 0xf
  const model = (signature >>> 4) & 0xf
  return {
    family: family === 0xf ? family + ((signature >>> 20) & 0xff) : family,
    model: family === 0x6 || family === 0xf ? model + (((signature >>> 16) & 0xf) << 4) : model,
    stepping: signature & 0xf,
  }
}

/** Whether a host runs 64-bit guests: level 0x80000001, EDX bit 29. What libvirt decides x86_64 by. */
export type LongMode =
  | { known: true; on: boolean }
  /** libvirt does not connect at all to such a host. */
  | { known: false; because: string }

export function longMode(infos: readonly CpuIdInfo[]): LongMode {
  const text = infos.find(({ level }) => unsignedLevel(level) === 0x80000001)?.edx
  if (text === undefined) return { known: false, because: 'The host does not report EDX of level 0x80000001.' }
  const parsed = parseRegister(text)
  if (!parsed.ok) return { known: false, because: parsed.because }
  const mark = parsed.register[29]
  if (mark === '1' || mark === '0') return { known: true, on: mark === '1' }
  return { known: false, because: `Bit 29, long mode, is "${mark}" in "${text}": neither 0 nor 1.` }
}
