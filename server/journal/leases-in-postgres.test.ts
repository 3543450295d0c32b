import { array, assert, asyncProperty, boolean, constantFrom, oneof, record } from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Subject } from '@/lib/runs/subject'
import { connectionId, datastoreKey, moid, vmKey } from '@/lib/vsphere/ids'
import type { Database } from './database'
import { leaseLost } from './lease-statements'
import type { Inherited, Lease, Leases, Wanted } from './leases'
import { leasesInMemory } from './leases-in-memory'
import { openLeases } from './leases-in-postgres'
import { openJournalRig, opening, type JournalRig } from './testing/journal-rig'
import { describeOnPostgres } from './testing/postgres-rig'

const c1 = connectionId('c1')
const vm = (id: string): Subject => ({ kind: 'vm', key: vmKey(c1, moid(id)), name: `vm-${id}` })
const powerOn = (id = '12'): Wanted => ({ label: 'Power on', subjects: [vm(id)], lasting: false })
const duty: Wanted = { name: 'record c1', label: 'Record', subjects: [], lasting: true }

await describeOnPostgres('leases of several processes', () => {
  let rig: JournalRig
  let database: Database
  const opened: Leases[] = []
  const warned: string[] = []
  beforeAll(async () => {
    rig = await openJournalRig('postgres')
    database = await rig.openDatabase()
  })
  afterAll(() => rig.close())
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((leases) => leases.close()))
    await byHand('delete from leases')
    warned.length = 0
  })

  async function another(own?: Database) {
    const { leases } = await openLeases({
      database: own ?? (await rig.openDatabase()),
      warn: (text) => warned.push(text),
      lastsMs: 1_200,
    })
    opened.push(leases)
    const inherited: Inherited[] = []
    leases.onInherited((some) => inherited.push(...some))
    return Object.assign(leases, { inherited })
  }
  async function taken(leases: Leases, wanted: Wanted): Promise<Lease> {
    const answer = await leases.take(wanted)
    if (answer.is !== 'taken') throw new Error(`held by ${answer.by.label}`)
    return answer.lease
  }
  const byHand = (sql: string) => database.batch([{ sql, parameters: [] }])
  /** Until it holds; the beats of leases are real time. */
  const soon = (holds: () => void | Promise<void>) => vi.waitFor(holds, { timeout: 8_000, interval: 20 })

  test('what one has, another is refused, and told whose it is; given back it can be taken', async () => {
    const [a, b] = [await another(), await another()]
    const lease = await taken(a, powerOn())
    expect(await b.take(powerOn())).toEqual({
      is: 'held',
      by: expect.objectContaining({ label: 'Power on' }),
      subject: vm('12'),
    })
    expect((await b.take(powerOn('13'))).is).toBe('taken')
    lease.release()
    await soon(async () => expect((await b.take(powerOn())).is).toBe('taken'))
  })

  test('of many who want the same at the same moment, one gets it', async () => {
    const all = [await another(), await another(), await another()]
    const answers = await Promise.all(Array.from({ length: 30 }, async (_, n) => all[n % 3]?.take(powerOn())))
    expect(answers.filter((answer) => answer?.is === 'taken')).toHaveLength(1)
  })

  test('they say the same as one process does for itself, whatever is held', async () => {
    const folder = array(constantFrom('a', 'b'), { maxLength: 3 }).map((parts) => parts.join('/'))
    const path = record({ path: folder, readOnly: boolean() }).map(({ path: at, readOnly }): Subject => ({
      kind: 'datastorePath',
      datastore: datastoreKey(c1, moid('1')),
      datastoreName: 'ssd',
      path: at,
      ...(readOnly ? { readOnly } : {}),
    }))
    const subjects = array(oneof(path, constantFrom(vm('1'), vm('2'))), { minLength: 1, maxLength: 2 })
    const a = await another()
    await assert(
      asyncProperty(array(subjects, { maxLength: 6 }), async (all) => {
        const alone = leasesInMemory(Date.now)
        const leases: Lease[] = []
        for (const one of all) {
          const wanted = { label: 'Copy', subjects: one, lasting: false }
          const [shared, own] = [await a.take(wanted), await alone.take(wanted)]
          expect(shared.is).toBe(own.is)
          if (shared.is === 'held' && own.is === 'held') expect(own.subject).toBeDefined()
          if (shared.is === 'taken') leases.push(shared.lease)
        }
        await database.batch([{ sql: 'delete from leases', parameters: [] }])
      }),
      { numRuns: 40 },
    )
  })

  test('a row that is fenced is written by who has the lease, and by nobody else', async () => {
    const [a, b] = [await another(), await another()]
    const lease = await taken(a, powerOn())
    const { run } = await rig.journal.openRun(opening(), (id) => lease.fence(id))
    expect(lease.name).toBe(run)
    const step = { run, actor: opening().actor, event: { kind: 'checked', found: 'nothing' } } as const
    await rig.journal.append(step, () => lease.fence())
    const end = { run, actor: opening().actor, event: { kind: 'ended', outcome: { kind: 'succeeded' } } } as const
    expect((await b.take(powerOn())).is).toBe('held')
    await rig.journal.append(end, () => lease.lastFence())
    const next = await taken(b, powerOn())
    next.release()
    await byHand("update leases set owner = 'somebody', epoch = 7")
    await expect(rig.journal.append(step, () => lease.fence())).rejects.toMatchObject({ code: leaseLost })
    await expect(rig.journal.append(end, () => lease.lastFence())).rejects.toMatchObject({ code: leaseLost })
    expect((await rig.journal.readRun(run))?.steps).toHaveLength(3)
    await soon(() => expect([...a.inherited, ...b.inherited]).toMatchObject([{ lease: { name: run } }]))
    expect(lease.isHeld()).toBe(false)
  })

  test('what an ended process had is taken over by one of the others; what does not last is gone', async () => {
    const [a, b, c] = [await another(), await another(), await another()]
    await taken(a, duty)
    await taken(a, { name: 'question 1', label: 'Answer', subjects: [], lasting: false })
    await a.close()
    await soon(() =>
      expect([...b.inherited, ...c.inherited]).toMatchObject([
        { lease: { name: 'record c1' }, held: { label: 'Record' } },
      ]),
    )
    expect((await c.take({ name: 'question 1', label: 'Answer', subjects: [], lasting: false })).is).toBe('taken')
  })

  test('a process that is not heard of loses everything, and is another one from then on', async () => {
    const own = await rig.openDatabase()
    let isFrozen = false
    let thaw: () => void = () => undefined
    const frozen = new Promise<void>((resolve) => (thaw = resolve))
    const freezes: Database = {
      ...own,
      batch: async (statements) => {
        if (isFrozen) await frozen
        return own.batch(statements)
      },
    }
    const [a, b] = [await another(freezes), await another()]
    const lease = await taken(a, { ...powerOn(), name: 'run-1', lasting: true })
    const lost = vi.fn()
    lease.onLost(lost)
    isFrozen = true
    await soon(() => expect(lease.isHeld()).toBe(false))
    await soon(() => expect(b.inherited).toMatchObject([{ lease: { name: 'run-1' } }]))
    expect(a.isAlive()).toBe(false)
    expect(b.inherited[0]?.lease.isHeld()).toBe(true)
    await expect(own.batch([lease.fence()!])).rejects.toMatchObject({ code: leaseLost }) // shared, so there is one
    isFrozen = false
    thaw()
    await soon(() => expect(lost).toHaveBeenCalledOnce())
    expect(await lease.sure()).toBe(false)
    await soon(() => expect(a.isAlive()).toBe(true))
    expect((await a.take(powerOn('13'))).is).toBe('taken')
    expect((await a.take(powerOn('12'))).is).toBe('held')
  })

  test.each([
    ['its owner', "update leases set owner = 'nobody'"],
    ['its epoch', 'update leases set epoch = epoch + 5'],
    ['what it is about', "update leases set epoch = epoch + 1, about = 'not JSON'"],
  ])('somebody edits by hand %s: one process has it again, and it is not the old lease', async (_what, sql) => {
    const [a, b] = [await another(), await another()]
    const lease = await taken(a, duty)
    await byHand(sql)
    await soon(() => expect([...a.inherited, ...b.inherited].filter(({ lease: one }) => one.isHeld())).toHaveLength(1))
    await soon(() => expect(lease.isHeld()).toBe(false))
    await expect(database.batch([lease.fence()!])).rejects.toMatchObject({ code: leaseLost }) // shared, so there is one
  })

  test.each([
    ['the past', "now() - interval '1 day'"],
    ['the future', "now() + interval '9 days'"],
  ])(
    'somebody puts by hand into %s until when a process is heard of: it says again that it lives',
    async (_when, at) => {
      const [a, b] = [await another(), await another()]
      const lease = await taken(a, duty)
      await byHand(`update replicas set expires_at = ${at}`)
      await soon(async () => {
        const [answer] = await database.batch([{ sql: soundReplicas, parameters: [] }])
        expect(Number(answer?.rows[0]?.['sound'])).toBe(2)
      })
      expect([lease.isHeld(), ...b.inherited.map((one) => one.lease.isHeld())].filter(Boolean)).toHaveLength(1)
    },
  )

  test('one that was put into the future by hand, and is dead, is taken for gone', async () => {
    await byHand("insert into replicas values ('dead', now() + interval '9 days')")
    await byHand("insert into leases values ('l', 'record c1', 'dead', 1, true, '{}')")
    const a = await another()
    await soon(() => expect(a.inherited).toMatchObject([{ lease: { name: 'record c1' } }]))
  })

  test('somebody deletes leases and processes by hand: who had it is told, and it can be adopted', async () => {
    const a = await another()
    const lease = await taken(a, duty)
    const abandoned = vi.fn()
    a.onAbandoned(abandoned)
    await byHand('delete from leases')
    await soon(() => expect(abandoned).toHaveBeenCalledTimes(1))
    expect(lease.isHeld()).toBe(false)
    expect(await a.adopt([{ ...duty, name: 'record c1' }])).toMatchObject([{ lease: { name: 'record c1' } }])
    await byHand('delete from replicas')
    await soon(() => expect(abandoned).toHaveBeenCalledTimes(2))
    expect((await a.take(powerOn())).is).toBe('taken')
  })

  test('after the database was away, nobody takes another for gone who could not say that it lives either', async () => {
    const own = await rig.openDatabase()
    let isAway = false
    const batch: Database['batch'] = (statements) =>
      isAway ? Promise.reject(new Error('the database is away')) : own.batch(statements)
    const [a, b] = [await another({ ...own, batch }), await another({ ...own, batch })]
    const lease = await taken(a, duty)
    isAway = true
    await soon(() => expect(lease.isHeld()).toBe(false))
    const sure = lease.sure()
    isAway = false
    expect(await sure).toBe(true)
    expect(b.inherited).toEqual([])
    expect(warned).not.toEqual([])
  })

  test('all clocks are the database’s', async () => {
    const a = await another()
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
    const [answer] = await database.batch([
      { sql: 'select extract(epoch from clock_timestamp()) * 1000 as now', parameters: [] },
    ])
    expect(Math.abs(a.now() - Number(answer?.rows[0]?.['now']))).toBeLessThan(30_000)
    vi.restoreAllMocks()
    expect((await a.take(powerOn())).is).toBe('taken')
  })
})

const soundReplicas =
  "select count(*) as sound from replicas where expires_at between clock_timestamp() and clock_timestamp() + interval '2 seconds'"
