import { beforeEach, describe, expect, test } from 'vitest'
import { refusal, testWorld, type TestWorld } from '../testing/test-world'
import type { DataObject, Ref } from '../vim25/value'
import { eventsOf, postEvent, postVmEvent, type LoggedEvent } from '../world/events'

let at: TestWorld
let manager: Ref
let [web, mail]: Ref[] = []

beforeEach(async () => {
  at = testWorld({ caller: 'tester', product: 'vcenter', preset: 'demo' })
  manager = at.first('EventManager')
  const vms = at.world.byType('VirtualMachine').map(({ ref }) => ref)
  ;[web, mail] = [vms[0], vms[1]]
  for (const [minutes, vm, type] of [
    [1, web, 'VmPoweredOffEvent'],
    [2, web, 'VmPoweredOnEvent'],
    [3, mail, 'VmMessageWarningEvent'],
  ] as const) {
    await at.clock.advance(60_000)
    if (vm !== undefined)
      postVmEvent(at.world, vm, type, `{vm}: ${minutes}`, { userName: `user-${minutes}`, fields: extra(type) })
  }
  postEvent(at.world, { type: 'UserLoginSessionEvent', message: 'in', userName: 'tester', fields: login })
})

const extra = (type: string) => (type === 'VmMessageWarningEvent' ? { message: 'careful' } : {})
const login = { ipAddress: '127.0.0.1', locale: 'en', sessionId: 'x' }
const query = async (filter: DataObject = {}) =>
  (await at.call('QueryEvents', manager, { filter })) as readonly LoggedEvent[]
const types = async (filter: DataObject) =>
  (await query(filter)).map(({ $type }) => $type).filter((type) => type !== 'TaskEvent')
const byEntity = (entity: Ref | undefined, recursion: string) => ({ entity: { entity, recursion } })

describe('filters', () => {
  test('by type, derived types with it, as events or by their ids', async () => {
    expect(await types({ type: ['VmPoweredOnEvent'] })).toEqual(['VmPoweredOnEvent'])
    expect(await types({ eventTypeId: ['vim.event.VmPoweredOnEvent', 'VmPoweredOffEvent'] })).toEqual([
      'VmPoweredOffEvent',
      'VmPoweredOnEvent',
    ])
    expect(await types({ type: ['SessionEvent'] })).toEqual(['UserLoginSessionEvent'])
    expect(await types({ type: ['VmPoweredOnEvent'], eventTypeId: ['vim.event.VmPoweredOffEvent'] })).toEqual([
      'VmPoweredOffEvent',
    ])
    expect(await types({ type: ['NoSuchEvent'] })).toEqual([])
  })

  test('by entity: itself, its children, or everything below it', async () => {
    const all = await types({ type: ['VmEvent'] })
    const folder = at.prop(web as Ref, 'parent') as Ref // set before each test
    const host = at.prop(web as Ref, 'runtime.host') as Ref
    expect(await types({ ...byEntity(web, 'self'), type: ['VmEvent'] })).toEqual([
      'VmPoweredOffEvent',
      'VmPoweredOnEvent',
    ])
    expect(await types({ ...byEntity(folder, 'self'), type: ['VmEvent'] })).toEqual([])
    for (const parent of [folder, host]) {
      expect(await types({ ...byEntity(parent, 'children'), type: ['VmPoweredOnEvent'] })).toEqual(['VmPoweredOnEvent'])
      expect(await types({ ...byEntity(parent, 'all'), type: ['VmPoweredOnEvent'] })).toEqual(['VmPoweredOnEvent'])
    }
    expect(await types({ ...byEntity(at.first('Datacenter'), 'children'), type: ['VmPoweredOnEvent'] })).toEqual([])
    const root = at.named('Folder', 'Datacenters')
    expect(await types({ ...byEntity(root, 'all'), type: ['VmEvent'] })).toEqual(all)
    expect(await types({ ...byEntity(root, 'all'), type: ['SessionEvent'] })).toEqual(['UserLoginSessionEvent'])
  })

  test('the events of a machine that is gone are found where it was', async () => {
    const host = at.prop(web as Ref, 'runtime.host') as Ref
    at.world.remove(web as Ref)
    for (const above of [host, at.first('Datacenter')]) {
      expect(await types({ ...byEntity(above, 'all'), type: ['VmPoweredOnEvent'] })).toEqual(['VmPoweredOnEvent'])
    }
  })

  test('by time, user, category and chain', async () => {
    const second = (await query({ type: ['VmPoweredOnEvent'] }))[0]
    const time = { beginTime: second?.createdTime, endTime: second?.createdTime }
    expect(await types({ time })).toEqual(['VmPoweredOnEvent'])
    expect(await types({ userName: { systemUser: false, userList: ['user-1', 'user-3'] } })).toEqual([
      'VmPoweredOffEvent',
      'VmMessageWarningEvent',
    ])
    expect(await types({ category: ['warning'], type: ['VmEvent'] })).toEqual(['VmMessageWarningEvent'])
    expect(await types({ eventChainId: second?.['chainId'] })).toEqual(['VmPoweredOnEvent'])
    expect(await types({ tag: ['none'] })).toEqual([])
  })

  test('the newest are kept when there are too many: 1000, or as many as are asked for', async () => {
    for (let count = 0; count < 1_200; count++)
      postEvent(at.world, { type: 'GeneralUserEvent', message: String(count), fields: { message: String(count) } })
    expect(await query()).toHaveLength(1_000)
    expect(await query({ maxCount: 0 })).toHaveLength(1_000)
    expect((await query({ maxCount: 2 })).map((event) => event['message'])).toEqual(['1198', '1199'])
    expect(await refusal(query({ maxCount: -1 }))).toBe('InvalidArgument')
  })

  test('the text is left out where it is not wanted', async () => {
    const [event] = await query({ type: ['VmPoweredOnEvent'], disableFullMessage: true })
    expect(event).toMatchObject({ $type: 'VmPoweredOnEvent', userName: 'user-2' })
    expect(event).not.toHaveProperty('fullFormattedMessage')
  })
})

