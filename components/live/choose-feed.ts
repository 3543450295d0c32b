import { directFeed } from './direct-feed'
import { electedFeed } from './elected-feed'
import type { Feed } from './feed'
import { workerFeed } from './worker-feed'

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
