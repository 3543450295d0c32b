/**
 * A person who has used version 0.1 keeps everything: its data directory is opened by the code of today, with whatever
 * migrations there are, and says what it said then. Later versions may know more of a run; `factsOf` names what 0.1
 * knew, wherever it stands today.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assertNever } from '@/lib/assert-never'
import type { HistoryNote, HistoryPage } from '@/lib/contract/history'
import { vmOf, type RunView } from '@/lib/runs/run'
import { choiceLabel } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'
import { createAccounts } from '../accounts/accounts'
import type { Accounts } from '../accounts/contract'
import type { AccountsTables } from '../accounts/tables'
import { createSecretBox } from '../connections/secret-box'
import { secretKeys } from '../connections/secret-key'
import { createConnectionStore, type ConnectionStore, type ConnectionsTables } from '../connections/stored'
import { fakeInventory } from '../connections/testing/fake-inventory'
import type { Store } from '../journal/store'
import { openData } from './open-data'
import { startRuntime } from './composition'
import { createLog } from './log'
import expected from './testing/data-0.1/expected.json'
import { testBox } from '../accounts/testing/signed-in'

/** Everything that 0.1 said of a run. */
const factsOf = (run: RunView) => ({
  id: run.id,
  number: run.number,
  connection: run.connection,
  vm: vmOf(run)?.key,
  vmName: vmOf(run)?.name,
  request: run.request,
  policy: run.kind === 'vm' && run.policy,
  actor: run.actor,
  startedAt: run.startedAt,
  state: run.state,
  task: run.task,
  error: run.error,
  steps: run.steps.map(({ at, actor, event }) => ({ at, actor, event })),
})

/** A note as 0.1 told it: with its text, which can be made from what it tells today. */
function factsOfNote({ content, ...note }: HistoryNote) {
  if (content.kind === 'text') return { ...note, text: content.text }
  if (content.kind !== 'event') throw new Error(`0.1 told no ${content.kind} of others`)
  const { event, vmName } = content
  const where = vmName === undefined ? '' : ` for ${vmName}`
  switch (event.kind) {
    case 'answered':
      return { ...note, text: `Answered '${choiceLabel(event.choice)}'${where}` }
    case 'cancel-taken':
      return { ...note, text: `Cancel requested${where}. The host confirmed.` }
    case 'cancel-refused':
      return { ...note, text: `Cancel requested${where}. The host refuses: ${event.reason}` }
    case 'cancel-unanswered':
      return { ...note, text: `Cancel requested${where}. No reply from the host. Outcome unknown.` }
    case 'question-noted':
    case 'answer-unconfirmed':
    case 'question-gone':
    case 'not-watched':
      throw new Error(`0.1 told no ${event.kind}`)
    default:
      return assertNever(event, 'event')
  }
}

const numbersOf = (page: HistoryPage) => ({
  runs: page.runs.map(({ number }) => number),
  notes: page.notes.map(({ seq }) => seq),
})

let dataDir: string
let store: Store
let connections: ConnectionStore
let accounts: Accounts
/** The day of 0.1, so that what ends by itself has not ended. */
const now = () => Date.parse(expected.readAt)

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'andon-0.1-'))
  for (const file of ['andon.db', 'secret.key'])
    cpSync(path.join(import.meta.dirname, 'testing/data-0.1', file), path.join(dataDir, file))
  store = await openData({ dataDir, now })
  const box = createSecretBox(await secretKeys(dataDir, undefined))
  connections = createConnectionStore(store.tables<ConnectionsTables>(), box)
  accounts = createAccounts({ db: store.tables<AccountsTables>(), now, note: async () => {}, box: testBox })
})

afterAll(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true })
})

