import { decodeInventoryName } from '@/lib/names/inventory-name'
import { hostKey, vmKey, type ConnectionId, type MoRef } from '@/lib/vsphere/ids'
import type { PowerState, VmView } from '@/lib/vsphere/vm'
import {
  asBoolean,
  asNumber,
  asObject,
  asObjects,
  asRef,
  asText,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'
import { withoutUndefined } from '@/lib/without-undefined'
import { readEffectiveRole } from './account-rights'
import type { Properties } from './properties'

export type VmContext = {
  connection: ConnectionId
  /** Plain name of a host by moid. */
  hostName: (moid: string) => string | undefined
  /** False: contact is lost, or the VM has not been seen since it came back. */
  isCurrent: boolean
  detailVersion: number
}

/** A VM as the lists show it. What the server did not or would not say is left out; nothing in here throws. */
export function vmView(vm: MoRef, properties: Properties, context: VmContext): VmView {
  const { connection, detailVersion } = context
  const storedName = asText(properties.get('name')) ?? vm.value
  const { name, problem } = decodeInventoryName(storedName)
  const host = asRef(properties.get('runtime.host'))
  const text = (path: string) => asText(properties.get(path)) || undefined
  const number = (path: string) => asNumber(properties.get(path))
  return {
    key: vmKey(connection, vm.value),
    connection,
    moid: vm.value,
    name,
    storedName,
    powerState: context.isCurrent ? readPowerState(properties.get('runtime.powerState')) : 'unknown',
    connectionState: text('runtime.connectionState') ?? 'unknown',
    isTemplate: asBoolean(properties.get('summary.config.template')) ?? false,
    detailVersion,
    ...withoutUndefined({
      nameProblem: problem,
      host: host && { key: hostKey(connection, host.value), name: context.hostName(host.value) ?? host.value },
      guestFullName: text('summary.config.guestFullName'),
      // A VM whose files cannot be read has no config; its summary is what was known before.
      cpuCount: number('config.hardware.numCPU') ?? number('summary.config.numCpu'),
      memoryMiB: number('config.hardware.memoryMB') ?? number('summary.config.memorySizeMB'),
      cpuUsageMHz: number('summary.quickStats.overallCpuUsage'),
      cpuMaxMHz: number('runtime.maxCpuUsage'),
      memoryUsageMiB: number('summary.quickStats.hostMemoryUsage'),
      ipAddress: text('summary.guest.ipAddress'),
      toolsRunning: readToolsRunning(properties),
      uuid: text('summary.config.uuid'),
      vmxPath: text('summary.config.vmPathName'),
      annotation: text('summary.config.annotation'),
      bootTime: text('runtime.bootTime'),
      snapshotCount: isConfigRead(properties) ? snapshotsIn(properties.get('snapshot')) : undefined,
      roles: readEffectiveRole(properties.get('effectiveRole')),
    }),
  }
}

export function readPowerState(value: unknown): PowerState {
  return value === 'poweredOn' || value === 'poweredOff' || value === 'suspended' ? value : 'unknown'
}

/** `toolsRunningStatus` since 4.0; before, `toolsStatus` is all there is. */
function readToolsRunning(properties: Properties): boolean | undefined {
  const running = asText(properties.get('summary.guest.toolsRunningStatus'))
  if (running !== undefined) return running !== 'guestToolsNotRunning'
  const status = asText(properties.get('summary.guest.toolsStatus'))
  return status === undefined ? undefined : status === 'toolsOk' || status === 'toolsOld'
}

/** A VM without snapshots has no `snapshot` either: only of one whose configuration is there it can be said that it has none. */
export const isConfigRead = (properties: Pick<Properties, 'has'>): boolean =>
  properties.has('snapshot') || properties.has('config.changeVersion') || properties.has('config.hardware.memoryMB')

const snapshotsIn = (snapshot: WireValue | undefined): number =>
  countSnapshots(asObjects(asObject(snapshot)?.rootSnapshotList))

const countSnapshots = (nodes: readonly WireObject[]): number =>
  nodes.reduce((count, node) => count + 1 + countSnapshots(asObjects(node.childSnapshotList)), 0)
