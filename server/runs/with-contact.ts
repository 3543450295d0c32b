import type { Inventory } from '../inventory/contract'
import type { WorkingRun } from './work'

/** A host that comes back later than this is not waited for any more. */
const contactWithinMs = 15 * 60_000

/** The inventory as soon as it has contact; undefined when that takes too long, or nobody waits any more. */
export function withContact(run: WorkingRun): Promise<Inventory | undefined> {
  return new Promise((resolve) => {
    let unlisten: (() => void) | undefined
    const settle = (inventory: Inventory | undefined) => {
      run.signal.removeEventListener('abort', giveUp)
      for (const stop of stops) stop()
      resolve(inventory)
    }
    const giveUp = () => settle(undefined)
    const stops = [() => unlisten?.(), run.after(contactWithinMs, giveUp)]
    const attach = () => {
      unlisten?.()
      const inventory = run.inventory()
      if (!inventory || run.signal.aborted) return settle(undefined)
      unlisten = inventory.onChanges(() => inventory.state.at === 'live' && settle(inventory))
      if (inventory.state.at === 'live') settle(inventory)
    }
    run.signal.addEventListener('abort', giveUp, { once: true })
    stops.push(run.onReattach(attach))
    attach()
  })
}

/** Resolves after so many ms, or at once when the run has to stop. */
export function pause({ after, signal }: WorkingRun, ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (ms === 0 || signal.aborted) return resolve()
    const done = () => {
      signal.removeEventListener('abort', done)
      clear()
      resolve()
    }
    const clear = after(ms, done)
    signal.addEventListener('abort', done)
  })
}
