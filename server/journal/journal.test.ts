import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql, type Migration } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/runs/actor'
import type { StepEvent } from '@/lib/runs/run'
import { connectionId, datastoreKey, moid, questionKey, taskKey, vmKey, type RunId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { RunOpening } from './entry'
import { createGroupCommit } from './group-commit'
import { openStore, type Store } from './store'
import type { JournalTables } from './tables'

const connection = connectionId('c1')
const vm = vmKey(connection, moid('12'))
const person: Actor = { kind: 'person', name: 'm.okafor' }
const task = taskKey(connection, moid('task-1'))
const question = {
  key: questionKey(connection, moid('12'), '_vmx1'),
  text: 'Serial port output file "a_b/100%.log" already exists.',
  messageId: 'msg.serial.file.open',
  choices: [{ key: '0', label: 'Append', summary: 'Append' }],
  defaultIndex: 0,
}

type OfVm = RunOpening & { kind: 'vm' }

const uploading: RunOpening = {
  connection,
  kind: 'upload',
  subjects: [
    {
      kind: 'datastorePath',
      datastore: datastoreKey(connection, moid('ds-1')),
      datastoreName: 'ssd-01',
      path: 'iso/a+Kw-b.iso',
    },
  ],
  request: { bytes: 5, overwrite: false },
  actor: person,
}

const named = (name: string, key = vm): Partial<OfVm> => ({ subjects: [{ kind: 'vm', key, name }] })

const opening = (changes: Partial<OfVm> = {}): OfVm => ({
  connection,
  kind: 'vm',
  subjects: [{ kind: 'vm', key: vm, name: 'build|agent "7"' }],
  request: { verb: 'powerOn' },
  policy: { autoAnswer: false, setBy: 'r.nakamura' },
  actor: person,
  ...changes,
})

let dataDir: string
let store: Store
let clock = Date.UTC(2026, 10, 22, 14, 0, 0)
const now = () => (clock += 1_000)
const stores: Store[] = []

async function open(migrations: readonly Record<string, Migration>[] = []): Promise<Store> {
  const opened = await openStore({ dataDir, now, migrations })
  stores.push(opened)
  return opened
}

beforeEach(async () => {
  dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'andon-journal-')), 'data')
  store = await open()
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((one) => one.close()))
  rmSync(path.dirname(dataDir), { recursive: true, force: true })
})

/** Begins a run and gives it these steps. */
async function run(events: StepEvent[], changes: Partial<OfVm> = {}): Promise<RunId> {
  const { run } = await store.journal.openRun(opening(changes))
  for (const event of events) await store.journal.append({ run, connection, vm, actor: person, event })
  return run
}

const blocked: StepEvent[] = [
  { kind: 'checked', found: 'nothing' },
  { kind: 'start-sent', method: 'PowerOnVM_Task' },
  { kind: 'started', method: 'PowerOnVM_Task', task },
  { kind: 'progress', percent: 47 },
  { kind: 'question-raised', question, percent: 47 },
  { kind: 'not-cancelable', method: 'PowerOnVM_Task' },
  { kind: 'left-blocked', because: 'not-cancelable' },
  { kind: 'ended', outcome: { kind: 'left-blocked', because: 'not-cancelable' } },
]

describe('what was written', () => {
  test('is never changed nor taken out, whoever asks', async () => {
    const id = await run(blocked)
    const db = store.tables()
    await expect(sql`update journal set at = 'never'`.execute(db)).rejects.toThrow(/append-only/)
    await expect(sql`delete from journal`.execute(db)).rejects.toThrow(/append-only/)
    expect((await store.journal.readRun(id))?.steps).toHaveLength(blocked.length + 1)
  })

  test('is there after the store was closed and opened again', async () => {
    const id = await run(blocked)
    const before = await store.journal.readRun(id)
    await store.close()
    store = await open()
    expect(await store.journal.readRun(id)).toEqual(before)
  })

  test('is on the disk as soon as it was acknowledged, also when the process is killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'append-forever.ts')], {
      env: { ...process.env, ANDON_TEST_DATA: dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let acknowledged = ''
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', () => resolve())
      child.stdout.on('data', (chunk: Buffer) => {
        acknowledged += chunk.toString()
        if (acknowledged.split('\n').length > 200) child.kill('SIGKILL')
      })
    })
    const numbers = acknowledged.split('\n').slice(0, -1)
    expect(numbers.length).toBeGreaterThan(100)
    const last = numbers.at(-1) ?? ''
    expect(await store.journal.readRun(`run-${last}` as RunId)).toMatchObject({ number: Number(last) }) // ids are made so
  })

  test('can be read by its owner only', () => {
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  })
})

