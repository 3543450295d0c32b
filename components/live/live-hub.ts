import { applyMessage, isHeld } from '@/lib/live/apply'
import { staleAfterMs, type LiveMessage, type LiveState } from '@/lib/live/live-state'
import { union, type Wanted } from '@/lib/live/topics'
import { topicOfText, type FeedEvent, type Link, type SnapshotText } from './feed'
import { catchUpMessages } from './tab-share'

export type StreamListener = {
  opened: () => void
  message: (data: string) => void
  /** `refused`: the server answered, and not with a stream. */
  broken: (refused: boolean) => void
}

export type HubPorts = {
  /** Opens a stream; returns what closes it. A closed stream says nothing more. */
  openStream: (url: string, listener: StreamListener) => () => void
  /** What the stream's address answers in place of a stream, or undefined when nobody does. EventSource does not tell. */
  probe: (url: string) => Promise<{ status: number; text: string } | undefined>
  /** What the server has to say now, as one whole reply; undefined when nobody answers. */
  ask: (url: string, signal: AbortSignal) => Promise<{ status: number; text: string } | undefined>
  now: () => number
  setTimer: (run: () => void, delayMs: number) => () => void
  random: () => number
}

export type LiveHub = {
  start(): void
  /** What all readers together want from now on. */
  want(wanted: readonly Wanted[]): void
  /**
   * What a reader that joins needs: how the link stands, then what it wants as far as it is here.
   * @param had what it has already.
   */
  catchUp(wanted: readonly Wanted[], had?: readonly Wanted[]): FeedEvent[]
  retry(): void
  stop(): void
}

const retryDelaysMs = [500, 1_000, 2_000, 4_000, 8_000]
/** The server speaks as soon as a stream opens: when nothing has come by then, something holds it back. */
export const firstMessageMs = 4_000
/** Between two replies that were asked for. */
const askPauseMs = 250
/** How long it is asked for before the stream is given another try. */
export const askForMs = 60_000

/**
 * Holds the one event stream of this browser: opens it for what is wanted, and again where that changes; asks for what was
 * missed after a break (`from=epoch:version`), asks for everything after a gap, notices silence, and gives every message
 * that fits to `emit`. A snapshot, which always fits, goes to `emitText` where there is one, before it is read here. Where a proxy holds the stream back, the same messages are asked for at `/api/live/poll`, and the
 * stream is tried again now and then.
 */
