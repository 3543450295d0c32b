import type { MemoryBarInput } from './memory-bar'
import { memoryWords } from './units'

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

export function memoryWarnings({ configuredMiB, allocation, usage, toolsRunning }: MemoryBarInput): MemoryWarning[] {
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
