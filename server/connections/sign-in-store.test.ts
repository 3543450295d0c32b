import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../journal/store'
import { createSignInStore, type SignInTables } from './sign-in-store'
import { connectionsMigrations } from './stored'

test('sign-ins are kept over restarts by account; one dated by a clock that was ahead is from now; a success clears them', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'andon-sign-ins-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const first = await openStore({ dataDir: folder, migrations: [connectionsMigrations] })
  const before = createSignInStore(first.tables<SignInTables>())
  await before.add('root at h:443', { id: 'a', at: 1_000, what: 'sent' })
  await before.add('root at h:443', { id: 'b', at: 9_000_000, what: 'sent' })
  await before.add('andon at h:443', { id: 'c', at: 1_000, what: 'changed' })
  await before.setRefused('a')
  await first.close()

  const again = await openStore({ dataDir: folder, migrations: [connectionsMigrations] })
  onTestFinished(() => again.close())
  const store = createSignInStore(again.tables<SignInTables>())
  const rows = [
    { id: 'a', at: 1_000, what: 'refused' },
    { id: 'b', at: 5_000, what: 'sent' },
  ]
  expect(await store.read('root at h:443', 5_000)).toEqual(rows)
  expect(await store.read('root at h:443', 6_000)).toEqual(rows)
  await store.remove('b')
  expect(await store.read('root at h:443', 6_000)).toHaveLength(1)
  await store.clear('root at h:443')
  expect(await store.read('root at h:443', 6_000)).toEqual([])
  expect(await store.read('andon at h:443', 6_000)).toHaveLength(1)
})
