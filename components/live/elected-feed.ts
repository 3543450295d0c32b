import type { Wanted } from '@/lib/live/topics'
import type { Feed, FeedEvent, FeedListener } from './feed'
import { browserPorts } from './browser-ports'
import { createLiveHub, type HubPorts, type LiveHub } from './live-hub'
import { shareOf } from './tab-share'

/** What tabs say to each other. `to` names one tab; without it everybody listens. */
type TabTalk =
  /** A tab is there, or asks for everything again. */
  | { from: string; say: 'hello'; wanted: readonly Wanted[] }
  | { from: string; say: 'want'; wanted: readonly Wanted[] }
  | { from: string; say: 'retry' | 'bye' }
  | { from: string; say: 'event'; event: FeedEvent; to?: string }
  /** A tab has taken over; everybody asks it for what they may have missed. */
  | { from: string; say: 'leading' }

type Channel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>
export type ElectionPorts = {
  tab: string
  openChannel: (name: string) => Channel
  /** Calls `lead` once this tab holds the lock; the lock is free again when the promise settles or the tab is gone. */
  elect: (name: string, signal: AbortSignal, lead: () => Promise<void>) => void
  hub: HubPorts
}

/**
 * One tab holds the stream and tells the others; for browsers without shared workers. The browser gives the lock to the
 * next tab when the one that held it is closed, however it was closed.
 */
export function electedFeed(url: string, ports: ElectionPorts = browserElection()): Feed {
  let listener: FeedListener = () => {}
  let hub: LiveHub | undefined
  let mine: readonly Wanted[] = []
  /** What the others want, while this tab holds the stream. One that crashed is forgotten with the next leader. */
  const others = new Map<string, readonly Wanted[]>()
  let channel: Channel | undefined
  let abort: AbortController | undefined
  const name = `andon-live ${url}`

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target origin
  const tell = (talk: TabTalk) => channel?.postMessage(talk)

  const hello = () => tell({ from: ports.tab, say: 'hello', wanted: mine })
  const bye = () => tell({ from: ports.tab, say: 'bye' })
  const wantAll = () => hub?.want([...mine, ...[...others.values()].flat()])
  const take = (event: FeedEvent) => {
    const share = shareOf(event, mine)
    if (share) listener(share)
  }

  const hear = (talk: TabTalk) => {
    if (talk.from === ports.tab) return
    switch (talk.say) {
      case 'event':
        if (!hub && (talk.to === undefined || talk.to === ports.tab)) take(talk.event)
        return
      case 'leading':
        return hello()
      case 'retry':
        return hub?.retry()
      case 'want':
      case 'hello': {
        if (!hub) return
        const had = talk.say === 'want' ? others.get(talk.from) : undefined
        others.set(talk.from, talk.wanted)
        for (const event of hub.catchUp(talk.wanted, had)) tell({ from: ports.tab, say: 'event', event, to: talk.from })
        wantAll()
        return talk.say === 'hello' ? hub.retry() : undefined
      }
      case 'bye':
        if (others.delete(talk.from)) wantAll()
    }
  }

  const lead = (signal: AbortSignal) =>
    new Promise<void>((done) => {
      if (signal.aborted) return done()
      hub = createLiveHub(
        url,
        mine,
        (event) => {
          take(event)
          tell({ from: ports.tab, say: 'event', event })
        },
        ports.hub,
      )
      hub.start()
      tell({ from: ports.tab, say: 'leading' })
      signal.addEventListener('abort', () => {
        hub?.stop()
        hub = undefined
        others.clear()
        done()
      })
    })

  return {
    start(next, wanted) {
      listener = next
      mine = wanted
      const stopper = new AbortController()
      abort = stopper
      channel = ports.openChannel(name)
      channel.addEventListener('message', (event) => hear((event as MessageEvent<TabTalk>).data))
      ports.elect(name, stopper.signal, () => lead(stopper.signal))
      hello()
    },
    want(wanted) {
      const had = mine
      mine = wanted
      if (!hub) return tell({ from: ports.tab, say: 'want', wanted })
      for (const event of hub.catchUp(mine, had)) listener(event)
      wantAll()
    },
    resync() {
      if (!hub) return hello()
      for (const event of hub.catchUp(mine)) listener(event)
    },
    retry: () => (hub ? hub.retry() : tell({ from: ports.tab, say: 'retry' })),
    stop() {
      listener = () => {}
      bye()
      abort?.abort()
      channel?.close()
      channel = undefined
    },
  }
}

const browserElection = (): ElectionPorts => ({
  tab: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
  openChannel: (name) => new BroadcastChannel(name),
  elect: (name, signal, lead) => {
    // Rejects only because we aborted while still waiting in line.
    navigator.locks.request(name, { signal }, lead).catch(() => {})
  },
  hub: browserPorts,
})
