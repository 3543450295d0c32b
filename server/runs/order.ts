import { askedAt, freshMs, orderAge, type OrderAge } from '@/lib/runs/order-age'
import type { RunView } from '@/lib/runs/run'
import type { Inventory } from '../inventory/contract'

/** How old the order of one run is, for as long as it has sent nothing. */
export type Order = {
  age(): OrderAge
  /** For how long it is still young, in ms. */
  leftMs(): number
}

/**
 * @param elapsed a clock that nobody can set, ms.
 * @param since what that clock said when this life of the process heard of the order.
 * @param newest the newest time in the journal when it was taken up, ISO 8601; undefined for an order that was just given.
 */
export function createOrder(options: {
  view: () => RunView
  inventory: () => Inventory | undefined
  now: () => number
  elapsed: () => number
  since: number
  newest?: string | undefined
}): Order {
  const { view, inventory, now, elapsed } = options
  let asked = Date.parse(askedAt(view()))
  let since = options.since
  let agedMs = Math.max(0, now() - asked)
  let newest = options.newest === undefined ? undefined : Date.parse(options.newest)
  let hostAheadThenMs = view().hostAheadMs

  /** A person has confirmed it: it is as young as that. */
  function renew(): void {
    const last = Date.parse(askedAt(view()))
    if (last === asked) return
    asked = last
    since = elapsed()
    agedMs = 0
    newest = undefined
    hostAheadThenMs = inventory()?.clockOffsetMs
  }

  const passedMs = () => agedMs + elapsed() - since

  return {
    age() {
      renew()
      const hostAheadNowMs = inventory()?.clockOffsetMs
      return orderAge({ asked, now: now(), passedMs: passedMs(), newest, hostAheadThenMs, hostAheadNowMs })
    },
    leftMs() {
      renew()
      return Math.max(0, freshMs - Math.max(passedMs(), now() - asked))
    },
  }
}
