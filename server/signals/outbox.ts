import { randomUUID } from 'node:crypto'
import type { Compilable } from 'kysely'
import type { DeliveryView, Try } from '@/lib/contract/signals-input'
import { nextTryAt } from '@/lib/signals/backoff'
import type { Message } from '@/lib/signals/groups'
import { wordsOf, type Wording } from '@/lib/signals/words'
import { routeId, type RouteId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { DeliveryRow, SignalsDb } from './stored'

/** For how long deliveries are kept, those given up too. */
export const keptDays = 30
/** Of the last ones, so many are shown. */
const mostShown = 200
/** Taken to be sent at once. */
const mostDue = 200

const iso = (ms: number) => new Date(ms).toISOString()
const messageOf = (row: Pick<DeliveryRow, 'message'>) => JSON.parse(row.message) as Message // written by putting
const triesOf = (row: Pick<DeliveryRow, 'tries'>) => JSON.parse(row.tries) as Try[] // written below

export type Due = { id: string; route: RouteId; message: Message; tries: Try[]; tried: number }

/** What puts a message into the outbox, to be sent now. Its id is the delivery's, and goes with each try. */
export const putting = (db: SignalsDb, message: Message, now: number): Compilable =>
  db.insertInto('signal_deliveries').values({
    id: randomUUID(),
    at: now,
    route: message.route,
    message: JSON.stringify(message),
    state: 'waiting',
    tries: '[]',
    tried: 0,
    next_at: now,
  })

/** What is to be sent by now (ms), oldest first; and when there is something after that. */
export async function readDue(db: SignalsDb, now: number): Promise<{ due: Due[]; next: number | undefined }> {
  const rows = await db
    .selectFrom('signal_deliveries')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('at')
    .limit(mostDue)
    .execute()
  const later = await db
    .selectFrom('signal_deliveries')
    .select((eb) => eb.fn.min('next_at').as('next'))
    .where('state', '=', 'waiting')
    .where('next_at', '>', now)
    .executeTakeFirst()
  const due = rows.map((row) => ({
    id: row.id,
    route: routeId(row.route),
    message: messageOf(row),
    tries: triesOf(row),
    tried: row.tried,
  }))
  const next = later?.next
  return { due, next: next ?? undefined }
}

/** What writes down how a try went; what failed is tried again later, or given up. */
export function puttingTry(
  db: SignalsDb,
  { id, tries, tried }: Due,
  one: Try,
  when: { now: number; askedMs?: number },
): Compilable {
  const next = one.ok ? undefined : nextTryAt(tried + 1, when.now, when.askedMs)
  const state = one.ok ? 'taken' : next === undefined ? 'given-up' : 'waiting'
  return db
    .updateTable('signal_deliveries')
    .set({ state, tries: JSON.stringify([...tries, one]), tried: tried + 1, next_at: next ?? null })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
}

/** Nobody is told any more: its route was removed, or switched off. */
export const givingUp = (db: SignalsDb, id: string): Compilable =>
  db.updateTable('signal_deliveries').set({ state: 'given-up', next_at: null }).where('id', '=', id)

/** @returns whether there is such a delivery, and it has not been taken. */
export async function sendAgain(db: SignalsDb, id: string, now: number): Promise<boolean> {
  const again = await db
    .updateTable('signal_deliveries')
    .set({ state: 'waiting', tried: 0, next_at: now })
    .where('id', '=', id)
    .where('state', '!=', 'taken')
    .returning('id')
    .execute()
  return again.length > 0
}

/** Removes what is older than it is kept. */
export async function removeOldDeliveries(db: SignalsDb, now: number): Promise<void> {
  const before = now - keptDays * 24 * 3_600_000
  await db.deleteFrom('signal_deliveries').where('at', '<', before).execute()
}

export async function readDeliveries(
  db: SignalsDb,
  which: 'all' | 'given-up',
  wording: Wording,
): Promise<DeliveryView[]> {
  const rows = await db
    .selectFrom('signal_deliveries')
    .selectAll()
    .$if(which === 'given-up', (query) => query.where('state', '=', 'given-up'))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(mostShown)
    .execute()
  return rows.map((row) => {
    const message = messageOf(row)
    const { kind, count, repeat } = message
    return {
      id: row.id,
      at: iso(row.at),
      route: routeId(row.route),
      kind,
      title: wordsOf(message, wording).title,
      count,
      state: row.state,
      tries: triesOf(row),
      ...withoutUndefined({ repeat, nextAt: row.next_at === null ? undefined : iso(row.next_at) }),
    }
  })
}

export type RouteFigures = { last?: { at: string; ms: number }; givenUp: number; waiting: number; nextAt?: string }

/** How it stands with each route that has anything in the outbox. */
export async function readFigures(db: SignalsDb): Promise<ReadonlyMap<string, RouteFigures>> {
  const rows = await db
    .selectFrom('signal_deliveries')
    .select((eb) => [
      'route',
      'state',
      eb.fn.countAll().as('count'),
      eb.fn.min('next_at').as('next'),
      eb.fn.max('at').as('last'),
    ])
    .groupBy(['route', 'state'])
    .execute()
  const figures = new Map<string, RouteFigures>()
  for (const { route, state, count, next, last } of rows) {
    const one = figures.get(route) ?? { givenUp: 0, waiting: 0 }
    figures.set(route, one)
    if (state === 'given-up') one.givenUp = Number(count)
    if (state === 'waiting') {
      one.waiting = Number(count)
      if (next !== null) one.nextAt = iso(next)
    }
    if (state === 'taken') {
      const row = await db
        .selectFrom('signal_deliveries')
        .select('tries')
        .where('route', '=', route)
        .where('state', '=', 'taken')
        .where('at', '=', last)
        .limit(1)
        .executeTakeFirst()
      const end = row && triesOf(row).at(-1)
      if (end) one.last = { at: end.at, ms: end.ms }
    }
  }
  return figures
}
