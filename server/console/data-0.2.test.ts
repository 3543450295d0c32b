/**
 * An upgrade loses nothing, even of a console that was killed under load: the data of version 0.2 are opened by the code
 * of today, with whatever migrations there are, and say what they said then. `npm run chaos -- --from FOLDER` does the
 * same with an older build and hosts that go on meanwhile.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunView } from '@/lib/runs/run'
import type { ConnectionsTables } from '../connections/stored'
import { fakeInventory } from '../connections/testing/fake-inventory'
import { checkRecord } from '../journal/check-record'
import type { Store } from '../journal/store'
import { openData } from './open-data'
import { startRuntime } from './composition'
import { createLog } from './log'
import expected from './testing/data-0.2/expected.json'

let dataDir: string
let store: Store

const copyOfData = () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'andon-0.2-'))
  cpSync(path.join(import.meta.dirname, 'testing/data-0.2/andon.db'), path.join(copy, 'andon.db'))
  return copy
}

beforeAll(async () => {
  dataDir = copyOfData()
  const now = () => Date.parse(expected.lastTime)
  store = await openData({ dataDir, now })
})

afterAll(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true })
})

test.each(expected.runs.map((run) => [run.number, run] as const))('run %i says what it said', async (_, run) => {
  expect(await store.journal.readRun(run.id as RunView['id'])).toMatchObject(run) // written by 0.2
})

test('every line that is no run is there, and nothing else', async () => {
  const { runs, notes } = await store.journal.readHistory({ limit: 200 })
  expect(notes).toMatchObject(expected.notes)
  expect(runs.map(({ number }) => number)).toEqual(expected.runs.map(({ number }) => number))
})

test('what had not ended is gone on with, and switches stand as they stood', async () => {
  expect((await store.journal.readUnfinishedRuns()).map(({ number }) => number)).toEqual(expected.unfinished)
  const rows = await store.tables<ConnectionsTables>().selectFrom('connections').selectAll().execute()
  expect(rows).toMatchObject(expected.connections)
})

test('its rows are in the chain from now on', async () => {
  expect(await checkRecord(store.database)).toMatchObject({ problems: [] })
})

test('the whole console starts on it, and shows what had not ended', async () => {
  const ownCopy = copyOfData()
  const andon = await startRuntime(
    { dataDir: ownCopy, secretKey: 'the secret key of a campaign' },
    { openInventory: fakeInventory, log: createLog('silent'), announce: (text) => expect.unreachable(text) },
  )
  try {
    const shown = Object.values(andon.live.tables().runs).map(({ number }) => number)
    expect(shown).toEqual(expect.arrayContaining(expected.unfinished))
  } finally {
    await andon.close()
    rmSync(ownCopy, { recursive: true })
  }
})
