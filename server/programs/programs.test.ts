import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failed, ok, type Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import { openStore, type Store } from '../journal/store'
import { describeOnPostgres, freshDatabase, type FreshDatabase } from '../journal/testing/postgres-rig'
import { createPrograms } from './programs'
import { programsMigrations, type ProgramsTables } from './stored'

const wish = { token: 't1', key: 'k1', asked: 'power on vm-1' }
const refusal = (code: string): Result<never> => failed({ blame: 'ours', code, sentence: code })
const codeOf = ({ result }: { result: Result<unknown> }) => (result.ok ? 'ok' : result.error.code)

function keptOnce(dialect: 'sqlite' | 'postgres') {
  let folder = ''
  let fresh: FreshDatabase | undefined
  let stores: Store[] = []
  let clock = Date.parse('2026-11-22T14:00:00Z')

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'andon-programs-'))
    fresh = dialect === 'postgres' ? await freshDatabase() : undefined
  })
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()))
    stores = []
    await fresh?.drop()
    await rm(folder, { recursive: true })
  })

  /** One process. */
  async function open() {
    const store = await openStore({
      dataDir: folder,
      migrations: [programsMigrations],
      ...withoutUndefined({ databaseUrl: fresh?.url }),
    })
    stores.push(store)
    return createPrograms({
      db: store.tables<ProgramsTables>(),
      perMinute: 60,
      now: () => clock,
      monotonic: () => clock,
      // Whoever waits lets the clock go, and others do something.
      pause: async (ms) => {
        clock += ms
        await new Promise((resolve) => setImmediate(resolve))
      },
      warn: (_, error) => {
        throw error
      },
    })
  }

  test('the same under the same key is done once, and answered the same: also elsewhere, and after a restart', async () => {
    const [one, other] = [await open(), await open()]
    let done = 0
    const work = async () => ok({ run: `run-${(done += 1)}` })
    expect(await one.once(wish, work)).toEqual({ result: ok({ run: 'run-1' }), isRepeated: false })
    expect(await other.once(wish, work)).toEqual({ result: ok({ run: 'run-1' }), isRepeated: true })
    await Promise.all(stores.map((store) => store.close()))
    stores = []
    expect(await (await open()).once(wish, work)).toEqual({ result: ok({ run: 'run-1' }), isRepeated: true })
    expect(done).toBe(1)
  })

  test('two at the same moment are one', async () => {
    const [one, other] = [await open(), await open()]
    let done = 0
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    const work = async () => {
      await released
      return ok((done += 1))
    }
    const both = Promise.all([one.once(wish, work), other.once(wish, work), one.once(wish, work)])
    release()
    expect((await both).map(({ result }) => result)).toEqual([ok(1), ok(1), ok(1)])
    expect(done).toBe(1)
  })

  test('something else under the same key is refused; another token has keys of its own', async () => {
    const programs = await open()
    await programs.once(wish, async () => ok(1))
    expect(codeOf(await programs.once({ ...wish, asked: 'power on vm-2' }, async () => ok(2)))).toBe(
      'key-of-another-wish',
    )
    expect((await programs.once({ ...wish, token: 't2' }, async () => ok(3))).result).toEqual(ok(3))
  })

  test('a refusal is the answer too, unless it was for the moment and nothing was done', async () => {
    const programs = await open()
    expect(codeOf(await programs.once(wish, async () => refusal('vm-busy')))).toBe('vm-busy')
    expect(codeOf(await programs.once(wish, async () => ok(1)))).toBe('vm-busy')
    const later = { ...wish, key: 'k2' }
    expect(codeOf(await programs.once(later, async () => refusal('no-contact')))).toBe('no-contact')
    expect(codeOf(await programs.once(later, async () => ok(1)))).toBe('ok')
  })

  test('what a process began that is gone is not done again: nobody knows whether it was', async () => {
    const [gone, other] = [await open(), await open()]
    await new Promise<void>((resolve) => {
      void gone.once(wish, () => {
        resolve()
        return new Promise(() => {})
      })
    })
    const again = async () => codeOf(await other.once(wish, async () => ok(1)))
    expect(await again()).toBe('key-in-use')
    clock += 60_000
    expect(await again()).toBe('key-outcome-unknown')
    clock += 24 * 3_600_000
    expect(await again()).toBe('ok')
  })
}

describe('on SQLite', () => keptOnce('sqlite'))
await describeOnPostgres('of several processes', () => keptOnce('postgres'))

test('a token may ask so often, and as often again a minute later; each for itself', async () => {
  let at = 0
  const programs = createPrograms({
    db: undefined as never, // nothing is stored
    perMinute: 60,
    now: () => at,
    monotonic: () => at,
    warn: () => undefined,
  })
  expect(programs.take('a')).toEqual({ isTooMany: false, most: 60, left: 59, fullInS: 1, nextInS: 0 })
  for (let n = 0; n < 59; n += 1) expect(programs.take('a').isTooMany).toBe(false)
  expect(programs.take('a')).toEqual({ isTooMany: true, most: 60, left: 0, fullInS: 60, nextInS: 1 })
  expect(programs.take('b').isTooMany).toBe(false)
  at += 1_000
  expect(programs.take('a').isTooMany).toBe(false)
  expect(programs.take('a').isTooMany).toBe(true)
  at += 60_000
  expect(programs.take('a').left).toBe(59)
  // Whoever makes tokens up fills no memory.
  for (let n = 0; n < 6_000; n += 1) programs.take(`made-up ${n}`)
})
