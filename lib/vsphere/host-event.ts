import type { HostKey, VmKey } from './ids'

/** What a host or vCenter says has happened, from its own list of events. */
export type HostEvent = {
  /** The server's number of it; begins anew with some servers. */
  id: number
  /** Events of one task have this in common. */
  chain: number
  /** `VmPoweredOnEvent`; of an event without a class of its own what it is called: `esx.problem.vmfs.heartbeat.timedout`. */
  type: string
  /** ISO 8601, in our clock. */
  at: string
  /** The server's own words; empty where it has none. */
  text: string
  /** Whose doing it was, as the server says it. */
  userName?: string
  vm?: VmKey
  /** As the VM was called then. */
  vmName?: string
  host?: HostKey
  hostName?: string
}

/** The same event, though it was read twice: ids begin anew with some servers, and two clocks are measured again. */
export const isSameEvent = (
  a: Pick<HostEvent, 'id' | 'type' | 'at'>,
  b: Pick<HostEvent, 'id' | 'type' | 'at'>,
): boolean => a.id === b.id && a.type === b.type && !(Math.abs(Date.parse(a.at) - Date.parse(b.at)) > sameEventMs)

const sameEventMs = 10 * 60_000
