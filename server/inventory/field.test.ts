/** What real servers do, and limited accounts meet, that a clean world does not: stories from public reports. */
import { afterEach, expect, test } from 'vitest'
import { connectionId, moid } from '@/lib/vsphere/ids'
import type { ServerIdentity } from '@/lib/vsphere/connection'
import { manualClock } from '../../simulator/world/clock'
import { ref } from '../../simulator/vim25/value'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { openInventory } from './open-inventory'
import { watchInventory } from './testing/watched-inventory'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(options: SimulatorOptions = {}, prepare: (host: SimulatedHost) => void = () => {}) {
  const host = await startSimulator({ speed: 0, ...options })
  closing.push(() => host.close())
  prepare(host)
  const watched = await watchInventory(host)
  closing.push(() => watched.inventory.close())
  return { ...watched, host }
}

const calls = (host: SimulatedHost, method: string) => host.calls.filter((call) => call.method === method).length

test('300 notes of 100 KB stay at the host until a page reads one', async () => {
  const { inventory, vm } = await open({ product: 'vcenter', vms: 300 }, (host) => {
    for (const { ref: at } of host.world.byType('VirtualMachine')) {
      host.world.update(at, { 'config.annotation': 'n'.repeat(100_000) })
    }
  })
  expect(inventory.vms.size).toBe(300)
  expect(JSON.stringify([...inventory.vms.values()]).length).toBeLessThan(300 * 2_000)
  const [first] = inventory.vms.values()
  const detail = await inventory.readVmDetail(vm(first?.name ?? '').moid)
  expect(detail.note).toMatch(/^n{8000}… \(cut here: the server sent 100,000 characters\)$/)
})

test('the age of a question comes from a collector where events cannot be queried, and the collector is given back', async () => {
  const clock = manualClock(new Date('2020-02-02T00:00:00Z'))
  const host = await startSimulator({ clock })
  closing.push(() => host.close())
  host.fail({ method: 'QueryEvents', fault: { type: 'NotImplemented' } })
  host.ask('web-frontend', 'msg.uuid.altered')
  host.ask('100% test', 'msg.uuid.altered')
  await clock.advance(600_000)
  const { inventory, until, vm } = await watchInventory(host)
  closing.push(() => inventory.close())
  const age = (name: string) => Date.now() - Date.parse(inventory.questions.get(vm(name).key)?.raisedAt ?? '')
  await until(() => age('web-frontend') > 590_000 && age('100% test') > 590_000)
  expect(age('web-frontend')).toBeLessThan(700_000)
  expect(calls(host, 'QueryEvents')).toBe(1)
  expect(calls(host, 'CreateCollectorForEvents')).toBe(1)
})

test('a vCenter that answers in pages of one object is read whole, and followed', async () => {
  const { inventory, host, until } = await open({ product: 'vcenter', vms: 60, quirks: { mostObjects: 1 } })
  expect(inventory.vms.size).toBe(60)
  const names = host.world.byType('VirtualMachine').map(({ props }) => String(props['name']))
  for (const name of names) host.update(name, { name: `${name} again` })
  await until(() => [...inventory.vms.values()].every(({ name }) => name.endsWith(' again')))
  // A page a call, where there would be one: the objects of the inventory, and its changes.
  expect(calls(host, 'WaitForUpdatesEx')).toBeGreaterThan(2 * 60)
})

function identify(host: SimulatedHost, instanceUuid: string): void {
  const service = ref('ServiceInstance', 'ServiceInstance')
  const content = host.world.prop(service, 'content') as { about: object }
  host.world.update(service, { content: { ...content, about: { ...content.about, instanceUuid } } })
}

test('another vCenter that answers in the middle is told nothing, and nothing is taken from it', async () => {
  const host = await startSimulator({ speed: 0, product: 'vcenter' })
  closing.push(() => host.close())
  identify(host, 'one')
  const remembered: ServerIdentity[] = []
  const inventory = openInventory({
    id: connectionId('c1'),
    endpoint: { transport: 'http', host: '127.0.0.1', port: host.port, trust: { kind: 'none' } },
    user: host.user,
    password: host.password,
    server: { known: undefined, remember: (seen) => remembered.push(seen) },
  })
  closing.push(() => inventory.close())
  const become = (at: string) =>
    new Promise<void>((resolve) => {
      const stop = inventory.onChanges(() => {
        if (inventory.state.at !== at) return
        stop()
        resolve()
      })
    })
  const live = become('live')
  inventory.start()
  await live
  expect(remembered).toMatchObject([{ apiType: 'VirtualCenter', instanceUuid: 'one' }])
  const [vm] = inventory.vms.values()
  if (!vm) throw new Error('no VM')

  identify(host, 'two')
  const before = calls(host, 'Login')
  const refused = become('refused')
  host.expireSessions()
  await refused
  expect(inventory.otherServer).toMatchObject({ instanceUuid: 'two' })
  expect(inventory.state).toMatchObject({
    reason: 'Another server answers at this address.',
    raw: expect.stringContaining('two'),
  })
  expect(calls(host, 'Login')).toBe(before)
  expect(inventory.vms.get(vm.key)?.powerState).toBe('unknown')
  await expect(inventory.startTask(vm.moid, { verb: 'powerOn' })).rejects.toMatchObject({ code: 'unreachable' })
  await expect(inventory.cancelTask(moid('task-1'))).rejects.toMatchObject({ code: 'unreachable' })

  identify(host, 'one')
  const back = become('live')
  inventory.retryNow()
  await back
  expect(inventory.otherServer).toBeUndefined()
})
