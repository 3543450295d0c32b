import { SimFault } from '../vim25/faults'
import { flag, object, refIn, text, texts } from '../vim25/read-data'
import { Ref, sameRef, type DataObject } from '../vim25/value'
import { cancelTask, taskHistory } from '../vm/tasks'
import { ancestry } from '../world/inventory-walk'
import type { World } from '../world/world'
import { createCollector, readNext, readPrevious } from './history-collector'
import type { MethodTable } from './method'

export const taskMethods: MethodTable = {
  CancelTask(ctx, self) {
    cancelTask(ctx.world, self)
  },

  /** Hosts keep no task history. */
  CreateCollectorForTasks(ctx, _self, args) {
    if (ctx.world.product === 'esx') throw new SimFault('NotSupported')
    const filter = object(args, 'filter') ?? {}
    const { world } = ctx
    return createCollector(ctx, 'TaskHistoryCollector', 'TaskFilterSpec', filter, {
      items: () =>
        taskHistory(world)
          .filter((info) => taskMatches(world, filter, info))
          .map((data) => ({ order: taskOrder(data), data }))
          // They end in another order than they begin in.
          .toSorted((a, b) => a.order - b.order),
      onChange: (listener) => world.on((change) => change.ref.type === 'Task' && listener()),
    })
  },
  ReadNextTasks: readNext,
  ReadPreviousTasks: readPrevious,
}

/** vCenter numbers its tasks. */
const taskOrder = (info: DataObject) => Number(/\d+$/.exec(text(info, 'key') ?? '')?.[0] ?? 0)

function taskMatches(world: World, filter: DataObject, info: DataObject): boolean {
  const states = texts(filter, 'state')
  const byUser = object(filter, 'userName')
  const users = texts(byUser, 'userList')
  const user = text(object(info, 'reason'), 'userName')
  const wantedEntity = object(filter, 'entity')
  const chains = filter['eventChainId']
  return (
    (states.length === 0 || states.includes(text(info, 'state') ?? '')) &&
    (byUser === undefined ||
      (user === undefined ? flag(byUser, 'systemUser') === true : users.length === 0 || users.includes(user))) &&
    (wantedEntity === undefined || entityMatches(world, wantedEntity, refIn(info, 'entity'))) &&
    (!Array.isArray(chains) || chains.length === 0 || chains.includes(info['eventChainId'])) &&
    timeMatches(object(filter, 'time'), info)
  )
}

/** `{entity, recursion}` of a filter against the entity that something is about. */
function entityMatches(world: World, filter: DataObject, about: Ref | undefined): boolean {
  const wanted = refIn(filter, 'entity')
  if (about === undefined || wanted === undefined) return false
  if (sameRef(wanted, about)) return true
  const above = ancestry(world, about).slice(1)
  switch (text(filter, 'recursion')) {
    case 'all':
      return above.some((at) => sameRef(at, wanted))
    case 'children':
      return sameRef(above[0], wanted)
    default:
      return false
  }
}

const times = { queuedTime: 'queueTime', startedTime: 'startTime', completedTime: 'completeTime' } as const

function timeMatches(filter: DataObject | undefined, info: DataObject): boolean {
  if (filter === undefined) return true
  const type = text(filter, 'timeType') ?? 'queuedTime'
  const field = Object.hasOwn(times, type) ? times[type as keyof typeof times] : 'queueTime' // checked just before
  return isBetween(info[field], filter['beginTime'], filter['endTime'])
}

/** Whether a time lies in a range with open ends. Times are dates or their text. */
export function isBetween(value: unknown, begin: unknown, end: unknown): boolean {
  const at = milliseconds(value)
  const from = milliseconds(begin)
  const until = milliseconds(end)
  if (at === undefined) return from === undefined && until === undefined
  return (from === undefined || at >= from) && (until === undefined || at <= until)
}

function milliseconds(value: unknown): number | undefined {
  const ms = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}
