import type { LiveMessage } from '@/lib/live/live-state'
import type { HubPorts, StreamListener } from '../live/live-hub'

export type FakeStream = StreamListener & { url: string; closed: boolean; send: (message: LiveMessage) => void }

type FakeAsk = {
  url: string
  signal: AbortSignal
  answer: (reply: { status: number; text: string } | undefined) => void
}

/** For tests: streams that a test opens, breaks and speaks through, and a clock that moves when it is told to. */
export function fakeHubPorts({ status = 200 }: { status?: number | undefined } = {}) {
  const streams: FakeStream[] = []
  const asked: FakeAsk[] = []
  let timers: { at: number; run: () => void }[] = []
  let now = 1_000_000
  const ports: HubPorts & { status: number | undefined } = {
    status,
    openStream: (url, listener) => {
      const stream: FakeStream = { ...listener, url, closed: false, send: (m) => listener.message(JSON.stringify(m)) }
      streams.push(stream)
      return () => (stream.closed = true)
    },
    probe: () => Promise.resolve(ports.status === undefined ? undefined : { status: ports.status, text: 'No place.' }),
    ask: (url, signal) => new Promise((answer) => asked.push({ url, signal, answer })),
    now: () => now,
    setTimer: (run, delayMs) => {
      const timer = { at: now + delayMs, run }
      timers.push(timer)
      return () => (timers = timers.filter((t) => t !== timer))
    },
    random: () => 0.5,
  }
  return {
    ports,
    streams,
    /** What was asked for, oldest first; a test answers. */
    asked,
    /** The stream that was opened last. */
    get stream(): FakeStream {
      const last = streams.at(-1)
      if (!last) throw new Error('no stream was opened')
      return last
    },
    /** Moves the clock on and runs what falls due, in order. */
    pass(ms: number) {
      const until = now + ms
      for (;;) {
        const next = timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((t) => t !== next)
        now = next.at
        next.run()
      }
      now = until
    },
  }
}
