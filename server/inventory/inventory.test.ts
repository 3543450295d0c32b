import { expect, onTestFinished, test } from 'vitest'
import { moid } from '@/lib/vsphere/ids'
import { knownValue } from '@/lib/testing/known-value'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { manualClock } from '../../simulator/world/clock'
import { openSimulated, run, start } from './testing/simulated-inventory'
import { follow, isEnd, watchInventory } from './testing/watched-inventory'

const methodCalls = (host: SimulatedHost, method: string) => host.calls.filter((call) => call.method === method).length

test('after the first contact everything that the host has is known, with names as people write them', async () => {
  const { inventory, host, changes, vm } = await openSimulated()
  expect(inventory.state.at).toBe('live')
  expect(inventory.endpointKind).toBe('esx')
  expect(inventory.product).toMatchObject({ fullName: expect.stringContaining('VMware ESXi') })
  expect(inventory.vms.size).toBe(host.world.byType('VirtualMachine').length)
  expect(vm('db/primary').storedName).toBe('db%2fprimary')
  expect(vm('R&D <lab>').host?.name).toBe([...inventory.hosts.values()][0]?.name)
  expect(inventory.datastores.size).toBeGreaterThan(0)
  expect(changes.at(-1)).toMatchObject({ kind: 'connection', state: { at: 'live' }, endpointKind: 'esx' })
})

test('a vCenter with more VMs than fit into one page is known whole, in several update sets', async () => {
  const { inventory, host } = await openSimulated({ product: 'vcenter', vms: 1_200 })
  expect(inventory.endpointKind).toBe('vcenter')
  expect(inventory.vms.size).toBe(1_200)
  expect(inventory.hosts.size).toBe(host.world.byType('HostSystem').length)
  expect(methodCalls(host, 'WaitForUpdatesEx')).toBeGreaterThan(4)
})

test('a host of API 2.5 is spoken to in the calls that it has', async () => {
  const watched = await openSimulated({ apiVersion: '2.5' })
  const { inventory, host, until } = watched
  expect(inventory.vms.size).toBeGreaterThan(0)
  expect((await run(watched, '100% test', { verb: 'powerOn' }))?.state).toBe('success')
  await until(() => watched.vm('100% test').powerState === 'poweredOn')
  for (const newer of ['WaitForUpdatesEx', 'RetrievePropertiesEx', 'CreatePropertyCollector']) {
    expect(methodCalls(host, newer), newer).toBe(0)
  }
  expect(methodCalls(host, 'WaitForUpdates')).toBeGreaterThan(0)
  expect(knownValue((await inventory.readVmDetail(watched.vm('web-frontend').moid)).devices).length).toBeGreaterThan(0)
})

test('a question raised in the middle of a task is reported with its task, and answered by its choice’s key', async () => {
  const watched = await openSimulated()
  const { inventory, until } = watched
  const vm = watched.vm('asks-append-or-replace')
  const followed = follow(inventory, await start(watched, vm, { verb: 'powerOn' }), vm)
  const raised = await followed.until((report) => report.kind === 'question' && report.question !== undefined)
  if (raised.kind !== 'question' || !raised.question) throw new Error('no question')
  const { question } = raised
  expect(question.messages[0]?.id).toBe('msg.serial.file.open')
  await until(() => inventory.questions.has(vm.key))
  expect(inventory.questions.get(vm.key)).toEqual({ question, raisedAt: raised.raisedAt })
  expect(await inventory.readQuestion(vm.moid)).toEqual(question)

  const before = await inventory.readBeforeRun(vm.moid)
  expect(before.question).toEqual(question)
  expect(before.unfinishedTasks).toMatchObject([{ name: 'PowerOnVM_Task', state: 'running' }])

  await inventory.answerVm(vm.moid, question.id, question.choices[question.defaultIndex ?? -1]?.key ?? '')
  expect(await followed.until(isEnd)).toMatchObject({ task: { state: 'success' } })
  const kinds = followed.seen.map((change) =>
    change.kind === 'question' ? change.question !== undefined : change.kind,
  )
  expect(kinds.indexOf(true)).toBeLessThan(kinds.lastIndexOf(false))
  await until(() => !inventory.questions.has(vm.key) && watched.vm(vm.name).powerState === 'poweredOn')
})

