import { DueQueue, isBefore, type Due } from './due-queue'

/** Time as the simulator sees it. Nothing in the simulator calls `setTimeout` or `new Date()` by itself. */
export type Clock = {
  /** The time that the host shows everywhere. */
  now(): Date
  /** The same without the skew: what counts for how long something has been going on. */
  unskewed(): Date
  /** Run `fn` when simulated work of `ms` is done: scaled by the speed, never in the calling tick. Returns a cancel. */
  after(ms: number, fn: () => void): () => void
  /** Run `fn` after `ms` of the clock's own time, whatever the speed: idle time-outs, long polls, background activity. */
  wait(ms: number, fn: () => void): () => void
  /** Cancel everything that is still waiting. */
  stop(): void
}

/** Node fires a longer timer at once; nobody waits three weeks for a simulator. */
const longestTimer = 2 ** 31 - 1

/**
 * The wall clock. `speed` 1 takes as long as a host would, 10 a tenth of it, 0 does not wait at all
 * (work still ends in a later tick, and in the order of its durations).
 */
export function realClock(speed = 1): Clock {
  const timers = new Set<NodeJS.Timeout>()
  const instant = speed === 0 ? orderedQueue() : undefined

  function wait(ms: number, fn: () => void): () => void {
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        fn()
      },
      Math.min(Math.max(ms, 0), longestTimer),
    )
    timers.add(timer)
    return () => {
      clearTimeout(timer)
      timers.delete(timer)
    }
  }

  return {
    now: () => new Date(),
    unskewed: () => new Date(),
    after: (ms, fn) => (instant === undefined ? wait(ms / speed, fn) : instant.add(ms, fn)),
    wait,
    stop() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      instant?.clear()
    },
  }
}

/** Work without waiting: one piece per turn of the event loop, the one due first goes first. */
function orderedQueue(): { add(ms: number, fn: () => void): () => void; clear(): void } {
  const due = new DueQueue()
  let virtualNow = 0
  let order = 0
  let pumping = false

  function pump(): void {
    const next = due.take()
    if (next === undefined) {
      pumping = false
      return
    }
    virtualNow = Math.max(virtualNow, next.at)
    setImmediate(pump)
    if (!next.cancelled) next.fn()
  }

  return {
    add(ms, fn) {
      const entry: Due = { at: virtualNow + Math.max(ms, 0), order: order++, fn, cancelled: false }
      due.add(entry)
      if (!pumping) {
        pumping = true
        setImmediate(pump)
      }
      return () => {
        entry.cancelled = true
      }
    },
    clear: () => due.clear(),
  }
}

function takeFirst(due: Due[]): Due | undefined {
  let best = -1
  for (const [index, entry] of due.entries()) {
    const first = due[best]
    if (first === undefined || isBefore(entry, first)) best = index
  }
  return best < 0 ? undefined : due.splice(best, 1)[0]
}

/** A clock that stands still until a test moves it. */
export type ManualClock = Clock & {
  /** Move time on by `ms`, running what falls due in order and letting promises settle in between. */
  advance(ms: number): Promise<void>
}

export function manualClock(start = new Date('2026-03-01T08:00:00Z')): ManualClock {
  let now = start.getTime()
  let order = 0
  let due: Due[] = []

  function add(ms: number, fn: () => void): () => void {
    const entry: Due = { at: now + Math.max(ms, 0), order: order++, fn, cancelled: false }
    due.push(entry)
    return () => {
      entry.cancelled = true
    }
  }

  return {
    now: () => new Date(now),
    unskewed: () => new Date(now),
    after: add,
    wait: add,
    stop() {
      due = []
    },
    async advance(ms) {
      const until = now + ms
      await settle()
      for (;;) {
        due = due.filter((entry) => !entry.cancelled)
        const ready = due.filter((entry) => entry.at <= until)
        const next = takeFirst(ready)
        if (next === undefined) break
        due = due.filter((entry) => entry !== next)
        now = Math.max(now, next.at)
        next.fn()
        await settle()
      }
      now = until
    },
  }
}

/** A clock that shows another time than it is, by an offset that can be changed. It runs on as before. */
export type SkewedClock = Clock & { skew(offsetMs: number): void }

export function skewedClock(clock: Clock, offsetMs = 0): SkewedClock {
  let offset = offsetMs
  return {
    ...clock,
    now: () => new Date(clock.now().getTime() + offset),
    skew(to) {
      offset = to
    },
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
