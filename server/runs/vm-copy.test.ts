import { afterAll, expect, test } from 'vitest'
import type { CopyRequest } from '@/lib/files/vm-copy'
import type { RunView } from '@/lib/runs/run'
import { failed, type Result } from '@/lib/result'
import type { RunId } from '@/lib/vsphere/ids'
import { startSimulator } from '../../simulator/start/start-simulator'
import { toConsoleError } from '../errors/console-error'
import { openFileRig, tester, valueOf } from '../files/testing/file-rig'

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
  expect(outcomeOf(view)).toEqual({ kind: 'succeeded', made: made?.key })
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

test('what Andon left in the middle when it was stopped is taken away by its next life', async () => {
  const { rig, names, by } = await open()
  const datastore = rig.datastore('datastore1')
  const request = { verb: 'copy', name: 'half' } as const
  await rig.ask.startFileTask(datastore, { do: 'makeFolder', folder: '', name: 'half' })
  const { run } = await rig.store.journal.openRun({
    connection: rig.inventory.id,
    kind: 'vmCopy',
    subjects: [
      { kind: 'vm', key: rig.key(source), name: source },
      { kind: 'datastorePath', datastore, datastoreName: 'datastore1', path: 'half' },
    ],
    request,
    actor: by,
  })
  for (const event of [
    { kind: 'start-sent', method: 'MakeDirectory' },
    { kind: 'started', method: 'MakeDirectory' },
    { kind: 'start-sent', method: 'CopyVirtualDisk_Task' },
  ] as const)
    await rig.store.journal.append({ run, connection: rig.inventory.id, actor: { kind: 'andon' }, event })
  await rig.takeUp()
  const view = await rig.untilRun(run, ({ state }) => state.at === 'ended')
  expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { message: 'It was cut: Andon was stopped.' } })
  expect(await names('')).not.toContain('half')
})
