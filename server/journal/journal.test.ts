import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'
import { sql, type Migration } from 'kysely'
import { expect, test } from 'vitest'
import type { RunId } from '@/lib/vsphere/ids'
import { blocked, journalOfEach, opening, person, question, task, vm } from './testing/journal-rig'
import { describeOnBoth } from './testing/postgres-rig'

await describeOnBoth('what was written', (dialect) => {
  const journal = journalOfEach(dialect)
  test('is never changed nor taken out, whoever asks', async () => {
    const id = await journal.rig.run(blocked)
    const db = journal.rig.store.tables()
    await expect(sql`update journal set at = 'never'`.execute(db)).rejects.toThrow(/append-only/)
    await expect(sql`delete from journal`.execute(db)).rejects.toThrow(/append-only/)
    expect((await journal.rig.journal.readRun(id))?.steps).toHaveLength(blocked.length + 1)
  })

  test('is there after the store was closed and opened again', async () => {
    const id = await journal.rig.run(blocked)
    const before = await journal.rig.journal.readRun(id)
    await journal.rig.store.close()
    const again = await journal.rig.open()
    expect(await again.journal.readRun(id)).toEqual(before)
  })

  test('is on the disk as soon as it was acknowledged, also when the process is killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'append-forever.ts')], {
      env: { ...process.env, ...journal.rig.environment },
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
    expect(await journal.rig.journal.readRun(`run-${last}` as RunId)).toMatchObject({ number: Number(last) }) // ids are made so
  })

  test.skipIf(dialect === 'postgres')('can be read by its owner only', () => {
    expect(statSync(journal.rig.dataDir).mode & 0o777).toBe(0o700)
  })
})

await describeOnBoth('writes that are asked for at the same moment', (dialect) => {
  const journal = journalOfEach(dialect)
  test('keep their order', async () => {
    const { run } = await journal.rig.journal.openRun(opening())
    const percents = Array.from({ length: 50 }, (_, percent) => percent)
    const written = await Promise.all(
      percents.map((percent) =>
        journal.rig.journal.append({ run, actor: person, event: { kind: 'progress', percent } }),
      ),
    )
    expect(written.map(({ seq }) => seq)).toEqual(written.map(({ seq }) => seq).toSorted((a, b) => a - b))
    const steps = (await journal.rig.journal.readRun(run))?.steps.slice(1)
    expect(steps?.map(({ event }) => event)).toEqual(percents.map((percent) => ({ kind: 'progress', percent })))
  })

  test('one that may no longer be written is refused alone, with what its fence says', async () => {
    const fails = dialect === 'postgres' ? 'select ?::json' : 'select json(?)'
    const { run } = await journal.rig.journal.openRun(opening())
    const percents = [1, 2, 3]
    const written = await Promise.allSettled(
      percents.map((percent) =>
        journal.rig.journal.append({ run, actor: person, event: { kind: 'progress', percent } }, () => ({
          sql: fails,
          parameters: [percent === 2 ? 'another has it' : '{}'],
        })),
      ),
    )
    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const steps = (await journal.rig.journal.readRun(run))?.steps.slice(1)
    expect(steps?.map(({ event }) => event)).toEqual([1, 3].map((percent) => ({ kind: 'progress', percent })))
    const fence = () => ({ sql: fails, parameters: ['another has it'] })
    await expect(journal.rig.journal.openRun(opening(), fence)).rejects.toThrow(/json/i)
    const { runs } = await journal.rig.journal.readHistory({})
    expect(runs.map(({ id }) => id)).toEqual([run])
  })
})

await describeOnBoth('runs', (dialect) => {
  const journal = journalOfEach(dialect)
  test('count up from 1, also when two processes open them at once', async () => {
    const other = await journal.rig.open()
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? other : journal.rig.store).journal.openRun(opening())),
    )
    expect(opened.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    )
    expect(opened.map(({ run, number }) => run === `run-${number}`)).not.toContain(false)
  })

  test('are read back as they were followed', async () => {
    const view = await journal.rig.journal.readRun(await journal.rig.run(blocked))
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
    expect(await journal.rig.journal.readRun('run-99' as RunId)).toBeUndefined() // an id that was never given
  })

  test('that have no outcome, or follow their task, are unfinished', async () => {
    const open = await journal.rig.run([{ kind: 'checked', found: 'nothing' }])
    const left = await journal.rig.run(blocked)
    await journal.rig.run([...blocked, { kind: 'task-ended', state: 'success' }])
    await journal.rig.run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    await journal.rig.run([{ kind: 'ended', outcome: { kind: 'lost', reason: 'no contact' } }])
    const earlier = await journal.rig.run([{ kind: 'ended', outcome: { kind: 'answered-earlier', task } }])
    await journal.rig.run([{ kind: 'ended', outcome: { kind: 'answered-earlier' } }])
    expect((await journal.rig.journal.readUnfinishedRuns()).map(({ id }) => id)).toEqual([open, left, earlier])
  })

  test('that ended a moment ago are found by when they ended', async () => {
    await journal.rig.run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    const since = new Date(journal.rig.latest() + 1).toISOString()
    const recent = await journal.rig.run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    expect((await journal.rig.journal.readRunsEndedSince(since)).map(({ id }) => id)).toEqual([recent])
  })
})

await describeOnBoth('migrations of other rooms', (dialect) => {
  const journal = journalOfEach(dialect)
  const things: Record<string, Migration> = {
    '001-things': { up: (db) => db.schema.createTable('things').addColumn('name', 'text').execute() },
  }

  test('are applied once, and leave what is stored alone', async () => {
    const first = await journal.rig.open([things])
    await first.tables<{ things: { name: string } }>().insertInto('things').values({ name: 'kept' }).execute()
    const second = await journal.rig.open([things])
    expect(await second.tables<{ things: { name: string } }>().selectFrom('things').selectAll().execute()).toEqual([
      { name: 'kept' },
    ])
  })

  test('one that fails leaves nothing behind, and the file can be opened again', async () => {
    const broken: Record<string, Migration> = {
      ...things,
      '002-broken': { up: (db) => sql`create table`.execute(db).then(() => undefined) },
    }
    await expect(journal.rig.open([broken])).rejects.toThrow()
    const again = await journal.rig.open([things])
    expect(await again.tables<{ things: { name: string } }>().selectFrom('things').selectAll().execute()).toEqual([])
  })
})
