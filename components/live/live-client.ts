import type { QueryClient } from '@tanstack/react-query'
import { applyMessage } from '@/lib/live/apply'
import { staleAfterMs, type LiveState } from '@/lib/live/live-state'
import type { Feed, FeedEvent, Link } from './live-hub'

export type LiveStatus =
  | { at: 'connecting' }
  /** `asked`: something on the way holds the stream back, so the data is asked for again and again. */
  | { at: 'live'; ageMs: number; asked?: true }
  /** The stream is open and silent: what is shown is of `since`. Times are this machine's clock, ms. */
  | { at: 'stale'; since: number }
  | { at: 'lost'; since: number; retryAt?: number }
  | { at: 'signed-out' }

export const liveKey = ['live'] as const

/** The live data of one tab: in the query cache under `liveKey`; how fresh it is, here. */
export type LiveClient = {
  start: () => void
  stop: () => void
  retry: () => void
  /** Told once a second, and at once when the status changes in kind. */
  subscribe: (listener: () => void) => () => void
  status: () => LiveStatus
  /** The server's clock, ms. It stands still while the data is old: an age that grew would pretend to be known. */
  serverNow: () => number
  /** Where the live tables are, for `useLive`. */
  readonly queryClient: QueryClient
}

export type LiveClientPorts = {
  feed: () => Feed
  now: () => number
  everySecond: (run: () => void) => () => void
}

/** A difference below this is jitter of the network, not of a clock. */
const clockJitterMs = 400

export function createLiveClient(queryClient: QueryClient, ports: LiveClientPorts): LiveClient {
  // 10,000 VMs are not compared in depth at every message: the ops keep the identity of what they do not touch.
  queryClient.setQueryDefaults(liveKey, { staleTime: Infinity, gcTime: Infinity, structuralSharing: false })

  const listeners = new Set<() => void>()
  let feed: Feed | undefined
  let stopTicking = () => {}
  let link: Link = { at: 'connecting' }
  let startedAt = ports.now()
  let receivedAt: number | undefined
  let clockOffsetMs = 0
  let now = ports.now()
  let status: LiveStatus = { at: 'connecting' }

  const look = () => {
    now = ports.now()
    const next = read()
    const kindChanged = next.at !== status.at
    status = next
    return kindChanged
  }

  const read = (): LiveStatus => {
    if (link.at === 'signed-out') return { at: 'signed-out' }
    const retry = link.at === 'down' ? { retryAt: link.retryAt } : {}
    if (receivedAt === undefined) {
      return now - startedAt < staleAfterMs ? { at: 'connecting' } : { at: 'lost', since: startedAt, ...retry }
    }
    const ageMs = Math.max(0, now - receivedAt)
    if (ageMs < staleAfterMs) return { at: 'live', ageMs, ...(link.at === 'asking' && { asked: true }) }
    return link.at === 'open' || link.at === 'asking'
      ? { at: 'stale', since: receivedAt }
      : { at: 'lost', since: receivedAt, ...retry }
  }

  const tell = () => listeners.forEach((listener) => listener())

  const hear = (event: FeedEvent) => {
    if (event.kind === 'link') {
      link = event.link
      if (link.at === 'signed-out') {
        receivedAt = undefined
        queryClient.removeQueries({ queryKey: liveKey })
      }
    } else if (!take(event)) {
      feed?.resync()
      return
    }
    if (look()) tell()
  }

  const take = ({ message, receivedAt: at }: Extract<FeedEvent, { kind: 'message' }>): boolean => {
    const known = queryClient.getQueryData<LiveState>(liveKey)
    // A tab that joins hears the snapshot that others have had: the same version again would only redraw everything.
    const repeated = message.kind === 'snapshot' && known?.epoch === message.epoch && known.version === message.version
    if (!repeated) {
      const applied = applyMessage(known, message)
      if (applied.kind !== 'state') return applied.kind === 'signed-out'
      queryClient.setQueryData(liveKey, applied.state)
      setClock(applied.state.at, at)
    }
    if (receivedAt === undefined || at > receivedAt) receivedAt = at
    return true
  }

  const setClock = (serverAt: string, at: number) => {
    const offset = Date.parse(serverAt) - at
    if (!Number.isFinite(offset)) return
    // The message that travelled fastest tells the offset best; it is the largest one.
    if (receivedAt === undefined || offset > clockOffsetMs || clockOffsetMs - offset > clockJitterMs)
      clockOffsetMs = offset
  }

  return {
    queryClient,
    start() {
      startedAt = ports.now()
      receivedAt = undefined
      link = { at: 'connecting' }
      feed = ports.feed()
      feed.start(hear)
      stopTicking = ports.everySecond(() => {
        look()
        tell()
      })
    },
    stop() {
      stopTicking()
      feed?.stop()
      feed = undefined
    },
    retry: () => feed?.retry(),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    status: () => status,
    serverNow() {
      const old = status.at === 'stale' || status.at === 'lost'
      return (old && receivedAt !== undefined ? receivedAt : now) + clockOffsetMs
    },
  }
}
