import type { AutostartChange, AutostartDefaults, AutostartEntry, HostAutostart } from '@/lib/hardware/autostart'
import { moRef, splitKey, vmKey, type Moid, type VmKey } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { readEffectiveRole } from '../inventory/account-rights'
import { whyUnread } from '../inventory/why-unread'
import {
  asBoolean,
  asNumber,
  asObject,
  asRef,
  asRefTo,
  asText,
  readWhole,
  refValue,
  type WireObject,
} from '../vsphere/wire-value'

/** @returns what people call a VM; its id is shown when this says nothing. */
export type NameOfVm = (vm: VmKey) => string | undefined

/** What a host starts and stops with itself. Rejects with VimFault (ManagedObjectNotFound) or WireError. */
export async function readAutostart(
  access: EndpointAccess,
  host: Moid,
  nameOf: NameOfVm,
): Promise<Known<HostAutostart>> {
  const { properties, missing } = await access.readContent(moRef('HostSystem', host), [
    'configManager.autoStartManager',
    'effectiveRole',
  ])
  const manager = asRef(properties.get('configManager.autoStartManager'))
  if (!manager) return notKnown(whyUnread('configManager.autoStartManager', missing))
  const read = await access.readContent(manager, ['config'])
  const config = asObject(read.properties.get('config'))
  if (!config) return notKnown(whyUnread('config', read.missing))
  const entries = readWhole(config.powerInfo ?? [], (entry) => readEntry(access, entry, nameOf))
  if (!entries) return notKnown('The host left out part of what it says of its VMs.')
  const lacks = await access.missingWith(readEffectiveRole(properties.get('effectiveRole')))
  return known({
    defaults: readDefaults(asObject(config.defaults)),
    entries: entries.toSorted((a, b) => place(a.order) - place(b.order)),
    ...withoutUndefined({ missing: lacks }),
  })
}

const place = (order: number) => (order < 0 ? Number.MAX_SAFE_INTEGER : order)

const readDefaults = (defaults: WireObject | undefined): AutostartDefaults =>
  withoutUndefined({
    enabled: asBoolean(defaults?.enabled),
    startDelay: asNumber(defaults?.startDelay),
    stopDelay: asNumber(defaults?.stopDelay),
    waitForHeartbeat: asBoolean(defaults?.waitForHeartbeat),
    stopAction: asText(defaults?.stopAction),
  })

/** All of an AutoStartPowerInfo is required: what is left out is not as the defaults, and would be sent back as if it were. */
function readEntry(access: EndpointAccess, entry: WireObject, nameOf: NameOfVm): HostAutostart['entries'] {
  const ref = asRefTo('VirtualMachine', entry.key)
  const heartbeat = waits.find((word) => word.toLowerCase() === asText(entry.waitForHeartbeat)?.toLowerCase())
  const [order, startDelay, stopDelay] = [entry.startOrder, entry.startDelay, entry.stopDelay].map(asNumber)
  const [startAction, stopAction] = [asText(entry.startAction), asText(entry.stopAction)]
  if (!ref || !heartbeat || startAction === undefined || stopAction === undefined) return []
  if (order === undefined || startDelay === undefined || stopDelay === undefined) return []
  const vm = vmKey(access.connection, ref.value)
  const name = nameOf(vm) ?? ref.value
  return [{ vm, name, order, startDelay, waitForHeartbeat: heartbeat, startAction, stopDelay, stopAction }]
}

const waits = ['yes', 'no', 'systemDefault'] as const

const autostartMethod = 'ReconfigureAutostart'

/** The call that changes it, looked up and not sent. Its `start` rejects with VimFault or WireError, and takes no task. */
export async function prepareAutostart(access: EndpointAccess, host: Moid, change: AutostartChange) {
  const manager = asRef(
    (await access.read(moRef('HostSystem', host), ['configManager.autoStartManager'])).get(
      'configManager.autoStartManager',
    ),
  )
  if (!manager) {
    const sentence = 'The host does not say where its autostart is configured.'
    throw new Refused({ blame: 'vsphere', code: 'no-autostart', sentence, wayOut: 'The account may lack permissions.' })
  }
  const spec = specOf(access, change)
  return {
    method: autostartMethod,
    start: async (): Promise<undefined> => void (await access.call(autostartMethod, manager, { spec })),
  }
}

/** HostAutoStartManagerConfig, in the order of its fields. */
function specOf(access: EndpointAccess, { defaults, entries }: AutostartChange): WireObject {
  return withoutUndefined({
    defaults: defaults && withoutUndefined({ ...defaults }),
    powerInfo: entries?.map((entry) => entryOf(access, entry)),
  })
}

function entryOf(access: EndpointAccess, entry: AutostartEntry): WireObject {
  const vm = splitKey(entry.vm)
  if (vm?.connection !== access.connection) {
    throw new Refused({ code: 'other-connection', sentence: 'The VM belongs to another connection.' })
  }
  return {
    key: refValue(moRef('VirtualMachine', vm.moid)),
    startOrder: entry.order,
    startDelay: entry.startDelay,
    waitForHeartbeat: entry.waitForHeartbeat,
    startAction: entry.startAction,
    stopDelay: entry.stopDelay,
    stopAction: entry.stopAction,
  }
}
