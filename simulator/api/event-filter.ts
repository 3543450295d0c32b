import { flag, number, object, objects, refIn, text, texts } from '../vim25/read-data'
import { isDataA } from '../vim25/schema'
import { sameRef, type DataObject, type Ref } from '../vim25/value'
import type { LoggedEvent } from '../world/events'
import { ancestry, hostOf, parentOf } from '../world/inventory-walk'
import { managerRef } from '../world/managers'
import type { World } from '../world/world'
import { isBetween } from './task'

/** Whether an event passes an EventFilterSpec. What a filter does not say it does not ask for. */
export function eventMatches(world: World, filter: DataObject, event: LoggedEvent): boolean {
  const byEntity = object(filter, 'entity')
  const time = object(filter, 'time')
  const user = object(filter, 'userName')
  const chain = number(filter, 'eventChainId')
  // Nothing here comes from an alarm or a scheduled task, and events have no tags.
  if (refIn(filter, 'alarm') !== undefined || refIn(filter, 'scheduledTask') !== undefined) return false
  if (texts(filter, 'tag').length > 0) return false
  return (
    (chain === undefined || chain === event['chainId']) &&
    (time === undefined || isBetween(event.createdTime, time['beginTime'], time['endTime'])) &&
    typeMatches(filter, event) &&
    (user === undefined || userMatches(user, event)) &&
    categoryMatches(world, texts(filter, 'category'), event) &&
    (byEntity === undefined || entityMatches(world, byEntity, event))
  )
}

/** `eventTypeId`, which makes `type` count for nothing, has names like `vim.event.VmPoweredOnEvent`; both take derived types. */
function typeMatches(filter: DataObject, event: LoggedEvent): boolean {
  const ids = texts(filter, 'eventTypeId')
  const wanted = ids.length > 0 ? ids : texts(filter, 'type')
  if (wanted.length === 0) return true
  return wanted.some((type) => isDataA(event.$type, type.replace(/^vim\.event\./, '')) || type === event['eventTypeId'])
}

function userMatches(filter: DataObject, event: LoggedEvent): boolean {
  const users = texts(filter, 'userList')
  const name = text(event, 'userName') ?? ''
  return name === '' ? flag(filter, 'systemUser') === true : users.length === 0 || users.includes(name)
}

function categoryMatches(world: World, wanted: readonly string[], event: LoggedEvent): boolean {
  return wanted.length === 0 || wanted.includes(categoryOf(world, event.$type))
}

/** As the event manager describes its types; those that it does not list go by their names. */
function categoryOf(world: World, type: string): string {
  const kinds = objects(world.prop(managerRef(world.product, 'eventManager'), 'description'), 'eventInfo')
  const described = text(
    kinds.find((kind) => text(kind, 'key') === type),
    'category',
  )
  if (described !== undefined) return described
  if (/Warning/.test(type)) return 'warning'
  if (/Fail|Error/.test(type)) return 'error'
  return type === 'GeneralUserEvent' ? 'user' : 'info'
}

const places = [
  ['vm', 'vm'],
  ['ds', 'datastore'],
  ['host', 'host'],
  ['computeResource', 'computeResource'],
  ['datacenter', 'datacenter'],
] as const

/**
 * An event is about the most particular entity that it names, or about the whole inventory when it names none (logins).
 * `all` takes it for everything above as well: folders, the host, its cluster, the datacenter. That it names them makes
 * events be found of machines that are gone.
 */
function entityMatches(world: World, filter: DataObject, event: LoggedEvent): boolean {
  const wanted = refIn(filter, 'entity')
  if (wanted === undefined) return false
  const named = places
    .map(([argument, field]) => refIn(object(event, argument), field))
    .filter((at) => at !== undefined)
  const subject = named[0] ?? managerRef(world.product, 'rootFolder')
  switch (text(filter, 'recursion')) {
    case 'all':
      return [subject, ...named].some((at) => ancestry(world, at).some((above) => sameRef(above, wanted)))
    case 'children':
      return (
        sameRef(parentOf(world, subject), wanted) ||
        (subject.type === 'VirtualMachine' && isHostOf(world, wanted, subject, named))
      )
    default:
      return sameRef(subject, wanted)
  }
}

/** The VMs on a host are its children, though their folders are their parents. */
const isHostOf = (world: World, host: Ref, vm: Ref, named: readonly Ref[]) =>
  sameRef(hostOf(world, vm) ?? named.find((at) => at.type === 'HostSystem'), host)
