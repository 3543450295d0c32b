import { isSameEvent, type HostEvent } from '@/lib/vsphere/host-event'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Journal } from '../journal/journal'
import { andon } from './run-machine'

/** So many events of one connection are written down in an hour; of the others, how many there were. */
export const mostAnHour = 500
const hourMs = 3_600_000
/** More than a host keeps, and than are read at one time. */
const keptNoted = 20_000

/** The record of what a host says has happened: each event once, whoever read it how often. */
export type EventLog = {
  /** These are written already. */
  know(events: readonly HostEvent[]): void
  /** Read from the host's history, after a time in which nobody looked. Rejects when it cannot be written. */
  noteBack(event: HostEvent): Promise<void>
  /** It has just happened. */
  note(event: HostEvent): Promise<void>
  /** The hour may be over, so that it is to be said how many were too many in it. `isOver`: nobody counts any more. */
  tellLeftOut(isOver?: boolean): Promise<void>
}

export function createEventLog(options: {
  connection: ConnectionId
  journal: Pick<Journal, 'append'>
  now: () => number
}): EventLog {
  const { connection, journal, now } = options
  const noted = new Map<string, HostEvent>()
  let hour: { since: number; written: number; leftOut: number } | undefined

  const idOf = ({ id, type }: HostEvent) => `${id} ${type}`
  const isNoted = (event: HostEvent) => {
    const before = noted.get(idOf(event))
    return before !== undefined && isSameEvent(before, event)
  }

  function keep(event: HostEvent): void {
    noted.delete(idOf(event))
    noted.set(idOf(event), event)
    const [oldest] = noted.keys()
    if (noted.size > keptNoted && oldest !== undefined) noted.delete(oldest)
  }

  async function write(event: HostEvent, readBack?: true): Promise<void> {
    keep(event)
    const { vm, vmName } = event
    try {
      await journal.append({
        actor: andon,
        event: { kind: 'event-noted', event, ...(readBack && { readBack }) },
        connection,
        ...(vm && { vm }),
        ...(vmName !== undefined && { vmName }),
      })
    } catch (error) {
      noted.delete(idOf(event))
      throw error
    }
  }

  async function tellLeftOut(isOver = false): Promise<void> {
    if (!hour || (!isOver && now() - hour.since < hourMs)) return
    const { since, leftOut } = hour
    hour = undefined
    if (leftOut === 0) return
    const [from, to] = [new Date(since).toISOString(), new Date(now()).toISOString()]
    await journal.append({ actor: andon, event: { kind: 'events-left-out', from, to, count: leftOut }, connection })
  }

  return {
    know: (events) => events.forEach(keep),
    async noteBack(event) {
      if (!isNoted(event)) await write(event, true)
    },
    async note(event) {
      if (isNoted(event)) return
      await tellLeftOut()
      hour ??= { since: now(), written: 0, leftOut: 0 }
      if (hour.written >= mostAnHour) {
        hour.leftOut += 1
        return keep(event)
      }
      hour.written += 1
      await write(event)
    },
    tellLeftOut,
  }
}
