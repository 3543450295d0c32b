import { memoryWords, type Allocation } from './allocation'

/**
 * Where a VM's memory is, as one stacked bar. The parts of the configured memory add up to it: what is backed by the
 * host's memory, what was taken back by ballooning, compression and swapping, and what was never touched. The
 * overhead comes on top: it is the host's own cost of running the VM.
 */

/** From `summary.quickStats`; what the host does not report is left out. MiB but for the two that say KiB. */
export type MemoryUsage = {
  /** hostMemoryUsage: host memory behind the VM, overhead included. */
  consumedMiB?: number
  /** guestMemoryUsage: an estimate of what the guest touched lately. */
  activeMiB?: number
  privateMiB?: number
  sharedMiB?: number
  balloonedMiB?: number
  swappedMiB?: number
  overheadMiB?: number
  compressedKiB?: number
  ssdSwappedKiB?: number
}

export type MemorySegmentKind =
  | 'active'
  | 'idle'
  | 'shared'
  | 'compressed'
  | 'ballooned'
  | 'swapped'
  | 'untouched'
  | 'overhead'

export type MemorySegment = {
  kind: MemorySegmentKind
  mib: number
  /** Of the whole bar, 0 to 1. All segments together are 1. */
  part: number
}

export type MemoryMarker = { kind: 'configured' | 'limit' | 'reservation'; mib: number; at: number }

export type MemoryBar = {
  /** In the order in which they are drawn; without those that are empty. */
  segments: MemorySegment[]
  /** Where lines are drawn across the bar, 0 to 1. */
  markers: MemoryMarker[]
  totalMiB: number
  warnings: MemoryWarning[]
}

export type MemoryBarInput = {
  configuredMiB: number
  allocation: Allocation
  usage: MemoryUsage
  /** A VM that is off uses nothing, whatever the last counters say. */
  isRunning: boolean
  toolsRunning?: boolean
}

/** What each segment is, for the person who points at it. */
export const explainSegment: Readonly<Record<MemorySegmentKind, { name: string; sentence: string }>> = {
  active: { name: 'Active', sentence: 'Memory that the guest touched in the last minutes, as the host estimates it.' },
  idle: { name: 'Idle', sentence: 'Memory that the host still keeps for the guest, which has not touched it lately.' },
  shared: { name: 'Shared', sentence: 'Pages that are the same as others and are kept once for all.' },
  compressed: {
    name: 'Compressed',
    sentence:
      'Pages that the host squeezed together instead of swapping them. The guest waits while they are unpacked.',
  },
  ballooned: {
    name: 'Ballooned',
    sentence: 'Memory that the host asked back through VMware Tools. The guest chose what to give up.',
  },
  swapped: {
    name: 'Swapped',
    sentence: 'Memory that the host wrote to disk without asking the guest. Touching it again is very slow.',
  },
  untouched: {
    name: 'Untouched',
    sentence: 'Configured memory that the guest has not used yet. It costs the host nothing.',
  },
  overhead: { name: 'Overhead', sentence: 'What the host itself needs to run the VM, on top of its memory.' },
}

/** Counters can be negative or missing on odd hosts: neither draws anything. */
const amount = (value: number | undefined) => (value !== undefined && value > 0 ? value : 0)

export function memoryBar(input: MemoryBarInput): MemoryBar {
  const { configuredMiB, allocation, isRunning } = input
  const usage = isRunning ? input.usage : {}
  const overhead = amount(usage.overheadMiB)
  const shared = amount(usage.sharedMiB)
  const backed =
    usage.privateMiB === undefined
      ? Math.max(amount(usage.consumedMiB) - overhead - shared, 0)
      : amount(usage.privateMiB)
  const active = Math.min(amount(usage.activeMiB), backed)
  const amounts: [MemorySegmentKind, number][] = [
    ['active', active],
    ['idle', backed - active],
    ['shared', shared],
    ['compressed', amount(usage.compressedKiB) / 1024],
    ['ballooned', amount(usage.balloonedMiB)],
    ['swapped', amount(usage.swappedMiB) + amount(usage.ssdSwappedKiB) / 1024],
  ]
  const used = amounts.reduce((sum, [, mib]) => sum + mib, 0)
  // The counters are not taken at one instant and may add up to a little more than there is.
  amounts.push(['untouched', Math.max(configuredMiB - used, 0)], ['overhead', overhead])
  const totalMiB = amounts.reduce((sum, [, mib]) => sum + mib, 0)
  const part = (mib: number) => (totalMiB === 0 ? 0 : Math.min(mib / totalMiB, 1))

  const markers: MemoryMarker[] = [{ kind: 'configured', mib: configuredMiB, at: part(configuredMiB) }]
  if (allocation.limit !== 'unlimited') {
    markers.push({ kind: 'limit', mib: allocation.limit, at: part(allocation.limit) })
  }
  if (allocation.reservation > 0) {
    markers.push({ kind: 'reservation', mib: allocation.reservation, at: part(allocation.reservation) })
  }
  return {
    segments: amounts.filter(([, mib]) => mib > 0).map(([kind, mib]) => ({ kind, mib, part: part(mib) })),
    markers,
    totalMiB,
    warnings: isRunning ? memoryWarnings(input) : [],
  }
}

