import { parseRegister, unsignedLevel } from './register'
import type { CpuIdInfo } from './leaves'

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
