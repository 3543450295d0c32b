import type { HubPorts } from './live-hub'

/** The browser's own stream, clock and timers; works in a page and in a worker. */
export const browserPorts: HubPorts = {
  openStream: (url, listener) => {
    const source = new EventSource(url, { withCredentials: true })
    source.addEventListener('open', listener.opened)
    source.addEventListener('message', (event) => listener.message(String(event.data)))
    source.addEventListener('error', () => listener.broken(source.readyState === EventSource.CLOSED))
    return () => source.close()
  },
  probe: async (url) => {
    const abort = new AbortController()
    try {
      const response = await fetch(url, { signal: abort.signal, cache: 'no-store', credentials: 'include' })
      // A stream has no end.
      return { status: response.status, text: response.ok ? '' : await response.text() }
    } catch {
      return undefined
    } finally {
      abort.abort()
    }
  },
  ask: async (url, signal) => {
    try {
      const response = await fetch(url, { signal, cache: 'no-store', credentials: 'include' })
      return { status: response.status, text: await response.text() }
    } catch {
      return undefined
    }
  },
  now: () => Date.now(),
  setTimer: (run, delayMs) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  random: Math.random,
}
