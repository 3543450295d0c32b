import type { ConnectionId, DatastoreKey, HostKey, Moid } from '../vsphere/ids'

/** A HostSystem as lists need it. */
export type HostView = {
  key: HostKey
  connection: ConnectionId
  moid: Moid
  name: string
  connectionState: string
  inMaintenanceMode: boolean
  cpuModel?: string
  cpuPackages?: number
  cpuCores?: number
  cpuThreads?: number
  cpuMHz?: number
  cpuUsageMHz?: number
  memoryBytes?: number
  memoryUsageMiB?: number
  uptimeSeconds?: number
  version?: string
}

/** A Datastore as lists need it. */
export type DatastoreView = {
  key: DatastoreKey
  connection: ConnectionId
  moid: Moid
  name: string
  storedName: string
  type: string
  accessible: boolean
  capacityBytes?: number
  freeBytes?: number
  /** What thin disks may still grow by. */
  uncommittedBytes?: number
  /** `normal`, `enteringMaintenance`, `inMaintenance`, or what a newer server says. */
  maintenance?: string
  /** Hosts that have it, and how many of them can reach it. */
  mounts?: { hosts: number; reaching: number }
}
