import {
  browserPorts,
  createLiveHub,
  type Feed,
  type FeedEvent,
  type FeedListener,
  type HubPorts,
  type LiveHub,
} from './live-hub'

/** What tabs say to each other. `to` names one tab; without it everybody listens. */
type TabTalk =
  | { from: string; say: 'hello' | 'retry' }
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
  let channel: Channel | undefined
  let abort: AbortController | undefined
  const name = `andon-live ${url}`

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target origin
  const tell = (talk: TabTalk) => channel?.postMessage(talk)

  const hear = (talk: TabTalk) => {
    if (talk.from === ports.tab) return
    switch (talk.say) {
      case 'event':
        if (!hub && (talk.to === undefined || talk.to === ports.tab)) listener(talk.event)
        return
      case 'leading':
        return tell({ from: ports.tab, say: 'hello' })
      case 'retry':
        return hub?.retry()
      case 'hello':
        for (const event of hub?.catchUp() ?? []) tell({ from: ports.tab, say: 'event', event, to: talk.from })
        hub?.retry()
    }
  }

  const lead = (signal: AbortSignal) =>
    new Promise<void>((done) => {
      if (signal.aborted) return done()
      hub = createLiveHub(
        url,
        (event) => {
          listener(event)
          tell({ from: ports.tab, say: 'event', event })
        },
        ports.hub,
      )
      hub.start()
      tell({ from: ports.tab, say: 'leading' })
      signal.addEventListener('abort', () => {
        hub?.stop()
        hub = undefined
        done()
      })
    })

  return {
    start(next) {
      listener = next
      const stopper = new AbortController()
      abort = stopper
      channel = ports.openChannel(name)
      channel.addEventListener('message', (event) => hear((event as MessageEvent<TabTalk>).data))
      ports.elect(name, stopper.signal, () => lead(stopper.signal))
      tell({ from: ports.tab, say: 'hello' })
    },
    resync: () => (hub ? hub.resync() : tell({ from: ports.tab, say: 'hello' })),
    retry: () => (hub ? hub.retry() : tell({ from: ports.tab, say: 'retry' })),
    stop() {
      listener = () => {}
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
