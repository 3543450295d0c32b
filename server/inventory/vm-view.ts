import { shownInventoryName } from '@/lib/names/inventory-name'
import { hostKey, vmKey, type ConnectionId, type MoRef } from '@/lib/vsphere/ids'
import type { PowerState, VmView } from '@/lib/vsphere/vm'
import { asBoolean, asList, asNumber, asObject, asRef, asName, type WireValue } from '../vsphere/wire-value'
import { withoutUndefined } from '@/lib/without-undefined'
import { readEffectiveRole } from './account-rights'
import type { Properties } from './properties'

export type VmContext = {
  connection: ConnectionId
  /** Plain name of a host by moid. */
  hostName: (moid: string) => string | undefined
  /** HostSystemConnectionState of a host by moid, where it is told. */
  hostState: (moid: string) => string | undefined
  /** False: contact is lost, or the VM has not been seen since it came back. */
  isCurrent: boolean
  detailVersion: number
  /** What the server would not tell of the VM. */
  missing: ReadonlySet<string>
  figuresAt: string | undefined
  /** A time of the server in our clock. */
  ourTime: (text: string | undefined) => string | undefined
}

/** A VM as the lists show it. What the server did not or would not say is left out; nothing in here throws. */
export function vmView(vm: MoRef, properties: Properties, context: VmContext): VmView {
  const { connection, detailVersion, figuresAt } = context
  const storedName = asName(properties.get('name')) ?? vm.value
  const { name, problem } = shownInventoryName(storedName)
  const host = asRef(properties.get('runtime.host'))
  const text = (path: string) => asName(properties.get(path)) || undefined
  const number = (path: string) => asNumber(properties.get(path))
  const connectionState = text('runtime.connectionState')
  const hostState = host && context.hostState(host.value)
  const isKept = isLastKnown(connectionState) || isLastKnown(hostState)
  const told = readPowerState(properties.get('runtime.powerState'))
  const powerState = context.isCurrent ? told : 'unknown'
  return {
    key: vmKey(connection, vm.value),
    connection,
    moid: vm.value,
    name,
    storedName,
    powerState,
    connectionState: connectionState ?? 'unknown',
    detailVersion,
    ...withoutUndefined({
      nameProblem: problem,
      powerStateBefore: context.isCurrent || told === 'unknown' ? undefined : told,
      hostState: isLastKnown(hostState) ? hostState : undefined,
      lastKnown: isKept ? (true as const) : undefined,
      isTemplate: asBoolean(properties.get('summary.config.template')),
      consolidationNeeded:
        asBoolean(properties.get('runtime.consolidationNeeded')) === true ? (true as const) : undefined,
      snapshotCount: readSnapshotCount(properties, context.missing),
      host: host && { key: hostKey(connection, host.value), name: context.hostName(host.value) ?? host.value },
      guestFullName: text('summary.config.guestFullName'),
      // A VM whose files cannot be read has no config; its summary is what was known before.
      cpuCount: number('config.hardware.numCPU') ?? number('summary.config.numCpu'),
      memoryMiB: number('config.hardware.memoryMB') ?? number('summary.config.memorySizeMB'),
      cpuMaxMHz: number('runtime.maxCpuUsage'),
      ...figuresOf(properties, powerState === 'poweredOn' && !isKept ? figuresAt : undefined),
      ipAddress: text('summary.guest.ipAddress'),
      toolsRunning: readToolsRunning(
        properties.get('summary.guest.toolsRunningStatus'),
        properties.get('summary.guest.toolsStatus'),
      ),
      toolsInstallerMounted: asBoolean(properties.get('runtime.toolsInstallerMounted')),
      uuid: text('summary.config.uuid'),
      vmxPath: text('summary.config.vmPathName'),
      bootTime: context.ourTime(text('runtime.bootTime')),
      roles: readEffectiveRole(properties.get('effectiveRole')),
    }),
  }
}

/** @param at when they were read; undefined: what does not run uses nothing, and what the server itself has not heard of for a while has no known age. */
function figuresOf(properties: Properties, at: string | undefined) {
  const cpuUsageMHz = asNumber(properties.get('summary.quickStats.overallCpuUsage'))
  return {
    cpuUsageMHz,
    memoryUsageMiB: asNumber(properties.get('summary.quickStats.hostMemoryUsage')),
    figuresAt: cpuUsageMHz === undefined ? undefined : at,
  }
}

/** The same VM with its use of CPU and memory as it was read anew; the same object where nothing is another. */
export function withFigures(view: VmView, properties: Properties, figuresAt: string | undefined): VmView {
  const at = view.powerState === 'poweredOn' && !view.lastKnown ? figuresAt : undefined
  const now = figuresOf(properties, at)
  const { cpuUsageMHz, memoryUsageMiB } = now
  if (cpuUsageMHz === view.cpuUsageMHz && memoryUsageMiB === view.memoryUsageMiB && now.figuresAt === view.figuresAt)
    return view
  // Of nearly every VM with each reading: a copy of the same shape takes a fifth of the time, and half of the memory.
  if (cpuUsageMHz !== undefined && memoryUsageMiB !== undefined && now.figuresAt !== undefined)
    return { ...view, cpuUsageMHz, memoryUsageMiB, figuresAt: now.figuresAt }
  const { cpuUsageMHz: _cpu, memoryUsageMiB: _memory, figuresAt: _at, ...rest } = view
  return { ...rest, ...withoutUndefined(now) }
}

export function readPowerState(value: unknown): PowerState {
  return value === 'poweredOn' || value === 'poweredOff' || value === 'suspended' ? value : 'unknown'
}

const toolsWords: ReadonlyMap<unknown, boolean> = new Map([
  ['guestToolsRunning', true],
  ['guestToolsExecutingScripts', true],
  ['guestToolsNotRunning', false],
  ['toolsOk', true],
  ['toolsOld', true],
  ['toolsNotRunning', false],
  ['toolsNotInstalled', false],
])

/** Whether VMware Tools run: `toolsRunningStatus` since 4.0; before, `toolsStatus` is all there is. Other words say nothing. */
export const readToolsRunning = (running: WireValue | undefined, status?: WireValue): boolean | undefined =>
  toolsWords.get(running) ?? toolsWords.get(status)

/** Told, and no contact. A server that does not say in what state it is, an old one, has contact. */
const isLastKnown = (state: string | undefined): boolean =>
  state !== undefined && state !== 'connected' && state !== 'unknown'

/** A VM without snapshots has no `snapshot` either: only of one whose configuration is there it can be said that it has none. */
export const isConfigRead = (properties: Pick<Properties, 'has'>): boolean =>
  properties.has('snapshot') || properties.has('config.changeVersion') || properties.has('config.hardware.memoryMB')

function readSnapshotCount(properties: Properties, missing: ReadonlySet<string>): number | undefined {
  if (missing.has('snapshot') || !isConfigRead(properties)) return undefined
  const told = properties.get('snapshot')
  if (told === undefined) return 0
  const info = asObject(told)
  return info && countSnapshots(info.rootSnapshotList)
}

/** Undefined where one of them cannot be read: nobody knows then how many there are. */
function countSnapshots(list: WireValue | undefined): number | undefined {
  let count = 0
  for (const node of asList(list)) {
    const below = asRef(asObject(node)?.snapshot) && countSnapshots(asObject(node)?.childSnapshotList)
    if (below === undefined) return undefined
    count += 1 + below
  }
  return count
}
