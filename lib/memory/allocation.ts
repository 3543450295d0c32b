import { sharesFrom, sharesInfo, type Shares } from './shares'

/** ResourceAllocationInfo of a VM: what the host guarantees, the most it gives, and the weight in between. */
export type Allocation = {
  /** MB of memory or MHz of CPU that are always there for the VM. */
  reservation: number
  /** The most that the VM gets, whatever the host has free. */
  limit: number | 'unlimited'
  shares: Shares
}

/** As the API has it; any field may be missing, and a negative limit is none. */
export type AllocationInfo = {
  reservation?: number
  limit?: number
  shares?: { shares: number; level: string }
}

export const allocationFrom = ({ reservation, limit, shares }: AllocationInfo): Allocation => ({
  reservation: Math.max(reservation ?? 0, 0),
  limit: limit === undefined || limit < 0 ? 'unlimited' : limit,
  shares: shares ? sharesFrom(shares) : { level: 'normal' },
})

/**
 * As it is sent, in the order of the schema. `expandableReservation` and `overheadLimit` are not for VMs and are left
 * out; the server faults on the latter.
 * @param size vCPUs for `cpu`, MB for `memory`.
 */
export const allocationInfo = (resource: 'cpu' | 'memory', allocation: Allocation, size: number) => ({
  reservation: allocation.reservation,
  limit: allocation.limit === 'unlimited' ? -1 : allocation.limit,
  shares: sharesInfo(resource, allocation.shares, size),
})

/** What libvirt calls the three numbers of a VM's memory, in KiB. Its "current memory" is vSphere's limit. */
export type LibvirtMemory = { maximumKiB: number; currentKiB: number; minGuaranteeKiB: number }

/** A negative or absent limit counts as the maximum; a limit of 0 is shown as 0, and one above it as it is. */
export const libvirtMemory = (configuredMiB: number, { reservation, limit }: AllocationInfo): LibvirtMemory => ({
  maximumKiB: kibOf(configuredMiB),
  currentKiB: kibOf(limit === undefined || limit < 0 ? configuredMiB : limit),
  minGuaranteeKiB: kibOf(Math.max(reservation ?? 0, 0)),
})

/**
 * Memory in libvirt's unit, KiB, against vSphere's, which is MiB (the API writes MB for it). What does not fit is
 * rounded up, so that nobody gets less than they asked for.
 */

/** Maximum memory goes in steps of 4096 KiB. */
export const maximumMemoryMiB = (kib: number): number => Math.ceil(kib / 4096) * 4

/** Limits and reservations go in steps of 1 MiB. */
export const allocationMiB = (kib: number): number => Math.ceil(kib / 1024)

const kibOf = (mib: number): number => mib * 1024

/** An amount of memory for people: `3,859 MB` below 10 GB, else `15.5 GB`. */
export function memoryWords(mib: number): string {
  const gib = mib / 1024
  if (Math.abs(gib) < 10) return `${Math.round(mib).toLocaleString('en')} MB`
  return `${Number.isInteger(gib) ? gib : gib.toFixed(1)} GB`
}
