import { afterEach, expect, test } from 'vitest'
import type { RunRequest } from '@/lib/runs/verb'
import { moid, moRef, type Moid } from '@/lib/vsphere/ids'
import { asObject, asObjects } from '../vsphere/wire-value'
import { manualClock } from '../../simulator/world/clock'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from '../../simulator/start/start-simulator'
import type { VmView } from '@/lib/vsphere/vm'
import { knownValue } from '@/lib/testing/known-value'
import { follow, isEnd, watchInventory, type WatchedInventory } from './testing/watched-inventory'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(options: SimulatorOptions = {}): Promise<WatchedInventory & { host: SimulatedHost }> {
  const host = await startSimulator({ speed: 0, ...options })
  closing.push(() => host.close())
  const watched = await watchInventory(host)
  closing.push(() => watched.inventory.close())
  return { ...watched, host }
}

async function start({ inventory }: WatchedInventory, vm: VmView, request: RunRequest): Promise<Moid> {
  const started = await inventory.startTask(vm.moid, request)
  if (started.kind !== 'task') throw new Error('no task')
  return started.task.value
}

/** Runs a task to its end. */
async function run(watched: WatchedInventory, name: string, request: RunRequest) {
  const vm = watched.vm(name)
  const { until, stop } = follow(watched.inventory, await start(watched, vm, request), vm)
  const end = await until(isEnd)
  stop()
  return end.kind === 'task' ? end.task : undefined
}

const methodCalls = (host: SimulatedHost, method: string) => host.calls.filter((call) => call.method === method).length

test('after the first contact everything that the host has is known, with names as people write them', async () => {
  const { inventory, host, changes, vm } = await open()
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
  const { inventory, host } = await open({ product: 'vcenter', vms: 1_200 })
  expect(inventory.endpointKind).toBe('vcenter')
  expect(inventory.vms.size).toBe(1_200)
  expect(inventory.hosts.size).toBe(host.world.byType('HostSystem').length)
  expect(methodCalls(host, 'WaitForUpdatesEx')).toBeGreaterThan(4)
})

