import { afterAll, expect, test } from 'vitest'
import type { RunView } from '@/lib/runs/run'
import { valueOf } from '../files/testing/file-rig'
import { copyHost, outcomeOf, source } from './testing/copy-host'

const { open, close } = copyHost()
afterAll(close)

const calls = ({ steps }: RunView) => steps.flatMap(({ event }) => (event.kind === 'start-sent' ? [event.method] : []))

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
