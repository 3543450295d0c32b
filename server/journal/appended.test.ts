import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/runs/actor'
import type { StepEvent } from '@/lib/runs/run'
import { connectionId, moid, questionKey, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { RunOpening } from './entry'
import { openStore, type Store } from './store'

const connection = connectionId('c1')
const vm = vmKey(connection, moid('12'))
const person: Actor = { kind: 'person', name: 'm.okafor' }
const task = taskKey(connection, moid('task-1'))
const question = questionKey(connection, moid('12'), '_vmx1')
const opening: RunOpening = {
  connection,
  kind: 'vm',
  subjects: [{ kind: 'vm', key: vm, name: 'build|agent "7"' }],
  request: { verb: 'powerOn' },
  policy: { autoAnswer: false, setBy: 'r.nakamura' },
  actor: person,
}

let dataDir: string
let store: Store
let clock = Date.UTC(2026, 10, 22, 14, 0, 0)
const warned: string[] = []

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'andon-journal-'))
  store = await openStore({ dataDir, now: () => (clock += 1_000), warn: (text) => warned.push(text) })
})
afterEach(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('who listens to the journal', () => {
  const progress = (percent: number): StepEvent => ({ kind: 'progress', percent })
  const choice = { key: '0', label: 'Append', summary: 'Append' }

  test('hears each entry in order, when it is on the disk and before its writer goes on', async () => {
    const heard: string[] = []
    store.journal.onAppended((one) => heard.push(one.is === 'opened' ? one.run.id : one.step.event.kind))
    const { run } = await store.journal.openRun(opening)
    expect(heard).toEqual([run])
    const writes = [12, 47, 72].map((percent) => store.journal.append({ run, actor: person, event: progress(percent) }))
    expect(heard).toHaveLength(1)
    await Promise.all([...writes, store.journal.note({ by: 'r.nakamura', text: 'not a step' })])
    await store.journal.append({ connection, task, actor: person, event: { kind: 'cancel-taken' } })
    expect(heard).toEqual([run, 'progress', 'progress', 'progress', 'cancel-taken'])
  })

  test('hears nothing of an entry that could not be written, unless it is told so', async () => {
    const heard: number[] = []
    const { run } = await store.journal.openRun(opening)
    store.journal.onAppended(({ seq }) => heard.push(seq))
    await store.close()
    await expect(store.journal.append({ run, actor: person, event: progress(1) })).rejects.toThrow()
    expect(heard).toEqual([])
    store.journal.tellUnkept(run, { at: '', actor: person, event: progress(1) })
    expect(heard).toEqual([Number.POSITIVE_INFINITY])
  })

  test('that fails harms neither the writer nor the next one', async () => {
    const heard: number[] = []
    store.journal.onAppended(() => {
      throw new Error('a reader broke')
    })
    const stop = store.journal.onAppended(({ seq }) => heard.push(seq))
    const { run, seq } = await store.journal.openRun(opening)
    stop()
    await store.journal.append({ run, actor: person, event: progress(1) })
    expect(heard).toEqual([seq])
    expect(warned).toEqual(['a reader of the journal failed', 'a reader of the journal failed'])
  })

  test('begins with what is there as of one moment: runs that go on or ended lately, and what was done without one', async () => {
    const ended: StepEvent = { kind: 'ended', outcome: { kind: 'succeeded' } }
    const old = await store.journal.openRun(opening)
    await store.journal.append({ run: old.run, actor: person, event: ended })
    await store.journal.append({ connection, task, actor: person, event: { kind: 'cancel-sent', because: 'person' } })
    const lately = new Date(clock + 1).toISOString()
    const open = await store.journal.openRun(opening)
    const recent = await store.journal.openRun(opening)
    await store.journal.append({ run: recent.run, actor: person, event: ended })
    const event: StepEvent = { kind: 'answer-sent', question, choice, isDefault: true }
    const { seq } = await store.journal.append({ connection, vm, actor: person, event })
    const present = await store.journal.readPresent({ ended: lately, alone: lately })
    expect(present.runs.map(({ id }) => id)).toEqual([open.run, recent.run])
    expect(present.alone).toMatchObject([{ is: 'alone', seq, step: { actor: person, event } }])
    expect(present.seq).toBe(seq)
    expect((await store.journal.readPresent({ ended: '', alone: '' })).alone).toMatchObject([{ task }, { seq }])
  })
})
