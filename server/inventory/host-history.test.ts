/** What a host remembers of a time in which nobody looked: read whole, or said how far it goes. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { HostEvent } from '@/lib/vsphere/host-event'
import { connectionId, moRef } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { startSimulator, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { postVmEvent } from '../../simulator/world/events'
import { VimFault } from '../vsphere/errors'
import type { WireValue } from '../vsphere/wire-value'
import { HostClock } from './host-clock'
import { isRecorded } from './host-event'
import { hostHistory } from './host-history'
import { watchInventory } from './testing/watched-inventory'

const longAgo = '2020-01-01T00:00:00.000Z'

async function open(options: SimulatorOptions = {}) {
  const host = await startSimulator({ speed: 0, ...options })
  onTestFinished(() => host.close())
  const watched = await watchInventory(host)
  onTestFinished(() => watched.inventory.close())
  const { inventory } = watched
  const [vm] = inventory.vms.values()
  if (!vm) throw new Error('no VM')
  const events = async (since: string) => {
    const read: HostEvent[] = []
    const kept = await inventory.history().readEvents(since, async (page) => void read.push(...page))
    return { kept, read }
  }
  const tasks = async (since: string) => {
    const read: TaskView[] = []
    const kept = await inventory.history().readTasks(since, async (page) => void read.push(...page))
    return { kept, read }
  }
  const post = (type: string, text = `{vm}: ${type}`) => postVmEvent(host.world, host.vm(vm.moid), type, text)
  const collectors = () =>
    host.calls.filter(({ method }) => method.startsWith('CreateCollector')).length -
    host.calls.filter(({ method }) => method === 'DestroyCollector').length
  return { ...watched, host, inventory, vm, events, tasks, post, collectors }
}

/** Two clocks on one machine are measured to a moment. */
const now = (ms: number) => new Date(Date.now() + ms).toISOString()

describe.each(['esx', 'vcenter'] as const)('events of %s', (product) => {
  test('are read whole since a time, each once, over many pages, in our clock', async () => {
    const { events, post, vm, collectors } = await open({ product, clockOffsetMs: 3_600_000 })
    // Signing in is an event too: after the last of those, and a moment later.
    const newest =
      (await events(longAgo)).read
        .map(({ at }) => Date.parse(at))
        .toSorted((a, b) => a - b)
        .at(-1) ?? 0
    const since = new Date(newest + 1).toISOString()
    await new Promise((later) => setTimeout(later, 20))
    for (let n = 0; n < 450; n++) post('VmPoweredOnEvent', `{vm} is powered on ${n}`)
    const { kept, read } = await events(since)
    expect(kept).toEqual({ kind: 'whole' })
    const own = read.filter(({ type }) => type === 'VmPoweredOnEvent')
    expect(own).toHaveLength(450)
    expect(new Set(own.map(({ id }) => id)).size).toBe(450)
    expect(own[7]).toMatchObject({ vm: vm.key, vmName: vm.name, text: expect.stringMatching(/is powered on 7$/) })
    for (const { at } of read) {
      expect(at >= since).toBe(true)
      expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(600_000)
    }
    expect(collectors()).toBe(0)
  })

  test('of a time from before the oldest are said to go back to that', async () => {
    const { events, post } = await open({ product })
    post('VmPoweredOnEvent')
    const { kept, read } = await events(longAgo)
    const [oldest] = read.map(({ at }) => at).toSorted()
    expect(kept).toEqual({ kind: 'since', since: oldest })
    // Often the oldest of all: left out, the host would seem to keep nothing.
    expect(read).toContainEqual(expect.objectContaining({ type: 'UserLoginSessionEvent', id: expect.any(Number) }))
  })

  test('that the account may not read are said to be unreadable, with the right that is missing', async () => {
    const { events, host } = await open({ product })
    host.fail({
      method: 'CreateCollectorForEvents',
      fault: { type: 'NoPermission', fields: { privilegeId: 'System.View' } },
    })
    expect(await events(longAgo)).toMatchObject({ kept: { kind: 'not-readable', reason: /may not read it/ }, read: [] })
  })

  test('whose reading breaks off reject, after what was read was given', async () => {
    const { inventory, host, post, collectors } = await open({ product })
    for (let n = 0; n < 300; n++) post('VmPoweredOnEvent')
    const read: HostEvent[] = []
    const reading = inventory.history().readEvents(longAgo, async (page) => {
      read.push(...page)
      host.fail({ method: 'ReadNextEvents', fault: { type: 'SystemError', message: 'out of memory' } })
    })
    await expect(reading).rejects.toBeInstanceOf(VimFault)
    expect(read.length).toBeGreaterThan(100)
    expect(collectors()).toBe(0)
  })

  test('are followed from now on, each once', async () => {
    const { inventory, post } = await open({ product })
    const followed = await inventory.history().followEvents(now(-1_000))
    const types = async () => (await followed?.next())?.map(({ type }) => type)
    await types()
    expect(await types()).toEqual([])
    post('VmPoweredOnEvent')
    post('VmSuspendedEvent')
    expect(await types()).toEqual(['VmPoweredOnEvent', 'VmSuspendedEvent'])
    expect(await types()).toEqual([])
    await followed?.end()
    await expect(followed?.next()).rejects.toBeInstanceOf(VimFault)
  })
})

