import { randomUUID } from 'node:crypto'
import { DatabaseAway, type Database, type Statement } from './database'

/** What has become of an order: its result, as JSON; nobody took it in time; somebody did, and has not said what came of it. */
export type Ordered = { is: 'done'; result: unknown } | { is: 'not-taken' } | { is: 'no-word' }

/**
 * Orders from one process to the one that has a lease: what a person pressed here may be another's to do. The one that has
 * it takes the order, at most once, carries it out, and says what came of it.
 */
export type Orders = {
  /** @param to the name of a lease; `what` is JSON. Resolves within some seconds. Rejects when the database does not answer. */
  ask(to: string, what: unknown): Promise<Ordered>
  /** Carries out the orders for leases of this process. What it rejects with stays without a result. */
  serve(carryOut: (to: string, what: unknown) => Promise<unknown>): void
  close(): Promise<void>
}

/** Long enough for the holder to be found gone, and for another one to take over. */
const takenWithinMs = 8_000
/** The host is waited for this long, as the holder does itself. */
const doneWithinMs = 35_000
/** A hint may get lost. */
const lookEveryMs = 500

const channel = 'andon_orders'
const hint: Statement = { sql: `select pg_notify('${channel}', '')`, parameters: [] }

/** @param owner who this process is to the others at this moment. */
export function ordersOf(options: {
  database: Pick<Database, 'batch' | 'onHint'>
  owner: () => string
  warn: (text: string, error: unknown) => void
}): Orders {
  const { database, owner, warn } = options
  const asked = new Set<() => void>()
  const serving = new Set<Promise<void>>()
  let carryOut: ((to: string, what: unknown) => Promise<unknown>) | undefined
  let looking: Promise<void> | undefined
  let lookAgain = false
  let closed = false

  /** One look at a time; a hint that comes meanwhile is followed by another. */
  function look(): void {
    if (!carryOut || closed) return
    lookAgain = true
    looking ??= (async () => {
      while (lookAgain) {
        lookAgain = false
        await takeOrders().catch((error: unknown) => {
          // That the database is away is said elsewhere.
          if (!(error instanceof DatabaseAway)) warn('orders of other processes', error)
        })
      }
      looking = undefined
    })()
  }

  async function takeOrders(): Promise<void> {
    if (closed) return
    const [answer] = await database.batch([
      {
        sql: `update orders set taken_by = ? where taken_by is null
          and lease in (select name from leases where owner = ?) returning id, lease, what`,
        parameters: [owner(), owner()],
      },
    ])
    for (const { id, lease, what } of answer?.rows ?? []) {
      const done = serveOne(String(id), String(lease), JSON.parse(String(what)))
      serving.add(done)
      void done.finally(() => serving.delete(done))
    }
  }

  async function serveOne(id: string, to: string, what: unknown): Promise<void> {
    try {
      const result = JSON.stringify((await carryOut?.(to, what)) ?? null)
      await database.batch([{ sql: 'update orders set result = ? where id = ?', parameters: [result, id] }, hint])
    } catch (error) {
      warn('an order of another process', error)
    }
  }

  /** Resolves with the next hint, or after a while. */
  const aWhile = () =>
    new Promise<void>((resolve) => {
      const go = () => {
        asked.delete(go)
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(go, lookEveryMs)
      asked.add(go)
    })

  async function ask(to: string, what: unknown): Promise<Ordered> {
    const id = randomUUID()
    const begun = performance.now()
    await database.batch([
      { sql: "delete from orders where asked_at < clock_timestamp() - interval '5 minutes'", parameters: [] },
      { sql: 'insert into orders (id, lease, what) values (?, ?, ?)', parameters: [id, to, JSON.stringify(what)] },
      hint,
    ])
    for (;;) {
      await aWhile()
      const passed = performance.now() - begun
      const [state] = await database.batch([stateOf(id)])
      const row = state?.rows[0]
      if (!row) return { is: 'no-word' }
      const { result } = row
      if (typeof result === 'string') {
        await database.batch([{ sql: 'delete from orders where id = ?', parameters: [id] }])
        return { is: 'done', result: JSON.parse(result) as unknown }
      }
      if (row['taken_by'] === null && (passed > takenWithinMs || closed)) {
        const taking = 'delete from orders where id = ? and taken_by is null returning id'
        const [withdrawn] = await database.batch([{ sql: taking, parameters: [id] }])
        if (withdrawn?.rows[0]) return { is: 'not-taken' }
      } else if (row['taken_by'] !== null && (row['lives'] !== true || passed > doneWithinMs || closed)) {
        return { is: 'no-word' }
      }
    }
  }

  const stopHearing = database.onHint(channel, () => {
    for (const go of asked) go()
    look()
  })
  const timer = setInterval(look, lookEveryMs * 2)
  timer.unref()

  return {
    ask,
    serve(work) {
      carryOut = work
      look()
    },
    async close() {
      closed = true
      clearInterval(timer)
      stopHearing()
      for (const go of asked) go()
      await looking
      await Promise.all(serving)
    },
  }
}

const stateOf = (id: string): Statement => ({
  sql: `select taken_by, result, exists (select 1 from replicas where replicas.id = taken_by
    and expires_at > clock_timestamp()) as lives from orders where id = ?`,
  parameters: [id],
})

/** With one process, everything is its own to do. */
export const noOrders: Orders = {
  ask: async () => ({ is: 'not-taken' }),
  serve: () => undefined,
  close: async () => {},
}
