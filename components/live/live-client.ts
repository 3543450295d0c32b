import { applyMessage } from '@/lib/live/apply'
import { staleAfterMs, type LiveState } from '@/lib/live/live-state'
import { union, type Wanted } from '@/lib/live/topics'
import type { Feed, FeedEvent, Link } from './feed'

export type LiveStatus =
  | { at: 'connecting' }
  /** `asked`: something on the way holds the stream back, so the data is asked for again and again. */
  | { at: 'live'; ageMs: number; asked?: true }
  /** The stream is open and silent: what is shown is of `since`. Times are this machine's clock, ms. */
  | { at: 'stale'; since: number }
  /** `because`: Andon itself says why there is no live data. */
  | { at: 'lost'; since: number; retryAt?: number; because?: string }
  | { at: 'signed-out' }

/** The live data of one tab, and how fresh it is. */
export type LiveClient = {
  start: () => void
  stop: () => void
  retry: () => void
  /** Something on the screen needs this from now on, until it calls what is returned. */
  want: (wanted: readonly Wanted[]) => () => void
  /** Told once a second, and at once when the status changes in kind. */
  subscribe: (listener: () => void) => () => void
  status: () => LiveStatus
  /** The server's clock, ms. It stands still while the data is old: an age that grew would pretend to be known. */
  serverNow: () => number
  /** The live tables; undefined until some have come, and once the session has ended. */
  state: () => LiveState | undefined
  /** Told of each change of these. */
  onState: (listener: () => void) => () => void
  /** Told when all that is shown has to be read again, whatever it is. */
  onBeginAgain: (listener: () => void) => () => void
}

export type LiveClientPorts = {
  feed: () => Feed
  now: () => number
  everySecond: (run: () => void) => () => void
}

/** How long what nothing on the screen needs any more still comes: who goes back to a list finds it there. */
export const lingerMs = 30_000

/** A difference below this is jitter of the network, not of a clock. */
const clockJitterMs = 400

export function createLiveClient(ports: LiveClientPorts): LiveClient {
  let state: LiveState | undefined
  const stateListeners = new Set<() => void>()
  const beginAgainListeners = new Set<() => void>()
  const listeners = new Set<() => void>()
  /** How many on the screen want it, and since when nobody does. */
  const wants = new Map<Wanted, { count: number; freeSince?: number }>()
  let told = ''
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
    const because = link.at === 'down' ? link.because : undefined
    const retry = link.at === 'down' ? { retryAt: link.retryAt, ...(because !== undefined && { because }) } : {}
    if (receivedAt === undefined) {
      const isPatient = now - startedAt < staleAfterMs && because === undefined
      return isPatient ? { at: 'connecting' } : { at: 'lost', since: startedAt, ...retry }
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
      if (link.at === 'signed-out') drop()
    } else if (event.message.kind === 'begin-again') {
      dropAll()
    } else if (!take(event)) {
      feed?.resync()
      return
    }
    if (look()) tell()
  }

  const setState = (next: LiveState | undefined) => {
    if (next === state) return
    state = next
    for (const listener of stateListeners) listener()
  }

  const drop = () => {
    receivedAt = undefined
    setState(undefined)
  }

  const dropAll = () => {
    drop()
    startedAt = ports.now()
    for (const listener of beginAgainListeners) listener()
  }

  const take = ({ message, receivedAt: at }: Extract<FeedEvent, { kind: 'message' }>): boolean => {
    // What is asked for again may not have changed: the same version again would only redraw everything.
    const has = message.kind === 'snapshot' ? state?.topics[message.topic] : undefined
    const isRepeated = message.kind === 'snapshot' && has?.epoch === message.epoch && has.version === message.version
    if (!isRepeated && message.kind !== 'refused') {
      const applied = applyMessage(state, message)
      if (applied.kind !== 'state') return applied.kind === 'signed-out'
      setState(applied.state)
      // A snapshot may have been made a while ago; what comes after it has the time of now.
      if (message.kind !== 'snapshot' || receivedAt === undefined) setClock(applied.state.at, at)
    }
    if (receivedAt === undefined || at > receivedAt) receivedAt = at
    return true
  }

  const wantedNow = (): Wanted[] => union(['board', ...wants.keys()])

  /** Once for all that a screen begins and ends to want in one go. */
  const tellWanted = () => {
    const wanted = wantedNow()
    if (!feed || wanted.join() === told) return
    told = wanted.join()
    feed.want(wanted)
  }

  const dropUnwanted = () => {
    for (const [one, { freeSince }] of wants) {
      if (freeSince !== undefined && ports.now() - freeSince >= lingerMs) wants.delete(one)
    }
    tellWanted()
  }

  const setClock = (serverAt: string, at: number) => {
    const offset = Date.parse(serverAt) - at
    if (!Number.isFinite(offset)) return
    // The message that travelled fastest tells the offset best; it is the largest one.
    if (receivedAt === undefined || offset > clockOffsetMs || clockOffsetMs - offset > clockJitterMs)
      clockOffsetMs = offset
  }

  return {
    state: () => state,
    onState: (listener) => listen(stateListeners, listener),
    onBeginAgain: (listener) => listen(beginAgainListeners, listener),
    start() {
      startedAt = ports.now()
      receivedAt = undefined
      link = { at: 'connecting' }
      feed = ports.feed()
      const wanted = wantedNow()
      told = wanted.join()
      feed.start(hear, wanted)
      stopTicking = ports.everySecond(() => {
        dropUnwanted()
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
    want(wanted) {
      for (const one of wanted) wants.set(one, { count: (wants.get(one)?.count ?? 0) + 1 })
      queueMicrotask(tellWanted)
      return () => {
        for (const one of wanted) {
          const count = (wants.get(one)?.count ?? 1) - 1
          wants.set(one, count > 0 ? { count } : { count, freeSince: ports.now() })
        }
      }
    },
    subscribe: (listener) => listen(listeners, listener),
    status: () => status,
    serverNow() {
      const old = status.at === 'stale' || status.at === 'lost'
      return (old && receivedAt !== undefined ? receivedAt : now) + clockOffsetMs
    },
  }
}

function listen(to: Set<() => void>, listener: () => void): () => void {
  to.add(listener)
  return () => to.delete(listener)
}
