import type { Wanted } from '@/lib/live/topics'
import { unposted, type Feed, type FeedListener, type Posted } from './feed'
import type { ToWorker } from './worker-hub'

/** Between two tries to fetch what a browser without shared workers needs. */
const againMs = 1_000

/**
 * One stream for all tabs: a shared worker where there is one, else the tabs elect one of themselves, else (an old
 * browser on a page without TLS, where Web Locks are missing) each tab has its own.
 */
export function chooseFeed(streamUrl: string): Feed {
  const url = new URL(streamUrl, location.href).href
  const withoutWorker = () => {
    const canElect = typeof BroadcastChannel === 'function' && 'locks' in navigator
    return fetched(() =>
      canElect
        ? import('./elected-feed').then(({ electedFeed }) => electedFeed(url))
        : import('./direct-feed').then(({ directFeed }) => directFeed(url)),
    )
  }
  return typeof SharedWorker === 'function' ? workerFeed(url, withoutWorker) : withoutWorker()
}

/** A way that most browsers do not need: it is fetched first. */
function fetched(load: () => Promise<Feed>): Feed {
  let feed: Feed | undefined
  let isStopped = false
  let begin: [FeedListener, readonly Wanted[]] | undefined
  return {
    start(listener, wanted) {
      begin = [listener, wanted]
      const attempt = async () => {
        const next = await load().catch(() => undefined)
        if (isStopped || !begin) return
        if (!next) return void setTimeout(() => void attempt(), againMs)
        feed = next
        feed.start(...begin)
      }
      void attempt()
    },
    want(wanted) {
      if (begin) begin = [begin[0], wanted]
      feed?.want(wanted)
    },
    resync: () => feed?.resync(),
    retry: () => feed?.retry(),
    stop() {
      isStopped = true
      feed?.stop()
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
      worker.port.addEventListener('message', (event: MessageEvent<Posted>) => {
        const told = unposted(event.data)
        if (told) listener(told)
      })
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
