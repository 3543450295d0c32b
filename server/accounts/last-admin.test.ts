/**
 * Two administrators who lower each other at the same moment, at two processes on one database: each saw the other one
 * still there, and nobody was left who administers.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Result } from '@/lib/result'
import { openStore, type Store } from '../journal/store'
import { describeOnBoth, freshDatabase, type FreshDatabase } from '../journal/testing/postgres-rig'
import { createAccounts } from './accounts'
import type { Accounts } from './contract'
import { accountsMigrations, type AccountsTables } from './tables'
import { testBox } from './testing/signed-in'

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)

/** What ends that somebody administers. */
const ways: ((accounts: Accounts, whom: string, by: string) => Promise<Result<unknown>>)[] = [
  ({ people }, whom, by) => people.edit(whom, { role: 'viewer' }, by),
  ({ people }, whom, by) => people.disable(whom, by),
  ({ people }, whom, by) => people.reset(whom, undefined, by),
  ({ people }, whom, by) => people.remove(whom, by),
]

await describeOnBoth('of two administrators who end each other at once', (dialect) => {
  let folder = ''
  let fresh: FreshDatabase | undefined
  let stores: Store[] = []

  /** Called when somebody has written down what they are about to do. */
  let noted: () => Promise<void> = async () => undefined

  async function open(): Promise<Accounts> {
    const store = await openStore({
      dataDir: folder,
      ...(fresh && { databaseUrl: fresh.url }),
      migrations: [accountsMigrations],
    })
    stores.push(store)
    return createAccounts({
      db: store.tables<AccountsTables>(),
      alone: (query) => store.alone(query),
      now: Date.now,
      note: () => noted(),
      passwordCost: { ln: 4, r: 8, p: 1 },
      box: testBox,
    })
  }

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'andon-last-admin-'))
    fresh = dialect === 'postgres' ? await freshDatabase() : undefined
    noted = async () => undefined
  })
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()))
    stores = []
    await fresh?.drop()
    await rm(folder, { recursive: true })
  })

  it('one is left, whichever way both take', async () => {
    const [one, other] = [await open(), await open()]
    await one.prepare('a password')
    for (const [at, way] of ways.entries()) {
      const left = (await one.people.list()).filter(({ role, state }) => role === 'admin' && state.at === 'active')
      expect(left).toHaveLength(1)
      const [{ username: first } = { username: '' }] = left
      const second = `anna-${at}`
      await one.people.add({ username: second, role: 'admin', password: 'an old boat' }, first)
      // Neither goes on before both have seen that the other one is there.
      let waiting = 2
      let meet = () => undefined as void
      const met = new Promise<void>((resolve) => (meet = resolve))
      noted = async () => {
        waiting -= 1
        if (waiting === 0) meet()
        if (waiting >= 0) await met
      }
      const both = await Promise.all([way(one, second, first), way(other, first, second)])
      expect(both.map(code).toSorted()).toEqual(['last-admin', 'ok'])
    }
  })
})
