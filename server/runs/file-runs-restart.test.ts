import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Asked, StepEvent } from '@/lib/runs/run'
import { leftBehind } from '@/lib/runs/fold-run'
import { moid, splitKey, taskKey, type DatastoreKey } from '@/lib/vsphere/ids'
import { tester, valueOf } from '../files/testing/file-rig'
import {
  copyTo,
  deletion,
  iso,
  kindsOf,
  off,
  openFileRuns,
  outcomeOf,
  person,
  subjectAt,
} from './testing/file-runs-rig'

describe('after a restart', () => {
  const temporary = 'a.bin.0a1b2c3d.andon-upload'
  const uploading = (store: DatastoreKey): Asked => ({
    kind: 'upload',
    subjects: [subjectAt(store, 'a.bin')],
    request: { bytes: 8, overwrite: false },
  })
  const deleting = (store: DatastoreKey): Asked => ({
    kind: 'file',
    subjects: [subjectAt(store, iso)],
    request: deletion(),
  })
  const makingFolder = (store: DatastoreKey): Asked => ({
    kind: 'file',
    subjects: [subjectAt(store, 'new')],
    request: { do: 'makeFolder', folder: '', name: 'new' },
  })
  const method = 'DeleteDatastoreFile_Task'
  const quarterMs = 15 * 60_000

  test('a task that was started is followed to its end', async () => {
    const { runs, store, left, takeUp, overOf, untilRun, inventory } = await openFileRuns({ speed: 1 })
    const { run: first } = valueOf(await runs.startFile(store, copyTo('copy.iso'), person))
    const { task } = await untilRun(first, (view) => view.task !== undefined)
    if (!task) throw new Error('no task')
    const run = await left(deleting(store), [
      { kind: 'start-sent', method },
      { kind: 'started', method, task },
    ])
    await takeUp()
    expect(outcomeOf(await overOf(run))).toEqual({ kind: 'succeeded' })
    expect(inventory.tasks.get(task)?.state).toBe('success')
  })

  test('a task that was cancelled after a request without a recorded reply was probably cancelled by that', async () => {
    const { runs, store, left, takeUp, overOf, untilRun, inventory } = await openFileRuns({ speed: 1 })
    const { run: first } = valueOf(await runs.startFile(store, copyTo('copy.iso'), person))
    const { task } = await untilRun(first, (view) => view.task !== undefined)
    const at = task && splitKey(task)
    if (!at) throw new Error('no task')
    const run = await left(deleting(store), [
      { kind: 'start-sent', method },
      { kind: 'started', method, task },
      { kind: 'cancel-sent', because: 'person' },
    ])
    await inventory.cancelTask(at.moid)
    await takeUp()
    expect(outcomeOf(await overOf(run))).toEqual({ kind: 'cancelled', by: person, probable: true })
  })

  test('one that the host has forgotten meanwhile has an unknown outcome', async () => {
    const { store, left, takeUp, overOf, inventory } = await openFileRuns()
    const task = taskKey(inventory.id, moid('haTask-gone'))
    const run = await left(deleting(store), [
      { kind: 'start-sent', method },
      { kind: 'started', method, task },
    ])
    await takeUp()
    expect(outcomeOf(await overOf(run))).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('no longer has the task'),
    })
  })

  test('what was sent without a recorded reply is looked for; what was not sent goes on, unless its bytes are gone', async () => {
    const { store, left, takeUp, overOf, runs, ended, names } = await openFileRuns()
    const sent = await left(deleting(store), [{ kind: 'start-sent', method }])
    const asked = await left(makingFolder(store), [])
    const upload = await left(uploading(store), [])
    await takeUp()
    expect(outcomeOf(await overOf(sent))).toMatchObject({
      kind: 'failed',
      fault: { message: expect.stringContaining('nothing was started') },
    })
    expect(outcomeOf(await overOf(asked))).toEqual({ kind: 'succeeded' })
    expect(await names()).toContain('new')
    expect(outcomeOf(await overOf(upload))).toMatchObject({
      kind: 'refused',
      refusal: { because: expect.stringContaining('went with it. Nothing was started.') },
    })
    // Nothing is held any more.
    expect(outcomeOf(await ended(await runs.startFile(store, deletion(), person)))).toEqual({ kind: 'succeeded' })
  })

  test('what makes no sense any more ends with the reason', async () => {
    const { store, left, takeUp, overOf, host } = await openFileRuns()
    const run = await left({ ...deleting(store), subjects: [subjectAt(store, 'gone.iso')] } as Asked, []) // as it was asked
    host.fail({ method, fault: { type: 'FileNotFound', message: 'File gone.iso was not found.' } })
    await takeUp()
    expect(outcomeOf(await overOf(run))).toMatchObject({ kind: 'failed', fault: { type: 'FileNotFound' } })
  })

  test('what was not sent a quarter of an hour ago asks a person first, and starts when that is said', async () => {
    const { store, left, takeUp, overOf, untilRun, host, names } = await openFileRuns()
    const run = await left(makingFolder(store), [])
    const before = host.calls.filter((call) => call.method === 'MakeDirectory').length
    const runs = await takeUp(quarterMs)
    const held = await untilRun(run, ({ state }) => state.at === 'held')
    expect(held.steps.at(-1)?.event).toMatchObject({ kind: 'held', because: 'andon-stopped', since: held.startedAt })
    expect(await runs.startFile(store, { do: 'makeFolder', folder: '', name: 'new' }, person)).toMatchObject({
      ok: false,
      error: { code: 'path-busy' },
    })
    expect(host.calls.filter((call) => call.method === 'MakeDirectory')).toHaveLength(before)
    expect(await runs.decideHeld(run, 'confirmed', person)).toEqual({ ok: true, value: null })
    const over = await overOf(run)
    expect(outcomeOf(over)).toEqual({ kind: 'succeeded' })
    expect(kindsOf(over)).toEqual(['requested', 'held', 'confirmed', 'start-sent', 'started', 'ended'])
    expect(await names()).toContain('new')
  })

  test('or is dropped: nothing was sent, and its path is free', async () => {
    const { store, left, takeUp, overOf, untilRun, names, ended } = await openFileRuns()
    const run = await left(makingFolder(store), [])
    const runs = await takeUp(quarterMs)
    await untilRun(run, ({ state }) => state.at === 'held')
    expect(await runs.decideHeld(run, 'given-up', person)).toEqual({ ok: true, value: null })
    expect(outcomeOf(await overOf(run))).toEqual({ kind: 'cancelled', by: person })
    expect(await names()).not.toContain('new')
    const again = await runs.startFile(store, { do: 'makeFolder', folder: '', name: 'new' }, person)
    expect(outcomeOf(await ended(again))).toEqual({ kind: 'succeeded' })
    expect(await runs.decideHeld(run, 'confirmed', person)).toMatchObject({ ok: false })
  })

  test('held, and Andon starts again: it is still held, and a person can drop it then', async () => {
    const { store, left, takeUp, overOf, untilRun } = await openFileRuns()
    const run = await left(makingFolder(store), [])
    const first = await takeUp(quarterMs)
    await untilRun(run, ({ state }) => state.at === 'held')
    await first.close()
    const next = await takeUp()
    expect(await next.decideHeld(run, 'given-up', person)).toEqual({ ok: true, value: null })
    expect(kindsOf(await overOf(run))).toEqual(['requested', 'held', 'ended'])
  })

  test('written down and not sent, since the journal took too long: it is not looked for, but held', async () => {
    const { store, left, takeUp, overOf, untilRun } = await openFileRuns()
    const run = await left(makingFolder(store), [
      { kind: 'start-sent', method: 'MakeDirectory' },
      { kind: 'held', because: 'not-recorded', since: '2026-11-22T14:00:00Z', method: 'MakeDirectory' },
    ])
    const runs = await takeUp()
    await untilRun(run, ({ state }) => state.at === 'held')
    await expect.poll(async () => (await runs.decideHeld(run, 'confirmed', person)).ok).toBe(true)
    expect(kindsOf(await overOf(run)).slice(-4)).toEqual(['confirmed', 'start-sent', 'started', 'ended'])
  })

  test('restored from a backup, what was not sent by then may have been sent after it: nobody claims that it was not', async () => {
    const { store, left, takeUp, overOf, runs } = await openFileRuns()
    const restored: StepEvent = { kind: 'restored', until: '2026-11-28T20:00:00.000Z' }
    const begun = await Promise.all([left(deleting(store), [restored]), left(uploading(store), [restored])])
    await takeUp()
    for (const run of begun)
      expect(outcomeOf(await overOf(run))).toMatchObject({
        kind: 'lost',
        reason: expect.stringMatching(/comes from a backup.* Look at \[/),
      })
    await runs.close()
  })

  test('an upload that was cut says so, and its temporary file is removed', async () => {
    const { store, left, takeUp, overOf, upload, names } = await openFileRuns()
    const before = await names()
    valueOf(await upload(temporary, Readable.from([Buffer.from('12345678')])))
    const run = await left(uploading(store), [{ kind: 'writing', temporary, bytes: 8 }])
    await takeUp()
    const over = await overOf(run)
    expect(outcomeOf(over)).toMatchObject({
      kind: 'failed',
      fault: { type: 'cut', message: expect.stringContaining('Andon was stopped. What was there before is untouched') },
    })
    expect(over.steps.map(({ event }) => event)).toContainEqual({ kind: 'cleared', temporary })
    expect(await names()).toEqual(before)
  })

  test('a temporary file that cannot be removed is said to be there', async () => {
    const { store, left, takeUp, overOf, upload, host } = await openFileRuns()
    valueOf(await upload(temporary, Readable.from([Buffer.from('12345678')])))
    const run = await left(uploading(store), [{ kind: 'writing', temporary, bytes: 8 }])
    host.fail({ method, fault: { type: 'NoPermission', message: 'The account may not do that.' } })
    await takeUp()
    const over = await overOf(run)
    expect(leftBehind(over)).toBe(temporary)
    expect(over.steps.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ kind: 'cleared', left: expect.any(String) }),
    )
  })

  test('a file that was being put in its place: gone from its temporary name, nobody knows; still there, it was not', async () => {
    const { store, left, takeUp, overOf, upload } = await openFileRuns()
    valueOf(await upload(temporary, Readable.from([Buffer.from('12345678')])))
    const placing: StepEvent = { kind: 'placing', method: 'MoveDatastoreFile_Task' }
    const there = await left(uploading(store), [{ kind: 'writing', temporary, bytes: 8 }, placing])
    const gone = await left(uploading(store), [{ kind: 'writing', temporary: 'b.andon-upload', bytes: 8 }, placing])
    await takeUp()
    expect(outcomeOf(await overOf(there))).toMatchObject({ kind: 'failed' })
    expect(outcomeOf(await overOf(gone))).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('look at [datastore1] a.bin'),
    })
  })

  test('a save that was cut leaves the file of before, and holds the VM no longer', async () => {
    const { store, left, takeUp, overOf, key, ask } = await openFileRuns()
    const before = valueOf(await ask.readVmx(key(off), tester))
    const path = before.path.replace('[datastore1] ', '')
    const asked: Asked = {
      kind: 'vmxSave',
      subjects: [{ kind: 'vm', key: key(off), name: off }, subjectAt(store, path)],
      request: { changes: 'memSize "1" → "2"' },
    }
    const run = await left(asked, [{ kind: 'writing', temporary: `${path}.1.andon-upload`, bytes: 8 }])
    await takeUp()
    expect(outcomeOf(await overOf(run))).toMatchObject({ kind: 'failed', fault: { type: 'cut' } })
    const edits = [{ key: 'memsize', value: '3072' }]
    valueOf(await ask.saveVmx(key(off), { expectedChecksum: before.checksum, edits }, tester))
  })
})
