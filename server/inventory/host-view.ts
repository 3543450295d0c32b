import type { DatastoreView, HostView } from '@/lib/live/live-state'
import { shownInventoryName } from '@/lib/names/inventory-name'
import { volumeOfUrl } from '@/lib/names/volume-path'
import { datastoreKey, hostKey, type ConnectionId, type MoRef } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { asBoolean, asNumber, asObject, asRef, asName, readWhole } from '../vsphere/wire-value'
import { readEffectiveRole } from './account-rights'
import type { Properties } from './properties'

/** A HostSystem as the lists show it. */
export function hostView(connection: ConnectionId, host: MoRef, properties: Properties, figuresAt?: string): HostView {
  const number = (path: string) => asNumber(properties.get(path))
  const text = (path: string) => asName(properties.get(path)) || undefined
  const connectionState = text('runtime.connectionState') ?? 'unknown'
  const cpuUsageMHz = number('summary.quickStats.overallCpuUsage')
  return {
    key: hostKey(connection, host.value),
    connection,
    moid: host.value,
    name: shownInventoryName(asName(properties.get('name')) ?? host.value).name,
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
  const storedName = asName(properties.get('name')) ?? datastore.value
  return {
    key: datastoreKey(connection, datastore.value),
    connection,
    moid: datastore.value,
    name: shownInventoryName(storedName).name,
    storedName,
    type: asName(properties.get('summary.type')) ?? 'unknown',
    ...withoutUndefined({
      accessible: asBoolean(properties.get('summary.accessible')),
      capacityBytes: asNumber(properties.get('summary.capacity')),
      freeBytes: asNumber(properties.get('summary.freeSpace')),
      uncommittedBytes: asNumber(properties.get('summary.uncommitted')),
      maintenance: asName(properties.get('summary.maintenanceMode')),
      mounts: mountsOf(properties),
      roles: readEffectiveRole(properties.get('effectiveRole')),
      volume: volumeOfUrl(asName(properties.get('summary.url'))),
    }),
  }
}

/** DatastoreHostMount[]. `mounted` and `accessible` came with 5.0: without them nobody knows which hosts reach it. */
function mountsOf(properties: Properties): DatastoreView['mounts'] {
  // One that cannot be read is a mount too.
  const mounts = readWhole(properties.get('host'), (one) => (asRef(one.key) ? [asObject(one.mountInfo) ?? {}] : []))
  if (!mounts) return undefined
  const reach = mounts.map(({ mounted, accessible }) => both(asBoolean(mounted), asBoolean(accessible)))
  const reaching = reach.includes(undefined) ? undefined : reach.filter(Boolean).length
  return { hosts: mounts.length, ...withoutUndefined({ reaching }) }
}

const both = (one: boolean | undefined, other: boolean | undefined): boolean | undefined =>
  one === false || other === false ? false : one && other
