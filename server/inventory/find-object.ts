import { splitKey, type ConnectionId, type DatastoreKey, type HostKey, type Moid, type VmKey } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import type { Inventory } from './contract'

/** What a key names, and where to ask for it. */
export type Found = { inventory: Inventory; moid: Moid }

/** Finds what keys name. The key comes from a browser, or from a screen that is older than what happened since. */
export function createFinder(inventoryOf: (connection: ConnectionId) => Inventory | undefined) {
  /** @throws Refused (`no-vm`, `no-host`, `no-datastore`) when its connection is not known here. */
  return (what: 'VM' | 'host' | 'datastore', key: VmKey | HostKey | DatastoreKey): Found => {
    const split = splitKey(key)
    const inventory = split && inventoryOf(split.connection)
    if (inventory) return { inventory, moid: split.moid }
    throw new Refused({ code: `no-${what.toLowerCase()}`, sentence: `This ${what} is not known here any more.` })
  }
}
