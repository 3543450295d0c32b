/**
 * File work whose reply was cut ended as "outcome unknown", though the host knows: by its recent tasks, and by what is at
 * the path. Over the wire; the host is made to do the call and lose the reply, or to lose the call.
 */
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { FileRequest } from '@/lib/files/file-request'
import type { Asked, RunView } from '@/lib/runs/run'
import { moid, splitKey, type DatastoreKey, type RunId } from '@/lib/vsphere/ids'
import { resolvePath, volumeOf } from '../../simulator/estate/datastore-files'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { diskManager, fileManager } from '../files/managers'
import { datastorePath, readPlace } from '../files/place'
import { tester, valueOf } from '../files/testing/file-rig'
import { asRefTo, refValue } from '../vsphere/wire-value'
import { copyTo, deletion, kindsOf, off, openFileRuns, outcomeOf, person, subjectAt } from './testing/file-runs-rig'

const disk = 'data/disk.vmdk'
const newDisk = (folder: string, name: string) =>
  ({ do: 'createDisk', folder, name, capacityBytes: 2 ** 20, format: 'thin', adapter: 'lsiLogic' }) as const
const to = (name: string) => ({ folder: '', name })

/** Each thing that can be done, as the method that does it; each works with what those before it made. */
const requests: [string, FileRequest][] = [
  ['MakeDirectory', { do: 'makeFolder', folder: '', name: 'new' }],
  ['CopyDatastoreFile_Task', { do: 'copy', what: 'folder', path: 'new', to: to('copy'), overwrite: false }],
  ['MoveDatastoreFile_Task', { do: 'move', what: 'folder', path: 'copy', to: to('moved'), overwrite: false }],
  ['DeleteDatastoreFile_Task', { do: 'delete', what: 'folder', path: 'moved' }],
  ['CreateVirtualDisk_Task', newDisk('', 'x')],
  ['CopyVirtualDisk_Task', { do: 'cloneDisk', path: 'x.vmdk', to: to('clone'), overwrite: false }],
  ['MoveVirtualDisk_Task', { do: 'move', what: 'disk', path: 'clone.vmdk', to: to('disk'), overwrite: false }],
  ['ZeroFillVirtualDisk_Task', { do: 'wipeDisk', path: 'disk.vmdk' }],
  ['DeleteVirtualDisk_Task', { do: 'delete', what: 'disk', path: 'disk.vmdk' }],
]

async function open(options: SimulatorOptions = {}) {
  const rig = await openFileRuns(options)
  valueOf(await rig.ask.startFileTask(rig.store, { do: 'makeFolder', folder: '', name: 'data' }))
  await rig.ended(await rig.ask.startFileTask(rig.store, newDisk('data', 'disk')))
  const called = (method: string) => rig.host.calls.filter((call) => call.method === method).length
  const over = async (request: FileRequest): Promise<RunView> =>
    rig.overOf(valueOf(await rig.runs.startFile(rig.store, request, person)).run)
  /** Lets a file or folder look as if nobody had touched it for an hour. */
  const age = (path: string) => {
    const at = resolvePath(rig.host.world, `[datastore1] ${path}`)
    const node = volumeOf(rig.host.world, at.datastore).find(path)
    if (!node) throw new Error(`nothing at ${path}`)
    node.modified = new Date(node.modified.getTime() - 3_600_000)
  }
  const access = rig.inventory.access()
  const place = await readPlace(access, splitKey(rig.store)?.moid ?? moid(''))
  /** What another program does, or the life before this one. */
  const call = async (method: string, path: string) => {
    const manager = method.includes('VirtualDisk') ? diskManager(access) : fileManager(access)
    const parameters = { name: datastorePath(place, path), datacenter: refValue(place.datacenter) }
    return asRefTo('Task', await access.call(method, manager, parameters))
  }
  return { ...rig, called, over, age, call }
}

test.each([{ product: 'esx' }, { product: 'vcenter' }] satisfies SimulatorOptions[])(
  'what $product did though its reply was cut is found, and ends as it did; it is sent once',
  async (options) => {
    const { host, over, called } = await open(options)
    for (const [method, request] of requests) {
      // Folders are made without a task; of one behind a vCenter it is not known since when it is there.
      if (options.product === 'vcenter' && method === 'MakeDirectory') {
        await over(request)
        continue
      }
      const before = called(method)
      host.fail({ method, cutBody: true, times: 1 })
      const run = await over(request)
      const starts = run.steps.map(({ event }) => event).filter(({ kind }) => kind.startsWith('start'))
      expect(starts).toMatchObject([
        { kind: 'start-sent', method },
        { kind: 'start-unanswered', method },
        { kind: 'started', method, found: true },
      ])
      expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
      expect(called(method)).toBe(before + 1)
    }
  },
)

