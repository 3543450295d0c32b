import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Appended } from './entry'
import { createFeed } from './feed'
import type { Store } from './store'
import { opening, openJournalRig, person, type JournalRig } from './testing/journal-rig'
import { describeOnPostgres } from './testing/postgres-rig'

const soon = (holds: () => void | Promise<void>) => vi.waitFor(holds, { timeout: 8_000, interval: 20 })

await describeOnPostgres('several processes on one journal', () => {
  let rig: JournalRig
  beforeEach(async () => {
    rig = await openJournalRig('postgres')
  })
  afterEach(() => rig.close())

  function heardBy({ journal }: Store): Appended[] {
    const heard: Appended[] = []
    journal.onAppended((appended) => heard.push(appended))
    return heard
  }
  const progress = (percent: number) => ({ actor: person, event: { kind: 'progress', percent } as const })

  test('each hears what any of them writes, once, in one order', async () => {
    const stores = [rig.store, await rig.open(), await rig.open()]
    const heard = stores.map(heardBy)
    const { run } = await rig.journal.openRun(opening())
    await Promise.all(
      Array.from({ length: 90 }, async (_, n) => stores[n % 3]?.journal.append({ run, ...progress(n % 100) })),
    )
    await soon(() => expect(heard.map((all) => all.length)).toEqual([91, 91, 91]))
    const seqs = heard[0]?.map(({ seq }) => seq) ?? []
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
    expect(heard[1]).toEqual(heard[0])
    expect(heard[2]).toEqual(heard[0])
    expect(heard[0]?.[0]).toMatchObject({ is: 'opened', run: { id: run, actor: person } })
  })

  test('who writes has heard everything before, and its own entry, when it goes on', async () => {
    const other = await rig.open()
    const heard = heardBy(rig.store)
    const { run } = await other.journal.openRun(opening())
    const { seq } = await rig.journal.append({ run, ...progress(1) })
    expect(heard.map((one) => one.is)).toEqual(['opened', 'step'])
    expect(heard.at(-1)?.seq).toBe(seq)
  })

  test('what one has written, another has heard when it has caught up, whether it was told or not', async () => {
    const other = await rig.open()
    const heard = heardBy(other)
    await rig.journal.openRun(opening())
    await other.journal.catchUp()
    expect(heard).toHaveLength(1)
  })

  test('who begins with what is there hears nothing of it again', async () => {
    const other = await rig.open()
    await rig.journal.openRun(opening())
    const present = await other.journal.readPresent({ ended: '', alone: '' })
    const heard = heardBy(other)
    expect(present.runs).toHaveLength(1)
    await rig.journal.openRun(opening())
    await other.journal.catchUp()
    expect(heard.map(({ seq }) => seq > present.seq)).toEqual([true])
  })

  test('what is only shown, and kept nowhere, is shown to those who look at another too', async () => {
    const other = await rig.open()
    const heard = heardBy(other)
    const { run } = await rig.journal.openRun(opening())
    await other.journal.catchUp()
    const step = { at: '2026-11-28T20:00:00.000Z', ...progress(47) }
    // Whoever is not listening yet misses it: it is told again a second later.
    await soon(() => {
      rig.journal.tellUnkept(run, step)
      expect(heard).toContainEqual({ is: 'step', seq: Number.POSITIVE_INFINITY, run, step })
    })
  })
})

test('a hint that comes while it reads is not lost', async () => {
  const rows: { seq: number }[] = []
  const told: number[] = []
  let whileReading: (() => void) | undefined
  const feed = createFeed({
    last: 0,
    read: async (after, limit) => {
      const found = rows.filter(({ seq }) => seq > after).slice(0, limit)
      const meanwhile = whileReading
      whileReading = undefined
      meanwhile?.()
      return found
    },
    tell: ({ seq }) => void told.push(seq),
    warn: () => undefined,
  })
  whileReading = () => {
    rows.push({ seq: 1 }, { seq: 3 })
    feed.hint()
  }
  await feed.catchUp()
  expect(told).toEqual([1, 3])
  const upTo = feed.upTo(4)
  rows.push({ seq: 4 })
  feed.hint()
  await upTo
  expect(told).toEqual([1, 3, 4])
  feed.close()
})

test('a reading that fails is made again, and whoever waits for it goes on then', async () => {
  const warned: string[] = []
  let isAway = true
  const feed = createFeed({
    last: 0,
    read: async (after) => {
      if (isAway) throw new Error('the database is away')
      return after === 0 ? [{ seq: 1 }] : []
    },
    tell: () => undefined,
    warn: (text) => void warned.push(text),
  })
  const upTo = feed.upTo(1)
  await vi.waitFor(() => expect(warned).toHaveLength(1))
  isAway = false
  await upTo
  feed.close()
})