describe('writes that are asked for at the same moment', () => {
  test('keep their order', async () => {
    const { run } = await store.journal.openRun(opening())
    const percents = Array.from({ length: 50 }, (_, percent) => percent)
    const written = await Promise.all(
      percents.map((percent) => store.journal.append({ run, actor: person, event: { kind: 'progress', percent } })),
    )
    expect(written.map(({ seq }) => seq)).toEqual(written.map(({ seq }) => seq).toSorted((a, b) => a - b))
    const steps = (await store.journal.readRun(run))?.steps.slice(1)
    expect(steps?.map(({ event }) => event)).toEqual(percents.map((percent) => ({ kind: 'progress', percent })))
  })

  test('are all refused when one cannot be written, and none is', async () => {
    const db = store.tables<JournalTables>()
    const write = createGroupCommit(db)
    const good = write((one) => one.insertInto('journal').values(aRow).execute())
    const bad = write((one) => sql`insert into nowhere values (1)`.execute(one))
    const both = await Promise.allSettled([good, bad])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await db.selectFrom('journal').selectAll().execute()).toEqual([])
    await write((one) => one.insertInto('journal').values(aRow).execute())
    expect(await db.selectFrom('journal').selectAll().execute()).toHaveLength(1)
  })
})

const aRow = {
  at: '2026-11-22T14:00:00.000Z',
  kind: 'note',
  run: null,
  number: null,
  connection: null,
  vm: null,
  question: null,
  outcome: null,
  actor: '{}',
  payload: '{}',
}

describe('runs', () => {
  test('count up from 1, also when two processes open them at once', async () => {
    const other = await open()
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? other : store).journal.openRun(opening())),
    )
    expect(opened.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    )
    expect(opened.map(({ run, number }) => run === `run-${number}`)).not.toContain(false)
  })

  test('are read back as they were followed', async () => {
    const view = await store.journal.readRun(await run(blocked))
    expect(view).toMatchObject({
      number: 1,
      kind: 'vm',
      subjects: [{ kind: 'vm', key: vm, name: 'build|agent "7"' }],
      task,
      error: { kind: 'question', question: { text: question.text } },
      state: {
        at: 'ended',
        following: true,
        percent: 47,
        outcome: { kind: 'left-blocked', because: 'not-cancelable' },
      },
    })
    expect(view?.steps.map(({ event }) => event.kind)).toEqual(['requested', ...blocked.map(({ kind }) => kind)])
    expect(await store.journal.readRun('run-99' as RunId)).toBeUndefined() // an id that was never given
  })

  test('that have no outcome, or follow their task, are unfinished', async () => {
    const open = await run([{ kind: 'checked', found: 'nothing' }])
    const left = await run(blocked)
    await run([...blocked, { kind: 'task-ended', state: 'success' }])
    await run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    await run([{ kind: 'ended', outcome: { kind: 'lost', reason: 'no contact' } }])
    const earlier = await run([{ kind: 'ended', outcome: { kind: 'answered-earlier', task } }])
    await run([{ kind: 'ended', outcome: { kind: 'answered-earlier' } }])
    expect((await store.journal.readUnfinishedRuns()).map(({ id }) => id)).toEqual([open, left, earlier])
  })

  test('that ended a moment ago are found by when they ended', async () => {
    await run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    const since = new Date(clock + 1).toISOString()
    const recent = await run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    expect((await store.journal.readRunsEndedSince(since)).map(({ id }) => id)).toEqual([recent])
  })
})