test('a folder behind a vCenter that is there, nobody knows since when: its outcome is unknown, with what to look at', async () => {
  const { host, over } = await open({ product: 'vcenter' })
  host.fail({ method: 'MakeDirectory', cutBody: true, times: 1 })
  const outcome = outcomeOf(await over({ do: 'makeFolder', folder: '', name: 'new' }))
  expect(outcome).toMatchObject({ kind: 'lost' })
  expect(JSON.stringify(outcome)).toContain('The folder is there; since when, the host does not say.')
})

test('what never came to the host failed: nothing was started, and it is not sent again', async () => {
  const { host, over, called } = await open()
  for (const [method, request] of requests) {
    const before = called(method)
    host.fail({ method, dropConnection: true, times: 1 })
    expect(outcomeOf(await over(request))).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
    expect(called(method)).toBe(before + 1)
  }
})

test('a folder that was there before was not made by a call whose reply is missing', async () => {
  const { host, over, age } = await open()
  await over({ do: 'makeFolder', folder: '', name: 'old' })
  age('old')
  host.fail({ method: 'MakeDirectory', dropConnection: true, times: 1 })
  const run = await over({ do: 'makeFolder', folder: '', name: 'old' })
  expect(outcomeOf(run)).toMatchObject({
    kind: 'failed',
    fault: { message: expect.stringContaining('was there before') },
  })
})

describe('two of one kind without replies, whose tasks do not say which file they are about', () => {
  const method = 'CopyDatastoreFile_Task'

  async function both(second: 'taken' | 'lost', options: SimulatorOptions = {}) {
    const { host, runs, store, overOf } = await open(options)
    host.fail({ method, cutBody: true, times: 1 })
    host.fail({ method, ...(second === 'taken' ? { cutBody: true } : { dropConnection: true }), times: 1 })
    const started = await Promise.all([
      runs.startFile(store, copyTo('one.iso'), person),
      runs.startFile(store, copyTo('two.iso'), person),
    ])
    return Promise.all(started.map(async (one) => outcomeOf(await overOf(valueOf(one).run))))
  }

  test('once they have ended well, the files tell', async () => {
    expect(await both('taken')).toEqual([{ kind: 'succeeded' }, { kind: 'succeeded' }])
  })

  test('also where they went on for longer than is looked for them', async () => {
    expect(await both('taken', { speed: 2 })).toEqual([{ kind: 'succeeded' }, { kind: 'succeeded' }])
  })

  test('which tell too that one of the calls never came', async () => {
    // Which of the two came is chance: both are sent at once.
    const ends = await both('lost')
    expect(ends.toSorted((a) => (a?.kind === 'failed' ? -1 : 1))).toMatchObject([
      { kind: 'failed', fault: { type: 'StartNotTaken' } },
      { kind: 'succeeded' },
    ])
  })
})

test('a task like it, begun by another program with the same account, is not taken for it once the files speak against it', async () => {
  const { host, over, call } = await open()
  const method = 'DeleteDatastoreFile_Task'
  host.fail({ method, dropConnection: true, times: 1 })
  const ending = over(deletion())
  await expect.poll(() => host.calls.some((one) => one.method === method)).toBe(true)
  await call(method, 'data')
  expect(outcomeOf(await ending)).toMatchObject({ kind: 'lost', reason: expect.stringContaining('is still there') })
})

test('the host cannot be reached: it is looked for when contact is back', async () => {
  const { host, runs, store, overOf, untilRun, until, inventory } = await open({ speed: 1 })
  host.fail({ method: 'CopyDatastoreFile_Task', cutBody: true, times: 1 })
  host.fail({ method: 'CurrentTime', http503: true, times: 1 })
  const { run } = valueOf(await runs.startFile(store, copyTo('copy.iso'), person))
  host.drop()
  await untilRun(run, ({ steps }) => steps.some(({ event }) => event.kind === 'start-unanswered'))
  inventory.retryNow()
  await until(() => inventory.state.at === 'live')
  expect(outcomeOf(await overOf(run))).toEqual({ kind: 'succeeded' })
})

