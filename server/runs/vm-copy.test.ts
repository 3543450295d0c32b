import { afterAll, describe, expect, test } from 'vitest'
import type { CopyRequest } from '@/lib/files/vm-copy'
import { directoryOf, splitDatastorePath } from '@/lib/names/datastore-path'
import { leftBehind } from '@/lib/runs/fold-run'
import type { RunView, StepEvent } from '@/lib/runs/run'
import { failed, type Result } from '@/lib/result'
import { moRef, splitKey, type RunId } from '@/lib/vsphere/ids'
import { startSimulator } from '../../simulator/start/start-simulator'
import { toConsoleError } from '../errors/console-error'
import { diskManager } from '../files/managers'
import { readPlace } from '../files/place'
import { registerParameters } from '../files/register'
import { openFileRig, tester, valueOf } from '../files/testing/file-rig'
import { refValue } from '../vsphere/wire-value'

/** One host by itself for all of them, over real SOAP and HTTP: each test makes copies of its own. */
let opened: ReturnType<typeof openHost> | undefined
const open = () => (opened ??= openHost())
afterAll(async () => {
  const { rig, host } = await open()
  await rig.close()
  await host.close()
})

async function openHost() {
  const host = await startSimulator({ speed: 0 })
  const rig = await openFileRig(host)
  const by = { kind: 'person', name: tester.username } as const
  const start = (vm: string, request: Omit<CopyRequest, 'verb'>): Promise<Result<{ run: RunId }>> =>
    rig.runs
      .start(rig.key(vm), { verb: 'copy', ...request }, by)
      .catch((error: unknown) => failed(toConsoleError(error)))
  const copy = async (vm: string, request: Omit<CopyRequest, 'verb'>) => rig.ended(await start(vm, request))
  const names = async (folder: string) =>
    valueOf(await rig.ask.browseDatastore(rig.datastore('datastore1'), folder)).entries.map(({ name }) => name)
  return { ...rig, rig, host, by, start, copy, names }
}

const outcomeOf = ({ state }: RunView) => (state.at === 'ended' ? state.outcome : undefined)
const calls = ({ steps }: RunView) => steps.flatMap(({ event }) => (event.kind === 'start-sent' ? [event.method] : []))
const source = 'build|agent "7"'

test('a copy has its own disks and name, each step is recorded, and its first power-on asks nothing of its past', async () => {
  const { copy, inventory, until, runs, by, ended } = await open()
  const name = 'copy of R&D 50% a/b'
  const view = await copy(source, { name })
  expect(outcomeOf(view)).toMatchObject({ kind: 'succeeded' })
  expect(calls(view)).toEqual([
    'MakeDirectory',
    'CopyVirtualDisk_Task',
    'CopyVirtualDisk_Task',
    'CopyDatastoreFile_Task',
    'RegisterVM_Task',
  ])
  await until(() => [...inventory.vms.values()].some((vm) => vm.name === name))
  const made = [...inventory.vms.values()].find((vm) => vm.name === name)
  expect(outcomeOf(view)).toEqual({ kind: 'succeeded', made: made?.key, madeAt: expect.any(String) })
  const old = [...inventory.vms.values()].find((vm) => vm.name === source)
  expect(made?.uuid).not.toBe(old?.uuid)
  const on = await ended(await runs.start(made!.key, { verb: 'powerOn' }, by, 'ask me'))
  // Its serial port may ask; whether it was moved or copied nobody does.
  expect(JSON.stringify(on.steps)).not.toContain('msg.uuid.altered')
})

test('what is there already, a VM that is on, and a datastore of another connection are refused before anything is made', async () => {
  const { start, inventory } = await open()
  const taken = await start(source, { name: 'iso' })
  expect(taken).toMatchObject({ ok: false, error: { code: 'file-exists' } })
  const running = [...inventory.vms.values()].find(({ powerState }) => powerState === 'poweredOn')
  expect(await start(running!.name, { name: 'a copy' })).toMatchObject({
    ok: false,
    error: { sentence: 'The VM is on. It can be copied once it is off.' },
  })
})

