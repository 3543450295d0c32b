import { eventsOf, onEvent, postEvent, type LoggedEvent } from './events'
import { createCollector, largestPage, readNext, readPrevious } from './history-collector'
import type { MethodTable } from './method'
import { entityMatches, isBetween } from './methods-task'
import { flag, number, object, refIn, text, texts } from './read-data'
import { isDataA } from './schema'
import { Ref, type DataObject } from './value'
import type { World } from './world'

/** EventManager and its collectors. */
export const eventHistoryMethods: MethodTable = {
  /** The newest events that match, oldest first; never more than 1000. */
  QueryEvents(ctx, _self, args) {
    const filter = object(args, 'filter') ?? {}
    const found = eventsOf(ctx.world).filter((event) => eventMatches(ctx.world, filter, event))
    return found.slice(-Math.min(number(filter, 'maxCount') ?? largestPage, largestPage))
  },

  CreateCollectorForEvents(ctx, _self, args) {
    const { world } = ctx
    const filter = object(args, 'filter') ?? {}
    return createCollector(ctx, 'EventHistoryCollector', 'EventFilterSpec', filter, {
      items: () =>
        eventsOf(world)
          .filter((event) => eventMatches(world, filter, event))
          .map((data) => ({ order: data.key, data })),
      onChange: (listener) => onEvent(world, (event) => eventMatches(world, filter, event) && listener()),
    })
  },
  ReadNextEvents: readNext,
  ReadPreviousEvents: readPrevious,

  LogUserEvent(ctx, _self, args) {
    const entity = args['entity']
    postEvent(ctx.world, {
      type: 'GeneralUserEvent',
      message: text(args, 'msg') ?? '',
      ...(entity instanceof Ref && { about: entity }),
      ...(ctx.session && { userName: ctx.session.userName }),
      fields: { message: text(args, 'msg') ?? '' },
    })
  },
}

function eventMatches(world: World, filter: DataObject, event: LoggedEvent): boolean {
  const byEntity = object(filter, 'entity')
  const time = object(filter, 'time')
  const user = object(filter, 'userName')
  const chain = number(filter, 'eventChainId')
  const types = [...texts(filter, 'type'), ...texts(filter, 'eventTypeId')]
  const categories = texts(filter, 'category')
  return (
    (byEntity === undefined || entityMatches(world, byEntity, subject(event))) &&
    (time === undefined || isBetween(event.createdTime, time['beginTime'], time['endTime'])) &&
    (user === undefined || userMatches(user, event)) &&
    (chain === undefined || chain === event['chainId']) &&
    (types.length === 0 || types.some((type) => isDataA(event.$type, type.replace(/^vim\.event\./, '')))) &&
    (categories.length === 0 || categories.includes(categoryOf(event.$type)))
  )
}

function userMatches(filter: DataObject, event: LoggedEvent): boolean {
  const users = texts(filter, 'userList')
  const name = text(event, 'userName') ?? ''
  return name === '' ? flag(filter, 'systemUser') === true : users.length === 0 || users.includes(name)
}

const subjects = [
  ['vm', 'vm'],
  ['ds', 'datastore'],
  ['host', 'host'],
  ['computeResource', 'computeResource'],
  ['datacenter', 'datacenter'],
] as const

/** The entity that an event is about: the most particular one it names. */
function subject(event: LoggedEvent): Ref | undefined {
  for (const [argument, field] of subjects) {
    const found = refIn(object(event, argument), field)
    if (found !== undefined) return found
  }
  return undefined
}

function categoryOf(type: string): string {
  if (/Warning|UuidChanged/.test(type)) return 'warning'
  if (/Fail|Error/.test(type)) return 'error'
  return type === 'GeneralUserEvent' ? 'user' : 'info'
}
