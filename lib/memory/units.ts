/**
 * Memory in libvirt's unit, KiB, against vSphere's, which is MiB (the API writes MB for it). What does not fit is
 * rounded up, so that nobody gets less than they asked for.
 */

/** Maximum memory goes in steps of 4096 KiB. */
export const maximumMemoryMiB = (kib: number): number => Math.ceil(kib / 4096) * 4

/** Limits and reservations go in steps of 1 MiB. */
export const allocationMiB = (kib: number): number => Math.ceil(kib / 1024)

export const kibOf = (mib: number): number => mib * 1024

/** An amount of memory for people: `3,859 MB` below 10 GB, else `15.5 GB`. */
export function memoryWords(mib: number): string {
  const gib = mib / 1024
  if (Math.abs(gib) < 10) return `${Math.round(mib).toLocaleString('en')} MB`
  return `${Number.isInteger(gib) ? gib : gib.toFixed(1)} GB`
}
