import { parseRegister, registerNames, registerOf, type Register, type RegisterName } from '../cpuid/register'
import type { VmxDocument } from './document'

/**
 * CPUID in a VMX: masks that somebody set (`cpuid.80000001.edx = "----:…"`, also for one vendor: `.amd`), and what the
 * host and the guest had when the VM last ran (`hostCPUID.1`, `guestCPUID.1`, 32 hex digits: EAX, EBX, ECX, EDX).
 */

export type VmxCpuidMask = {
  key: string
  level: number
  register: RegisterName
  vendor: string | undefined
  mask: { odd: false; register: Register } | { odd: true; raw: string; why: string }
}

export type VmxCpuidLeaf = {
  key: string
  of: 'host' | 'guest' | 'user'
  level: number
  registers: { readonly [name in RegisterName]: Register }
}

export type VmxCpuid = {
  masks: VmxCpuidMask[]
  leaves: VmxCpuidLeaf[]
  odd: { key: string; raw: string; why: string }[]
}

/** Files hold masks with the colons of the API, and without. */
const withColons = (value: string) => (/^[^:]{32}$/.test(value) ? value.replaceAll(/.{4}(?!$)/g, '$&:') : value)

export function readCpuidKeys(document: VmxDocument): VmxCpuid {
  const found: VmxCpuid = { masks: [], leaves: [], odd: [] }
  for (const { key, value, shadowed } of document.entries) {
    if (shadowed) continue
    const [, maskLevel, name, vendor] = /^cpuid\.([0-9a-f]{1,8})\.(e[abcd]x)(?:\.([a-z]+))?$/i.exec(key) ?? []
    if (maskLevel !== undefined && name !== undefined) {
      const parsed = parseRegister(withColons(value))
      const mask = parsed.ok
        ? ({ odd: false, register: parsed.register } as const)
        : ({ odd: true, raw: value, why: parsed.because } as const)
      const register = registerNames.find((each) => each === name.toLowerCase()) ?? 'eax'
      found.masks.push({ key, level: Number.parseInt(maskLevel, 16), register, vendor: vendor?.toLowerCase(), mask })
      continue
    }
    const [, of, leafLevel] = /^(host|guest|user)cpuid\.([0-9a-f]{1,8})$/i.exec(key) ?? []
    if (of === undefined || leafLevel === undefined) continue
    const words = /^([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{8})$/i.exec(value)
    if (!words) {
      found.odd.push({ key, raw: value, why: 'It has to be 32 hex digits: EAX, EBX, ECX and EDX.' })
      continue
    }
    const [eax, ebx, ecx, edx] = words.slice(1).map((word) => registerOf(Number.parseInt(word, 16)))
    if (!eax || !ebx || !ecx || !edx) continue
    const source = of.toLowerCase() as VmxCpuidLeaf['of'] // the pattern names them
    found.leaves.push({ key, of: source, level: Number.parseInt(leafLevel, 16), registers: { eax, ebx, ecx, edx } })
  }
  return found
}