test('a datastore that is full in the middle leaves nothing half behind, and the fault leads', async () => {
  const { copy, rig } = await open()
  const datastore = rig.datastore('scratch')
  const view = await copy(source, { name: 'never whole', datastore })
  expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { type: 'NoDiskSpace' } })
  expect(view.steps.map(({ event }) => event.kind)).toContain('cleared')
  const left = valueOf(await rig.ask.browseDatastore(datastore, '')).entries.map(({ name }) => name)
  expect(left).not.toContain('never whole')
})

test('a copy that is cancelled is taken away again', async () => {
  const { rig, start, names, by } = await open()
  const begun = valueOf(await start(source, { name: 'not wanted' }))
  await rig.untilRun(
    begun.run,
    ({ state, steps }) =>
      state.at === 'ended' || steps.some(({ event }) => event.kind === 'started' && event.task !== undefined),
  )
  await rig.runs.cancelRun(begun.run, by)
  const view = await rig.untilRun(begun.run, ({ state }) => state.at === 'ended')
  const outcome = outcomeOf(view)
  // Speed 0: it may have been faster than the cancel. Either there is a whole VM, or nothing.
  if (outcome?.kind === 'succeeded') return
  expect(outcome).toMatchObject({ kind: 'cancelled', by })
  expect(await names('')).not.toContain('not wanted')
})

test.each(['CopyVirtualDisk_Task', 'RegisterVM_Task'])(
  'a reply to %s that is lost is looked up: the copy is whole, each is sent once',
  async (method) => {
    const { copy, host } = await open()
    const sent = () => host.calls.filter((call) => call.method === method).length
    const before = sent()
    host.fail({ method, cutBody: true, times: 1 })
    const view = await copy(source, { name: `lost at ${method}` })
    expect(outcomeOf(view)).toMatchObject({ kind: 'succeeded', made: expect.any(String) })
    expect(view.steps.map(({ event }) => event.kind)).toContain('start-unanswered')
    expect(sent() - before).toBe(method === 'RegisterVM_Task' ? 1 : 2)
  },
)

test('a call that never came to the host leaves nothing behind', async () => {
  const { copy, host, names } = await open()
  host.fail({ method: 'RegisterVM_Task', dropConnection: true, times: 1 })
  const view = await copy(source, { name: 'never registered' })
  expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
  expect(await names('')).not.toContain('never registered')
})

test('the second disk is not taken for copied because the first was, a moment before', async () => {
  const { rig, start, names, host } = await open()
  let disks = 0
  const stop = rig.store.journal.onAppended((appended) => {
    if (appended.is !== 'step') return
    const { event } = appended.step
    if (event.kind !== 'start-sent' || event.method !== 'CopyVirtualDisk_Task') return
    disks += 1
    if (disks === 2) host.fail({ method: event.method, dropConnection: true, times: 1 })
  })
  const view = await rig.ended(await start(source, { name: 'one of two' }))
  stop()
  expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
  expect(await names('')).not.toContain('one of two')
})

test('a cancel between two disks is taken, and what was copied goes again', async () => {
  const { rig, start, names, by } = await open()
  let asked: ReturnType<typeof rig.runs.cancelRun> | undefined
  let disks = 0
  const stop = rig.store.journal.onAppended((appended) => {
    if (appended.is !== 'step') return
    const { event } = appended.step
    if (event.kind !== 'start-sent' || event.method !== 'CopyVirtualDisk_Task') return
    disks += 1
    // The first has ended, and the second is not known to the host yet.
    if (disks === 2) asked = rig.runs.cancelRun(appended.run, by)
  })
  const begun = start(source, { name: 'cut between' })
  const view = await rig.ended(await begun)
  stop()
  expect(await asked).toMatchObject({ ok: true })
  expect(outcomeOf(view)).toMatchObject({ kind: 'cancelled', by })
  expect(view.steps.map(({ event }) => event.kind)).toContain('cleared')
  expect(await names('')).not.toContain('cut between')
})

