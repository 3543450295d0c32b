import { setImmediate as nextTurn } from 'node:timers/promises'

/** In the first what has happened is decided about, in the second the record of that leaves for the disk. */
const turnsForOthers = 2

/**
 * Resolves when whoever acts on what has just been told has had its turn: a VM may wait for its answer, and what follows here
 * is asked of the host after that.
 */
export async function othersFirst(): Promise<void> {
  for (let turn = 0; turn < turnsForOthers; turn += 1) await nextTurn()
}
