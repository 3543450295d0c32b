import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { comparable } from '@/lib/vsphere/same-question'
import { leasesInMemory } from '../journal/leases-in-memory'
import { openStore, type Store } from '../journal/store'
import { WireError } from '../vsphere/errors'
import { createAnswering } from './answering'
import type { Keeper } from './question-log'
import { connection, keyOf, person, serial } from './testing/run-rig'
import { scriptedInventory } from './testing/scripted-inventory'
import { settled, turnedClock } from './testing/turned-clock'

let folder = ''
let store: Store

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'andon-answering-'))
  store = await openStore({ dataDir: folder })
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

/** A person's answer has no reply, and what it answers is gone then. @returns what the journal tells of it beside the runs. */
async function answerWithoutReply(keeper: Keeper): Promise<unknown[]> {
  const clock = turnedClock()
  const host = scriptedInventory(connection, { now: clock.now })
  host.putVm({ moid: '12', name: 'build' })
  const answering = createAnswering({
    journal: store.journal,
    leases: leasesInMemory(clock.now),
    now: clock.now,
    after: clock.after,
    warn: () => undefined,
    inventoryOf: () => host,
    connectionName: (id) => id,
    onVm: () => [],
    noteFirst: async () => keeper,
  })
  const question = serial()
  host.ask('12', question)
  host.on.answerVm = () => {
    host.ask('12', undefined)
    return Promise.reject(new WireError('connection-cut', 'cut'))
  }
  const press = { choice: '0', seen: { ...comparable(question), choices: question.choices } }
  expect(await answering.byPerson(keyOf(question), press, person)).toMatchObject({
    ok: false,
    error: { code: 'answer-probable' },
  })
  await settled()
  const { notes } = await store.journal.readHistory({})
  return notes.map(({ content }) => (content.kind === 'event' ? content.event.kind : content.kind))
}

test.each<[string, Keeper, string[]]>([
  ['no run has it: that it went is written beside the runs', 'log', ['question-gone']],
  ['a run of another process has it: that one tells how it went', 'run', []],
  ['whose it is will be known soon: who knows tells how it went', 'not-yet', []],
])('of a question that went with an answer that has no reply, %s', async (_what, keeper, expected) => {
  expect(await answerWithoutReply(keeper)).toEqual(expected)
})
