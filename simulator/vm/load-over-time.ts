/**
 * What a running VM takes of its host, as a function of time: the same VM at the same time always shows the same. Guests
 * rise and fall in waves of their own; memory beyond a limit is reclaimed in the order in which hosts do it.
 */

export type LoadFacts = {
  /** Shifts the waves, so that no two VMs move alike. */
  phase: number
  /** Share of its CPUs that the guest keeps busy on average, 0 to 1. */
  load: number
  cpus: number
  memoryMB: number
  mhz: number
  /** Memory limit in MB; negative is none. */
  limitMB: number
  /** Ballooning needs Tools in the guest. */
  tools: boolean
  /** Since it was started. */
  uptimeSeconds: number
}

export type Load = {
  cpuMhz: number
  demandMhz: number
  activeMB: number
  consumedMB: number
  privateMB: number
  sharedMB: number
  balloonedMB: number
  compressedKB: number
  swappedMB: number
  overheadMB: number
}

/** At most so much of a guest's memory can be ballooned. */
const mostBallooned = 0.65

export function loadAt(facts: LoadFacts, seconds: number): Load {
  const wave = swing(seconds, 410, facts.phase) * 0.7 + swing(seconds, 67, facts.phase * 3) * 0.3
  // A guest that has just been started is busy with itself.
  const booting = Math.max(0, 1 - facts.uptimeSeconds / 90)
  const busy = Math.min(1, facts.load * (0.5 + wave) + 0.5 * booting + 0.005)
  const capacity = facts.cpus * facts.mhz
  const active = facts.memoryMB * Math.min(0.9, 0.06 + facts.load * 0.4 * (0.6 + 0.8 * wave))
  const touched = Math.min(1, 0.25 + facts.uptimeSeconds / 1_800)
  const wanted = facts.memoryMB * Math.min(1, touched * (0.55 + facts.load * 0.5))
  const shared = wanted * 0.06
  const reclaim = facts.limitMB < 0 ? 0 : Math.max(0, wanted - facts.limitMB)
  const ballooned = facts.tools ? Math.min(reclaim, facts.memoryMB * mostBallooned) : 0
  const compressed = (reclaim - ballooned) * 0.2
  const swapped = reclaim - ballooned - compressed
  const consumed = wanted - reclaim + compressed * 0.5
  return {
    cpuMhz: Math.round(capacity * busy),
    demandMhz: Math.round(capacity * Math.min(1, busy * 1.07)),
    activeMB: Math.round(active),
    consumedMB: Math.round(consumed),
    privateMB: Math.round(Math.max(0, consumed - shared)),
    sharedMB: Math.round(shared),
    balloonedMB: Math.round(ballooned),
    compressedKB: Math.round(compressed * 1024),
    swappedMB: Math.round(swapped),
    overheadMB: Math.round(24 + facts.cpus * 4 + facts.memoryMB * 0.006),
  }
}

/** Between 0 and 1, smoothly. */
const swing = (seconds: number, period: number, phase: number) =>
  0.5 + 0.5 * Math.sin(2 * Math.PI * (seconds / period + phase))

/** The quickStats of a VM that runs, without its heartbeat, which follows its guest. Units are the API's. */
export function quickStats(load: Load, uptimeSeconds: number): Record<string, number> {
  return {
    overallCpuUsage: load.cpuMhz,
    overallCpuDemand: load.demandMhz,
    guestMemoryUsage: load.activeMB,
    hostMemoryUsage: load.consumedMB + load.overheadMB,
    grantedMemory: load.consumedMB + load.sharedMB,
    privateMemory: load.privateMB,
    sharedMemory: load.sharedMB,
    swappedMemory: load.swappedMB,
    balloonedMemory: load.balloonedMB,
    consumedOverheadMemory: load.overheadMB,
    compressedMemory: load.compressedKB,
    ssdSwappedMemory: 0,
    activeMemory: load.activeMB,
    uptimeSeconds: Math.round(uptimeSeconds),
  }
}