describe('collectors', () => {
  const collect = async (filter: DataObject = {}) =>
    (await at.call('CreateCollectorForEvents', manager, { filter })) as Ref
  const read = async (collector: Ref, which: 'Next' | 'Previous', maxCount: number) =>
    ((await at.call(`Read${which}Events`, collector, { maxCount })) as readonly LoggedEvent[]).map(({ $type }) => $type)
  const vmEvents = { type: ['VmEvent'] }
  const latest = (collector: Ref) => at.session.objects.prop(collector, 'latestPage') as readonly LoggedEvent[]

  test('pages forward and back through what the filter lets through, and starts over', async () => {
    const collector = await collect(vmEvents)
    const all = await types(vmEvents)
    expect(await read(collector, 'Next', 1_000)).toEqual(all)
    expect(await read(collector, 'Next', 1)).toEqual([])
    expect(await read(collector, 'Previous', 2)).toEqual(all.slice(-2).toReversed())
    await at.call('RewindCollector', collector)
    expect(await read(collector, 'Next', 1)).toEqual(all.slice(0, 1))
  })

  test('the latest page follows events that the filter lets through, newest first', async () => {
    const collector = await collect(vmEvents)
    await at.call('SetCollectorPageSize', collector, { maxCount: 2 })
    const before = latest(collector)
    postEvent(at.world, { type: 'UserLoginSessionEvent', message: 'in', fields: login })
    expect(latest(collector)).toBe(before)
    postVmEvent(at.world, mail as Ref, 'VmSuspendedEvent', 'zzz')
    expect(latest(collector).map(({ $type }) => $type)).toEqual(['VmSuspendedEvent', 'VmMessageWarningEvent'])
    expect(await read(collector, 'Next', 1_000)).toContain('VmSuspendedEvent')
  })

  test('it forgets what the log forgets', async () => {
    const collector = await collect()
    for (let count = 0; count < 7_000; count++)
      postEvent(at.world, { type: 'GeneralUserEvent', message: 'x', fields: { message: 'x' } })
    const seen = (await at.call('ReadNextEvents', collector, { maxCount: 1 })) as readonly LoggedEvent[]
    expect(seen[0]?.key).toBe(eventsOf(at.world)[0]?.key)
  })

  test('a destroyed one is gone', async () => {
    const collector = await collect()
    await at.call('DestroyCollector', collector)
    expect(await refusal(read(collector, 'Next', 1))).toBe('ManagedObjectNotFound')
    postVmEvent(at.world, web as Ref, 'VmSuspendedEvent', 'zzz')
    expect(at.session.objects.get(collector)).toBeUndefined()
  })
})

test('a person can write into the log', async () => {
  await at.call('LogUserEvent', manager, { entity: web, msg: 'Disk replaced.' })
  expect((await query({ category: ['user'] })).at(-1)).toMatchObject({
    $type: 'GeneralUserEvent',
    message: 'Disk replaced.',
    fullFormattedMessage: 'Disk replaced.',
    userName: 'tester',
  })
  expect(at.problems()).toEqual([])
})