/**
 * When ballooning, compression and swapping hurt. A host that runs short takes memory back in this order: it balloons,
 * which needs VMware Tools; it compresses; it swaps. The first is a warning, the others are problems.
 */
export type MemoryWarning = {
  kind: 'ballooned' | 'compressed' | 'swapped' | 'limit' | 'noTools'
  weight: 'note' | 'warning' | 'problem'
  sentence: string
}

/** A balloon takes about this part of a VM's memory at most. */
const largestBalloon = 0.65

function memoryWarnings({ configuredMiB, allocation, usage, toolsRunning }: MemoryBarInput): MemoryWarning[] {
  const warnings: MemoryWarning[] = []
  const ballooned = Math.max(usage.balloonedMiB ?? 0, 0)
  const swapped = Math.max(usage.swappedMiB ?? 0, 0) + Math.max(usage.ssdSwappedKiB ?? 0, 0) / 1024
  const compressed = Math.max(usage.compressedKiB ?? 0, 0) / 1024
  const active = Math.max(usage.activeMiB ?? 0, 0)
  const { limit } = allocation

  if (swapped > 0) {
    const sentence = `The host has swapped ${memoryWords(swapped)} of this VM to disk. The guest stalls whenever it touches them.`
    warnings.push({ kind: 'swapped', weight: 'problem', sentence })
  }
  if (compressed > 0) {
    const sentence = `The host has compressed ${memoryWords(compressed)} of this VM: it is a step short of swapping.`
    warnings.push({ kind: 'compressed', weight: 'problem', sentence })
  }
  if (ballooned > 0) warnings.push(balloonWarning(ballooned, active, configuredMiB))
  if (limit !== 'unlimited' && limit < configuredMiB) {
    const isTight = active > limit
    const sentence = isTight
      ? `The guest is using ${memoryWords(active)}, and the limit is ${memoryWords(limit)}: the rest is ballooned or swapped even when the host has memory free.`
      : `The limit of ${memoryWords(limit)} is below the ${memoryWords(configuredMiB)} that the guest believes it has.`
    warnings.push({ kind: 'limit', weight: isTight ? 'problem' : 'warning', sentence })
  }
  if (toolsRunning === false) {
    const sentence = 'Without VMware Tools the host cannot balloon. When it runs short it compresses and swaps at once.'
    warnings.push({ kind: 'noTools', weight: 'note', sentence })
  }
  return warnings
}

/** A balloon in idle memory costs little; one that leaves less than the guest uses makes the guest swap by itself. */
function balloonWarning(ballooned: number, active: number, configuredMiB: number): MemoryWarning {
  const kind = 'ballooned'
  const words = memoryWords(ballooned)
  if (active + ballooned > configuredMiB) {
    const left = memoryWords(Math.max(configuredMiB - ballooned, 0))
    const sentence = `The host took back ${words}. The ${left} that are left are less than the guest uses, so it swaps on its own disk.`
    return { kind, weight: 'problem', sentence }
  }
  if (ballooned >= configuredMiB * largestBalloon) {
    const sentence = `The host took back ${words}, which is as much as ballooning can. If it needs more it will swap.`
    return { kind, weight: 'problem', sentence }
  }
  return { kind, weight: 'warning', sentence: `The host is short of memory and took back ${words} from this guest.` }
}
