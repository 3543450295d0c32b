import type { Wanted } from '@/lib/live/topics'
import { unposted, type FeedListener, type Posted } from './feed'
import type { ToWorker } from './worker-hub'

/** This tab's end of the shared worker. What the worker says waits until somebody listens. */
export type WorkerEnd = {
  want(wanted: readonly Wanted[]): void
  tell(said: Extract<ToWorker, { say: 'resync' | 'retry' }>): void
  /** Called once. `failed`: the worker does not start; told also where that was so before. */
  listen(listener: FeedListener, failed: () => void): void
  close(): void
}

/** What was begun before the page was there to listen. */
let begun: { url: string; end: WorkerEnd } | undefined

/**
 * Has the stream begin for a page that is about to be drawn, so that its data is on its way meanwhile: starting the worker, and
 * what the server says first, take about as long as the page needs to be ready. The page takes it up, or what it wants besides.
 */
export function beginBefore(streamUrl: string, wanted: readonly Wanted[]): void {
  if (typeof SharedWorker !== 'function') return
  const url = absolute(streamUrl)
  try {
    begun = { url, end: open(url, wanted) }
  } catch {
    // The page finds out by itself, and goes another way.
  }
}

/**
 * The end that was begun for this stream, or a new one. Throws where there can be no worker.
 * @param url absolute.
 */
export function workerEnd(url: string, wanted: readonly Wanted[]): WorkerEnd {
  const early = begun
  begun = undefined
  if (early?.url !== url) {
    early?.end.close()
    return open(url, wanted)
  }
  early.end.want(wanted)
  return early.end
}

export const absolute = (streamUrl: string): string => new URL(streamUrl, location.href).href

function open(url: string, first: readonly Wanted[]): WorkerEnd {
  let mine = first
  let state: 'unheard' | 'failed' | (() => void) = 'unheard'
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { name: 'andon-live', type: 'module' })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no target origin
  const tell = (said: ToWorker) => worker.port.postMessage(said)
  const hello = () => tell({ say: 'hello', url, wanted: mine })
  const bye = () => tell({ say: 'bye' })
  // A page that comes back from the back-forward cache had said bye.
  const shown = (event: PageTransitionEvent) => event.persisted && hello()
  const fail = () => {
    if (typeof state === 'function') state()
    else state = 'failed'
  }
  worker.addEventListener('error', fail)
  addEventListener('pagehide', bye)
  addEventListener('pageshow', shown)
  hello()
  return {
    want(wanted) {
      if (wanted.join() === mine.join()) return
      mine = wanted
      tell({ say: 'want', wanted })
    },
    tell,
    listen(listener, failed) {
      if (state === 'failed') return failed()
      state = failed
      worker.port.addEventListener('message', (event: MessageEvent<Posted>) => {
        const told = unposted(event.data)
        if (told) listener(told)
      })
      // What has come before waits in the port for this.
      worker.port.start()
    },
    close() {
      removeEventListener('pagehide', bye)
      removeEventListener('pageshow', shown)
      bye()
      worker.port.close()
    },
  }
}