describe('of a data directory of version 0.1', () => {
  test.each(expected.runs.map((run) => [run.number, run] as const))('run %i says what it said', async (_, run) => {
    const view = await store.journal.readRun(run.id as RunView['id']) // written by 0.1
    expect(view && factsOf(view)).toMatchObject(run)
    expect(Object.keys(run).filter((key) => !(key in factsOf(view!)))).toEqual([]) // the line above has seen it
  })

  test('unfinished runs, and those that follow their task, are gone on with', async () => {
    expect((await store.journal.readUnfinishedRuns()).map(({ number }) => number)).toEqual(expected.unfinished)
  })

  test('runs that ended a moment ago are found', async () => {
    const recent = await store.journal.readRunsEndedSince(expected.recent.since)
    expect(recent.map(({ number }) => number)).toEqual(expected.recent.runs)
  })

  test('every note is there, and everything done to what others had started', async () => {
    const { notes } = await store.journal.readHistory({ limit: 200 })
    expect(notes.map(factsOfNote)).toMatchObject(expected.notes)
  })

  test('the pages of the history hold the same, in the same order', async () => {
    let before: number | undefined
    for (const page of expected.pages) {
      const read = await store.journal.readHistory({ limit: 10, ...withoutUndefined({ before }) })
      expect(numbersOf(read)).toEqual(page)
      before = read.nextBefore
    }
    expect(before).toBeUndefined()
  })

  test.each(Object.entries(expected.found))('a search for %j finds at least what it found', async (text, found) => {
    const { runs, notes } = numbersOf(await store.journal.readHistory({ text, limit: 200 }))
    expect(runs).toEqual(expect.arrayContaining(found.runs))
    expect(notes).toEqual(expect.arrayContaining(found.notes))
  })

  test.each(Object.entries(expected.outcomes))('runs that ended %s are found by it', async (outcome, numbers) => {
    expect(numbersOf(await store.journal.readHistory({ outcome, limit: 200 })).runs).toEqual(numbers)
  })

  test('the record is one chain from its first row on, which holds, and no row holds the name of a person', async () => {
    const check = await store.journal.check()
    expect(check).toMatchObject({ problems: [], writers: 1 })
    const rows = await sql<{ actor: string; payload: string }>`select actor, payload from journal`.execute(
      store.tables<object>(),
    )
    expect(rows.rows).toHaveLength(check.rows)
    expect(JSON.stringify(rows.rows)).not.toMatch(/nakamura|okafor/)
  })

  test('every connection is there, its switch as it was, and its password can be read', async () => {
    const stored = await Promise.all(
      (await connections.list()).map(async ({ stored: one }) => ({
        ...one,
        password: await connections.readPassword(one.id),
      })),
    )
    expect(stored).toMatchObject(expected.connections)
  })

  test('the password of admin signs in', async () => {
    const { username, password, role } = expected.admin
    expect(await accounts.signIn(username, password)).toMatchObject({
      ok: true,
      value: { session: { account: { username, role } } },
    })
  })

  test('who was signed in still is', async () => {
    const { username, role } = expected.admin
    expect(await accounts.sessions.use(expected.session.token)).toMatchObject({ account: { username, role } })
  })

  test('the link of a display opens, and one that was revoked does not', async () => {
    expect(await accounts.displayLinks.find(expected.display.token)).toMatchObject(expected.display.link)
    expect(await accounts.displayLinks.find(expected.display.revokedToken)).toBeUndefined()
  })

  test('the whole console starts on it, and shows what had not ended', async () => {
    const ownCopy = mkdtempSync(path.join(tmpdir(), 'andon-0.1-'))
    for (const file of ['andon.db', 'secret.key'])
      cpSync(path.join(import.meta.dirname, 'testing/data-0.1', file), path.join(ownCopy, file))
    const announce = (text: string) => expect.unreachable(text)
    const andon = await startRuntime(
      { dataDir: ownCopy },
      { openInventory: fakeInventory, log: createLog('silent'), announce },
    )
    try {
      const { runs, connections: views } = andon.live.tables()
      const shown = Object.values(runs).map(({ number }) => number)
      expect(shown).toEqual(expect.arrayContaining(expected.unfinished))
      expect(Object.values(views)).toHaveLength(expected.connections.length)
    } finally {
      await andon.close()
      rmSync(ownCopy, { recursive: true })
    }
  })
})
