import { leftBehind } from '@/lib/runs/fold-run'
import { pathOf, type RunView } from '@/lib/runs/run'
import { splitKey, type ConnectionId, type RunId } from '@/lib/vsphere/ids'
import { toConsoleError } from '../errors/console-error'
import { readPlace } from '../files/place'
import { removeTemporary, type Cleared } from '../files/temporary'
import type { Inventory } from '../inventory/contract'
import type { Journal } from '../journal/journal'
import type { After } from './contract'
import { createInOrder } from './in-order'
import { andon } from './run-machine'

/** A run may end in the very moment in which contact is lost, or just before it is back; */
const firstTryMs = 10_000
/** and what is in use now may be free later, also without a loss of contact in between. */
const tryAgainMs = 5 * 60_000

/**
 * Temporary files that could not be removed when their run ended, since the host was away or had them open. Each is
 * removed as soon as that can be done, also by a later life of the process; its run says so then, and says that it lies
 * there until then.
 */
export type Leftovers = {
  /** Removes what lies there whenever there is contact. */
  watch(inventory: Inventory): void
  /** What lives before this one have left. */
  begin(runs: readonly RunView[]): void
  /** A run is over: it may have left something. */
  take(run: RunView): void
  settled(): Promise<void>
  close(): void
}

export function createLeftovers(options: {
  journal: Pick<Journal, 'append'>
  after: After
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  warn: (text: string, error: unknown) => void
}): Leftovers {
  const { journal, after, inventoryOf, warn } = options
  const left = new Map<RunId, { run: RunView; temporary: string }>()
  const watched = new Map<ConnectionId, () => void>()
  const clearing = createInOrder()
  let isClosed = false
  let stopTimer: (() => void) | undefined

  function tryIn(ms: number): void {
    if (isClosed || stopTimer || left.size === 0) return
    stopTimer = after(ms, () => {
      stopTimer = undefined
      clear()
      tryIn(tryAgainMs)
    })
  }

  function clear(connection?: ConnectionId): void {
    clearing.add(async () => {
      for (const { run, temporary } of left.values()) {
        if (connection === undefined || run.connection === connection) await clearOne(run, temporary)
      }
    })
  }

  async function clearOne(run: RunView, temporary: string): Promise<void> {
    const inventory = inventoryOf(run.connection)
    if (isClosed || inventory?.state.at !== 'live') return
    const cleared = await remove(inventory, run, temporary)
    if (cleared.is === 'left' || isClosed) return
    const { id, connection } = run
    try {
      await journal.append({ actor: andon, event: { kind: 'cleared', temporary }, run: id, connection })
      left.delete(id)
    } catch (error) {
      warn('that a temporary file is removed was not recorded', error)
    }
  }

  function take(run: RunView): void {
    const temporary = leftBehind(run)
    if (temporary === undefined) return
    left.set(run.id, { run, temporary })
    tryIn(firstTryMs)
  }

  return {
    watch(inventory) {
      const { id } = inventory
      watched.get(id)?.()
      const stop = inventory.onChanges((changes) => {
        if (changes.some((change) => change.kind === 'connection' && change.state.at === 'live')) clear(id)
      })
      watched.set(id, stop)
      if (inventory.state.at === 'live') clear(id)
    },
    begin(runs) {
      runs.forEach(take)
      clear()
    },
    take,
    settled: () => clearing.settled(),
    close() {
      isClosed = true
      stopTimer?.()
      for (const stop of watched.values()) stop()
    },
  }
}

async function remove(inventory: Inventory, run: RunView, temporary: string): Promise<Cleared> {
  const path = pathOf(run)
  const datastore = path && splitKey(path.datastore)
  if (!datastore) return { is: 'left', because: 'Its datastore is not known.' }
  try {
    const access = inventory.access()
    const place = await readPlace(access, datastore.moid)
    return await removeTemporary({ access, place, path: temporary }, temporary, { isSettled: true })
  } catch (error) {
    return { is: 'left', because: toConsoleError(error).sentence }
  }
}
