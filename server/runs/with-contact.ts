import type { Inventory } from '../inventory/contract'
import type { WorkingRun } from './work'

/** The inventory as soon as it has contact; undefined when that takes longer than `withinMs`, or nobody waits any more. */
export function withContact(run: WorkingRun, withinMs?: number): Promise<Inventory | undefined> {
  return new Promise((resolve) => {
    let unlisten: (() => void) | undefined
    const settle = (inventory: Inventory | undefined) => {
      run.signal.removeEventListener('abort', giveUp)
      for (const stop of stops) stop()
      resolve(inventory)
    }
    const giveUp = () => settle(undefined)
    const stops = [() => unlisten?.(), ...(withinMs === undefined ? [] : [run.after(withinMs, giveUp)])]
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
