/** For tests: what has to hold of a view of whatever is told, beyond its single values. */
import { VimFault } from '../../vsphere/errors'
import { isUnset, missingOf, sentence, type Values } from './invented'
import type { ViewName } from './looks'
import { asList, asNumber, asObject, asRef, asText, type WireValue } from '../../vsphere/wire-value'
import { isOdd, type Told } from './partly-told'

type Promised = (seen: Values, told: ReadonlyMap<string, Told>) => Readonly<Record<string, boolean>>

const isAsking = (told: ReadonlyMap<string, Told>) =>
  told.get('VirtualMachine')?.properties.has('runtime.question') === true
const isWithheld = (told: ReadonlyMap<string, Told>, ...paths: string[]) =>
  missingOf(told, 'VirtualMachine').some(({ path }) => paths.includes(path))

const hasKey = (one: WireValue) => asNumber(asObject(one)?.key) !== undefined
const isRef = (one: WireValue) => asRef(one) !== undefined
const isAt = (one: WireValue) => asRef(asObject(one)?.key) !== undefined
const isService = (one: WireValue) => asText(asObject(one)?.key) !== undefined

/** A list of which something cannot be read says so, or is not known at all: what is not in it may be there all the same. */
const isSaidOf = (seen: Values, at: string, list: WireValue | undefined, canBeRead: (one: WireValue) => boolean) => {
  const unread = asList(list).filter((one) => !canBeRead(one)).length
  return unread === 0 || seen.get(`${at}.known`) === false || seen.get(`${at}.unread`) === unread
}
const part = (told: ReadonlyMap<string, Told>, type: string, property: string) =>
  told.get(type)?.properties.get(property)

const promises: Partial<Record<ViewName, Promised>> = {
  stream: (seen, told) => {
    const isFollowed = seen.get('.isTaskFollowed') === true
    const willBeToldAgain = missingOf(told, 'Task').some(({ fault }) => fault.type === 'NotAuthenticated')
    const isOver = seen.get('.task.state') === 'success' || seen.get('.task.state') === 'error'
    return {
      'a question is there': !isAsking(told) || seen.has('.question.id'),
      'a task that is followed can come to an end': !isFollowed || seen.has('.task.state') || willBeToldAgain,
      'a task that is not followed has ended, or a reason':
        isFollowed || isOver || sentence.test(String(seen.get('.taskWithheld'))),
      'what is last known is so for a reason':
        seen.get('.vm.lastKnown') !== true ||
        isOdd(seen.get('.vm.connectionState')) ||
        isOdd(seen.get('.vm.hostState')),
    }
  },
  before: (seen, told) => {
    const refused = seen.get('.rejected')
    const mayAsk = isWithheld(told, 'runtime.question', 'runtime.powerState')
    return {
      'what has to be known and is not starts nothing': mayAsk === (refused !== undefined),
      'a refusal is what the server said': refused === undefined || refused instanceof VimFault,
      'a question is there': refused !== undefined || !isAsking(told) || seen.has('.question.id'),
    }
  },
  detail: (seen, told) => ({
    'devices that are left out are counted': isSaidOf(
      seen,
      '.devices',
      part(told, 'VirtualMachine', 'config.hardware.device'),
      hasKey,
    ),
  }),
  serial: (seen, told) => {
    const devices = part(told, 'VirtualMachine', 'config.hardware.device')
    return {
      'ports may be among the devices that are left out':
        seen.get('.known') === false ||
        (seen.get('.value.unread') ?? 0) === asList(devices).filter((one) => !hasKey(one)).length,
    }
  },
  host: (seen, told) => ({
    'datastores that are left out are counted': isSaidOf(
      seen,
      '.datastores',
      part(told, 'HostSystem', 'datastore'),
      isRef,
    ),
    'services that are left out are counted': isSaidOf(
      seen,
      '.services',
      asObject(part(told, 'HostSystem', 'config.service'))?.service,
      isService,
    ),
  }),
  datastore: (seen, told) => ({
    'hosts that are left out are counted': isSaidOf(seen, '.mounts', part(told, 'Datastore', 'host'), isAt),
    'VMs that are left out are counted': isSaidOf(seen, '.vms', part(told, 'Datastore', 'vm'), isRef),
  }),
  recent: (seen, told) => ({
    'a task that is not shown is counted':
      seen.get('.tasks[#]') === 'some' ||
      Number(seen.get('.unread')) > 0 ||
      isUnset(told, 'VirtualMachine', 'recentTask'),
    'whose name it is': (seen.get('.user') === 'as we signed in') === (seen.get('.userIsSaid') === false),
  }),
}

/** What is not kept, as sentences. */
export function notKept(view: ViewName, seen: Values, told: ReadonlyMap<string, Told>): string[] {
  const kept = promises[view]?.(seen, told) ?? {}
  const error = seen.get('.rejected')
  const rejected =
    error !== undefined && view !== 'before' ? [`it rejects: ${error instanceof Error ? error.stack : ''}`] : []
  return [...rejected, ...Object.entries(kept).flatMap(([promise, isKept]) => (isKept ? [] : [`Not so: ${promise}.`]))]
}
