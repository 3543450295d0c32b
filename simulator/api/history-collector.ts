import { SimFault } from '../vim25/faults'
import { number } from '../vim25/read-data'
import { any, ref, type DataObject, type Ref } from '../vim25/value'
import type { CallContext, MethodTable, Session } from './method'

/*
 * Collectors page through a history that grows: forward from the oldest item, which is where they start, and backward
 * from the latest page. They belong to a session and end with it.
 */

/** A history as collectors see it: each item with a number that only grows. */
export type HistoryItem = { order: number; data: DataObject }
export type HistorySource = { items: () => readonly HistoryItem[]; onChange: (listener: () => void) => () => void }

type Collector = { source: HistorySource; session: Session; at: Ref; cursor: number; pageSize: number }

const collectors = new WeakMap<Session, Map<string, Collector>>()

/** Collectors that one session may have; the managers tell a number as `maxCollector`. */
const mostCollectors = 32
export const largestPage = 1_000

/** Make a collector. Throws InvalidState when the session has too many. */
export function createCollector(
  ctx: CallContext,
  type: 'EventHistoryCollector' | 'TaskHistoryCollector',
  filterType: string,
  filter: unknown,
  source: HistorySource,
): Ref {
  const { session } = ctx
  if (session === undefined) throw new SimFault('NotAuthenticated')
  const own = collectors.get(session) ?? new Map<string, Collector>()
  collectors.set(session, own)
  if (own.size >= mostCollectors)
    throw new SimFault('InvalidState', {}, 'The maximum number of collectors has been reached.')
  const at = ref(type, session.newId())
  const collector: Collector = { source, session, at, cursor: -1, pageSize: 10 }
  own.set(at.value, collector)
  session.objects.put({
    ref: at,
    props: { filter: any(filterType, filter), latestPage: latestPage(collector), initialized: true },
  })
  const stop = source.onChange(() => showLatest(collector))
  session.onEnd(stop)
  endings.set(collector, stop)
  return at
}

const endings = new WeakMap<Collector, () => void>()

function showLatest(collector: Collector): void {
  if (collector.session.objects.get(collector.at) === undefined) return
  collector.session.objects.update(collector.at, { latestPage: latestPage(collector) })
}

/** The newest items, newest first. */
const latestPage = (collector: Collector): readonly DataObject[] =>
  collector.source
    .items()
    .slice(-collector.pageSize)
    .toReversed()
    .map((item) => item.data)

function find(ctx: CallContext, self: Ref): Collector {
  const collector = ctx.session && collectors.get(ctx.session)?.get(self.value)
  if (collector === undefined) throw new SimFault('ManagedObjectNotFound', { obj: self })
  return collector
}

function pageOf(args: Record<string, unknown>): number {
  const maxCount = number(args, 'maxCount') ?? 0
  if (maxCount <= 0) throw new SimFault('InvalidArgument', { invalidProperty: 'maxCount' })
  return Math.min(maxCount, largestPage)
}

/** The next items after the last one read, oldest first. */
export function readNext(ctx: CallContext, self: Ref, args: Record<string, unknown>): readonly DataObject[] {
  const collector = find(ctx, self)
  const page = collector.source
    .items()
    .filter((item) => item.order > collector.cursor)
    .slice(0, pageOf(args))
  collector.cursor = page.at(-1)?.order ?? collector.cursor
  return page.map((item) => item.data)
}

/** The items before the last one read, newest first. */
export function readPrevious(ctx: CallContext, self: Ref, args: Record<string, unknown>): readonly DataObject[] {
  const collector = find(ctx, self)
  const page = collector.source
    .items()
    .filter((item) => item.order <= collector.cursor)
    .slice(-pageOf(args))
  collector.cursor = (page[0]?.order ?? collector.cursor + 1) - 1
  return page.toReversed().map((item) => item.data)
}

/** The methods that collectors of events and of tasks have in common. */
export const historyCollectorMethods: MethodTable = {
  SetCollectorPageSize(ctx, self, args) {
    const collector = find(ctx, self)
    collector.pageSize = pageOf(args)
    showLatest(collector)
  },
  /** Before the oldest item. */
  RewindCollector(ctx, self) {
    find(ctx, self).cursor = -1
  },
  /** Before the latest page. */
  ResetCollector(ctx, self) {
    const collector = find(ctx, self)
    const items = collector.source.items()
    collector.cursor = items[items.length - collector.pageSize - 1]?.order ?? -1
  },
  DestroyCollector(ctx, self) {
    const collector = find(ctx, self)
    endings.get(collector)?.()
    collector.session.objects.remove(self)
    collectors.get(collector.session)?.delete(self.value)
  },
}
