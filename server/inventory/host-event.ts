import { shownInventoryName } from '@/lib/names/inventory-name'
import type { HostEvent } from '@/lib/vsphere/host-event'
import { hostKey, vmKey, type ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { asName, asNumber, asObject, asRefTo, asShown, type WireObject } from '../vsphere/wire-value'
import type { OurTime } from './task-view'

/** Reads an event. Undefined for what is none: without its number, or without a time. */
export function hostEvent(connection: ConnectionId, event: WireObject, ourTime: OurTime): HostEvent | undefined {
  const id = asNumber(event.key)
  const at = ourTime(asName(event.createdTime))
  if (id === undefined || at === undefined || Number.isNaN(Date.parse(at))) return undefined
  const vm = asObject(event.vm)
  const host = asObject(event.host)
  const vmRef = asRefTo('VirtualMachine', vm?.vm)
  const hostRef = asRefTo('HostSystem', host?.host)
  return {
    id,
    chain: asNumber(event.chainId) ?? id,
    type: asName(event.eventTypeId) ?? event.$type ?? 'Event',
    at: new Date(at).toISOString(),
    text: asShown(event.fullFormattedMessage) ?? asShown(event.message) ?? '',
    ...withoutUndefined({
      userName: asName(event.userName)?.trim() || undefined,
      vm: vmRef && vmKey(connection, vmRef.value),
      vmName: nameOf(vm),
      host: hostRef && hostKey(connection, hostRef.value),
      hostName: nameOf(host),
    }),
  }
}

function nameOf(named: WireObject | undefined): string | undefined {
  const name = asName(named?.name)
  return name === undefined ? undefined : shownInventoryName(name).name
}

/** Of a VM these say nothing that anybody looks for in a record, or what other lines of it say already. */
const notOfVms =
  /^(?:TaskEvent|Alarm|VmAcquired|VmRemoteConsole|VmMacAssigned|VmUuidAssigned|VmInstanceUuidAssigned|VmResourceReallocated|PermissionAdded)/

/** Of a host: whether it is there, and whether it may be used. */
const ofHosts =
  /^(?:Host(?:Connected|ConnectionLost|Disconnected|Shutdown|ReconnectionFailed|Added|Removed)|(?:Entering|Entered|Exit)MaintenanceMode|DasHost(?:Failed|Isolated)|esx\.problem\.|com\.vmware\.vc\.HA\.)/

/**
 * Whether an event goes into the record: what happened to a VM, and how hosts stand. Not who signed in, and what alarms did.
 * @param withTasks the start of a task counts, where the server has no other list of what was started.
 */
export const isRecorded = ({ type, vm }: HostEvent, withTasks: boolean): boolean =>
  withTasks && type === 'TaskEvent' ? vm !== undefined : vm === undefined ? ofHosts.test(type) : !notOfVms.test(type)
