import type { Allocation } from './allocation'

/** A VM's CPU use beside what it may use, with what slows it down. MHz. */
export type CpuUsage = {
  usedMHz?: number
  /** What the VM would use if nothing held it back. */
  demandMHz?: number
  /** The part of its time that the VM waited for a host CPU, in percent. */
  readyPercent?: number
}

export type CpuBar = {
  usedMHz: number
  /** vCPUs times the host's clock. */
  capacityMHz: number
  /** Of the capacity, 0 to 1. */
  part: number
  markers: { kind: 'limit' | 'reservation'; mhz: number; at: number }[]
  warnings: { kind: 'limit' | 'ready'; weight: 'warning' | 'problem'; sentence: string }[]
}

/** Waiting for a CPU is felt from about 5 percent on, and hurts from 10. */
const readyFelt = 5
const readyHurts = 10

export function cpuBar(capacityMHz: number, allocation: Allocation, usage: CpuUsage): CpuBar {
  const usedMHz = Math.max(usage.usedMHz ?? 0, 0)
  const part = (mhz: number) => (capacityMHz > 0 ? Math.min(mhz / capacityMHz, 1) : 0)
  const markers: CpuBar['markers'] = []
  const warnings: CpuBar['warnings'] = []
  const { limit, reservation } = allocation
  if (limit !== 'unlimited') markers.push({ kind: 'limit', mhz: limit, at: part(limit) })
  if (reservation > 0) markers.push({ kind: 'reservation', mhz: reservation, at: part(reservation) })
  const wants = usage.demandMHz ?? usedMHz
  if (limit !== 'unlimited' && limit < capacityMHz && wants >= limit) {
    const sentence = `The VM wants ${wants} MHz and is held to its limit of ${limit} MHz.`
    warnings.push({ kind: 'limit', weight: 'problem', sentence })
  }
  const ready = usage.readyPercent ?? 0
  if (ready >= readyFelt) {
    const sentence = `The VM waits for a CPU ${ready.toFixed(1)} % of the time: the host has too few for all its VMs, or a limit holds it.`
    warnings.push({ kind: 'ready', weight: ready >= readyHurts ? 'problem' : 'warning', sentence })
  }
  return { usedMHz, capacityMHz, part: part(usedMHz), markers, warnings }
}
