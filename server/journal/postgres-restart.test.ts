/** A server of PostgreSQL that is killed while it is written to, and started again. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startPostgres } from '@/scripts/steps/postgres.mjs'
import type { StepEvent } from '@/lib/runs/run'
import { runId } from '@/lib/vsphere/ids'
import { openPostgres } from './postgres'
import { openStore } from './store'
import { opening, person } from './testing/journal-rig'
import { describeOnPostgres } from './testing/postgres-rig'

const says = (text: string, ...parameters: unknown[]) => ({ sql: text, parameters })

/** It starts several times, on a machine that may be busy. */
const patient = { timeout: 120_000 }

await describeOnPostgres('a server that is killed and started again', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    // A kill takes what the process had not given to the system yet: to wait for the disk makes no difference to it.
    server = await startPostgres({ isDurable: false })
  }, patient.timeout)
  afterAll(() => server.stop())

  test(
    'keeps what it acknowledged, doubles nothing that is looked up, and is found again by itself',
    patient,
    async () => {
      const rows = 60
      const database = await openPostgres(server.url)
      try {
        await database.batch([says('create table t (n bigint primary key)')])
        const write = (n: number) => database.batch([says('insert into t values (?)', n)])
        const isThere = async (n: number) =>
          (await database.query(says('select n from t where n = ?', n))).rows.length > 0
        const codes = new Set<string>()
        let restarted: Promise<void> | undefined
        for (let n = 0; n < rows; n += 1) {
          if (n === rows / 2) restarted = server.kill().then(() => server.start())
          // What is not known is looked up; what is surely not written is written again.
          for (;;) {
            const code = await write(n).then(
              () => undefined,
              (error: { code: string }) => error.code,
            )
            if (code === undefined) break
            codes.add(code)
            await restarted
            if (code === 'DATABASE_UNSURE' && (await isThere(n))) break
          }
        }
        await restarted
        const { rows: stored } = await database.query(says('select n from t order by n'))
        expect(stored.map(({ n }) => n)).toEqual(Array.from({ length: rows }, (_, n) => n))
        expect([...codes].every((code) => /^DATABASE_(AWAY|UNSURE)$/.test(code))).toBe(true)
        expect(codes.size).toBeGreaterThan(0)
        await server.kill()
        await expect(database.query(says('select 1'))).rejects.toMatchObject({
          code: 'DATABASE_AWAY',
          message: expect.stringMatching(/^PostgreSQL at 127\.0\.0\.1:\d+ (cannot be reached|is starting or stopping)/),
        })
        await server.start()
        expect((await database.query(says('select count(*) as n from t'))).rows).toEqual([{ n: rows }])
      } finally {
        await database.close()
      }
    },
  )

  test('is missed while nobody writes, and found again', patient, async () => {
    const store = await openStore({ dataDir: '/nowhere', databaseUrl: server.url })
    const replica = await store.joinReplicas()
    try {
      const becomes = (paused: boolean) =>
        vi.waitFor(() => expect(store.journal.paused() !== undefined).toBe(paused), { timeout: 60_000 })
      await becomes(false)
      await server.kill()
      await becomes(true)
      await server.start()
      await becomes(false)
    } finally {
      await replica.close()
      await store.close()
    }
  })

  test(
    'finds in the journal what was acknowledged, once and in order, and nothing that waited is lost',
    patient,
    async () => {
      const stores = await Promise.all([1, 2].map(() => openStore({ dataDir: '/nowhere', databaseUrl: server.url })))
      try {
        const progress = (percent: number): StepEvent => ({ kind: 'progress', percent })
        // Each writes one step after the other, as a run does; all of them at once.
        async function work({ journal }: (typeof stores)[number]): Promise<string> {
          const { run } = await journal.openRun(opening())
          for (let percent = 0; percent < 30; percent += 1)
            await journal.append({ run, actor: person, event: progress(percent) })
          return run
        }
        const working = stores.flatMap((store) => Array.from({ length: 8 }, () => work(store)))
        const all = Promise.all(working)
        for (let kill = 0; kill < 2; kill += 1) {
          await new Promise((resolve) => stores[kill]?.journal.onAppended(resolve))
          await server.kill()
          await server.start()
        }
        const runs = await all
        expect(new Set(runs).size).toBe(16)
        for (const run of runs) {
          const steps = (await stores[0]?.journal.readRun(runId(run)))?.steps.map(({ event }) => event)
          expect(steps).toEqual([{ kind: 'requested' }, ...Array.from({ length: 30 }, (_, n) => progress(n))])
        }
        expect(await stores[0]?.journal.check()).toMatchObject({ problemCount: 0 })
      } finally {
        await Promise.all(stores.map((store) => store.close()))
      }
    },
  )
})
