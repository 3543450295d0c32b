import { invalidArgument, SimFault } from '../vim25/faults'
import { flag, number, object, text } from '../vim25/read-data'
import { Ref, type DataObject } from '../vim25/value'
import { eventsOf, onEvent, postEvent, type LoggedEvent } from '../world/events'
import { quirksOf } from '../world/quirks'
import type { World } from '../world/world'
import { eventMatches } from './event-filter'
import { createCollector, largestPage, readNext, readPrevious, type HistorySource } from './history-collector'
import type { MethodTable } from './method'

/** EventManager and its collectors. */
export const eventHistoryMethods: MethodTable = {
  /** The newest events that match, oldest first; never more than 1000. Real ESXi hosts have collectors alone. */
  QueryEvents(ctx, _self, args) {
    if (ctx.world.product === 'esx' && !quirksOf(ctx.world).esxAnswersQueryEvents) throw new SimFault('NotImplemented')
    const filter = object(args, 'filter') ?? {}
    return matching(ctx.world, filter)
      .slice(-mostOf(filter))
      .map((event) => shown(filter, event))
  },

  CreateCollectorForEvents(ctx, _self, args) {
    const filter = object(args, 'filter') ?? {}
    mostOf(filter)
    return createCollector(ctx, 'EventHistoryCollector', 'EventFilterSpec', filter, historyOf(ctx.world, filter))
  },
  ReadNextEvents: readNext,
  ReadPreviousEvents: readPrevious,

  LogUserEvent(ctx, _self, args) {
    const entity = args['entity']
    const message = text(args, 'msg') ?? ''
    postEvent(ctx.world, {
      type: 'GeneralUserEvent',
      message,
      ...(entity instanceof Ref && { about: entity }),
      ...(ctx.session && { userName: ctx.session.userName }),
      fields: { message },
    })
  },
}

const matching = (world: World, filter: DataObject) =>
  eventsOf(world).filter((event) => eventMatches(world, filter, event))

/** How many events a filter lets through at most; 0 is as many as there may be. */
function mostOf(filter: DataObject): number {
  const maxCount = number(filter, 'maxCount') ?? 0
  if (maxCount < 0) throw invalidArgument('filter.maxCount')
  return maxCount === 0 ? largestPage : Math.min(maxCount, largestPage)
}

function shown(filter: DataObject, event: LoggedEvent): DataObject {
  if (flag(filter, 'disableFullMessage') !== true) return event
  const { fullFormattedMessage: _left, ...rest } = event
  return rest
}

/** The events that match, looked through once and then kept up to date event by event. */
function historyOf(world: World, filter: DataObject): HistorySource {
  let items = matching(world, filter).map((event) => ({ order: event.key, data: shown(filter, event) }))
  return {
    items() {
      const oldest = eventsOf(world)[0]?.key ?? 0
      if ((items[0]?.order ?? oldest) < oldest) items = items.filter((item) => item.order >= oldest)
      return items
    },
    onChange: (listener) =>
      onEvent(world, (event) => {
        if (!eventMatches(world, filter, event)) return
        items.push({ order: event.key, data: shown(filter, event) })
        listener()
      }),
  }
}
