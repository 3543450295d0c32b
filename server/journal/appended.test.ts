import { expect, test } from 'vitest'
import type { StepEvent } from '@/lib/runs/run'
import { connection, journalOfEach, opening, person, question, task, vm } from './testing/journal-rig'
import { describeOnBoth } from './testing/postgres-rig'

await describeOnBoth('who listens to the journal', (dialect) => {
  const journal = journalOfEach(dialect)
  const progress = (percent: number): StepEvent => ({ kind: 'progress', percent })
  const choice = { key: '0', label: 'Append', summary: 'Append' }

  test('hears each entry in order, when it is on the disk and before its writer goes on', async () => {
    const heard: string[] = []
    journal.rig.journal.onAppended((one) => heard.push(one.is === 'opened' ? one.run.id : one.step.event.kind))
    const { run } = await journal.rig.journal.openRun(opening())
    expect(heard).toEqual([run])
    const writes = [12, 47, 72].map((percent) =>
      journal.rig.journal.append({ run, actor: person, event: progress(percent) }),
    )
    expect(heard).toHaveLength(1)
    await Promise.all([...writes, journal.rig.journal.note({ by: 'r.nakamura', text: 'not a step' })])
    await journal.rig.journal.append({ connection, task, actor: person, event: { kind: 'cancel-taken' } })
    expect(heard).toEqual([run, 'progress', 'progress', 'progress', 'cancel-taken'])
  })

  test('hears nothing of an entry that could not be written, unless it is told so', async () => {
    const heard: number[] = []
    const { run } = await journal.rig.journal.openRun(opening())
    journal.rig.journal.onAppended(({ seq }) => heard.push(seq))
    await journal.rig.store.close()
    await expect(journal.rig.journal.append({ run, actor: person, event: progress(1) })).rejects.toThrow()
    expect(heard).toEqual([])
    journal.rig.journal.tellUnkept(run, { at: '', actor: person, event: progress(1) })
    expect(heard).toEqual([Number.POSITIVE_INFINITY])
  })

  test('that fails harms neither the writer nor the next one', async () => {
    const heard: number[] = []
    journal.rig.journal.onAppended(() => {
      throw new Error('a reader broke')
    })
    const stop = journal.rig.journal.onAppended(({ seq }) => heard.push(seq))
    const { run, seq } = await journal.rig.journal.openRun(opening())
    stop()
    await journal.rig.journal.append({ run, actor: person, event: progress(1) })
    expect(heard).toEqual([seq])
    expect(journal.rig.warned).toEqual(['a reader of the journal failed', 'a reader of the journal failed'])
  })

  test('begins with what is there as of one moment: runs that go on or ended lately, and what was done without one', async () => {
    const ended: StepEvent = { kind: 'ended', outcome: { kind: 'succeeded' } }
    const old = await journal.rig.journal.openRun(opening())
    await journal.rig.journal.append({ run: old.run, actor: person, event: ended })
    await journal.rig.journal.append({
      connection,
      task,
      actor: person,
      event: { kind: 'cancel-sent', because: 'person' },
    })
    const lately = new Date(journal.rig.latest() + 1).toISOString()
    const open = await journal.rig.journal.openRun(opening())
    const recent = await journal.rig.journal.openRun(opening())
    await journal.rig.journal.append({ run: recent.run, actor: person, event: ended })
    const event: StepEvent = { kind: 'answer-sent', question: question.key, choice, isDefault: true }
    const { seq } = await journal.rig.journal.append({ connection, vm, actor: person, event })
    const present = await journal.rig.journal.readPresent({ ended: lately, alone: lately })
    expect(present.runs.map(({ id }) => id)).toEqual([open.run, recent.run])
    expect(present.alone).toMatchObject([{ is: 'alone', seq, step: { actor: person, event } }])
    expect(present.seq).toBe(seq)
    expect((await journal.rig.journal.readPresent({ ended: '', alone: '' })).alone).toMatchObject([{ task }, { seq }])
  })
})
