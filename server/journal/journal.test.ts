import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'
import { sql, type Migration } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunId } from '@/lib/vsphere/ids'
import { blocked, openJournalRig, opening, person, question, task, vm, type JournalRig } from './testing/journal-rig'

let rig: JournalRig
beforeEach(async () => {
  rig = await openJournalRig()
})
afterEach(() => rig.close())

describe('what was written', () => {
  test('is never changed nor taken out, whoever asks', async () => {
    const id = await rig.run(blocked)
    const db = rig.store.tables()
    await expect(sql`update journal set at = 'never'`.execute(db)).rejects.toThrow(/append-only/)
    await expect(sql`delete from journal`.execute(db)).rejects.toThrow(/append-only/)
    expect((await rig.journal.readRun(id))?.steps).toHaveLength(blocked.length + 1)
  })

  test('is there after the store was closed and opened again', async () => {
    const id = await rig.run(blocked)
    const before = await rig.journal.readRun(id)
    await rig.store.close()
    const again = await rig.open()
    expect(await again.journal.readRun(id)).toEqual(before)
  })

  test('is on the disk as soon as it was acknowledged, also when the process is killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'append-forever.ts')], {
      env: { ...process.env, ANDON_TEST_DATA: rig.dataDir },
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
    expect(await rig.journal.readRun(`run-${last}` as RunId)).toMatchObject({ number: Number(last) }) // ids are made so
  })

  test('can be read by its owner only', () => {
    expect(statSync(rig.dataDir).mode & 0o777).toBe(0o700)
  })
})

describe('writes that are asked for at the same moment', () => {
  test('keep their order', async () => {
    const { run } = await rig.journal.openRun(opening())
    const percents = Array.from({ length: 50 }, (_, percent) => percent)
    const written = await Promise.all(
      percents.map((percent) => rig.journal.append({ run, actor: person, event: { kind: 'progress', percent } })),
    )
    expect(written.map(({ seq }) => seq)).toEqual(written.map(({ seq }) => seq).toSorted((a, b) => a - b))
    const steps = (await rig.journal.readRun(run))?.steps.slice(1)
    expect(steps?.map(({ event }) => event)).toEqual(percents.map((percent) => ({ kind: 'progress', percent })))
  })

  test('one that may no longer be written is refused alone, with what its fence says', async () => {
    const { run } = await rig.journal.openRun(opening())
    const percents = [1, 2, 3]
    const written = await Promise.allSettled(
      percents.map((percent) =>
        rig.journal.append(
          { run, actor: person, event: { kind: 'progress', percent } },
          { sql: `select json(?)`, parameters: [percent === 2 ? 'another has it' : '{}'] },
        ),
      ),
    )
    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const steps = (await rig.journal.readRun(run))?.steps.slice(1)
    expect(steps?.map(({ event }) => event)).toEqual([1, 3].map((percent) => ({ kind: 'progress', percent })))
    const fence = { sql: `select json('another has it')`, parameters: [] }
    await expect(rig.journal.openRun(opening(), fence)).rejects.toThrow(/malformed JSON/)
    const { runs } = await rig.journal.readHistory({})
    expect(runs.map(({ id }) => id)).toEqual([run])
  })
})

describe('runs', () => {
  test('count up from 1, also when two processes open them at once', async () => {
    const other = await rig.open()
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? other : rig.store).journal.openRun(opening())),
    )
    expect(opened.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    )
    expect(opened.map(({ run, number }) => run === `run-${number}`)).not.toContain(false)
  })

  test('are read back as they were followed', async () => {
    const view = await rig.journal.readRun(await rig.run(blocked))
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
    expect(await rig.journal.readRun('run-99' as RunId)).toBeUndefined() // an id that was never given
  })

  test('that have no outcome, or follow their task, are unfinished', async () => {
    const open = await rig.run([{ kind: 'checked', found: 'nothing' }])
    const left = await rig.run(blocked)
    await rig.run([...blocked, { kind: 'task-ended', state: 'success' }])
    await rig.run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    await rig.run([{ kind: 'ended', outcome: { kind: 'lost', reason: 'no contact' } }])
    const earlier = await rig.run([{ kind: 'ended', outcome: { kind: 'answered-earlier', task } }])
    await rig.run([{ kind: 'ended', outcome: { kind: 'answered-earlier' } }])
    expect((await rig.journal.readUnfinishedRuns()).map(({ id }) => id)).toEqual([open, left, earlier])
  })

  test('that ended a moment ago are found by when they ended', async () => {
    await rig.run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    const since = new Date(rig.latest() + 1).toISOString()
    const recent = await rig.run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    expect((await rig.journal.readRunsEndedSince(since)).map(({ id }) => id)).toEqual([recent])
  })
})

describe('migrations of other rooms', () => {
  const things: Record<string, Migration> = {
    '001-things': { up: (db) => db.schema.createTable('things').addColumn('name', 'text').execute() },
  }

  test('are applied once, and leave what is stored alone', async () => {
    const first = await rig.open([things])
    await first.tables<{ things: { name: string } }>().insertInto('things').values({ name: 'kept' }).execute()
    const second = await rig.open([things])
    expect(await second.tables<{ things: { name: string } }>().selectFrom('things').selectAll().execute()).toEqual([
      { name: 'kept' },
    ])
  })

  test('one that fails leaves nothing behind, and the file can be opened again', async () => {
    const broken: Record<string, Migration> = {
      ...things,
      '002-broken': { up: (db) => sql`create table`.execute(db).then(() => undefined) },
    }
    await expect(rig.open([broken])).rejects.toThrow()
    const again = await rig.open([things])
    expect(await again.tables<{ things: { name: string } }>().selectFrom('things').selectAll().execute()).toEqual([])
  })
})
