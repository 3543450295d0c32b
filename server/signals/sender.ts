import type { Route } from '@/lib/signals/route'
import type { RouteId } from '@/lib/vsphere/ids'
import { DatabaseAway, type Database, type Statement } from '../journal/database'
import { givingUp, puttingTry, readDue, removeOldDeliveries, type Due } from './outbox'
import type { SignalsDb } from './stored'
import type { Teller } from './tell'

/** In any case it is looked again so soon. */
const lookEveryMs = 5_000
const againMs = 2_000
const dayMs = 24 * 3_600_000

/**
 * Sends what is in the outbox: to each route one after the other, to all routes beside each other, so that one which does
 * not answer keeps nobody else waiting. A try is written down when it is over; a process that is killed before that tries
 * again, under the same id.
 * @param mayTell whether this process is surely the one that sends.
 */
export function createSender(options: {
  db: SignalsDb
  database: Pick<Database, 'batch'>
  teller: Pick<Teller, 'tell'>
  routes: () => readonly Route[]
  fence: () => Statement | undefined
  mayTell: () => boolean
  now: () => number
  warn: (text: string, error: unknown) => void
}): { stop(): Promise<void>; wake(): void } {
  const { db, database, teller, routes, fence, mayTell, now, warn } = options
  /** Deliveries that are being sent, and the routes that are busy with them. */
  const busy = new Map<RouteId, Promise<void>>()
  const over = new AbortController()
  let wanted = true
  let wakeUp: (() => void) | undefined
  let cleaned = 0

  const wake = () => {
    wanted = true
    wakeUp?.()
  }

  async function one(due: Due): Promise<void> {
    const route = routes().find(({ id }) => id === due.route)
    const guard = fence()
    const write = async (statement: Statement) => void (await database.batch([...(guard ? [guard] : []), statement]))
    if (!route?.on) return write(givingUp(db, due.id).compile())
    if (!mayTell()) return
    const began = now()
    const outcome = await teller.tell(route, due.id, due.message)
    const { ok, said, waitMs } = outcome
    const made = { at: new Date(began).toISOString(), ms: Math.max(0, now() - began), ok, said }
    const when = { now: now(), ...(waitMs !== undefined && { askedMs: waitMs }) }
    await write(puttingTry(db, due, made, when).compile())
  }

  async function each(all: readonly Due[]): Promise<void> {
    for (const due of all) if (!over.signal.aborted) await one(due)
  }

  /** @returns for how long there is nothing to do. */
  async function turn(): Promise<number> {
    if (!mayTell()) return againMs
    if (now() - cleaned > dayMs) {
      cleaned = now()
      await removeOldDeliveries(db, now())
    }
    const { due, next } = await readDue(db, now())
    const free = due.filter(({ route }) => !busy.has(route))
    for (const route of new Set(free.map((one) => one.route))) {
      const sending = each(free.filter((one) => one.route === route))
        .catch((error: unknown) => {
          if (!(error instanceof DatabaseAway)) warn('a signal was not sent', error)
        })
        .finally(() => {
          busy.delete(route)
          wake()
        })
      busy.set(route, sending)
    }
    return next === undefined ? lookEveryMs : Math.min(Math.max(next - now(), 0), lookEveryMs)
  }

  async function work(): Promise<void> {
    while (!over.signal.aborted) {
      wanted = false
      const pause = await turn().catch((error: unknown) => {
        if (!(error instanceof DatabaseAway)) warn('signals could not be sent', error)
        return againMs
      })
      if (!wanted && !over.signal.aborted) await sleep(pause)
    }
  }

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    }).finally(() => (wakeUp = undefined))

  const working = work()
  return {
    wake,
    async stop() {
      over.abort()
      wakeUp?.()
      await working
      await Promise.all(busy.values())
    },
  }
}
