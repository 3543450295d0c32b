/** For tests: a journal of its own, by a clock that goes a second with each look at it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Migration } from 'kysely'
import { afterEach, beforeEach } from 'vitest'
import type { Actor } from '@/lib/runs/actor'
import type { StepEvent } from '@/lib/runs/run'
import { withoutUndefined } from '@/lib/without-undefined'
import { connectionId, moid, questionKey, taskKey, vmKey, type RunId } from '@/lib/vsphere/ids'
import type { RunOpening } from '../entry'
import type { Database, DialectName } from '../database'
import { openHere } from '../open-database'
import { openPostgres } from '../postgres'
import { openStore, type Store } from '../store'
import { freshDatabase } from './postgres-rig'

export const connection = connectionId('c1')
export const vm = vmKey(connection, moid('12'))
export const person: Actor = { kind: 'person', name: 'm.okafor' }
export const task = taskKey(connection, moid('task-1'))
export const question = {
  key: questionKey(connection, moid('12'), '_vmx1'),
  text: 'Serial port output file "a_b/100%.log" already exists.',
  messageId: 'msg.serial.file.open',
  choices: [{ key: '0', label: 'Append', summary: 'Append' }],
  defaultIndex: 0,
}

type OfVm = RunOpening & { kind: 'vm' }

export const named = (name: string, key = vm): Partial<OfVm> => ({ subjects: [{ kind: 'vm', key, name }] })

export const opening = (changes: Partial<OfVm> = {}): OfVm => ({
  connection,
  kind: 'vm',
  subjects: [{ kind: 'vm', key: vm, name: 'build|agent "7"' }],
  request: { verb: 'powerOn' },
  policy: { autoAnswer: false, setBy: 'r.nakamura' },
  actor: person,
  ...changes,
})

/** The steps of a run that a question left blocked. */
export const blocked: StepEvent[] = [
  { kind: 'checked', found: 'nothing' },
  { kind: 'start-sent', method: 'PowerOnVM_Task' },
  { kind: 'started', method: 'PowerOnVM_Task', task },
  { kind: 'progress', percent: 47 },
  { kind: 'question-raised', question, percent: 47 },
  { kind: 'not-cancelable', method: 'PowerOnVM_Task' },
  { kind: 'left-blocked', because: 'not-cancelable' },
  { kind: 'ended', outcome: { kind: 'left-blocked', because: 'not-cancelable' } },
]

export type JournalRig = Awaited<ReturnType<typeof openJournalRig>>

/** A journal for each test of a group, in a directory or a database of its own. */
export function journalOfEach(dialect: DialectName): { readonly rig: JournalRig } {
  let rig: JournalRig
  beforeEach(async () => {
    rig = await openJournalRig(dialect)
  })
  afterEach(() => rig.close())
  return {
    get rig() {
      return rig
    },
  }
}

export async function openJournalRig(dialect: DialectName = 'sqlite') {
  const server = dialect === 'postgres' ? await freshDatabase() : undefined
  const place = withoutUndefined({ databaseUrl: server?.url })
  const dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'andon-journal-')), 'data')
  let clock = Date.UTC(2026, 10, 22, 14, 0, 0)
  const now = () => (clock += 1_000)
  const stores: Pick<Store, 'close'>[] = []
  const warned: string[] = []
  /** Another one on the same directory. */
  async function open(migrations: readonly Record<string, Migration>[] = []): Promise<Store> {
    const opened = await openStore({ dataDir, ...place, now, migrations, warn: (text) => warned.push(text) })
    stores.push(opened)
    return opened
  }
  const store = await open()
  return {
    dataDir,
    store,
    journal: store.journal,
    open,
    warned,
    /** The same database, without anything that is made of it. */
    async openDatabase(): Promise<Database> {
      const database = server ? await openPostgres(server.url) : openHere(path.join(dataDir, 'andon.db'))
      stores.push(database)
      return database
    },
    /** Leads another process to it. */
    environment: { ANDON_TEST_DATA: dataDir, ...withoutUndefined({ ANDON_TEST_DATABASE: server?.url }) },
    /** The latest time that the clock gave, in milliseconds since the epoch. */
    latest: () => clock,
    pass(days: number): void {
      clock += days * 24 * 3_600_000
    },
    /** Begins a run and gives it these steps. */
    async run(events: StepEvent[], changes: Partial<OfVm> = {}): Promise<RunId> {
      const { run } = await store.journal.openRun(opening(changes))
      for (const event of events) await store.journal.append({ run, connection, vm, actor: person, event })
      return run
    },
    async close() {
      await Promise.all(stores.splice(0).map((one) => one.close()))
      await server?.drop()
      rmSync(path.dirname(dataDir), { recursive: true, force: true })
    },
  }
}