describe('history', () => {
  test('is newest first, and turns its pages without a gap or a repeat', async () => {
    for (let n = 0; n < 7; n++) {
      await run([])
      await store.journal.note({ by: 'r.nakamura', text: `Auto-answer ${n}`, connection })
    }
    const seen: string[] = []
    let before: number | undefined
    do {
      const page = await store.journal.readHistory({ limit: 3, ...withoutUndefined({ before }) })
      seen.push(
        ...page.runs.map(({ id }) => id),
        ...page.notes.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : [])),
      )
      before = page.nextBefore
    } while (before !== undefined)
    expect(seen.toSorted()).toEqual(
      Array.from({ length: 7 }, (_, n) => [`run-${n + 1}`, `Auto-answer ${n}`])
        .flat()
        .toSorted(),
    )
    const { runs } = await store.journal.readHistory({})
    expect(runs.map(({ number }) => number)).toEqual([7, 6, 5, 4, 3, 2, 1])
  })

  test('can be asked for one VM, one connection, one outcome', async () => {
    const other = connectionId('c2')
    const left = await run(blocked)
    const done = await run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    const elsewhere = await run([], { connection: other, ...named('other', vmKey(other, moid('12'))) })
    const ids = async (filter: object) => (await store.journal.readHistory(filter)).runs.map(({ id }) => id)
    expect(await ids({ vm })).toEqual([done, left])
    expect(await ids({ connection: other })).toEqual([elsewhere])
    expect(await ids({ outcome: 'left-blocked' })).toEqual([left])
    expect(await ids({ outcome: 'lost' })).toEqual([])
  })

  test('finds text as it is meant: quotes, percent signs and underscores are themselves', async () => {
    const left = await run(blocked)
    await run([], named('web-01'))
    const ids = async (text: string) => (await store.journal.readHistory({ text })).runs.map(({ id }) => id)
    expect(await ids('agent "7"')).toEqual([left])
    expect(await ids('a_b/100%')).toEqual([left])
    expect(await ids('axb')).toEqual([])
    expect(await ids('100%x')).toEqual([])
    expect(await ids('MSG.SERIAL')).toEqual([left])
    expect(await ids('okafor')).toHaveLength(2)
  })

  test('finds what was done to files by path, plain name and what people call it', async () => {
    const upload = (await store.journal.openRun(uploading)).run
    await run([])
    const ids = async (text: string) => (await store.journal.readHistory({ text })).runs.map(({ id }) => id)
    for (const text of ['iso/a+b', '[ssd-01]', 'upload', 'a+Kw-b.iso']) expect(await ids(text)).toEqual([upload])
    for (const stored of ['datastorePath', 'overwrite']) expect(await ids(stored)).toEqual([])
    expect((await store.journal.readHistory({ vm })).runs).toHaveLength(1)
    expect(await store.journal.readRun(upload)).toMatchObject(uploading)
  })

  test('finds an operation by what people call it, and nothing by how it is stored', async () => {
    const decided = { do: 'block', because: 'no-default' } as const
    const on = await run([{ kind: 'question-raised', question, decided }], named('web-01'))
    const off = await run([], { ...named('web-02'), request: { verb: 'powerOff' } })
    const ids = async (text: string) => (await store.journal.readHistory({ text })).runs.map(({ id }) => id)
    expect(await ids('power ON')).toEqual([on])
    expect(await ids('power')).toEqual([off, on])
    for (const stored of ['powerOff', 'opening', 'vmName', 'requested', '":"', 'block', 'no-default'])
      expect(await ids(stored)).toEqual([])
  })

  test('tells of answers and cancels on tasks that Andon did not start', async () => {
    const choice = { key: '0', label: 'button.serial.file.append', summary: 'Append' }
    await store.journal.append({
      connection,
      vm,
      vmName: 'web-01',
      actor: person,
      event: { kind: 'answer-sent', question: question.key, choice, isDefault: true },
    })
    await store.journal.append({
      connection,
      vm,
      vmName: 'web-01',
      actor: person,
      event: { kind: 'answered', question: question.key, choice, isDefault: true, afterMs: 3 },
    })
    await store.journal.append({ connection, task, actor: person, event: { kind: 'cancel-refused', reason: 'no' } })
    const { notes } = await store.journal.readHistory({ connection })
    expect(notes.map(({ by, content }) => [by, content])).toEqual([
      ['m.okafor', { kind: 'event', event: { kind: 'cancel-refused', reason: 'no' } }],
      ['m.okafor', { kind: 'event', event: expect.objectContaining({ kind: 'answered', choice }), vmName: 'web-01' }],
    ])
    expect((await store.journal.readHistory({ connection, outcome: 'succeeded' })).notes).toEqual([])
  })
})

describe('migrations of other rooms', () => {
  const things: Record<string, Migration> = {
    '001-things': { up: (db) => db.schema.createTable('things').addColumn('name', 'text').execute() },
  }

  test('are applied once, and leave what is stored alone', async () => {
    const first = await open([things])
    await first.tables<{ things: { name: string } }>().insertInto('things').values({ name: 'kept' }).execute()
    const second = await open([things])
    expect(await second.tables<{ things: { name: string } }>().selectFrom('things').selectAll().execute()).toEqual([
      { name: 'kept' },
    ])
  })

  test('one that fails leaves nothing behind, and the file can be opened again', async () => {
    const broken: Record<string, Migration> = {
      ...things,
      '002-broken': { up: (db) => sql`create table`.execute(db).then(() => undefined) },
    }
    await expect(open([broken])).rejects.toThrow()
    const again = await open([things])
    expect(await again.tables<{ things: { name: string } }>().selectFrom('things').selectAll().execute()).toEqual([])
  })
})
