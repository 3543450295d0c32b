import type { HostEvent } from '@/lib/vsphere/host-event'
import type { KeptOf } from '@/lib/vsphere/host-history'
import { moRef, type ConnectionId, type MoRef } from '@/lib/vsphere/ids'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'
import type { Parameters } from '../vsphere/encode'
import { isFault } from '../vsphere/fault'
import type { Session } from '../vsphere/session'
import { asObjects, asRef, asText, type WireObject } from '../vsphere/wire-value'
import type { HostClock } from './host-clock'
import { hostEvent } from './host-event'
import { taskView } from './task-view'
import { whyUnread } from './why-unread'

/** Takes a page of what was read, oldest first; the next is asked for when it has been taken. */
export type Take<Item> = (items: readonly Item[]) => Promise<void>

/** A server's own list of what has happened, for who keeps the record of its connection. Times are ISO 8601, in ours. */
export type HostHistory = {
  /** Tasks that have ended since a time. @returns how far the server had them; rejects when reading ends in the middle. */
  readTasks(since: string, take: Take<TaskView>): Promise<KeptOf>
  /** The same of events. */
  readEvents(since: string, take: Take<HostEvent>): Promise<KeptOf>
  /** Of what happens from now on. */
  followEvents(since: string): Promise<FollowedEvents | undefined>
}

export type FollowedEvents = {
  /** Those since it was asked last. Rejects when the contact is over. */
  next(): Promise<HostEvent[]>
  end(): Promise<void>
}

/** So many of a list are read at one time; what is more, nobody reads in a record either. */
const mostRead = 5_000
const pageSize = 200
/** A page of which the account may see nothing is empty, though others follow. */
const emptyPages = 3
/** Of what happens while it is followed, at one time. */
const mostFollowed = 1_000

type Asked = Pick<Session, 'call' | 'content'>

type List<Item> = {
  manager: MoRef | undefined
  create: 'CreateCollectorForTasks' | 'CreateCollectorForEvents'
  next: 'ReadNextTasks' | 'ReadNextEvents'
  filter: (begin: string) => Parameters
  view: (item: WireObject) => Item | undefined
  idOf: (item: Item) => string
  timeOf: (item: Item) => string
}

export function hostHistory(
  session: Asked,
  about: { connection: ConnectionId; clock: HostClock; isHidden: (task: MoRef) => boolean },
): HostHistory {
  const { connection, clock, isHidden } = about
  const { taskManager, eventManager } = session.content
  const ourTime = (text: string | undefined) => clock.ourTime(text)
  const hostTime = (ours: string) => new Date(Date.parse(ours) + (clock.offsetMs ?? 0)).toISOString()
  const tasks: List<TaskView> = {
    manager: taskManager,
    create: 'CreateCollectorForTasks',
    next: 'ReadNextTasks',
    filter: (beginTime) => ({ time: { timeType: 'completedTime', beginTime }, state: ['success', 'error'] }),
    view(info) {
      const task = asRef(info.task) ?? moRef('Task', asText(info.key) ?? '')
      return task.value === '' || isHidden(task) ? undefined : taskView(connection, task, info, ourTime)
    },
    idOf: ({ key, queueTime }) => `${key} ${queueTime}`,
    timeOf: ({ completeTime, queueTime }) => iso(completeTime ?? queueTime),
  }
  const events: List<HostEvent> = {
    manager: eventManager,
    create: 'CreateCollectorForEvents',
    next: 'ReadNextEvents',
    filter: (beginTime) => ({ time: { beginTime } }),
    view: (event) => hostEvent(connection, event, ourTime),
    idOf: ({ id, at }) => `${id} ${at}`,
    timeOf: ({ at }) => at,
  }
  return {
    readTasks: (since, take) =>
      readAll(session, tasks, { since, begin: hostTime(since) }, (found) => take(found.filter(hasEnded))),
    readEvents: (since, take) => readAll(session, events, { since, begin: hostTime(since) }, take),
    async followEvents(since) {
      const collector = await collectorOf(session, events, events.filter(hostTime(since)))
      if (!collector) return undefined
      return {
        async next() {
          const found: HostEvent[] = []
          for (let page: WireObject[] | undefined; page === undefined || page.length === pageSize;) {
            page = await readPage(session, events, collector)
            found.push(...page.flatMap((event) => events.view(event) ?? []))
            if (found.length >= mostFollowed) break
          }
          return found.filter(({ at }) => at >= since)
        },
        end: () => giveBack(session, collector),
      }
    },
  }
}

