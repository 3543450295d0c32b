import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../journal/database'
import { httpReceiver } from './testing/receiver'
import { aRoute, openSignalsRig, valueOf, type SignalsRig } from './testing/signals-rig'

let rig: SignalsRig
let receiver: Awaited<ReturnType<typeof httpReceiver>>

beforeEach(async () => {
  rig = await openSignalsRig()
  receiver = await httpReceiver()
})
afterEach(async () => {
  await receiver.close()
  await rig.close()
})

type Body = { id: string; event: string; count: number; items: { id: string }[] }
const never = () => new Promise<never>(() => undefined)

/** A database that stands still for ever at one of its calls: as that call is asked for, or when it was carried out. */
function stopsAt(call: number, when: 'before' | 'after') {
  let count = 0
  let isDead = false
  let isArmed = false
  const through = (database: Database): Database => {
    const or = <T>(work: () => Promise<T>): Promise<T> => {
      if (isArmed) count += 1
      if (isDead) return never()
      if (!isArmed || count !== call) return work()
      isDead = true
      return when === 'before' ? never() : work().then(never)
    }
    return {
      ...database,
      batch: (statements) => or(() => database.batch(statements)),
      query: (statement) => or(() => database.query(statement)),
    }
  }
  return { through, isDead: () => isDead, arm: () => void (isArmed = true) }
}

/** Each item once by the delivery that it came in; what came twice under one id is one. */
function counted(): Map<string, Set<string>> {
  const deliveries = new Map<string, Set<string>>()
  for (const { body } of receiver.taken) {
    const { id, items, count } = JSON.parse(body) as Body
    expect(items).toHaveLength(count)
    for (const item of items) {
      const of = deliveries.get(item.id)
      if (of) of.add(id)
      else deliveries.set(item.id, new Set([id]))
    }
  }
  return deliveries
}

test('a process that is killed fifty times, at every step, loses no delivery and makes none twice', async () => {
  const first = await rig.process()
  // Half of the tries fail, so that what is to be tried again is killed too.
  receiver.answerWith((_, response, nr) => void response.writeHead(nr % 3 === 0 ? 500 : 200).end())
  valueOf(
    await first.add(aRoute({ receiver: { kind: 'json', url: receiver.url }, topics: ['raised', 'answered'] }), 'm'),
  )
  // It knows where it began.
  first.begin()
  await rig.ask(0)
  await receiver.until(1)
  await first.close()
  let asked = 1
  let kills = 0
  for (let life = 0; kills < 50; life++) {
    process.stderr.write('a ')
    await rig.ask(asked)
    process.stderr.write('b ')
    await rig.answer(asked - 1)
    asked += 1
    // What was refused is due by now.
    rig.jump(14 * 3_600)
    const stop = stopsAt(1 + (life % 14), life % 2 === 0 ? 'before' : 'after')
    const store = await rig.open(stop.through)
    process.stderr.write('c ')
    const signals = await rig.process(store)
    process.stderr.write('d ')
    stop.arm()
    signals.begin()
    const before = receiver.taken.length
    for (let look = 0; look < 60 && !stop.isDead(); look++) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      // It has nothing left to do.
      if (receiver.taken.length > before && look > 40) break
    }
    if (stop.isDead()) kills += 1
    rig.forget(signals, store, stop.isDead())
  }
  receiver.answerWith((_, response) => void response.writeHead(200).end())
  rig.jump(14 * 3_600)
  const last = await rig.process()
  last.begin()
  const expected = 2 * asked - 1
  while (counted().size < expected) await new Promise((resolve) => setTimeout(resolve, 10))
  const all = valueOf(await last.deliveries('all'))
  expect(all.filter(({ state }) => state === 'given-up')).toEqual([])
  expect(counted().size).toBe(expected)
  expect([...counted().values()].filter((ids) => ids.size > 1)).toEqual([])
}, 60_000)