describe('after a restart', () => {
  const asked = (store: DatastoreKey, request: FileRequest & { path: string }): Asked => ({
    kind: 'file',
    subjects: [subjectAt(store, request.path)],
    request,
  })

  test('a call that was sent without a recorded reply is found at the host and followed', async () => {
    const { store, left, takeUp, overOf, call, names } = await open()
    const run = await left(asked(store, { do: 'delete', what: 'disk', path: disk }), [
      { kind: 'start-sent', method: 'DeleteVirtualDisk_Task' },
    ])
    const task = await call('DeleteVirtualDisk_Task', disk)
    await takeUp()
    const over = await overOf(run)
    expect(over.task).toContain(task?.value)
    expect(outcomeOf(over)).toEqual({ kind: 'succeeded' })
    expect(await names('data')).toEqual([])
  })

  test('a host that has forgotten its tasks leaves it unknown, with what to look at', async () => {
    const { store, left, takeUp, overOf } = await open()
    const run = await left(asked(store, deletion() as FileRequest & { path: string }), [
      { kind: 'start-sent', method: 'DeleteDatastoreFile_Task' },
    ])
    await takeUp(20 * 60_000)
    expect(outcomeOf(await overOf(run))).toMatchObject({
      kind: 'lost',
      reason: expect.stringMatching(/Look at \[datastore1\] iso\/debian.* It is there now, .*forgotten it since/),
    })
  })
})

describe('the last step of an upload', () => {
  const move = 'MoveDatastoreFile_Task'
  const bytes = () => Readable.from([Buffer.from('12345678')])
  type Rig = Awaited<ReturnType<typeof open>>
  /** A life that ended when the last call of an upload was sent, and nothing was heard of it. */
  const leftPlacing = (left: Rig['left'], store: DatastoreKey) => {
    const request = { bytes: 8, overwrite: true }
    const asked: Asked = { kind: 'upload', subjects: [subjectAt(store, 'a.bin')], request }
    return left(asked, [
      { kind: 'writing', temporary: 'a.bin.1.andon-upload', bytes: 8 },
      { kind: 'placing', method: move },
    ])
  }

  test('that never came to the host: the file is not in its place, and nothing is left', async () => {
    const { host, upload, names, overOf } = await open()
    const before = await names()
    host.fail({ method: move, dropConnection: true, times: 1 })
    expect(await upload('a.bin', bytes())).toMatchObject({ ok: false })
    const run = await overOf('run-3' as RunId)
    expect(outcomeOf(run)).toMatchObject({ kind: 'failed' })
    expect(kindsOf(run).slice(-3)).toEqual(['start-unanswered', 'cleared', 'ended'])
    expect(await names()).toEqual(before)
  })

  test('that was done before Andon was stopped: it is in its place', async () => {
    const { store, left, takeUp, overOf, upload } = await open()
    const run = await leftPlacing(left, store)
    valueOf(await upload('a.bin', bytes()))
    await takeUp()
    expect(outcomeOf(await overOf(run))).toEqual({ kind: 'succeeded' })
  })

  test('and an older file of the same length is there: it is not taken for it', async () => {
    const { store, left, takeUp, overOf, upload, age } = await open()
    valueOf(await upload('a.bin', bytes()))
    age('a.bin')
    const run = await leftPlacing(left, store)
    await takeUp()
    expect(outcomeOf(await overOf(run))).toMatchObject({
      kind: 'lost',
      reason: expect.stringMatching(/look at \[datastore1\] a\.bin\. It is there now, 8 bytes, not changed since\./i),
    })
  })
})

describe('a save', () => {
  const edits = [{ key: 'memsize', value: '3072' }]

  test.each([
    ['was done: it is saved, and the host reads it again', { cutBody: true }, true],
    ['never came to the host: the file is as it was', { dropConnection: true }, false],
  ])('whose last call %s', async (_what, rule, isSaved) => {
    const { host, ask, key } = await open()
    const { checksum } = valueOf(await ask.readVmx(key(off), tester))
    host.fail({ method: 'MoveDatastoreFile_Task', ...rule, times: 1 })
    const saved = await ask.saveVmx(key(off), { expectedChecksum: checksum, edits }, tester)
    expect(saved.ok).toBe(isSaved)
    const now = valueOf(await ask.readVmx(key(off), tester))
    expect(now.checksum === checksum).toBe(!isSaved)
    expect(host.world.prop(host.vm(off), 'config.hardware.memoryMB') === 3072).toBe(isSaved)
  })
})
