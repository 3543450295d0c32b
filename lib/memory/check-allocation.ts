import { memoryWords, type Allocation } from './allocation'

/** One thing about an edit of limit, reservation or shares, with the field it belongs to. */
export type AllocationFinding = {
  field: 'reservation' | 'limit' | 'shares'
  /** `error`: the host refuses it, or the VM could not run. `warning`: it is accepted, but think again. */
  weight: 'error' | 'warning'
  because: string
}

/** The largest custom number of shares that vSphere takes. */
export const mostShares = 1_000_000

export type MemoryCircumstances = {
  configuredMiB: number
  /** What the VM's resource pool or host can still guarantee, beyond what this VM has already. */
  unreservedMiB?: number
  /** What the guest is using now, when it runs. */
  activeMiB?: number
}

/** Checks an edit of a VM's memory allocation, in MB. */
export function checkMemoryAllocation(wanted: Allocation, now: MemoryCircumstances): AllocationFinding[] {
  const { reservation, limit } = wanted
  const { configuredMiB, unreservedMiB, activeMiB } = now
  const findings = checkNumbers(wanted, memoryWords)
  if (findings.some((finding) => finding.weight === 'error')) return findings
  if (reservation > configuredMiB) {
    const because = `The VM has ${memoryWords(configuredMiB)} of memory; more than that cannot be reserved for it.`
    findings.push({ field: 'reservation', weight: 'error', because })
  } else if (unreservedMiB !== undefined && reservation > unreservedMiB) {
    const because = `Only ${memoryWords(unreservedMiB)} can still be reserved; with more the VM will not start.`
    findings.push({ field: 'reservation', weight: 'warning', because })
  }
  if (limit === 'unlimited' || limit >= configuredMiB) return findings
  const used = activeMiB !== undefined && activeMiB > limit ? ` It is using ${memoryWords(activeMiB)} right now.` : ''
  const because = `The guest believes it has ${memoryWords(configuredMiB)}. What it uses beyond ${memoryWords(limit)} is ballooned, compressed or swapped, even when the host has memory free.${used}`
  return [...findings, { field: 'limit', weight: 'warning', because }]
}

export type CpuCircumstances = {
  /** vCPUs times the host's clock: the most that the VM can use. */
  capacityMHz?: number
  /** What the VM's resource pool or host can still guarantee. */
  unreservedMHz?: number
}

/** Checks an edit of a VM's CPU allocation, in MHz. */
export function checkCpuAllocation(wanted: Allocation, now: CpuCircumstances): AllocationFinding[] {
  const { reservation, limit } = wanted
  const { capacityMHz, unreservedMHz } = now
  const findings = checkNumbers(wanted, (mhz) => `${mhz} MHz`)
  if (findings.some((finding) => finding.weight === 'error')) return findings
  if (capacityMHz !== undefined && reservation > capacityMHz) {
    const because = `With its CPUs the VM can use ${capacityMHz} MHz at most; more than that cannot be reserved for it.`
    findings.push({ field: 'reservation', weight: 'error', because })
  } else if (unreservedMHz !== undefined && reservation > unreservedMHz) {
    const because = `Only ${unreservedMHz} MHz can still be reserved; with more the VM will not start.`
    findings.push({ field: 'reservation', weight: 'warning', because })
  }
  if (limit !== 'unlimited' && capacityMHz !== undefined && limit < capacityMHz) {
    const because = `The VM is held to ${limit} of the ${capacityMHz} MHz that its CPUs could use, even when the host is idle.`
    findings.push({ field: 'limit', weight: 'warning', because })
  }
  return findings
}

/** What holds for both: whole numbers, a limit that leaves something, and no guarantee above it. */
function checkNumbers({ reservation, limit, shares }: Allocation, words: (n: number) => string): AllocationFinding[] {
  const findings: AllocationFinding[] = []
  const error = (field: AllocationFinding['field'], because: string) =>
    findings.push({ field, weight: 'error', because })
  if (!Number.isSafeInteger(reservation) || reservation < 0) {
    error('reservation', 'A reservation is a whole number, 0 or more.')
  }
  if (limit !== 'unlimited') {
    if (!Number.isSafeInteger(limit) || limit < 0) error('limit', 'A limit is a whole number, or unlimited.')
    else if (limit === 0) error('limit', 'A limit of 0 leaves the VM nothing to run with.')
    else if (limit < reservation) {
      error('limit', `A limit of ${words(limit)} is below the reservation of ${words(reservation)}.`)
    }
  }
  if (
    shares.level === 'custom' &&
    !(Number.isInteger(shares.shares) && shares.shares >= 0 && shares.shares <= mostShares)
  ) {
    error('shares', `Shares are a whole number from 0 to ${mostShares}.`)
  }
  return findings
}