describe('when Andon was stopped in the middle', () => {
  const folderSent: StepEvent = { kind: 'start-sent', method: 'MakeDirectory' }
  const folderMade: StepEvent = { kind: 'started', method: 'MakeDirectory' }
  const diskSent: StepEvent = { kind: 'start-sent', method: 'CopyVirtualDisk_Task' }
  const registerSent: StepEvent = { kind: 'start-sent', method: 'RegisterVM_Task' }

  /** A copy as the process before this one left it, taken up by the next. */
  async function left(name: string, events: StepEvent[], on?: string): Promise<RunId> {
    const run = await begun(name, events, on)
    await (await open()).rig.takeUp()
    return run
  }
  async function begun(name: string, events: StepEvent[], on = 'datastore1'): Promise<RunId> {
    const { rig, by } = await open()
    const { run } = await rig.store.journal.openRun({
      connection: rig.inventory.id,
      kind: 'vmCopy',
      subjects: [
        { kind: 'vm', key: rig.key(source), name: source },
        { kind: 'datastorePath', datastore: rig.datastore(on), datastoreName: on, path: name },
      ],
      request: { verb: 'copy', name },
      actor: by,
    })
    for (const event of events)
      await rig.store.journal.append({ run, connection: rig.inventory.id, actor: { kind: 'andon' }, event })
    return run
  }
  const overOf = async (run: RunId) => (await open()).rig.untilRun(run, ({ state }) => state.at === 'ended')
  const makeFolder = async (name: string, within = '') => {
    const { rig, ended } = await open()
    const request = { do: 'makeFolder', folder: within, name } as const
    await ended(await rig.ask.startFileTask(rig.datastore('datastore1'), request))
  }

  test('what it had made is taken away by its next life', async () => {
    const { names } = await open()
    await makeFolder('half')
    const view = await overOf(await left('half', [folderSent, folderMade, diskSent]))
    expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { message: 'It was cut: Andon was stopped.' } })
    expect(await names('')).not.toContain('half')
  })

  test('two that were copying disks at once are cut and taken away, though the host does not say whose task is whose', async () => {
    const { rig, names, inventory } = await open()
    const both = ['first of two', 'second of two']
    for (const name of both) await makeFolder(name)
    const access = inventory.access()
    const at = splitDatastorePath([...inventory.vms.values()].find(({ name }) => name === source)?.vmxPath ?? '')
    const folder = directoryOf(at.ok ? at.path : '')
    const disk = (await names(folder)).find((name) => name.endsWith('.vmdk'))
    const runs: RunId[] = []
    for (const name of both) runs.push(await begun(name, [folderSent, folderMade, diskSent]))
    for (const name of both)
      await access.call('CopyVirtualDisk_Task', diskManager(access), {
        sourceName: `[datastore1] ${folder}/${disk}`,
        destName: `[datastore1] ${name}/${name}.vmdk`,
        force: false,
      })
    await rig.takeUp()
    const views = await Promise.all(runs.map(overOf))
    const cut = { kind: 'failed', fault: { message: 'It was cut: Andon was stopped.' } }
    expect(views.map(outcomeOf)).toMatchObject([cut, cut])
    expect(await names('')).not.toEqual(expect.arrayContaining([expect.stringContaining('of two')]))
  })

  test('two that were being registered at once: one is, and the call of the other never came', async () => {
    const { rig, copy, names, inventory, until } = await open()
    const [came, lost] = ['registered of two', 'never registered of two']
    const access = inventory.access()
    for (const name of [came, lost]) {
      await copy(source, { name })
      await until(() => [...inventory.vms.values()].some((vm) => vm.name === name))
      const made = [...inventory.vms.values()].find((vm) => vm.name === name)
      await access.call('UnregisterVM', moRef('VirtualMachine', made!.moid), {})
      await until(() => ![...inventory.vms.values()].some((vm) => vm.name === name))
    }
    const runs: RunId[] = []
    for (const name of [came, lost]) runs.push(await begun(name, [folderSent, folderMade, registerSent]))
    const place = await readPlace(access, splitKey(rig.datastore('datastore1'))!.moid)
    const { folder, pool, host } = await registerParameters(access, place, undefined)
    await access.call('RegisterVM_Task', folder, {
      path: `[datastore1] ${came}/${came}.vmx`,
      name: came,
      asTemplate: false,
      pool: refValue(pool),
      host: refValue(host),
    })
    await rig.takeUp()
    const [first, second] = await Promise.all(runs.map(overOf))
    expect(outcomeOf(first!)).toMatchObject({ kind: 'succeeded', made: expect.any(String) })
    expect(outcomeOf(second!)).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
    expect(await names('')).not.toContain(lost)
  })

  test('a folder that may be of somebody else, since the reply to its own call is missing, stays with what is in it', async () => {
    const { names } = await open()
    await makeFolder('whose')
    await makeFolder('theirs', 'whose')
    const view = await overOf(await left('whose', [folderSent]))
    const said = /What was copied lies at \[datastore1\] whose: Whether Andon made this folder is not known/
    expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { message: expect.stringMatching(said) } })
    expect(await names('whose')).toEqual(['theirs'])
  })

  test('a VM in a folder of the same name on another datastore is not taken for the copy', async () => {
    const { inventory } = await open()
    const another = [...inventory.vms.values()].find(({ vmxPath }) => vmxPath?.startsWith('[datastore1] '))
    const folder = /^\[datastore1\] (.+)\/[^/]+$/.exec(another?.vmxPath ?? '')?.[1] ?? ''
    const view = await overOf(await left(folder, [folderSent, folderMade, registerSent], 'scratch'))
    expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
  })

  test('files of which a VM has been registered stay, whoever registered it', async () => {
    const { copy, names, inventory, until } = await open()
    const name = 'registered by hand'
    await copy(source, { name })
    await until(() => [...inventory.vms.values()].some((vm) => vm.name === name))
    const before = await names(name)
    const view = await overOf(await left(name, [folderSent, folderMade, diskSent]))
    expect(outcomeOf(view)).toMatchObject({
      kind: 'failed',
      fault: { message: expect.stringContaining('A VM is registered from it.') },
    })
    expect(await names(name)).toEqual(before)
  })

  test('what a journal from a backup does not know of is left alone, and said to be looked at', async () => {
    const { names } = await open()
    await makeFolder('after the backup')
    const restored: StepEvent = { kind: 'restored', until: '2026-11-28T20:00:00.000Z' }
    const view = await overOf(await left('after the backup', [folderSent, folderMade, diskSent, restored]))
    expect(outcomeOf(view)).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('Look at [datastore1] after the backup.'),
    })
    expect(await names('')).toContain('after the backup')
  })

  test('a folder that could not be removed when its run ended is not removed later: it may be of another copy by then', async () => {
    const { rig, names } = await open()
    await makeFolder('removed by hand, and made anew')
    const temporary = 'later.bin.0a1b2c3d.andon-upload'
    await makeFolder(temporary)
    const fault = { type: 'cut', message: 'cut', chain: [] }
    const cleared = (of: string): StepEvent => ({ kind: 'cleared', temporary: of, left: 'It is in use.' })
    const name = 'removed by hand, and made anew'
    await left(name, [folderSent, folderMade, cleared(name), { kind: 'ended', outcome: { kind: 'failed', fault } }])
    const datastore = rig.datastore('datastore1')
    const upload = await rig.store.journal.openRun({
      connection: rig.inventory.id,
      kind: 'upload',
      subjects: [{ kind: 'datastorePath', datastore, datastoreName: 'datastore1', path: 'later.bin' }],
      request: { bytes: 1, overwrite: false },
      actor: { kind: 'andon' },
    })
    const events: StepEvent[] = [
      { kind: 'writing', temporary, bytes: 1 },
      cleared(temporary),
      { kind: 'ended', outcome: { kind: 'failed', fault } },
    ]
    for (const event of events)
      await rig.store.journal.append({ ...upload, connection: rig.inventory.id, actor: { kind: 'andon' }, event })
    await rig.takeUp()
    await rig.untilRun(upload.run, (run) => leftBehind(run) === undefined)
    expect(await names('')).toContain(name)
  })
})