async function readAll<Item>(
  session: Asked,
  list: List<Item>,
  { since, begin }: { since: string; begin: string },
  take: Take<Item>,
): Promise<KeptOf> {
  try {
    const collector = await collectorOf(session, list, list.filter(begin))
    if (!collector) return { kind: 'nothing' }
    let oldest: string
    try {
      const read = await readPages(session, list, collector, since, take)
      if (read.stopped) return read.stopped
      oldest = read.oldest ?? ''
    } finally {
      await giveBack(session, collector)
    }
    // Where the filter is not heeded, the oldest of all has been seen.
    if (oldest !== '' && oldest < since) return { kind: 'whole' }
    return keptSince(await oldestOf(session, list), since)
  } catch (error) {
    if (isFault(error, 'NotSupported', 'NotImplemented', 'MethodNotFound'))
      return { kind: 'not-readable', reason: 'This host keeps no such list.' }
    if (isFault(error, 'NoPermission'))
      return { kind: 'not-readable', reason: whyUnread('', [{ path: '', fault: error.fault }]) }
    throw error
  }
}

/** Reads to the end of the list. */
async function readPages<Item>(
  session: Asked,
  list: List<Item>,
  collector: MoRef,
  since: string,
  take: Take<Item>,
): Promise<{ oldest: string | undefined; stopped?: KeptOf }> {
  const seen = new Set<string>()
  let oldest: string | undefined
  let until = since
  let read = 0
  const stop = (reason: string) => ({ oldest, stopped: { kind: 'until', until, reason } as const })
  for (let empty = 0; empty < emptyPages;) {
    const page = await readPage(session, list, collector)
    empty = page.length === 0 ? empty + 1 : 0
    read += page.length
    const items = page.flatMap((item) => list.view(item) ?? [])
    const fresh = items.filter((item) => !seen.has(list.idOf(item)))
    if (items.length > 0 && fresh.length === 0) return stop('The host repeats what it has told already.')
    for (const item of fresh) {
      seen.add(list.idOf(item))
      const at = list.timeOf(item)
      if (oldest === undefined || at < oldest) oldest = at
    }
    const wanted = fresh.filter((item) => list.timeOf(item) >= since)
    if (wanted.length > 0) await take(wanted)
    for (const item of wanted) if (list.timeOf(item) > until) until = list.timeOf(item)
    if (read >= mostRead) return stop(`There are more than ${mostRead.toLocaleString('en')}.`)
  }
  return { oldest }
}

async function readPage<Item>(session: Asked, { next }: List<Item>, collector: MoRef): Promise<WireObject[]> {
  return asObjects(await session.call(next, collector, { maxCount: pageSize }))
}

async function collectorOf<Item>(
  session: Asked,
  { manager, create }: List<Item>,
  filter: Parameters,
): Promise<MoRef | undefined> {
  return manager && asRef(await session.call(create, manager, { filter }))
}

/** The time of the oldest that there is. */
async function oldestOf<Item>(session: Asked, list: List<Item>): Promise<string | undefined> {
  const collector = await collectorOf(session, list, {})
  if (!collector) return undefined
  try {
    const [first] = asObjects(await session.call(list.next, collector, { maxCount: 1 }))
    const item = first && list.view(first)
    return item && list.timeOf(item)
  } finally {
    await giveBack(session, collector)
  }
}

/** A session may have 32 of them. One that cannot be given back dies with its session. */
async function giveBack(session: Asked, collector: MoRef): Promise<void> {
  await session.call('DestroyCollector', collector).catch(() => {})
}

/** So that times can be compared as texts; one that is none is before all. */
function iso(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

function keptSince(oldest: string | undefined, since: string): KeptOf {
  if (oldest === undefined) return { kind: 'nothing' }
  return oldest <= since ? { kind: 'whole' } : { kind: 'since', since: oldest }
}
