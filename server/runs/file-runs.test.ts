/** What is done to files, as runs: over real SOAP and HTTP, to a simulated host. */
import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import type { FileRequest } from '@/lib/files/file-request'
import type { Asked, RunView, StepEvent } from '@/lib/runs/run'
import { splitKey, taskKey, moid, type DatastoreKey, type RunId } from '@/lib/vsphere/ids'
import { startSimulator, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { openFileRig, tester, valueOf } from '../files/testing/file-rig'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const person = { kind: 'person', name: tester.username } as const
const iso = 'iso/debian-12.7.0-amd64-netinst.iso'
const off = 'build|agent "7"'

async function open(options: SimulatorOptions = {}) {
  const host = await startSimulator({ speed: 0, ...options })
  closing.push(() => host.close())
  const rig = await openFileRig(host)
  closing.push(() => rig.close())
  const store = rig.datastore('datastore1')
  const names = async (folder = '') =>
    valueOf(await rig.ask.browseDatastore(store, folder)).entries.map(({ name }) => name)
  const upload = (name: string, body: Readable, changes: { length?: number; signal?: AbortSignal } = {}) =>
    rig.runs.upload(
      store,
      { folder: '', name, overwrite: false, length: 8, body, signal: new AbortController().signal, ...changes },
      person,
    )
  /** A run as the process before this one left it: with these steps, and no outcome. */
  async function left(asked: Asked, events: StepEvent[]): Promise<RunId> {
    const { run } = await rig.store.journal.openRun({ connection: rig.inventory.id, actor: person, ...asked })
    for (const event of events) await rig.store.journal.append({ run, actor: { kind: 'andon' }, event })
    return run
  }
  const overOf = (run: RunId) => rig.untilRun(run, ({ state }) => state.at === 'ended' && !state.following)
  const read = async (run: RunId) => (await rig.store.journal.readRun(run)) ?? Promise.reject(new Error('no run'))
  return { ...rig, host, store, names, upload, left, overOf, read }
}

const kindsOf = (run: RunView) => run.steps.map(({ event }) => event.kind)
const outcomeOf = ({ state }: RunView) => (state.at === 'ended' ? state.outcome : undefined)
const deletion = (path = iso): FileRequest => ({ do: 'delete', what: 'file', path })
const copyTo = (name: string, path = iso): FileRequest => ({
  do: 'copy',
  what: 'file',
  path,
  to: { folder: '', name },
  overwrite: false,
})
const subjectAt = (datastore: DatastoreKey, path: string) =>
  ({ kind: 'datastorePath', datastore, datastoreName: 'datastore1', path }) as const

/** Eight bytes, the second half of them when it is told to. */
function halves() {
  let go: () => void = () => {}
  const second = new Promise<void>((resolve) => (go = resolve))
  async function* bytes() {
    yield Buffer.from('half')
    await second
    yield Buffer.from('half')
  }
  return { body: Readable.from(bytes(), { objectMode: false }), go: () => go() }
}

describe('a task on files', () => {
  test('is written down before its call, followed, and ends with what became of it', async () => {
    const { runs, store, ended, names } = await open()
    const run = await ended(await runs.startFile(store, copyTo('copy.iso'), person))
    expect(kindsOf(run).filter((kind) => kind !== 'progress')).toEqual(['requested', 'start-sent', 'started', 'ended'])
    expect(run).toMatchObject({
      kind: 'file',
      actor: person,
      task: expect.any(String),
      subjects: [{ path: iso, readOnly: true }, { path: 'copy.iso' }],
    })
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(await names()).toContain('copy.iso')
  })

  test('whose call the host refuses is over with the host’s fault, and says so at once', async () => {
    const { runs, store, host, overOf } = await open()
    host.fail({ method: 'DeleteDatastoreFile_Task', fault: { type: 'NoPermission', message: 'no' } })
    const { run, refused } = valueOf(await runs.startFile(store, deletion(), person))
    expect(refused).toMatchObject({ blame: 'vsphere', code: 'NoPermission' })
    expect(outcomeOf(await overOf(run))).toMatchObject({ kind: 'failed', fault: { type: 'NoPermission' } })
  })

  test('is cancelled by the one who asked for that', async () => {
    const { runs, store, untilRun, overOf, until, inventory, names } = await open({ speed: 1 })
    const { run } = valueOf(await runs.startFile(store, copyTo('copy.iso', 'iso/SERVER_EVAL_x64FRE_en-us.iso'), person))
    const { task } = await untilRun(run, (view) => view.task !== undefined)
    await until(() => task !== undefined && inventory.tasks.get(task)?.state === 'running')
    const other = { kind: 'person', name: 'r.nakamura' } as const
    expect(await runs.cancelRun(run, other)).toEqual({ ok: true, value: null })
    expect(outcomeOf(await overOf(run))).toEqual({ kind: 'cancelled', by: other })
    expect(await names()).not.toContain('copy.iso')
  })

  test('that makes no sense is said, and is no run', async () => {
    const { runs, store, notes } = await open()
    await expect(runs.startFile(store, deletion('a/..'), person)).rejects.toMatchObject({ told: { code: 'bad-name' } })
    expect(notes).toEqual([])
  })
})

describe('two at a time', () => {
  test('uploads into one folder go on beside each other, and beside a VM that is started', async () => {
    const { upload, names, untilRun, key, runs } = await open()
    const [a, b] = [halves(), halves()]
    const [first, second] = [upload('a.bin', a.body), upload('b.bin', b.body)]
    await untilRun('run-2' as RunId, ({ state }) => state.at === 'running')
    expect(await runs.start(key(off), { verb: 'powerOn' }, person)).toMatchObject({ ok: true })
    a.go()
    b.go()
    expect([await first, await second]).toMatchObject([{ ok: true }, { ok: true }])
    expect(await names()).toEqual(expect.arrayContaining(['a.bin', 'b.bin']))
  })

  test('a path, and what it lies in, is left alone until the first is over', async () => {
    const { upload, runs, store, untilRun, ended } = await open()
    const slow = halves()
    const first = upload('a.bin', slow.body)
    await untilRun('run-1' as RunId, ({ state }) => state.at === 'running')
    expect(await upload('a.bin', halves().body)).toMatchObject({
      ok: false,
      error: {
        code: 'path-busy',
        sentence:
          'One task at a time on a file or folder. The next can start when Upload of [datastore1] a.bin has ended.',
      },
    })
    slow.go()
    expect(await first).toMatchObject({ ok: true })
    expect(outcomeOf(await ended(await runs.startFile(store, deletion('a.bin'), person)))).toEqual({
      kind: 'succeeded',
    })
  })
})

describe('an upload', () => {
  test('writes down its temporary file before the first byte, and is whole at its end', async () => {
    const { upload, read, names } = await open()
    expect(await upload('a.bin', Readable.from([Buffer.from('12345678')]))).toEqual({
      ok: true,
      value: { path: 'a.bin' },
    })
    const run = await read('run-1' as RunId)
    expect(kindsOf(run).filter((kind) => kind !== 'progress')).toEqual(['requested', 'writing', 'placing', 'ended'])
    expect(run).toMatchObject({
      kind: 'upload',
      request: { bytes: 8, overwrite: false },
      subjects: [{ path: 'a.bin' }],
    })
    expect(await names()).toContain('a.bin')
  })

  test('whose browser goes away fails with that, and leaves nothing', async () => {
    const { upload, overOf, names } = await open()
    const before = await names()
    const gone = new AbortController()
    async function* bytes() {
      yield Buffer.from('half')
      gone.abort()
      throw new Error('the browser went away')
    }
    const cut = await upload('a.bin', Readable.from(bytes(), { objectMode: false }), { signal: gone.signal })
    expect(cut).toMatchObject({ ok: false, error: { code: 'cut' } })
    const run = await overOf('run-1' as RunId)
    expect(outcomeOf(run)).toMatchObject({
      kind: 'failed',
      fault: { type: 'cut', message: expect.stringContaining('The upload was cut') },
    })
    expect(kindsOf(run)).toContain('cleared')
    expect(await names()).toEqual(before)
  })

  test('is cancelled from anywhere, and says by whom', async () => {
    const { upload, untilRun, overOf, runs, names } = await open()
    const before = await names()
    const answer = upload('a.bin', halves().body)
    const run = 'run-1' as RunId
    await untilRun(run, ({ state }) => state.at === 'running')
    expect(await runs.cancelRun(run, person)).toEqual({ ok: true, value: null })
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled', sentence: 'Cancelled by tester.' } })
    expect(outcomeOf(await overOf(run))).toEqual({ kind: 'cancelled', by: person })
    expect(await names()).toEqual(before)
    expect(await runs.cancelRun(run, person)).toMatchObject({ ok: false, error: { code: 'task-over' } })
  })

  test('that Andon has to stop is cut, and its bytes are removed before the end', async () => {
    const { upload, untilRun, read, runs, names } = await open()
    const before = await names()
    const answer = upload('a.bin', halves().body)
    await untilRun('run-1' as RunId, ({ state }) => state.at === 'running')
    await runs.close()
    expect(await answer).toMatchObject({ ok: false, error: { sentence: 'It was cut: Andon was stopped.' } })
    expect(outcomeOf(await read('run-1' as RunId))).toMatchObject({ kind: 'failed', fault: { type: 'cut' } })
    expect(await names()).toEqual(before)
  })
})

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
  const method = 'DeleteDatastoreFile_Task'

  test('a task that was started is followed to its end', async () => {
    const { runs, store, left, takeUp, overOf, untilRun, inventory } = await open({ speed: 1 })
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

  test('one that the host has forgotten meanwhile has an unknown outcome', async () => {
    const { store, left, takeUp, overOf, inventory } = await open()
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

  test('what was sent without a recorded reply is not known; what was not sent has not been done', async () => {
    const { store, left, takeUp, overOf, runs, ended } = await open()
    const sent = await left(deleting(store), [{ kind: 'start-sent', method }])
    const asked = await left(deleting(store), [])
    const upload = await left(uploading(store), [])
    await takeUp()
    expect(outcomeOf(await overOf(sent))).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('is not known'),
    })
    expect(outcomeOf(await overOf(asked))).toMatchObject({ kind: 'refused' })
    expect(outcomeOf(await overOf(upload))).toMatchObject({ kind: 'refused' })
    // Nothing is held any more.
    expect(outcomeOf(await ended(await runs.startFile(store, deletion(), person)))).toEqual({ kind: 'succeeded' })
  })

  test('an upload that was cut says so, and its temporary file is removed', async () => {
    const { store, left, takeUp, overOf, upload, names } = await open()
    const before = await names()
    valueOf(await upload(temporary, Readable.from([Buffer.from('12345678')])))
    const run = await left(uploading(store), [{ kind: 'writing', temporary, bytes: 8 }])
    await takeUp()
    const over = await overOf(run)
    expect(outcomeOf(over)).toMatchObject({
      kind: 'failed',
      fault: { type: 'cut', message: expect.stringContaining('Andon was stopped. What had arrived is removed') },
    })
    expect(over.steps.map(({ event }) => event)).toContainEqual({ kind: 'cleared', temporary })
    expect(await names()).toEqual(before)
  })

  test('a temporary file that cannot be removed is said to be there', async () => {
    const { store, left, takeUp, overOf, upload, host } = await open()
    valueOf(await upload(temporary, Readable.from([Buffer.from('12345678')])))
    const run = await left(uploading(store), [{ kind: 'writing', temporary, bytes: 8 }])
    host.fail({ method, fault: { type: 'NoPermission', message: 'The account may not do that.' } })
    await takeUp()
    const over = await overOf(run)
    expect(outcomeOf(over)).toMatchObject({
      fault: { message: expect.stringContaining(`may still lie there as ${temporary}`) },
    })
    expect(over.steps.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ kind: 'cleared', left: expect.any(String) }),
    )
  })

  test('a file that was being put in its place: gone from its temporary name, nobody knows; still there, it was not', async () => {
    const { store, left, takeUp, overOf, upload } = await open()
    valueOf(await upload(temporary, Readable.from([Buffer.from('12345678')])))
    const placing: StepEvent = { kind: 'placing', method: 'MoveDatastoreFile_Task' }
    const there = await left(uploading(store), [{ kind: 'writing', temporary, bytes: 8 }, placing])
    const gone = await left(uploading(store), [{ kind: 'writing', temporary: 'b.andon-upload', bytes: 8 }, placing])
    await takeUp()
    expect(outcomeOf(await overOf(there))).toMatchObject({ kind: 'failed' })
    expect(outcomeOf(await overOf(gone))).toMatchObject({ kind: 'lost', reason: expect.stringContaining('look at it') })
  })

  test('a save that was cut leaves the file of before, and holds the VM no longer', async () => {
    const { store, left, takeUp, overOf, key, ask } = await open()
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

test('a save is a run of the VM and of its file, with what becomes different', async () => {
  const { ask, key, read } = await open()
  const { checksum } = valueOf(await ask.readVmx(key(off), tester))
  valueOf(
    await ask.saveVmx(key(off), { expectedChecksum: checksum, edits: [{ key: 'memsize', value: '3072' }] }, tester),
  )
  const run = await read('run-1' as RunId)
  expect(run).toMatchObject({
    kind: 'vmxSave',
    subjects: [{ kind: 'vm', key: key(off) }, { kind: 'datastorePath' }],
    request: { changes: expect.stringMatching(/^memSize "\d+" → "3072"$/) },
  })
  expect(kindsOf(run)).toEqual(['requested', 'writing', 'placing', 'ended'])
  expect(splitKey(key(off))?.connection).toBe(run.connection)
})
