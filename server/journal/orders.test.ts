import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Database } from './database'
import { openLeases } from './leases-in-postgres'
import type { Leases } from './leases'
import { ordersOf, type Orders } from './orders'
import { openJournalRig, type JournalRig } from './testing/journal-rig'
import { describeOnPostgres } from './testing/postgres-rig'

await describeOnPostgres('orders from one process to the one that has a lease', () => {
  let rig: JournalRig
  const opened: { leases: Leases; orders: Orders }[] = []
  beforeAll(async () => {
    rig = await openJournalRig('postgres')
  })
  afterAll(() => rig.close())
  afterEach(async () => {
    for (const { orders, leases } of opened.splice(0)) {
      await orders.close()
      await leases.close()
    }
  })

  async function another(database?: Database) {
    const own = database ?? (await rig.openDatabase())
    const warn = vi.fn()
    const { leases, owner } = await openLeases({ database: own, warn, lastsMs: 1_200 })
    const orders = ordersOf({ database: own, owner, warn })
    const replica = { leases, orders, warn }
    opened.push(replica)
    return replica
  }
  const run = (name: string) => ({ name, label: 'Power on', subjects: [], lasting: true })

  test('the one that has it carries it out, once, and says what came of it', async () => {
    const [a, b, c] = [await another(), await another(), await another()]
    await b.leases.take(run('run-1'))
    const carriedOut: unknown[] = []
    b.orders.serve(async (to, what) => {
      carriedOut.push([to, what])
      return { ok: true, by: 'b' }
    })
    for (const { orders } of [a, c]) orders.serve(() => Promise.reject(new Error('not theirs')))
    const answers = await Promise.all([a.orders.ask('run-1', { do: 'cancel' }), c.orders.ask('run-1', { do: 'drop' })])
    expect(answers).toEqual(Array.from({ length: 2 }, () => ({ is: 'done', result: { ok: true, by: 'b' } })))
    expect(carriedOut).toHaveLength(2)
    expect(carriedOut).toContainEqual(['run-1', { do: 'cancel' }])
  })

  test('when the one that has it is gone, the one that takes over carries it out', async () => {
    const [a, b, c] = [await another(), await another(), await another()]
    await b.leases.take(run('run-2'))
    c.orders.serve(async () => 'done by c')
    c.leases.onInherited(() => undefined)
    const answer = a.orders.ask('run-2', { do: 'cancel' })
    await b.leases.close()
    // Whichever of the two is left takes the lease over; only one of them carries out orders here.
    a.orders.serve(async () => 'done by a')
    expect(await answer).toMatchObject({ is: 'done', result: expect.stringMatching(/^done by [ac]$/) })
  })

  test('nobody takes what nobody has, and it is not carried out later', async () => {
    const [a, b] = [await another(), await another()]
    const carryOut = vi.fn(async () => null)
    b.orders.serve(carryOut)
    expect(await a.orders.ask('run-3', {})).toEqual({ is: 'not-taken' })
    await b.leases.take(run('run-3'))
    expect(await b.orders.ask('run-3', { mine: true })).toEqual({ is: 'done', result: null })
    expect(carryOut).toHaveBeenCalledExactlyOnceWith('run-3', { mine: true })
  })

  test('one that is taken and then gone leaves no word; it is not carried out again', async () => {
    const own = await rig.openDatabase()
    let isFrozen = false
    const batch: Database['batch'] = (statements) =>
      isFrozen ? Promise.reject(new Error('frozen')) : own.batch(statements)
    const [a, b, c] = [await another(), await another({ ...own, batch }), await another()]
    await b.leases.take(run('run-4'))
    const byC = vi.fn(async () => null)
    c.orders.serve(byC)
    b.orders.serve(async () => {
      isFrozen = true
      return new Promise(() => undefined)
    })
    expect(await a.orders.ask('run-4', {})).toEqual({ is: 'no-word' })
    expect(byC).not.toHaveBeenCalled()
    opened.splice(1, 1)
  })
})