test('many VMs that are read before their runs at once cost few calls, and one that is gone takes no other along', async () => {
  const watched = await openSimulated()
  const { inventory, host } = watched
  const asks = watched.vm('asks-append-or-replace')
  const followed = follow(inventory, await start(watched, asks, { verb: 'powerOn' }), asks)
  await followed.until((report) => report.kind === 'question' && report.question !== undefined)
  const alone = await inventory.readBeforeRun(asks.moid)
  const all = [...inventory.vms.values()].map(({ moid }) => moid)
  const before = methodCalls(host, 'RetrievePropertiesEx')

  const read = await Promise.all(all.map((vm) => inventory.readBeforeRun(vm)))
  expect(methodCalls(host, 'RetrievePropertiesEx') - before).toBeLessThan(all.length / 2)
  expect(read.map(({ view }) => view.moid)).toEqual(all)
  expect(read[all.indexOf(asks.moid)]).toEqual({ ...alone, view: expect.objectContaining({ name: asks.name }) })
  expect(read.filter(({ unfinishedTasks }) => unfinishedTasks.length > 0)).toHaveLength(1)

  const withGone = await Promise.allSettled([...all, moid('4711')].map((vm) => inventory.readBeforeRun(vm)))
  expect(withGone.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { fault: { type: 'ManagedObjectNotFound' } } },
  ])
})

test('of two people who answer at once one is told that the other was first', async () => {
  const watched = await openSimulated()
  const { inventory } = watched
  const vm = watched.vm('asks-if-moved-or-copied')
  const { until } = follow(inventory, await start(watched, vm, { verb: 'powerOn' }), vm)
  const raised = await until((report) => report.kind === 'question' && report.question !== undefined)
  const id = raised.kind === 'question' ? (raised.question?.id ?? '') : ''
  const outcomes = await Promise.allSettled([
    inventory.answerVm(vm.moid, id, '2'),
    inventory.answerVm(vm.moid, id, '1'),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')
  expect(['ConcurrentAccess', 'InvalidArgument']).toContain(refused?.reason.fault.type)
})

test('a question that belongs to no task, and tasks that others start, appear like our own', async () => {
  const watched = await openSimulated()
  const { inventory, host, until } = watched
  const vm = watched.vm('web-frontend')
  host.ask('web-frontend', 'msg.hbacommon.outofspace')
  await until(() => inventory.questions.has(vm.key))
  const other = await watchInventory(host)
  onTestFinished(() => other.inventory.close())
  await run(other, '100% test', { verb: 'powerOn' })
  const isTheirs = () =>
    [...inventory.tasks.values()].some((task) => task.entityName === '100% test' && task.state === 'success')
  await until(isTheirs)
  expect([...inventory.tasks.values()].find(({ entityName }) => entityName === '100% test')).toMatchObject({
    name: 'PowerOnVM_Task',
    startedBy: host.user,
    vm: watched.vm('100% test').key,
  })
})

test('a question that was there before us has the age that the host’s events know, whatever its clock says', async () => {
  const clock = manualClock(new Date('2020-02-02T00:00:00Z'))
  const host = await startSimulator({ clock })
  onTestFinished(() => host.close())
  host.ask('web-frontend', 'msg.uuid.altered')
  await clock.advance(600_000)
  const { inventory, until, vm } = await watchInventory(host)
  onTestFinished(() => inventory.close())
  const age = () => Date.now() - Date.parse(inventory.questions.get(vm('web-frontend').key)?.raisedAt ?? '')
  await until(() => age() > 590_000)
  expect(age()).toBeLessThan(700_000)
})

test('figures of what is on a screen are read at once, though a VM among it has just gone', async () => {
  const { inventory, vm, until } = await openSimulated()
  const figuresAt = () => vm('web-frontend').figuresAt
  const ofHost = () => [...inventory.hosts.values()][0]?.figuresAt
  for (const hosts of [false, true]) {
    const before = { vm: figuresAt(), host: ofHost() }
    inventory.noteLook({ allVms: false, vms: [moid('gone'), ...(hosts ? [] : [vm('web-frontend').moid])], hosts })
    await until(() => (hosts ? ofHost() !== before.host : figuresAt() !== before.vm))
  }
})

test('fifty tasks are followed to their ends by the filters that were there before', async () => {
  const watched = await openSimulated({ vms: 80 })
  const { inventory, host } = watched
  const filters = methodCalls(host, 'CreateFilter')
  expect(filters).toBe(4)
  const vms = [...inventory.vms.values()].slice(0, 50)
  const snapshot = { verb: 'createSnapshot', name: 's', description: '', memory: false, quiesce: false } as const
  const ends = await Promise.all(
    vms.map(async (vm) => follow(inventory, await start(watched, vm, snapshot), vm).until(isEnd)),
  )
  expect(new Set(ends.map((end) => end.kind === 'task' && end.task?.state))).toEqual(new Set(['success']))
  expect(methodCalls(host, 'CreateFilter')).toBe(filters)
  expect(methodCalls(host, 'CreateListView')).toBe(1)
})
