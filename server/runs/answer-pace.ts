import type { ConnectionId } from '@/lib/vsphere/ids'
import type { After } from './contract'

/** Automatic answers to one connection within a minute. A thousand VMs that start at once get theirs in their turn. */
export const answersPerMinute = 120
const minuteMs = 60_000

/**
 * The pace of automatic answers: however fast a host asks again, it is not answered faster than this. What is over the
 * bound waits for its turn; nothing is left out.
 */
export function createPace({ now, after }: { now: () => number; after: After }) {
  const sent = new Map<ConnectionId, number[]>()
  const waiting = new Map<ConnectionId, (() => void)[]>()

  function mayGo(connection: ConnectionId): boolean {
    const times = (sent.get(connection) ?? []).filter((time) => now() - time < minuteMs)
    sent.set(connection, times)
    if (times.length >= answersPerMinute) return false
    times.push(now())
    return true
  }

  function wait(connection: ConnectionId): void {
    const oldest = sent.get(connection)?.[0] ?? now()
    after(Math.max(1, oldest + minuteMs - now()), () => goOn(connection))
  }

  function goOn(connection: ConnectionId): void {
    const queue = waiting.get(connection) ?? []
    while (queue.length > 0 && mayGo(connection)) queue.shift()?.()
    if (queue.length > 0) wait(connection)
    else waiting.delete(connection)
  }

  return {
    /** Calls `send` at once, or when the connection has had fewer answers within the minute before. */
    inTurn(connection: ConnectionId, send: () => void): void {
      const queue = waiting.get(connection)
      if (queue) queue.push(send)
      else if (mayGo(connection)) send()
      else {
        waiting.set(connection, [send])
        wait(connection)
      }
    },
  }
}
