import type { CpuIdInfo } from '../cpuid/leaves'
import type { FeatureCapability } from '../cpuid/feature-requirement'
import type { DatastoreKey, HostKey } from '../vsphere/ids'
import type { Known } from '../vsphere/known'

/** A time that a host tells (ISO 8601). `host`: by its own clock, and nobody knows how far that one is off. */
export type HostTime = { at: string; clock: 'ours' | 'host' }

/** What a host's own page shows beyond `HostView`; read on demand. What the host does not say is left out. */
export type HostDetail = {
  key: HostKey
  name: string
  connectionState: string
  powerState?: string
  inMaintenanceMode?: boolean
  bootTime?: HostTime
  uptimeSeconds?: number
  system: { vendor?: string; model?: string; uuid?: string; serialNumber?: string; biosVersion?: string }
  product?: { fullName: string; version: string; build: string; apiVersion?: string }
  cpu: {
    model?: string
    packages?: number
    cores?: number
    threads?: number
    /** Per core. */
    mhz?: number
    usageMHz?: number
    /** vCPUs that one VM can have here at most. */
    mostPerVm?: number
    /** One line per package, as the host describes it. */
    packageModels: string[]
  }
  memory: { bytes?: number; usageMiB?: number }
  numa?: { type?: string; nodes: { id: number; cpuCount?: number; memoryBytes?: number }[] }
  services: Known<HostService[]>
  /** Those that it has mounted; what each of them is stands in the live table. */
  datastores: Known<DatastoreKey[]>
  dns?: { hostName?: string; domainName?: string; addresses?: string[] }
  /** vCenter that manages it, by address. */
  managedBy?: string
  /** `hardware.cpuFeature`, for `parseLeaves` and `compareHosts`. */
  cpuFeature: CpuIdInfo[]
  /** For `unmetRequirements`: what EVC leaves of the features, else `config.featureCapability`; empty before 5.1. */
  featureCapability: FeatureCapability[]
  /** The EVC mode in force and the highest possible, on vCenter. */
  evc?: { current?: string; max?: string }
}

export type HostService = { key: string; label: string; running?: boolean; policy?: string; required?: boolean }
