import { lookHoldsMs, type Look } from '@/lib/live/look'
import { splitKey, type ConnectionId, type Moid } from '@/lib/vsphere/ids'
import type { OnScreens } from '../inventory/contract'
import type { Hub } from './hub'

/** Pages that one browser may have told of. More than these are tabs that nobody looks at. */
const mostPages = 50

type Told = { all: boolean; vms: ReadonlyMap<ConnectionId, readonly Moid[]>; at: number }

/** Who looks at what, as far as figures go: which of them are read often. */
export type Looks = {
  /**
   * A page says what it shows, in place of what it said before.
   * @param owner its session or token, as of its stream.
   * @returns the connections for which something else may hold now; undefined: it has no stream here, but perhaps at another
   * replica, whose readings are the ones that it is told of.
   */
  tell(owner: string, look: Look): ConnectionId[] | undefined
  of(connection: ConnectionId): OnScreens
  /** Forgets what has not been said again. Called with every beat. */
  tend(): void
}

/**
 * The rule. Who follows the VMs of a connection sees all of them, as programs do, unless its pages say which; these together
 * are what is seen. One that sorts by figures needs all. A list of hosts is short: who follows it sees all of it.
 */
export function createLooks({
  hub,
  now,
}: {
  hub: Pick<Hub, 'followers' | 'isReader'>
  /** Milliseconds. */
  now: () => number
}): Looks {
  const owners = new Map<string, Map<string, Told>>()

  const needsAll = (owner: string) => {
    const pages = owners.get(owner)
    return pages === undefined || [...pages.values()].some(({ all }) => all)
  }

  return {
    tell(owner, { page, vms, all }) {
      if (!hub.isReader(owner)) return undefined
      const pages = owners.get(owner) ?? new Map<string, Told>()
      owners.set(owner, pages)
      const before = pages.get(page)?.vms ?? new Map<ConnectionId, Moid[]>()
      const named = new Map<ConnectionId, Moid[]>()
      for (const vm of vms) {
        const at = splitKey(vm)
        if (at) named.set(at.connection, [...(named.get(at.connection) ?? []), at.moid])
      }
      // The one that spoke last is the last that is forgotten.
      pages.delete(page)
      pages.set(page, { all, vms: named, at: now() })
      const [oldest] = pages.keys()
      if (pages.size > mostPages && oldest !== undefined) pages.delete(oldest)
      return [...new Set([...before.keys(), ...named.keys()])]
    },
    of(connection) {
      const vms = [...owners.values()].flatMap((pages) =>
        [...pages.values()].flatMap((told) => told.vms.get(connection) ?? []),
      )
      return {
        allVms: [...hub.followers('vms', connection)].some(needsAll),
        vms: [...new Set(vms)],
        hosts: hub.followers('hosts', connection).size > 0,
      }
    },
    tend() {
      for (const [owner, pages] of owners) {
        for (const [page, { at }] of pages) if (now() - at >= lookHoldsMs) pages.delete(page)
        if (pages.size === 0 || !hub.isReader(owner)) owners.delete(owner)
      }
    },
  }
}
