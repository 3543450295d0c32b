import { afterEach, describe, expect, test } from 'vitest'
import { faultOf, inside, RawClient, until } from '../testing/raw-client'
import { manualClock } from '../world/clock'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from './start-simulator'

let host: SimulatedHost | undefined

async function start(options: SimulatorOptions = {}): Promise<{ host: SimulatedHost; client: RawClient }> {
  host = await startSimulator({ speed: 0, ...options })
  const client = new RawClient(host)
  const manager = host.world.byType('SessionManager')[0]?.ref.key ?? ''
  await client.login(host.user, host.password, manager)
  return { host, client }
}

afterEach(async () => {
  await host?.close()
  host = undefined
})

test('by default it is an ESXi host with the demo on a free port, for root', async () => {
  const started = await start()
  expect(started.host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect([started.host.world.product, started.host.user]).toEqual(['esx', 'root'])
  expect(inside(await started.client.call('RetrieveServiceContent', 'ServiceInstance:ServiceInstance'))).toMatch(
    /<rootFolder type="Folder">ha-folder-root<\/rootFolder>.*<productLineId>embeddedEsx<\/productLineId>.*<searchIndex type="SearchIndex">ha-searchindex<\/searchIndex>/,
  )
})

test('a machine is found by reference, moid and name, as it is stored and as people write it', async () => {
  const started = await start()
  const vm = started.host.vm('db%2Fprimary')
  expect(started.host.vm(vm.value)).toEqual(vm)
  expect(started.host.vm(vm)).toBe(vm)
  expect(started.host.vm(String(started.host.world.prop(vm, 'name')))).toEqual(vm)
  expect(() => started.host.vm('nobody')).toThrow('There is no virtual machine "nobody"')
})

test('a question can be raised from outside, is seen by a waiting client, and is answered over the wire', async () => {
  const started = await start()
  const vm = started.host.vm('web-frontend')
  const spec = `<spec><propSet><type>VirtualMachine</type><pathSet>runtime.question</pathSet></propSet><objectSet><obj type="VirtualMachine">${vm.value}</obj></objectSet></spec>`
  const pc = 'PropertyCollector:ha-property-collector'
  await started.client.call('CreateFilter', pc, `${spec}<partialUpdates>false</partialUpdates>`)
  await started.client.call('CheckForUpdates', pc)
  const waiting = started.client.call('WaitForUpdatesEx', pc, '<version>1</version>')
  await until(() => started.host.calls.at(-1)?.method === 'WaitForUpdatesEx')
  const { id, answer } = started.host.ask('web-frontend', 'msg.hbacommon.outofspace')
  expect(inside(await waiting)).toContain(`<id>${id}</id><text>`)
  const answered = await started.client.call(
    'AnswerVM',
    vm.key,
    `<questionId>${id}</questionId><answerChoice>0</answerChoice>`,
  )
  expect(answered.status).toBe(200)
  expect((await answer).key).toBe('0')
  expect(inside(await started.client.call('CheckForUpdates', pc, '<version>2</version>'))).toContain(
    '<op>assign</op></changeSet>',
  )
})

test('properties can be changed behind everybody', async () => {
  const started = await start()
  started.host.update('web-frontend', { 'runtime.powerState': 'poweredOff' })
  const vm = started.host.vm('web-frontend')
  expect(inside(await started.client.call('Fetch', vm.key, '<prop>runtime</prop>'))).toContain(
    '<powerState>poweredOff</powerState>',
  )
})

describe('a restart', () => {
  async function restartWithQuestion(
    product: 'esx' | 'vcenter',
  ): Promise<{ started: { host: SimulatedHost; client: RawClient }; vm: string; task: string }> {
    const clock = manualClock()
    const started = await start({ product, clock })
    const vm = started.host.vm('asks-append-or-replace').key
    const task = /type="Task">([^<]*)/.exec((await started.client.call('PowerOnVM_Task', vm)).text)?.[1] ?? ''
    await clock.advance(5_000)
    expect(started.host.world.prop(started.host.vm('asks-append-or-replace'), 'runtime.question')).toBeDefined()
    const restarting = started.host.restart({ downMs: 1_000 })
    await until(() => started.host.isDown)
    await clock.advance(1_000)
    await restarting
    started.client.cookie = undefined
    await started.client.login(
      started.host.user,
      started.host.password,
      started.host.world.byType('SessionManager')[0]?.ref.key,
    )
    return { started, vm, task }
  }

  test('of a host makes it forget its tasks and questions', async () => {
    const { started, vm, task } = await restartWithQuestion('esx')
    expect(faultOf(await started.client.call('Fetch', `Task:${task}`, '<prop>info</prop>'))).toMatch(
      /^ManagedObjectNotFound/,
    )
    expect(inside(await started.client.call('Fetch', vm, '<prop>runtime.question</prop>'))).toBe('')
    expect(inside(await started.client.call('Fetch', vm, '<prop>recentTask</prop>'))).toBe(
      '<returnval xsi:type="ArrayOfManagedObjectReference"></returnval>',
    )
    expect((await started.client.call('PowerOnVM_Task', vm)).status).toBe(200)
  })

  test('of a vCenter does not: it has them in a database', async () => {
    const { started, vm, task } = await restartWithQuestion('vcenter')
    expect(inside(await started.client.call('Fetch', `Task:${task}`, '<prop>info</prop>'))).toContain(
      '<state>running</state>',
    )
    expect(inside(await started.client.call('Fetch', vm, '<prop>runtime.question</prop>'))).toContain('<id>')
  })
})

test('with activity, machines do things by themselves, and those that stand for something are left alone', async () => {
  const clock = manualClock()
  const started = await start({ activity: true, clock, seed: 3 })
  const stateOf = (name: string) => started.host.world.prop(started.host.vm(name), 'runtime')
  const before = stateOf('asks-append-or-replace')
  for (let count = 0; count < 60; count++) await clock.advance(5_000)
  const history = started.host.world.byType('Task').map(({ ref }) => started.host.world.prop(ref, 'info.descriptionId'))
  expect(new Set(history).size).toBeGreaterThan(1)
  expect(stateOf('asks-append-or-replace')).toEqual(before)
})
