import { featureAt } from '@/lib/cpuid/features'
import type { BitMark, Register } from '@/lib/cpuid/register'
import { formatBytes, formatMiB } from '@/lib/format/quantity'
import { parseUuid } from '@/lib/names/uuid'
import type { VmxCpuidMask } from '@/lib/vmx/cpuid-keys'
import type { VmxDocument, VmxEntry } from '@/lib/vmx/document'
import { explainVmxKey } from '@/lib/vmx/key-dictionary'
import { plainVmxValue } from '@/lib/vmx/plain-value'
import { vmxReadings, type VmxReading } from '@/lib/vmx/readings'
import type { VmxView } from '@/lib/vmx/vmx-view'
import { withoutUndefined } from '@/lib/without-undefined'

/** One line of a VMX for a person: what is stored, what it means, and what is odd about it. */
export type VmxRow = {
  entry: VmxEntry
  /** Undefined where it would only repeat what is stored. */
  decoded?: string
  note?: string
  /** Why the value is odd. */
  odd?: string
  /** What the key is for. */
  about?: string
}

/** The statements of a file in its order, decoded. */
export function vmxRows(document: VmxDocument, view: VmxView): VmxRow[] {
  const readings = vmxReadings(view)
  const masks = new Map(view.cpuid.masks.map((mask) => [mask.key.toLowerCase(), mask]))
  return document.entries.map((entry): VmxRow => {
    const lower = entry.key.toLowerCase()
    const about = explainVmxKey(entry.key)
    const base = { entry, ...withoutUndefined({ about }) }
    if (entry.shadowed) return { ...base, note: 'An earlier line sets this key, and the first one counts.' }
    const reading = readings.get(lower) ?? {}
    const mask = masks.get(lower)
    const plain = plainVmxValue(entry.key, entry.value)
    const text = mask && !mask.mask.odd ? maskWords(mask, mask.mask.register) : decodedWords(lower, plain.text, reading)
    return {
      ...base,
      ...(text === undefined || text === entry.value ? {} : { decoded: text }),
      ...withoutUndefined({ note: reading.note, odd: reading.odd ?? plain.problem }),
    }
  })
}

const mib = (value: number) => (value === 0 ? '0 MB' : formatMiB(value))
const mhz = (value: number) => `${value} MHz`
const units: ReadonlyMap<string, (value: number) => string> = new Map([
  ['memsize', mib],
  ['sched.mem.max', mib],
  ['sched.mem.min', mib],
  ['sched.mem.minsize', mib],
  ['sched.cpu.min', mhz],
  ['sched.cpu.max', mhz],
  ['numvcpus', (value) => `${value} vCPU`],
  ['cpuid.corespersocket', (value) => `${value} per socket`],
  ['svga.vramsize', (kib) => formatBytes(kib * 1024, { whole: true })],
  ['remotedisplay.vnc.port', (value) => (value === -1 ? 'picked by the host' : String(value))],
])

/** @param plain what is stored, without its escapes. */
function decodedWords(lower: string, plain: string, { value }: VmxReading): string | undefined {
  if (value === undefined) {
    if (lower === 'sched.cpu.affinity' && /^all$/i.test(plain)) return 'all host CPUs'
    return (lower.startsWith('uuid.') ? parseUuid(plain) : undefined) ?? plain
  }
  // TRUE and FALSE need no other words.
  if (typeof value === 'boolean') return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'number') return (units.get(lower) ?? String)(value)
  if (Array.isArray(value)) return `host CPUs ${value.join(', ')}`
  if (typeof value === 'object' && value !== null && 'level' in value && 'shares' in value) {
    return `${String(value.level)}, ${String(value.shares)} shares`
  }
  return undefined
}

const markWords: Readonly<Record<Exclude<BitMark, '-'>, string>> = {
  '0': 'hidden',
  R: 'hidden, must match',
  '1': 'shown',
  H: 'as the host has it, must match',
  T: 'needed',
  F: 'must be absent',
  x: 'not used',
}

/** `hidden: VMX, SMX; needed: AES`. */
function maskWords({ level, register: name }: VmxCpuidMask, register: Register): string {
  const set = register.flatMap((mark, bit) => (mark === '-' ? [] : [{ mark, bit }]))
  if (set.length === 0) return 'changes nothing'
  const marks = [...new Set(set.map(({ mark }) => mark))]
  return marks
    .map(
      (mark) =>
        `${markWords[mark]}: ${set
          .filter((one) => one.mark === mark)
          .map(({ bit }) => featureAt(level, name, bit).name)
          .join(', ')}`,
    )
    .join('; ')
}

const fold = (text: string) => text.normalize('NFC').toLocaleLowerCase('en')

/** Whether a row has the text in its key or in its value, stored or decoded, in any case. */
export function matchesVmxRow({ entry, decoded }: VmxRow, text: string): boolean {
  const wanted = fold(text)
  return wanted === '' || [entry.key, entry.value, decoded ?? ''].some((each) => fold(each).includes(wanted))
}
