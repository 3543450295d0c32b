import { randomUUID } from 'node:crypto'
import { assertNever } from '@/lib/assert-never'
import { heartbeatMs } from '@/lib/live/live-state'
import type { Look } from '@/lib/live/look'
import type { Policy } from '@/lib/runs/decide'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Accounts } from '../accounts/contract'
import type { Connections, ConnectionsChange } from '../connections/contract'
import { readExistingFile } from '../files/existing-file'
import type { Inventory } from '../inventory/contract'
import type { Journal } from '../journal/journal'
import type { Replica } from '../journal/store'
import { createHub, upToDate, type Hub } from '../live/hub'
import { createLive } from '../live/live'
import { createLooks } from '../live/looks'
import { createPublishing } from '../live/publish-soon'
import type { Rules } from '../rules/contract'
import type { OverdueLimit } from './overdue-limit'
import type { Runs } from '../runs/contract'
import { createRuns } from '../runs/runs'

/** How long changes that follow others are gathered before they leave as one delta. */
const tickMs = 50

/** In the turn of the event loop after this one: what runs do about the same news is on its way to the disk, or to a host, by then. */
const afterWhoActs = (work: () => void) => void setImmediate(() => setImmediate(work))

export type Wired = {
  /** Takes orders. */
  runs: Runs
  /** What is shown. */
  hub: Hub
  /** A page says what of the VMs it shows. @returns false: its stream is not here, but perhaps at another replica. */
  tellLook: (owner: string, look: Look) => boolean
  /** From what is recorded to what is live: the board first, then the connections, then what was going on. */
  start: (seed: Parameters<Connections['start']>[0]) => Promise<void>
  /** Ends all streams, then runs, then the connections that they work over. */
  stop: () => Promise<void>
}

/**
 * The rooms that deal with hosts, put together: connections open inventories, runs work over them and journal what they
 * do, and live shows what inventories and the journal tell. Only here does one of them hear of another.
 */
export function wireRooms(rooms: {
  accounts: Pick<Accounts, 'isOpen' | 'onEnded' | 'onOtherConnections'>
  connections: Connections
  rules: Pick<Rules, 'inForce'>
  overdue: Pick<OverdueLimit, 'ms' | 'onChanged'>
  journal: Journal
  replica: Pick<Replica, 'leases' | 'orders'>
  now: () => number
  warn: (text: string, error: unknown) => void
}): Wired {
  const { accounts, connections, rules, overdue, journal, replica, now, warn } = rooms
  /** What holds for a question that is raised now, or for a run that starts. */
  const policyOf = (id: ConnectionId): Policy | undefined => {
    const policy = connections.policyOf(id)
    return policy && { ...policy, rules: rules.inForce }
  }
  const connectionView = (id: ConnectionId) => connections.view(id)
  const runs = createRuns({
    journal,
    replica,
    now,
    inventoryOf: (id) => connections.inventory(id),
    policyOf,
    connectionName: (id) => connectionView(id)?.name,
    warn,
  })
  const hub = createHub({
    epoch: randomUUID(),
    now,
    onPending: () => publishing.onPending(),
  })
  const publishing = createPublishing({ flush: () => hub.flush(), tickMs })
  const live = createLive({
    hub,
    journal,
    connectionView,
    policyOf,
    now,
    readFile: readExistingFile,
    overdueAfterMs: () => overdue.ms,
    later: (work) => afterWhoActs(() => runSafely(work)),
  })
  const shown = upToDate(hub, () => live.catchUp())

  function runSafely(work: () => void): void {
    try {
      work()
    } catch (error) {
      warn('what was heard could not be shown', error)
    }
  }

  const looks = createLooks({ hub, now })
  const noteLook = (id: ConnectionId) => connections.inventory(id)?.noteLook(looks.of(id))

  /** How to stop listening for another server at an address. */
  const watched = new Map<ConnectionId, () => void>()

  /** A run is never taken for one of another server, which may well have a task or a VM of the same id. */
  function dropIfOther({ id, otherServer }: Inventory): void {
    if (!otherServer) return
    const because = `Another server answers at this address: ${otherServer.fullName}.`
    runs.dropConnection(id, because).catch((error: unknown) => warn('runs of a server that was exchanged', error))
  }

  function onConnection(change: ConnectionsChange): void {
    switch (change.kind) {
      case 'opened': {
        const { inventory } = change
        live.attach(inventory)
        runs.watch(inventory)
        const stop = inventory.onChanges((changes) => {
          if (changes.some(({ kind }) => kind === 'connection')) dropIfOther(inventory)
        })
        watched.set(change.id, stop)
        return runs.reattach(change.id)
      }
      case 'closed':
        watched.get(change.id)?.()
        watched.delete(change.id)
        return live.detach(change.id)
      case 'changed':
        live.connectionChanged(change.id)
        if (connectionView(change.id)) return undefined
        runs.dropConnection(change.id).catch((error: unknown) => warn('runs of a removed connection', error))
        return undefined
      default:
        return assertNever(change, 'connections change')
    }
  }

  const stops = [
    connections.onChanges(onConnection),
    overdue.onChanged(() => live.overdueChanged()),
    accounts.onEnded((id) => hub.endOwner(id)),
    accounts.onOtherConnections((id) => hub.beginAgain(id)),
  ]
  let beat: NodeJS.Timeout | undefined

  return {
    runs,
    hub: shown,
    tellLook(owner, look) {
      const changed = looks.tell(owner, look)
      changed?.forEach(noteLook)
      return changed !== undefined
    },
    async start(seed) {
      await live.load()
      await connections.start(seed)
      await runs.resume()
      for (const inventory of connections.inventories.values()) dropIfOther(inventory)
      beat = setInterval(() => {
        live.tend()
        looks.tend()
        for (const id of connections.inventories.keys()) noteLook(id)
        hub.beat((owner) => accounts.isOpen(owner))
      }, heartbeatMs)
    },
    async stop() {
      clearInterval(beat)
      publishing.stop()
      for (const stop of [...stops, ...watched.values()]) stop()
      live.close()
      hub.endAll()
      await runs.close()
      await connections.close()
    },
  }
}
