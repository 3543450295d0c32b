import { beforeEach, describe, expect, test } from 'vitest'
import { refusal, endOf, testWorld, type TestWorld } from '../testing/test-world'
import type { DataObject, Ref } from '../vim25/value'
import { eventsOf } from '../world/events'

let at: TestWorld
let host: Ref

function begin(options: Parameters<typeof testWorld>[0]): void {
  at = testWorld({ preset: 'empty', ...options })
  host = at.first('HostSystem')
}

const inMaintenance = () => at.prop(host, 'runtime.inMaintenanceMode')
const enter = (timeout = 0) => at.call('EnterMaintenanceMode_Task', host, { timeout }) as Promise<Ref>
const end = (task: Ref) => endOf(at.prop(task, 'info') as DataObject)
const isOn = ({ props }: { props: Readonly<Record<string, unknown>> }) =>
  (props['runtime'] as DataObject)['powerState'] === 'poweredOn'

describe('maintenance', () => {
  test('an empty host enters and leaves it, and its cluster counts with it', async () => {
    begin({ product: 'vcenter' })
    const cluster = at.prop(host, 'parent') as Ref // every host has one
    const effective = () => ['numEffectiveHosts', 'effectiveCpu'].map((field) => at.prop(cluster, `summary.${field}`))
    const before = effective()
    expect(endOf(await at.run('EnterMaintenanceMode_Task', host, { timeout: 0 }))).toBe('success')
    expect(inMaintenance()).toBe(true)
    expect(at.prop(host, 'summary.runtime.inMaintenanceMode')).toBe(true)
    expect(effective()[0]).toBe(Number(before[0]) - 1)
    expect(at.prop(cluster, 'summaryEx')).toEqual(at.prop(cluster, 'summary'))
    expect(endOf(await at.run('EnterMaintenanceMode_Task', host, { timeout: 0 }))).toBe('InvalidState')
    expect(endOf(await at.run('ExitMaintenanceMode_Task', host, { timeout: 0 }))).toBe('success')
    expect(effective()).toEqual(before)
    expect(endOf(await at.run('ExitMaintenanceMode_Task', host, { timeout: 0 }))).toBe('InvalidState')
    const types = eventsOf(at.world).map(({ $type }) => $type)
    for (const type of ['EnteringMaintenanceModeEvent', 'EnteredMaintenanceModeEvent', 'ExitMaintenanceModeEvent']) {
      expect(types).toContain(type)
    }
    expect(at.problems()).toEqual([])
  })

  test('a host with running machines waits for the last of them', async () => {
    begin({ preset: 'demo' })
    const task = await enter()
    const running = at.world.byType('VirtualMachine').filter(isOn)
    expect(running.length).toBeGreaterThan(1)
    for (const { ref } of running) {
      await at.clock.advance(3_600_000)
      expect(at.prop(task, 'info.state')).toBe('running')
      at.world.update(ref, { 'runtime.powerState': 'poweredOff' })
    }
    await at.clock.advance(5_000)
    expect([end(task), inMaintenance()]).toEqual(['success', true])
    const vm = at.named('VirtualMachine', 'old-terminal')
    expect(endOf(await at.run('PowerOnVM_Task', vm))).toBe('InvalidState')
  })

  test('waiting can be cancelled, and ends when its time is up', async () => {
    begin({ preset: 'demo' })
    const first = await enter()
    await at.clock.advance(10_000)
    await at.call('CancelTask', first)
    await at.clock.advance(1_000)
    expect(end(first)).toBe('RequestCanceled')
    const second = await enter(60)
    await at.clock.advance(59_000)
    expect(at.prop(second, 'info.state')).toBe('running')
    await at.clock.advance(10_000)
    expect(end(second)).toBe('Timedout')
    expect(inMaintenance()).toBe(false)
  })
})

describe('storage', () => {
  beforeEach(() => begin({ preset: 'demo' }))
  const system = () => at.prop(host, 'configManager.storageSystem') as Ref // every host has one

  test('an adapter is looked at again when there is one of that name', async () => {
    expect(await refusal(at.call('RescanHba', system(), { hbaDevice: 'vmhba64' }))).toBe('not refused')
    expect(await refusal(at.call('RescanHba', system(), { hbaDevice: 'vmhba9' }))).toBe('NotFound')
  })

  test('looking for volumes takes time and measures the datastores', async () => {
    const before = at.clock.now().getTime()
    await at.call('RescanVmfs', system())
    const measured = at.prop(at.named('Datastore', 'datastore1'), 'info.timestamp') as Date // set by every refresh
    expect(measured.getTime()).toBeGreaterThan(before)
    await at.call('RescanAllHba', system())
    await at.call('RefreshStorageSystem', system())
  })
})

test.each(['esx', 'vcenter'] as const)(
  'what somebody is told who is about to connect to a host of %s',
  async (product) => {
    begin({ product, preset: 'demo' })
    const info = (await at.call('QueryHostConnectionInfo', host)) as Record<string, unknown>
    expect(info['host']).toEqual(at.prop(host, 'summary'))
    expect(info['vm']).toHaveLength((at.prop(host, 'vm') as Ref[]).length)
    expect(info['inDasCluster']).toBe(product === 'vcenter')
  },
)
