/** For tests: time that passes when a test says so. */
import type { After } from '../contract'

export function turnedClock(start = Date.UTC(2026, 10, 22, 14, 0, 0)) {
  let time = start
  let setBackMs = 0
  const timers = new Set<{ at: number; run: () => void }>()
  const after: After = (ms, run) => {
    const timer = { at: time + ms, run }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  return {
    /** What people call the time; */
    now: () => time - setBackMs,
    /** and what passes whatever the time is set to. */
    elapsed: () => time,
    setBack: (ms: number) => void (setBackMs += ms),
    after,
    /** Turns the clock, and runs what falls due in order, each with everything that follows from it. */
    async pass(ms: number): Promise<void> {
      await settled()
      const end = time + ms
      for (;;) {
        const due = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!due) break
        timers.delete(due)
        time = Math.max(time, due.at)
        due.run()
        await settled()
      }
      time = end
      await settled()
    },
    pending: () => timers.size,
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A promise that a test resolves or rejects when it is time. */
export function deferred<Value = void>() {
  let resolve: (value: Value) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const promise = new Promise<Value>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
