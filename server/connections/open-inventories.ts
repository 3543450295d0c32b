import type { ServerIdentity } from '@/lib/vsphere/connection'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Inventory, OpenInventory } from '../inventory/contract'
import type { ConnectionsChange } from './contract'
import type { SignIns } from './sign-ins'
import type { StoredConnection } from './stored'

/** The inventories that are open, one for each connection; who listens is told of each that is opened or closed. */
export function createOpenInventories(options: {
  openInventory: OpenInventory
  signIns: Pick<SignIns, 'of'>
  now: () => number
  tell: (change: ConnectionsChange) => void
  /** Told of one that does not close as it should. */
  warn: (text: string, error: unknown) => void
  /** Which server has answered, where it is to be known from now on. */
  onServer: (id: ConnectionId, inventory: Inventory, server: ServerIdentity) => void
  /** Contact, or rights, are another than before. */
  onContact: (id: ConnectionId, inventory: Inventory) => void
}) {
  const { openInventory, signIns, now, tell, warn, onServer, onContact } = options
  const open = new Map<ConnectionId, Inventory>()

  /** @param isWanted a person waits for it. */
  function openOne(stored: StoredConnection, password: string, isWanted = false): void {
    const { id, endpoint, user, server } = stored
    const inventory = openInventory({
      id,
      endpoint,
      user,
      password,
      now,
      server: { known: server, remember: (seen) => onServer(id, inventory, seen) },
      signIns: signIns.of(stored),
      isWanted,
    })
    open.set(id, inventory)
    tell({ kind: 'opened', id, inventory })
    inventory.onChanges((changes) => {
      if (changes.some(({ kind }) => kind === 'connection')) onContact(id, inventory)
    })
    inventory.start()
  }

  /** Opens one in place of the one that is open. Resolves when that is closed. */
  async function openAnew(stored: StoredConnection, password: string, isWanted = false): Promise<void> {
    // The goodbye to the old server takes its time; a run must not find the connection gone meanwhile.
    const closing = closeOne(stored.id)
    openOne(stored, password, isWanted)
    await closing
  }

  async function closeOne(id: ConnectionId): Promise<void> {
    const inventory = open.get(id)
    if (!inventory) return
    open.delete(id)
    tell({ kind: 'closed', id })
    await inventory.close().catch((error: unknown) => warn(`connection ${id} did not close cleanly`, error))
  }

  const inventories: ReadonlyMap<ConnectionId, Inventory> = open
  return { open: inventories, openOne, openAnew, closeOne }
}
