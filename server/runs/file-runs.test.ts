import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { splitKey, type RunId } from '@/lib/vsphere/ids'
import { tester, valueOf } from '../files/testing/file-rig'
import { copyTo, deletion, iso, kindsOf, off, openFileRuns, outcomeOf, person } from './testing/file-runs-rig'

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
    const { runs, store, ended, names } = await openFileRuns()
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
    const { runs, store, host, overOf } = await openFileRuns()
    host.fail({ method: 'DeleteDatastoreFile_Task', fault: { type: 'NoPermission', message: 'no' } })
    const { run, refused } = valueOf(await runs.startFile(store, deletion(), person))
    expect(refused).toMatchObject({ blame: 'vsphere', code: 'NoPermission' })
    expect(outcomeOf(await overOf(run))).toMatchObject({ kind: 'failed', fault: { type: 'NoPermission' } })
  })

  test('is cancelled by the one who asked for that', async () => {
    const { runs, store, untilRun, overOf, until, inventory, names } = await openFileRuns({ speed: 1 })
    const { run } = valueOf(await runs.startFile(store, copyTo('copy.iso', 'iso/SERVER_EVAL_x64FRE_en-us.iso'), person))
    const { task } = await untilRun(run, (view) => view.task !== undefined)
    await until(() => task !== undefined && inventory.tasks.get(task)?.state === 'running')
    const other = { kind: 'person', name: 'r.nakamura' } as const
    expect(await runs.cancelRun(run, other)).toEqual({ ok: true, value: null })
    expect(outcomeOf(await overOf(run))).toEqual({ kind: 'cancelled', by: other })
    expect(await names()).not.toContain('copy.iso')
  })

  test('whose task is over when the cancel comes is not cancelled, and nobody is told that it is', async () => {
    const { runs, store, host, untilRun, overOf, until, inventory } = await openFileRuns({ speed: 1 })
    const { run } = valueOf(await runs.startFile(store, copyTo('copy.iso', 'iso/SERVER_EVAL_x64FRE_en-us.iso'), person))
    const { task } = await untilRun(run, (view) => view.task !== undefined)
    await until(() => task !== undefined && inventory.tasks.get(task)?.state === 'running')
    host.fail({ method: 'CancelTask', fault: { type: 'InvalidState', message: 'over' }, times: 1 })
    expect(await runs.cancelRun(run, person)).toMatchObject({ ok: false, error: { code: 'task-over' } })
    expect(await runs.cancelRun(run, person)).toEqual({ ok: true, value: null })
    expect(kindsOf(await overOf(run)).filter((kind) => kind.startsWith('cancel-'))).toEqual([
      'cancel-sent',
      'cancel-too-late',
      'cancel-sent',
      'cancel-taken',
    ])
  })

  test('that makes no sense is said, and is no run', async () => {
    const { runs, store, notes } = await openFileRuns()
    await expect(runs.startFile(store, deletion('a/..'), person)).rejects.toMatchObject({ told: { code: 'bad-name' } })
    expect(notes).toEqual([])
  })
})

describe('two at a time', () => {
  test('uploads into one folder go on beside each other, and beside a VM that is started', async () => {
    const { upload, names, untilRun, key, runs } = await openFileRuns()
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
    const { upload, runs, store, untilRun, ended } = await openFileRuns()
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
    const { upload, read, names } = await openFileRuns()
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
    const { upload, overOf, names } = await openFileRuns()
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
    const { upload, untilRun, overOf, runs, names } = await openFileRuns()
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
    const { upload, untilRun, read, runs, names } = await openFileRuns()
    const before = await names()
    const answer = upload('a.bin', halves().body)
    await untilRun('run-1' as RunId, ({ state }) => state.at === 'running')
    await runs.close()
    expect(await answer).toMatchObject({ ok: false, error: { sentence: 'It was cut: Andon was stopped.' } })
    expect(outcomeOf(await read('run-1' as RunId))).toMatchObject({ kind: 'failed', fault: { type: 'cut' } })
    expect(await names()).toEqual(before)
  })
})

test('what was done to files stands in the history with its date and its end', async () => {
  const { runs, store, ended, upload, ask, key, journal } = await openFileRuns()
  await ended(await runs.startFile(store, copyTo('copy.iso'), person))
  await upload('a.bin', Readable.from([Buffer.from('12345678')]))
  const { checksum } = valueOf(await ask.readVmx(key(off), tester))
  const edits = [{ key: 'memsize', value: '3072' }]
  valueOf(await ask.saveVmx(key(off), { expectedChecksum: checksum, edits }, tester))
  const page = await journal.readHistory({ outcome: 'succeeded' })
  expect(page.runs.map(({ kind }) => kind)).toEqual(['vmxSave', 'upload', 'file'])
  for (const run of page.runs) {
    expect(run).toMatchObject({ startedAt: expect.any(String), state: { at: 'ended', endedAt: expect.any(String) } })
  }
})

test('a save is a run of the VM and of its file, with what becomes different', async () => {
  const { ask, key, read } = await openFileRuns()
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
