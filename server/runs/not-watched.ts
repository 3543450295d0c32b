import type { StepEvent } from '@/lib/runs/run'
import type { ConnectionId } from '@/lib/vsphere/ids'

/** A gap shorter than this is no news: hosts cut a line now and then. */
const shortestGapMs = 10_000

type Because = Extract<StepEvent, { kind: 'not-watched' }>['because']

/** Since when nobody has looked at a connection from here, and why. Times are ISO 8601. */
export function createGaps() {
  const gaps = new Map<ConnectionId, { since: string; because: Because }>()
  return {
    has: (connection: ConnectionId) => gaps.has(connection),
    /** One that is open already goes on. */
    begin(connection: ConnectionId, since: string, because: Because): void {
      if (!gaps.has(connection)) gaps.set(connection, { since, because })
    },
    beginAnew: (connection: ConnectionId, since: string, because: Because) =>
      void gaps.set(connection, { since, because }),
    forget: (connection: ConnectionId) => void gaps.delete(connection),
    /** Ends it. @returns what is to be told of it; undefined when there was none worth a word. */
    end(connection: ConnectionId, to: string): Extract<StepEvent, { kind: 'not-watched' }> | undefined {
      const gap = gaps.get(connection)
      gaps.delete(connection)
      if (!gap || Date.parse(to) - Date.parse(gap.since) < shortestGapMs) return undefined
      return { kind: 'not-watched', from: gap.since, to, because: gap.because }
    },
  }
}
