import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../journal/store'
import { createOverdueLimit } from './overdue-limit'

let folder = ''
let store: Store
let told = 0

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-overdue-'))
  store = await openStore({ dataDir: folder, migrations: [] })
  told = 0
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const open = () => createOverdueLimit(store.journal, () => void told++)

test('ten minutes, until somebody says another time; that stands in the record and outlives the process', async () => {
  const limit = open()
  await limit.readAgain()
  expect(limit.ms).toBe(600_000)
  let heard = 0
  limit.onChanged(() => heard++)
  await limit.set(25, 'm.okafor')
  await limit.set(25, 'm.okafor')
  expect([limit.minutes, heard, told]).toEqual([25, 1, 2])
  const { notes } = await store.journal.readHistory({ limit: 10 })
  expect(notes.map(({ content }) => content)).toEqual([
    { kind: 'text', text: 'A question is overdue after 25 minutes' },
  ])

  const elsewhere = open()
  await elsewhere.readAgain()
  expect(elsewhere.ms).toBe(25 * 60_000)
})