export function createLiveHub(
  url: string,
  first: readonly Wanted[],
  emit: (event: FeedEvent) => void,
  ports: HubPorts,
  emitText?: (snapshot: SnapshotText) => void,
): LiveHub {
  let closeStream: (() => void) | undefined
  let wanted = union(first)
  let state: LiveState | undefined
  /** Up to where all that is here was followed. */
  let place: { epoch: string; version: number } | undefined
  /** A stream begins with what was missed of each topic: it is a place to go on from once all of that has come. */
  let isSettled = false
  let receivedAt = 0
  let link: Link = { at: 'connecting' }
  let failures = 0
  /** Two snapshots in a row that do not fit each other would otherwise reconnect without a pause. */
  let gaps = 0
  let running = false
  let cancelTimer = () => {}
  let asking: AbortController | undefined

  const setLink = (next: Link) => {
    link = next
    emit({ kind: 'link', link })
  }

  const address = (of: string) => {
    const query = new URLSearchParams({ topics: wanted.join(',') })
    const from = resumeFrom()
    if (from !== undefined) query.set('from', from)
    return `${of}${of.includes('?') ? '&' : '?'}${query.toString()}`
  }

  const resumeFrom = (): string | undefined => {
    const known = state
    if (!known || !place) return undefined
    const { epoch, version } = place
    // Broken off while it moved to another server: what is of which cannot be told in one place.
    if (Object.values(known.topics).some((topic) => topic?.epoch !== epoch)) return undefined
    const held = wanted.filter((one) => isHeld(known, one))
    if (held.length === 0) return undefined
    return `${epoch}:${version}${held.length === wanted.length ? '' : `:${held.join(',')}`}`
  }

  const letGo = () => {
    cancelTimer()
    closeStream?.()
    closeStream = undefined
    asking?.abort()
    asking = undefined
    isSettled = false
  }

  const open = () => {
    letGo()
    if (!running) return
    listenForFirst()
    closeStream = ports.openStream(address(url), {
      opened: () => {
        // A stream that was held back has to speak before it is believed.
        if (link.at !== 'asking') setLink({ at: 'open' })
        listenForFirst()
      },
      message: (data) => {
        listenForSilence()
        receive(data)
      },
      broken: (refused) => void broken(refused),
    })
  }

  const listenForFirst = () => {
    cancelTimer()
    cancelTimer = ports.setTimer(() => void ask(ports.now() + askForMs), firstMessageMs)
  }

  /** @param until when the stream is tried again. */
  const ask = async (until: number) => {
    letGo()
    const { signal } = (asking = new AbortController())
    listenForSilence()
    const reply = await ports.ask(address(pollUrl(url)), signal)
    if (signal.aborted) return
    if (reply?.status === 401 || reply?.status === 403) return signedOut()
    if (reply?.status === 429) return void broken(false, reply.text)
    if (reply?.status !== 200) return void broken(false)
    const asked = asking
    if (link.at !== 'asking') setLink({ at: 'asking' })
    for (const data of eventsOf(reply.text)) {
      receive(data)
      // The session ended, or the messages do not fit: another way was taken already.
      if (asked !== asking) return
    }
    cancelTimer()
    cancelTimer = ports.setTimer(() => (ports.now() < until ? void ask(until) : open()), askPauseMs)
  }

  /** A connection can be dead without saying so (a sleeping laptop, a dropped NAT entry). */
  const listenForSilence = () => {
    cancelTimer()
    cancelTimer = ports.setTimer(() => void broken(false), staleAfterMs)
  }

  const broken = async (refused: boolean, because?: string) => {
    letGo()
    const delayMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 8_000
    failures += 1
    // Spread, so that a thousand browsers do not come back to a restarted server in the same moment.
    const waitMs = delayMs * (0.75 + 0.5 * ports.random())
    const retryAt = ports.now() + waitMs
    setLink({ at: 'down', retryAt, ...(because !== undefined && { because }) })
    cancelTimer = ports.setTimer(open, waitMs)
    if (!refused) return
    const reply = await ports.probe(address(url))
    if (!running || closeStream) return
    if (reply?.status === 401 || reply?.status === 403) signedOut()
    else if (reply?.status === 429) setLink({ at: 'down', retryAt, because: reply.text })
  }

  const signedOut = () => {
    letGo()
    forget()
    link = { at: 'signed-out' }
    emit({ kind: 'link', link })
  }

  const receive = (data: string) => {
    const topic = emitText && topicOfText(data)
    if (topic !== undefined) {
      if (!asking && link.at !== 'open') setLink({ at: 'open' })
      emitText?.({ topic, text: data, receivedAt: ports.now() })
    }
    const message = parse(data)
    if (!message) return startOver()
    const applied = applyMessage(state, message)
    switch (applied.kind) {
      case 'signed-out':
        return signedOut()
      case 'gap':
        return startOver()
      case 'begin-again':
        forget()
        emit({ kind: 'message', message, receivedAt: ports.now() })
        return goOn()
      case 'state':
        state = applied.state
        receivedAt = ports.now()
        failures = 0
        if (message.kind === 'heartbeat') {
          gaps = 0
          isSettled = true
        }
        if (isSettled && 'version' in message) place = { epoch: message.epoch, version: message.version }
        if (!asking && link.at !== 'open') setLink({ at: 'open' })
        if (topic === undefined) emit({ kind: 'message', message, receivedAt })
    }
  }

  /** Never guess across a gap: read everything again. */
  const startOver = () => {
    forget()
    gaps += 1
    if (gaps > 3) void broken(false)
    else goOn()
  }

  const forget = () => {
    state = undefined
    place = undefined
  }

  /** Anew, the way it went before. */
  const goOn = () => (asking ? void ask(ports.now() + askForMs) : open())

  return {
    start() {
      if (running) return
      running = true
      setLink({ at: 'connecting' })
      open()
    },
    want(next) {
      const before = wanted.join()
      wanted = union(next)
      if (!running || wanted.join() === before) return
      // Who waits for the next try, or for a sign-in, asks for it then.
      if (link.at !== 'down' && link.at !== 'signed-out') goOn()
    },
    catchUp(of, had = []) {
      const messages = state ? catchUpMessages(state, place, of, had) : []
      return [{ kind: 'link', link }, ...messages.map((message) => ({ kind: 'message', message, receivedAt }) as const)]
    },
    retry() {
      if (!running || link.at === 'open' || link.at === 'connecting' || link.at === 'asking') return
      if (link.at === 'signed-out') setLink({ at: 'connecting' })
      open()
    },
    stop() {
      running = false
      letGo()
    },
  }
}

/** Where the same messages can be asked for: beside the stream, with the same token. */
const pollUrl = (streamUrl: string) => {
  const { pathname, search } = new URL(streamUrl, 'http://here')
  return streamUrl.replace(pathname + search, `${pathname.replace(/\/stream$/, '/live/poll')}${search}`)
}

/** The data of each event in a text of server-sent events. */
const eventsOf = (text: string) =>
  text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice('data: '.length)] : []))

function parse(data: string): LiveMessage | undefined {
  try {
    const value: unknown = JSON.parse(data)
    // Our own server wrote it; its shape is the contract. Anything that is not an object with a kind is read as a gap.
    return typeof value === 'object' && value !== null && 'kind' in value ? (value as LiveMessage) : undefined
  } catch {
    return undefined
  }
}