test('a host of API 2.5 is spoken to in the calls that it has', async () => {
  const watched = await open({ apiVersion: '2.5' })
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
  const watched = await open()
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

test('of two people who answer at once one is told that the other was first', async () => {
  const watched = await open()
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
  const watched = await open()
  const { inventory, host, until } = watched
  const vm = watched.vm('web-frontend')
  host.ask('web-frontend', 'msg.hbacommon.outofspace')
  await until(() => inventory.questions.has(vm.key))
  const other = await watchInventory(host)
  closing.push(() => other.inventory.close())
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
  closing.push(() => host.close())
  host.ask('web-frontend', 'msg.uuid.altered')
  await clock.advance(600_000)
  const { inventory, until, vm } = await watchInventory(host)
  closing.push(() => inventory.close())
  const age = () => Date.now() - Date.parse(inventory.questions.get(vm('web-frontend').key)?.raisedAt ?? '')
  await until(() => age() > 590_000)
  expect(age()).toBeLessThan(700_000)
})

test('every verb does at the host what it says', async () => {
  const watched = await open()
  const { inventory, until, vm } = watched
  const name = '100% test'
  const power = (state: string) => until(() => vm(name).powerState === state)
  await run(watched, name, { verb: 'powerOn' })
  await power('poweredOn')
  await run(watched, name, { verb: 'reset' })
  await run(watched, name, { verb: 'suspend' })
  await power('suspended')
  await run(watched, name, { verb: 'resume' })
  await power('poweredOn')
  await run(watched, name, { verb: 'powerOff' })
  await power('poweredOff')

  await run(watched, name, {
    verb: 'createSnapshot',
    name: '100% <b> & "8/23"',
    description: '100% <![CDATA[x]]>',
    memory: false,
    quiesce: false,
  })
  await run(watched, name, { verb: 'createSnapshot', name: 'second', description: '', memory: false, quiesce: false })
  await until(() => vm(name).snapshotCount === 2)
  const [first] = knownValue((await inventory.readVmDetail(vm(name).moid)).snapshots)
  expect(first).toMatchObject({
    name: '100% <b> & "8/23"',
    description: '100% <![CDATA[x]]>',
    current: false,
    children: [{ current: true }],
  })
  // On the wire it has the percent scheme, as the API reference wants it.
  const ref = moRef('VirtualMachine', vm(name).moid)
  const wire = asObject((await inventory.access().read(ref, ['snapshot'])).get('snapshot'))
  expect(asObjects(wire?.rootSnapshotList)[0]?.name).toBe('100%25 <b> & "8%2f23"')
  const snapshot = first?.moid ?? moid('')
  await run(watched, name, { verb: 'revertToSnapshot', snapshot, snapshotName: 'a' })
  expect(knownValue((await inventory.readVmDetail(vm(name).moid)).snapshots)[0]?.current).toBe(true)
  await run(watched, name, { verb: 'removeSnapshot', snapshot, snapshotName: 'a', removeChildren: true })
  await until(() => vm(name).snapshotCount === 0)

  const { changeVersion } = await inventory.readVmDetail(vm(name).moid)
  if (changeVersion === undefined) throw new Error('no change version')
  await run(watched, name, { verb: 'reconfigure', memoryMiB: 2_048, cpuCount: 2, changeVersion })
  await until(() => vm(name).memoryMiB === 2_048 && vm(name).cpuCount === 2)
  await run(watched, name, { verb: 'rename', newName: '50% <a>/b\\c' })
  await until(() => [...inventory.vms.values()].some((view) => view.name === '50% <a>/b\\c'))
})

test('guest operations are no tasks, and without tools the host says so', async () => {
  const watched = await open()
  const { inventory, vm, until } = watched
  expect(await inventory.startTask(vm('web-frontend').moid, { verb: 'shutdownGuest' })).toEqual({ kind: 'no-task' })
  await until(() => vm('web-frontend').powerState === 'poweredOff')
  const rebooting = inventory.startTask(vm('100% test').moid, { verb: 'rebootGuest' })
  await expect(rebooting).rejects.toMatchObject({
    fault: { type: expect.stringMatching(/InvalidPowerState|ToolsUnavailable/) },
  })
})

test('a CD-ROM is disconnected and stays what it was, once the question of its lock is answered', async () => {
  const watched = await open()
  const { inventory } = watched
  const vm = watched.vm('cd-locked-by-guest')
  const cdrom = async () =>
    knownValue((await inventory.readVmDetail(vm.moid)).devices).find(({ type }) => type === 'VirtualCdrom')
  const before = await cdrom()
  expect(before).toMatchObject({ connected: true })
  const request: RunRequest = { verb: 'disconnectCdrom', deviceKey: before?.key ?? 0, deviceLabel: '' }
  const { until } = follow(inventory, await start(watched, vm, request), vm)
  const raised = await until((report) => report.kind === 'question' && report.question !== undefined)
  if (raised.kind !== 'question' || !raised.question) throw new Error('no question')
  const yes = raised.question.choices.find(({ summary }) => summary === 'Yes')
  await inventory.answerVm(vm.moid, raised.question.id, yes?.key ?? '')
  await until(isEnd)
  expect(await cdrom()).toMatchObject({ ...before, connected: false, startConnected: false })
})

test('somebody else’s change in between is not overwritten', async () => {
  const watched = await open()
  const task = await run(watched, '100% test', {
    verb: 'reconfigure',
    memoryMiB: 8_192,
    changeVersion: 'long ago',
  }).catch((error: { fault: { type: string } }) => ({ fault: error.fault }))
  expect(task?.fault?.type).toBe('ConcurrentAccess')
})

test('a task that fails tells its fault with the chain of causes; one that does not exist is told so', async () => {
  const watched = await open()
  const task = await run(watched, 'fails-to-power-on', { verb: 'powerOn' })
  expect(task).toMatchObject({ state: 'error', fault: { message: expect.any(String) } })
  expect(task?.fault?.chain.length).toBeGreaterThan(0)
  await expect(watched.inventory.cancelTask(moid('no-such-task'))).rejects.toMatchObject({
    fault: { type: 'ManagedObjectNotFound' },
  })
  await expect(watched.inventory.readBeforeRun(moid('4711'))).rejects.toMatchObject({
    fault: { type: 'ManagedObjectNotFound' },
  })
})

test('serial ports are added, edited and removed; what an edit does not mention stays', async () => {
  const watched = await open()
  const { inventory } = watched
  const name = '100% test'
  const ports = async () =>
    knownValue((await inventory.readVmDetail(watched.vm(name).moid)).devices).filter(
      ({ type }) => type === 'VirtualSerialPort',
    )
  const uri = 'telnet://10.0.0.1:13370'
  const network = { kind: 'network', serviceUri: 'vspc', direction: 'client', proxyUri: uri } as const
  const port = { backing: network, yieldOnPoll: true, startConnected: true }
  expect((await run(watched, name, { verb: 'addSerialPort', port }))?.state).toBe('success')
  const [added] = await ports()
  expect(added).toMatchObject({ startConnected: true, backing: `client vspc through ${uri}` })

  const deviceKey = added?.key ?? 0
  const backing = { kind: 'pipe', pipeName: 'com1', endpoint: 'server', noRxLoss: false } as const
  const edited = { backing, yieldOnPoll: false, startConnected: false }
  await run(watched, name, { verb: 'editSerialPort', deviceKey, deviceLabel: '', port: edited })
  expect(await ports()).toMatchObject([
    { key: deviceKey, label: added?.label, startConnected: false, backing: 'server com1' },
  ])

  await run(watched, name, { verb: 'removeSerialPort', deviceKey, deviceLabel: '' })
  expect(await ports()).toEqual([])
  const again = inventory.startTask(watched.vm(name).moid, { verb: 'removeSerialPort', deviceKey, deviceLabel: '' })
  await expect(again).rejects.toMatchObject({ fault: { type: 'InvalidDeviceSpec' } })
})

test('reservation, limit and shares reach the host as numbers that fit the VM', async () => {
  const watched = await open()
  const { host, vm } = watched
  const memory = { reservation: 512, limit: 2_048, shares: { level: 'high' } } as const
  const cpu = { reservation: 0, limit: 'unlimited', shares: { level: 'custom', shares: 4_223 } } as const
  await run(watched, '100% test', { verb: 'setAllocation', memory, cpu })
  const now = (path: string) => host.world.prop(host.vm('100% test'), path)
  expect(now('config.memoryAllocation.reservation')).toEqual(512)
  expect(now('config.memoryAllocation.limit')).toEqual(2_048)
  expect(now('config.memoryAllocation.shares')).toMatchObject({
    level: 'high',
    shares: 20 * (vm('100% test').memoryMiB ?? 0),
  })
  expect(now('config.cpuAllocation.limit')).toEqual(-1)
  expect(now('config.cpuAllocation.shares')).toMatchObject({ level: 'custom', shares: 4_223 })
})

test('fifty tasks are followed to their ends by the filters that were there before', async () => {
  const watched = await open({ vms: 80 })
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
