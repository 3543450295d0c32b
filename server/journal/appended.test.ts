import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StepEvent } from '@/lib/runs/run'
import { connection, openJournalRig, opening, person, question, task, vm, type JournalRig } from './testing/journal-rig'

let rig: JournalRig
beforeEach(async () => {
  rig = await openJournalRig()
})
afterEach(() => rig.close())

describe('who listens to the journal', () => {
  const progress = (percent: number): StepEvent => ({ kind: 'progress', percent })
  const choice = { key: '0', label: 'Append', summary: 'Append' }

  test('hears each entry in order, when it is on the disk and before its writer goes on', async () => {
    const heard: string[] = []
    rig.journal.onAppended((one) => heard.push(one.is === 'opened' ? one.run.id : one.step.event.kind))
    const { run } = await rig.journal.openRun(opening())
    expect(heard).toEqual([run])
    const writes = [12, 47, 72].map((percent) => rig.journal.append({ run, actor: person, event: progress(percent) }))
    expect(heard).toHaveLength(1)
    await Promise.all([...writes, rig.journal.note({ by: 'r.nakamura', text: 'not a step' })])
    await rig.journal.append({ connection, task, actor: person, event: { kind: 'cancel-taken' } })
    expect(heard).toEqual([run, 'progress', 'progress', 'progress', 'cancel-taken'])
  })

  test('hears nothing of an entry that could not be written, unless it is told so', async () => {
    const heard: number[] = []
    const { run } = await rig.journal.openRun(opening())
    rig.journal.onAppended(({ seq }) => heard.push(seq))
    await rig.store.close()
    await expect(rig.journal.append({ run, actor: person, event: progress(1) })).rejects.toThrow()
    expect(heard).toEqual([])
    rig.journal.tellUnkept(run, { at: '', actor: person, event: progress(1) })
    expect(heard).toEqual([Number.POSITIVE_INFINITY])
  })

  test('that fails harms neither the writer nor the next one', async () => {
    const heard: number[] = []
    rig.journal.onAppended(() => {
      throw new Error('a reader broke')
    })
    const stop = rig.journal.onAppended(({ seq }) => heard.push(seq))
    const { run, seq } = await rig.journal.openRun(opening())
    stop()
    await rig.journal.append({ run, actor: person, event: progress(1) })
    expect(heard).toEqual([seq])
    expect(rig.warned).toEqual(['a reader of the journal failed', 'a reader of the journal failed'])
  })

  test('begins with what is there as of one moment: runs that go on or ended lately, and what was done without one', async () => {
    const ended: StepEvent = { kind: 'ended', outcome: { kind: 'succeeded' } }
    const old = await rig.journal.openRun(opening())
    await rig.journal.append({ run: old.run, actor: person, event: ended })
    await rig.journal.append({ connection, task, actor: person, event: { kind: 'cancel-sent', because: 'person' } })
    const lately = new Date(rig.latest() + 1).toISOString()
    const open = await rig.journal.openRun(opening())
    const recent = await rig.journal.openRun(opening())
    await rig.journal.append({ run: recent.run, actor: person, event: ended })
    const event: StepEvent = { kind: 'answer-sent', question: question.key, choice, isDefault: true }
    const { seq } = await rig.journal.append({ connection, vm, actor: person, event })
    const present = await rig.journal.readPresent({ ended: lately, alone: lately })
    expect(present.runs.map(({ id }) => id)).toEqual([open.run, recent.run])
    expect(present.alone).toMatchObject([{ is: 'alone', seq, step: { actor: person, event } }])
    expect(present.seq).toBe(seq)
    expect((await rig.journal.readPresent({ ended: '', alone: '' })).alone).toMatchObject([{ task }, { seq }])
  })
})
