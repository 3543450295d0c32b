import type { ConnectionId } from '@/lib/vsphere/ids'
import { WireError } from '../vsphere/errors'
import { isFault } from '../vsphere/fault'
import type { Inventory } from '../inventory/contract'
import { isRecorded } from '../inventory/host-event'
import type { FollowedEvents } from '../inventory/host-history'
import type { Journal } from '../journal/journal'
import type { Gap } from '../journal/read-host'
import type { After } from './contract'
import { createEventLog } from './event-log'
import { readBack } from './read-back'
import { andon } from './run-machine'
import type { TaskLog } from './task-log'

/** What is older is not read back: nobody looked for a week, and hosts keep less. */
const longestGapMs = 7 * 24 * 3_600_000
/** So often a gap is tried to be read; then it is told how far that came. */
const mostTries = 3
const againMs = 60_000
/** Starts take a moment. */
const mostWaits = 6
const waitMs = 10_000
/** One call each time. */
const followEveryMs = 30_000

/**
 * The record of what a host remembers itself: its events while there is contact, and after a time in which nobody looked,
 * what its own history has of that. One reader for each connection, that nothing waits for.
 */
export type HostLog = {
  watch(inventory: Inventory): void
  /** Begins to read and to write. Called once. */
  begin(): void
  /** The record has a gap that has come to its end. */
  look(): void
  close(): void
}

export function createHostLog(options: {
  connection: ConnectionId
  journal: Pick<Journal, 'append' | 'readGap' | 'readNotedOfHost' | 'readStarts'>
  tasks: Pick<TaskLog, 'noteBack'>
  /** A run has sent a start here, and its task is not known yet: it would be taken for somebody else's. */
  isStarting: (connection: ConnectionId) => boolean
  now: () => number
  after: After
  warn: (text: string, error: unknown) => void
}): HostLog {
  const { connection, journal, tasks, isStarting, now, after, warn } = options
  const events = createEventLog({ connection, journal, now })
  const iso = (ms = now()) => new Date(ms).toISOString()
  let inventory: Inventory | undefined
  let stopHearing: (() => void) | undefined
  let stopWaiting: (() => void) | undefined
  let followed: FollowedEvents | undefined
  /** When what is followed was known last. */
  let since: string | undefined
  /** Events can be read; if not, that is tried again when there is contact anew. */
  let isShown = true
  let failures = 0
  let tries = 0
  let waited = 0
  let begun = false
  let closed = false
  let isWanted = false
  let isWorking = false

  const isLive = () => begun && !closed && inventory?.state.at === 'live'

  /** One piece of work at a time; what is wanted meanwhile is done after it. */
  function look(): void {
    isWanted = true
    if (!isLive() || isWorking) return
    isWorking = true
    void work().finally(() => {
      isWorking = false
      if (isWanted) look()
    })
  }

  async function work(): Promise<void> {
    isWanted = false
    stopWaiting?.()
    let pauseMs = followEveryMs
    try {
      const gap = await journal.readGap(connection, iso(now() - longestGapMs))
      if (gap && isStarting(connection) && waited < mostWaits) {
        waited += 1
        pauseMs = waitMs
      } else if (gap) {
        waited = 0
        await fill(gap)
      }
      if (isShown) await follow()
      await events.tellLeftOut()
    } catch (error) {
      if (closed) return
      pauseMs = againMs
      endFollowing()
      // Without contact it goes on when that is back.
      if (!(error instanceof WireError)) warn('what a host remembers was not read', error)
    }
    if (isLive()) stopWaiting = after(pauseMs, look)
  }

  async function fill(gap: Gap): Promise<void> {
    const history = inventory?.history()
    if (!history) return
    tries += 1
    const read = await readBack(connection, gap, { history, journal, tasks, events }, tries >= mostTries)
    if (closed) return
    await journal.append({ actor: andon, event: { kind: 'read-back', ...gap, ...read }, connection })
    tries = 0
    if (since === undefined || since < gap.to) since = gap.to
  }

  async function follow(): Promise<void> {
    const at = iso()
    try {
      followed ??= await inventory?.history().followEvents((since ??= at))
      for (const event of (await followed?.next()) ?? []) if (isRecorded(event, false)) await events.note(event)
      since = at
      failures = 0
    } catch (error) {
      if (error instanceof WireError) throw error
      failures += 1
      isShown =
        failures < mostTries && !isFault(error, 'NoPermission', 'NotSupported', 'NotImplemented', 'MethodNotFound')
      if (isShown) throw error
    }
  }

  function endFollowing(): void {
    void followed?.end().catch(() => undefined)
    followed = undefined
  }

  return {
    watch(next) {
      stopHearing?.()
      inventory = next
      followed = undefined
      const stop = next.onChanges((changes) => {
        for (const change of changes) {
          if (change.kind !== 'connection') continue
          if (change.state.at !== 'live') followed = undefined
          else if (!followed) {
            isShown = true
            failures = 0
            look()
          }
        }
      })
      stopHearing = stop
      look()
    },
    begin() {
      begun = true
      look()
    },
    look,
    close() {
      closed = true
      stopWaiting?.()
      stopHearing?.()
      endFollowing()
      void events.tellLeftOut(true).catch(() => undefined)
    },
  }
}
