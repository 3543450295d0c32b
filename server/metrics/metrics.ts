import { Registry } from 'prom-client'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { WireTap } from '../vsphere/wire-tap'
import { countContacts } from './contacts'
import type { Counted, StreamResult } from './counted'
import { processRegistry } from './process-figures'
import { countRecorded } from './recorded'
import { countRefused } from './refused'
import { lookAtShown } from './shown'

/**
 * The figures of this process, for Prometheus; docs/metrics.md lists them. What was done is counted by the process that
 * did it: each row of the journal by its writer, so that a run which another takes over counts once.
 */
export type Metrics = {
  /** Text of the format 0.0.4. */
  text(): Promise<string>
  /** Counts the calls to a connection. */
  tapOf: (connection: ConnectionId) => WireTap
  /** Something was sent to a live stream, or could not be. */
  onStreamEvent: (result: StreamResult) => void
  /** A request was refused, and why. */
  onRefused: (because: string) => void
  /** Called once. */
  follow(counted: Counted): void
  close(): void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const contacts = countContacts(registry)
  const stops: (() => void)[] = []
  const shown = lookAtShown(registry)
  return {
    async text() {
      await contacts.forgetRemoved()
      return Registry.merge([registry, processRegistry()]).metrics()
    },
    tapOf: contacts.tapOf,
    onStreamEvent: shown.onStreamEvent,
    onRefused: countRefused(registry),
    follow(counted) {
      shown.follow(counted)
      stops.push(contacts.follow(counted), countRecorded(registry, counted))
    },
    close() {
      for (const stop of stops) stop()
    },
  }
}