test('tasks of a vCenter are read when they have ended, with who and how; those of reading alone are not', async () => {
  const { host, vm, tasks, until, inventory } = await open({ product: 'vcenter' })
  const since = now(-1_000)
  const [long, short] = [60_000, 1].map((ms) =>
    host.startTask(vm.moid, { descriptionId: 'x.y', method: 'Foreign_Task', userName: 'DOM\\j.meyer', ms }),
  )
  const of = (task?: { value: string }) =>
    [...inventory.tasks.values()].find(({ key }) => key.endsWith(task?.value ?? '-'))
  await until(() => of(short)?.state === 'success')
  await until(() => of(long)?.state === 'success')
  const { kept, read } = await tasks(since)
  expect(kept.kind).not.toBe('not-readable')
  expect(read.map(({ key }) => key)).toEqual([of(long)?.key, of(short)?.key])
  expect(read[0]).toMatchObject({ startedBy: 'DOM\\j.meyer', reason: { kind: 'user' }, state: 'success', vm: vm.key })
})

test('a host without a vCenter keeps no tasks, and says so', async () => {
  const { tasks } = await open({ product: 'esx' })
  expect(await tasks(longAgo)).toEqual({
    kept: { kind: 'not-readable', reason: 'This host keeps no such list.' },
    read: [],
  })
})

describe('a server that misbehaves', () => {
  const connection = connectionId('c1')
  const event = (key: number, changes: object = {}): WireValue => ({
    $type: 'VmPoweredOnEvent',
    key,
    chainId: key,
    createdTime: '2026-11-22T14:00:00Z',
    fullFormattedMessage: 'on',
    ...changes,
  })
  /** @param pages what each reading gives. */
  const told = (pages: (call: number) => WireValue) => {
    let calls = 0
    const eventManager = moRef('EventManager', 'em')
    const content = { eventManager } as Parameters<typeof hostHistory>[0]['content'] // nothing else is asked for
    const call = async (method: string) =>
      method === 'ReadNextEvents'
        ? pages((calls += 1))
        : { $type: 'ManagedObjectReference', type: 'EventHistoryCollector', value: 's1' }
    return hostHistory({ content, call }, { connection, clock: new HostClock(Date.now), isHidden: () => false })
  }
  const readAll = async (pages: (call: number) => WireValue) => {
    const ids: number[] = []
    const kept = await told(pages).readEvents(longAgo, async (page) => void ids.push(...page.map(({ id }) => id)))
    return { ids, kept }
  }

  test('and repeats a page for ever is not listened to for ever', async () => {
    const { ids, kept } = await readAll(() => [event(1), event(2)])
    expect(ids).toEqual([1, 2])
    expect(kept).toMatchObject({ kind: 'until', until: '2026-11-22T14:00:00.000Z', reason: /repeats/ })
  })

  test('and never comes to an end is read so far and no further', async () => {
    const { ids, kept } = await readAll((call) => Array.from({ length: 200 }, (_, n) => event(call * 200 + n)))
    expect(ids).toHaveLength(5_000)
    expect(kept).toMatchObject({ kind: 'until', reason: 'There are more than 5,000.' })
  })

  test('and says nonsense of one event is heard of the others; a page that may not be seen is not the end', async () => {
    const pages = [[event(1), 'nonsense', event(2, { createdTime: 'soon' }), { key: 'x' }, event(3)], [], [event(4)]]
    expect(await readAll((call) => pages[call - 1] ?? [])).toMatchObject({ ids: [1, 3, 4] })
  })
})

test('what happened to VMs and how hosts stand is recorded; who signed in, alarms and tasks are not', () => {
  const of = (type: string, vm = true): HostEvent => ({
    id: 1,
    chain: 1,
    type,
    at: '',
    text: '',
    ...(vm && { vm: 'c1/vm-1' as HostEvent['vm'] & string }),
  })
  for (const type of ['VmPoweredOnEvent', 'VmMessageEvent', 'VmMigratedEvent', 'com.vmware.vc.vm.Unknown'])
    expect(isRecorded(of(type), false)).toBe(true)
  for (const type of ['HostConnectionLostEvent', 'EnteredMaintenanceModeEvent', 'esx.problem.vmfs.heartbeat.timedout'])
    expect(isRecorded(of(type, false), false)).toBe(true)
  for (const type of ['UserLoginSessionEvent', 'TaskEvent', 'AlarmStatusChangedEvent', 'DatastoreRenamedEvent'])
    expect(isRecorded(of(type, false), false)).toBe(false)
  for (const type of ['TaskEvent', 'AlarmStatusChangedEvent']) expect(isRecorded(of(type), false)).toBe(false)
  expect(isRecorded(of('TaskEvent'), true)).toBe(true)
  expect(isRecorded(of('TaskEvent', false), true)).toBe(false)
})
