import { expect, test } from 'vitest'
import type { RunRequest } from '@/lib/runs/verb'
import { moid, moRef } from '@/lib/vsphere/ids'
import { knownValue } from '@/lib/testing/known-value'
import { asObject, asObjects } from '../vsphere/wire-value'
import { openSimulated, run, start } from './testing/simulated-inventory'
import { follow, isEnd } from './testing/watched-inventory'

test('every verb does at the host what it says', async () => {
  const watched = await openSimulated()
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
  const renamed = { newName: '50% <c>/d', description: 'another <one>' }
  await inventory.startTask(vm(name).moid, { verb: 'renameSnapshot', snapshot, snapshotName: 'a', ...renamed })
  expect(knownValue((await inventory.readVmDetail(vm(name).moid)).snapshots)[0]).toMatchObject({
    name: '50% <c>/d',
    description: 'another <one>',
  })
  await run(watched, name, { verb: 'removeSnapshot', snapshot, snapshotName: 'a', removeChildren: true })
  await until(() => vm(name).snapshotCount === 0)
  watched.host.update(name, { 'runtime.consolidationNeeded': true })
  await until(() => vm(name).consolidationNeeded === true)
  await run(watched, name, { verb: 'consolidateDisks' })
  await until(() => vm(name).consolidationNeeded === undefined)

  const running = 'web-frontend'
  expect(vm(running).toolsInstallerMounted).toBe(false)
  expect(await inventory.startTask(vm(running).moid, { verb: 'mountTools' })).toEqual({ kind: 'no-task' })
  await until(() => vm(running).toolsInstallerMounted === true)
  await inventory.startTask(vm(running).moid, { verb: 'unmountTools' })
  await until(() => vm(running).toolsInstallerMounted === false)
  // What the host has against it is its own fault.
  await expect(inventory.startTask(vm(name).moid, { verb: 'mountTools' })).rejects.toMatchObject({
    fault: { type: 'InvalidPowerState' },
  })
  const hardware = watched.host.world.prop(watched.host.vm(running), 'config.hardware.device')
  const isKept = (device: unknown) => (device as { $type?: string }).$type !== 'VirtualCdrom' // a device
  watched.host.update(running, { 'config.hardware.device': (hardware as unknown[]).filter(isKept) })
  await expect(inventory.startTask(vm(running).moid, { verb: 'mountTools' })).rejects.toMatchObject({
    fault: { type: 'GenericVmConfigFault' },
  })

  const { changeVersion } = await inventory.readVmDetail(vm(name).moid)
  if (changeVersion === undefined) throw new Error('no change version')
  await run(watched, name, { verb: 'reconfigure', memoryMiB: 2_048, cpuCount: 2, changeVersion })
  await until(() => vm(name).memoryMiB === 2_048 && vm(name).cpuCount === 2)
  await run(watched, name, { verb: 'rename', newName: '50% <a>/b\\c' })
  await until(() => [...inventory.vms.values()].some((view) => view.name === '50% <a>/b\\c'))
})

test('guest operations are no tasks, and without tools the host says so', async () => {
  const watched = await openSimulated()
  const { inventory, vm, until } = watched
  expect(await inventory.startTask(vm('web-frontend').moid, { verb: 'shutdownGuest' })).toEqual({ kind: 'no-task' })
  await until(() => vm('web-frontend').powerState === 'poweredOff')
  const rebooting = inventory.startTask(vm('100% test').moid, { verb: 'rebootGuest' })
  await expect(rebooting).rejects.toMatchObject({
    fault: { type: expect.stringMatching(/InvalidPowerState|ToolsUnavailable/) },
  })
})

test('a CD-ROM is disconnected and stays what it was, once the question of its lock is answered', async () => {
  const watched = await openSimulated()
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
  // And connected again, to what was behind it all the time.
  const again = await start(watched, vm, { ...request, verb: 'connectCdrom' })
  await follow(inventory, again, vm).until(isEnd)
  expect(await cdrom()).toMatchObject({ ...before, connected: true, startConnected: true })
})

test('somebody else’s change in between is not overwritten', async () => {
  const watched = await openSimulated()
  const task = await run(watched, '100% test', {
    verb: 'reconfigure',
    memoryMiB: 8_192,
    changeVersion: 'long ago',
  }).catch((error: { fault: { type: string } }) => ({ fault: error.fault }))
  expect(task?.fault?.type).toBe('ConcurrentAccess')
})

test('a task that fails tells its fault with the chain of causes; one that does not exist is told so', async () => {
  const watched = await openSimulated()
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
  const watched = await openSimulated()
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
  const watched = await openSimulated()
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
