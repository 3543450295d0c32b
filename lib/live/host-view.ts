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
}
