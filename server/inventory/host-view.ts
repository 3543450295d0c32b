import type { DatastoreView, HostView } from '@/lib/live/live-state'
import { decodeInventoryName } from '@/lib/names/inventory-name'
import { volumeOfUrl } from '@/lib/names/volume-path'
import { datastoreKey, hostKey, type ConnectionId, type MoRef } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { asBoolean, asNumber, asObject, asObjects, asText } from '../vsphere/wire-value'
import { readEffectiveRole } from './account-rights'
import type { Properties } from './properties'

/** A HostSystem as the lists show it. */
export function hostView(connection: ConnectionId, host: MoRef, properties: Properties, figuresAt?: string): HostView {
  const number = (path: string) => asNumber(properties.get(path))
  const text = (path: string) => asText(properties.get(path)) || undefined
  const connectionState = text('runtime.connectionState') ?? 'unknown'
  const cpuUsageMHz = number('summary.quickStats.overallCpuUsage')
  return {
    key: hostKey(connection, host.value),
    connection,
    moid: host.value,
    name: decodeInventoryName(asText(properties.get('name')) ?? host.value).name,
    connectionState,
    ...withoutUndefined({
      inMaintenanceMode: asBoolean(properties.get('runtime.inMaintenanceMode')),
      cpuModel: text('summary.hardware.cpuModel')?.replaceAll(/\s+/g, ' ').trim(),
      cpuPackages: number('summary.hardware.numCpuPkgs'),
      cpuCores: number('summary.hardware.numCpuCores'),
      cpuThreads: number('summary.hardware.numCpuThreads'),
      cpuMHz: number('summary.hardware.cpuMhz'),
      cpuUsageMHz,
      // What the server itself has not heard of for a while has no known age.
      figuresAt: connectionState === 'connected' && cpuUsageMHz !== undefined ? figuresAt : undefined,
      memoryBytes: number('summary.hardware.memorySize'),
      memoryUsageMiB: number('summary.quickStats.overallMemoryUsage'),
      uptimeSeconds: number('summary.quickStats.uptime'),
      version: text('summary.config.product.version'),
    }),
  }
}

/** A Datastore as the lists show it. */
export function datastoreView(connection: ConnectionId, datastore: MoRef, properties: Properties): DatastoreView {
  const storedName = asText(properties.get('name')) ?? datastore.value
  return {
    key: datastoreKey(connection, datastore.value),
    connection,
    moid: datastore.value,
    name: decodeInventoryName(storedName).name,
    storedName,
    type: asText(properties.get('summary.type')) ?? 'unknown',
    ...withoutUndefined({
      accessible: asBoolean(properties.get('summary.accessible')),
      capacityBytes: asNumber(properties.get('summary.capacity')),
      freeBytes: asNumber(properties.get('summary.freeSpace')),
      uncommittedBytes: asNumber(properties.get('summary.uncommitted')),
      maintenance: asText(properties.get('summary.maintenanceMode')),
      mounts: mountsOf(properties),
      roles: readEffectiveRole(properties.get('effectiveRole')),
      volume: volumeOfUrl(asText(properties.get('summary.url'))),
    }),
  }
}

/** DatastoreHostMount[]. `mounted` and `accessible` came with 5.0 and are taken for true where they are missing. */
function mountsOf(properties: Properties): DatastoreView['mounts'] {
  if (!properties.has('host')) return undefined
  const mounts = asObjects(properties.get('host')).map(({ mountInfo }) => asObject(mountInfo) ?? {})
  const reaching = mounts.filter(
    ({ mounted, accessible }) => (asBoolean(mounted) ?? true) && (asBoolean(accessible) ?? true),
  )
  return { hosts: mounts.length, reaching: reaching.length }
}
