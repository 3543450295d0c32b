import { isDataA } from '../vim25/schema'
import { Ref, type DataObject } from '../vim25/value'
import { computeOf, datacenterOf, hostOf, nameOf } from './inventory-walk'
import { managerRef } from './managers'
import { settingsOf } from './vm-traits'
import { perWorld, type World } from './world'

/** An event to be posted; the log adds key, time, user and the arguments that say where it happened. */
export type EventSpec = {
  type: string
  message: string
  /** The entity it is about: a VM, a host or a datastore. */
  about?: Ref
  userName?: string
  chainId?: number
  fields?: Readonly<Record<string, unknown>>
}

export type LoggedEvent = DataObject & { readonly $type: string; readonly key: number; readonly createdTime: Date }

type Log = {
  events: LoggedEvent[]
  lastKey: number
  lastChain: number
  listeners: Set<(event: LoggedEvent) => void>
}

const logs = perWorld((): Log => ({ events: [], lastKey: 0, lastChain: 0, listeners: new Set() }))

/** Hosts keep about this many; vCenter's database is longer, but nobody pages through it here. */
const kept = 5_000

/** A number that ties the events of one task together. */
export const newChainId = (world: World): number => ++logs(world).lastChain

/** All events that are still kept, oldest first. */
export const eventsOf = (world: World): readonly LoggedEvent[] => logs(world).events

/** Hear of every event from now on. Returns how to stop. */
export function onEvent(world: World, listener: (event: LoggedEvent) => void): () => void {
  logs(world).listeners.add(listener)
  return () => logs(world).listeners.delete(listener)
}

export function postEvent(world: World, spec: EventSpec): LoggedEvent {
  const log = logs(world)
  const event: LoggedEvent = {
    $type: spec.type,
    key: ++log.lastKey,
    chainId: spec.chainId ?? newChainId(world),
    createdTime: world.clock.now(),
    userName: spec.userName ?? settingsOf(world).userName,
    ...eventPlace(world, spec.type, spec.about),
    fullFormattedMessage: spec.message,
    ...spec.fields,
  }
  log.events.push(event)
  if (log.events.length > kept * 1.2) log.events.splice(0, log.events.length - kept)
  const manager = managerRef(world.product, 'eventManager')
  if (world.get(manager) !== undefined) world.update(manager, { latestEvent: event })
  for (const listener of log.listeners) listener(event)
  return event
}

/** The datacenter, compute resource, host and VM that an event names, each by name and reference. */
function eventPlace(world: World, type: string, about: Ref | undefined): Record<string, unknown> {
  if (about === undefined) return {}
  const host = about.type === 'HostSystem' ? about : about.type === 'VirtualMachine' ? hostOf(world, about) : undefined
  const compute = host === undefined ? undefined : computeOf(world, host)
  const datacenter = datacenterOf(world, about)
  return {
    ...(datacenter && { datacenter: { name: nameOf(world, datacenter), datacenter } }),
    ...(compute && { computeResource: { name: nameOf(world, compute), computeResource: compute } }),
    ...(host && { host: { name: nameOf(world, host), host } }),
    ...(about.type === 'VirtualMachine' && {
      vm: { name: nameOf(world, about), vm: about },
      ...(isDataA(type, 'VmEvent') && { template: world.prop(about, 'config.template') === true }),
    }),
    ...(about.type === 'Datastore' && { ds: { name: nameOf(world, about), datastore: about } }),
  }
}

/** `<vm> on <host> in <datacenter>`, as the texts of VM events say it. */
function vmPlaceText(world: World, vm: Ref): string {
  const host = hostOf(world, vm)
  const datacenter = datacenterOf(world, vm)
  const onHost = host === undefined ? '' : ` on ${nameOf(world, host)}`
  return `${nameOf(world, vm)}${onHost}${datacenter === undefined ? '' : ` in ${nameOf(world, datacenter)}`}`
}

/** Post an event about a VM; `{vm}` in the text becomes the VM and its place. */
export function postVmEvent(
  world: World,
  vm: Ref,
  type: string,
  message: string,
  more: Pick<EventSpec, 'chainId' | 'fields' | 'userName'> = {},
): LoggedEvent {
  return postEvent(world, { type, about: vm, message: message.replaceAll('{vm}', vmPlaceText(world, vm)), ...more })
}
