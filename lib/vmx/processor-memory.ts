import { refine, valueOr, type Read, type VmxReader } from './value-reader'

/** CPUs and memory of a VMX, with libvirt's meanings beside VMware's. */
export type VmxProcessor = {
  count: Read<number>
  coresPerSocket: Read<number>
  /** Undefined when every CPU is a socket of its own, or when a number is odd. */
  topology: { sockets: number; cores: number; threads: 1; dies: 1; clusters: 1 } | undefined
  /** Host CPUs that the VM may run on; undefined for all. */
  affinity: Read<readonly number[] | undefined>
  shares: Read<VmxShares | undefined>
  /** MHz. libvirt ignores these two. */
  reservationMHz: Read<number | undefined>
  limitMHz: Read<number | 'unlimited' | undefined>
}

export type VmxShares = { level: 'low' | 'normal' | 'high' | 'custom'; shares: number }

/** Shares per vCPU behind the three words. */
const sharesPerVcpu = { low: 500, normal: 1000, high: 2000 } as const
/** Shares per MB of memory behind the same words. */
const sharesPerMiB = { low: 5, normal: 10, high: 20 } as const

export function readProcessor(vmx: VmxReader): VmxProcessor {
  const count = refine<number, number>(vmx.integer('numvcpus', 1), (value) =>
    value > 0 ? { value } : { why: 'It has to be at least 1.' },
  )
  const cpus = valueOr(count, 1)
  const coresPerSocket = refine<number, number>(vmx.integer('cpuid.coresPerSocket', 1), (value) => {
    if (value < 1) return { why: 'It has to be at least 1.' }
    if (cpus % value === 0) return { value }
    return { value, note: `${cpus} CPUs do not divide into sockets of ${value}.` }
  })
  const cores = valueOr(coresPerSocket, 1)
  return {
    count,
    coresPerSocket,
    topology: cores > 1 ? { sockets: Math.floor(cpus / cores), cores, threads: 1, dies: 1, clusters: 1 } : undefined,
    affinity: readAffinity(vmx, cpus),
    shares: readShares(vmx, 'sched.cpu.shares', sharesPerVcpu, cpus),
    reservationMHz: refine<number | undefined, number | undefined>(
      vmx.integer('sched.cpu.min', undefined),
      notNegative,
    ),
    limitMHz: refine(vmx.integer('sched.cpu.max', undefined), asLimit),
  }
}

export type VmxMemory = {
  /** What the guest sees: libvirt's maximum memory. */
  sizeMiB: Read<number>
  limitMiB: Read<number | 'unlimited' | undefined>
  /** `sched.mem.minsize`, or `sched.mem.min` alone: hosts write both with one value, and libvirt reads the first only. */
  reservationMiB: Read<number>
  /** libvirt ignores it. */
  shares: Read<VmxShares | undefined>
  /** What libvirt makes of the three keys, in KiB; undefined when one of them is odd. */
  libvirt: { maximumKiB: number; currentKiB: number; guaranteedKiB: number } | undefined
}

export function readMemory(vmx: VmxReader): VmxMemory {
  const sizeMiB = refine<number, number>(vmx.integer('memsize', 32), (value) => {
    if (value <= 0) return { why: 'It has to be more than 0 MiB.' }
    return value % 4 === 0 ? { value } : { why: 'It has to be a multiple of 4 MiB.' }
  })
  const limitMiB = refine(vmx.integer('sched.mem.max', undefined), asLimit)
  const reservation = (key: string) =>
    refine<number, number>(vmx.integer(key, 0), (value) =>
      value < 0 ? { value: 0, note: 'A negative reservation counts as none.' } : { value },
    )
  const minSize = reservation('sched.mem.minsize')
  const reservationMiB = vmx.has('sched.mem.minsize') ? minSize : reservation('sched.mem.min')
  const size = valueOr(sizeMiB, undefined)
  const limit = valueOr(limitMiB, 'odd' as const)
  const guaranteed = valueOr(minSize, undefined)
  const readable = size !== undefined && limit !== 'odd' && guaranteed !== undefined
  const current = typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY
  return {
    sizeMiB,
    limitMiB,
    reservationMiB,
    shares: readShares(vmx, 'sched.mem.shares', sharesPerMiB, size ?? 32),
    libvirt: readable
      ? {
          maximumKiB: size * 1024,
          currentKiB: Math.min(current, size) * 1024,
          guaranteedKiB: Math.min(guaranteed, size) * 1024,
        }
      : undefined,
  }
}

const notNegative = (value: number | undefined) =>
  value !== undefined && value < 0 ? { why: 'It cannot be negative.' } : { value }

/** Negative and `unlimited` both mean none. */
const asLimit = (value: number | undefined): { value: number | 'unlimited' | undefined } =>
  value !== undefined && value < 0 ? { value: 'unlimited' } : { value }

function readAffinity(vmx: VmxReader, cpus: number): Read<readonly number[] | undefined> {
  return refine<string | undefined, readonly number[] | undefined>(vmx.text('sched.cpu.affinity'), (text) => {
    if (text === undefined || text.toLowerCase() === 'all') return { value: undefined }
    const parts = text.split(',').map((part) => part.trim())
    if (!parts.every((part) => /^\d{1,5}$/.test(part))) return { why: 'It has to be all, or CPU numbers and commas.' }
    const value = parts.map(Number)
    if (value.length >= cpus) return { value }
    return { why: `It names ${value.length} host CPUs for ${cpus} virtual ones; libvirt wants one for each at least.` }
  })
}

function readShares(
  vmx: VmxReader,
  key: string,
  per: Readonly<Record<'low' | 'normal' | 'high', number>>,
  units: number,
): Read<VmxShares | undefined> {
  return refine<string | undefined, VmxShares | undefined>(vmx.text(key), (text) => {
    if (text === undefined) return { value: undefined }
    for (const level of ['low', 'normal', 'high'] as const) {
      if (text.toLowerCase() === level) return { value: { level, shares: per[level] * units } }
    }
    if (!/^\d{1,15}$/.test(text)) return { why: 'It has to be low, normal, high or a number.' }
    return { value: { level: 'custom', shares: Number(text) } }
  })
}

/** The word for a number of CPU shares where it matches one, else the number: how libvirt writes `sched.cpu.shares`. */
export function cpuSharesText(shares: number, cpus: number): string {
  const words = ['low', 'normal', 'high'] as const
  return words.find((word) => sharesPerVcpu[word] * cpus === shares) ?? String(shares)
}
