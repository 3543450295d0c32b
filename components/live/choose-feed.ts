import type { Wanted } from '@/lib/live/topics'
import type { Feed, FeedListener } from './feed'
import { absolute, workerEnd, type WorkerEnd } from './worker-end'

/** Between two tries to fetch what a browser without shared workers needs. */
const againMs = 1_000

/**
 * One stream for all tabs: a shared worker where there is one, else the tabs elect one of themselves, else (an old
 * browser on a page without TLS, where Web Locks are missing) each tab has its own.
 */
export function chooseFeed(streamUrl: string): Feed {
  const url = absolute(streamUrl)
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
  let end: WorkerEnd | undefined
  let other: Feed | undefined
  let listener: FeedListener = () => {}
  let mine: readonly Wanted[] = []

  const giveUp = () => {
    if (other) return
    close()
    other = spare()
    other.start((event) => listener(event), mine)
  }

  const close = () => {
    end?.close()
    end = undefined
  }

  return {
    start(next, wanted) {
      listener = next
      mine = wanted
      try {
        end = workerEnd(url, wanted)
      } catch {
        return giveUp()
      }
      end.listen((event) => listener(event), giveUp)
    },
    want(wanted) {
      mine = wanted
      if (other) other.want(wanted)
      else end?.want(wanted)
    },
    resync: () => (other ? other.resync() : end?.tell({ say: 'resync' })),
    retry: () => (other ? other.retry() : end?.tell({ say: 'retry' })),
    stop() {
      listener = () => {}
      other?.stop()
      other = undefined
      close()
    },
  }
}
