import type { Wanted } from '@/lib/live/topics'
import { electedFeed } from './elected-feed'
import type { Feed, FeedListener } from './feed'
import { browserPorts } from './browser-ports'
import { createLiveHub, type HubPorts, type LiveHub } from './live-hub'
import type { FromWorker, ToWorker } from './worker-hub'

/**
 * One stream for all tabs: a shared worker where there is one, else the tabs elect one of themselves, else (an old
 * browser on a page without TLS, where Web Locks are missing) each tab has its own.
 */
export function chooseFeed(streamUrl: string): Feed {
  const url = new URL(streamUrl, location.href).href
  const withoutWorker = () => {
    const canElect = typeof BroadcastChannel === 'function' && 'locks' in navigator
    return canElect ? electedFeed(url) : directFeed(url)
  }
  return typeof SharedWorker === 'function' ? workerFeed(url, withoutWorker) : withoutWorker()
}

/** A stream of this tab's own: where tabs cannot share one. */
function directFeed(url: string, ports: HubPorts = browserPorts): Feed {
  let hub: LiveHub | undefined
  let listener: FeedListener = () => {}
  let mine: readonly Wanted[] = []
  return {
    start(next, wanted) {
      listener = next
      mine = wanted
      hub = createLiveHub(url, wanted, (event) => listener(event), ports)
      hub.start()
    },
    want(wanted) {
      mine = wanted
      hub?.want(wanted)
    },
    resync() {
      for (const event of hub?.catchUp(mine) ?? []) listener(event)
    },
    retry: () => hub?.retry(),
    stop() {
      listener = () => {}
      hub?.stop()
      hub = undefined
    },
  }
}

/**
 * The stream of the shared worker. When the worker cannot be started (a content policy, a broken cache), `spare` takes
 * over; nobody is left without data because sharing failed.
 */
function workerFeed(url: string, spare: () => Feed): Feed {
  let worker: SharedWorker | undefined
  let other: Feed | undefined
  let listener: FeedListener = () => {}
  let mine: readonly Wanted[] = []

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no target origin
  const tell = (said: ToWorker) => worker?.port.postMessage(said)
  const hello = () => tell({ say: 'hello', url, wanted: mine })
  const bye = () => tell({ say: 'bye' })
  // A page that comes back from the back-forward cache had said bye.
  const shown = (event: PageTransitionEvent) => event.persisted && hello()

  const giveUp = () => {
    if (other) return
    close()
    other = spare()
    other.start((event) => listener(event), mine)
  }

  const close = () => {
    removeEventListener('pagehide', bye)
    removeEventListener('pageshow', shown)
    bye()
    worker?.port.close()
    worker = undefined
  }

  return {
    start(next, wanted) {
      listener = next
      mine = wanted
      try {
        worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { name: 'andon-live', type: 'module' })
      } catch {
        return giveUp()
      }
      worker.addEventListener('error', giveUp)
      worker.port.addEventListener('message', (event: MessageEvent<FromWorker>) => listener(event.data))
      worker.port.start()
      addEventListener('pagehide', bye)
      addEventListener('pageshow', shown)
      hello()
    },
    want(wanted) {
      mine = wanted
      if (other) other.want(wanted)
      else tell({ say: 'want', wanted })
    },
    resync: () => (other ? other.resync() : tell({ say: 'resync' })),
    retry: () => (other ? other.retry() : tell({ say: 'retry' })),
    stop() {
      listener = () => {}
      other?.stop()
      other = undefined
      close()
    },
  }
}
