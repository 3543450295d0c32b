import { noReply } from './call-error'
import type { After } from './contract'

/** The longest that a run waits for a host's reply to an answer or a cancel. */
export const replyWithinMs = 30_000

/** A call that rejects with a WireError when no reply has come in time. The call itself is not called off. */
export function inTime<T>(call: Promise<T>, after: After, ms = replyWithinMs): Promise<T> {
  return new Promise((resolve, reject) => {
    const clear = after(ms, () => reject(noReply(ms)))
    call.then(resolve, reject).finally(clear)
  })
}

export const realAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}
