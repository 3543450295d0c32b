import { expect, test } from 'vitest'
import { asDefault, noAutostart, startsWithHost, type AutostartChange } from '@/lib/hardware/autostart'
import type { HostRequest } from '@/lib/hardware/host-request'
import { knownValue } from '@/lib/testing/known-value'
import { connectionId, moid, splitKey, vmKey } from '@/lib/vsphere/ids'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { rigsForEachTest, valueOf } from '../files/testing/file-rig'
import type { EndpointAccess } from '../inventory/access'
import { asObject, asObjects } from '../vsphere/wire-value'
import { readAutostart } from './autostart'

const openRig = rigsForEachTest()

async function open(options: SimulatorOptions = {}) {
  const rig = await openRig(options)
  const { host: simulated } = rig
  const { ask, inventory, runs, untilRun } = rig
  const read = async (host: Parameters<typeof ask.readAutostart>[0]) =>
    knownValue(valueOf(await ask.readAutostart(host)))
  const change = async (host: Parameters<typeof ask.readAutostart>[0], wanted: AutostartChange) => {
    const begun = valueOf(
      await runs.changeHost(host, { do: 'setAutostart', change: wanted }, { kind: 'person', name: 'tester' }),
    )
    return untilRun(begun.run, ({ state }) => state.at === 'ended')
  }
  return { ...rig, simulated, inventory, read, change }
}

test('a host says what starts with it, and takes a change of defaults, entries and order as one run', async () => {
  const { inventory, key, read, change, notes } = await open()
  const [host] = [...inventory.hosts.keys()]
  if (!host) throw new Error('no host')
  expect((await read(host)).defaults).toEqual({
    enabled: true,
    startDelay: 120,
    stopDelay: 120,
    waitForHeartbeat: false,
    stopAction: 'PowerOff',
  })
  const [db, odd] = [key('db/primary'), key('100% test')]
  const run = await change(host, {
    defaults: { enabled: false, startDelay: 30 },
    entries: [
      { ...asDefault(odd), order: 2 },
      { ...asDefault(db), order: 1, startDelay: 5, stopAction: 'guestShutdown' },
    ],
  })
  expect(run.state).toMatchObject({ outcome: { kind: 'succeeded' } })
  expect(run.steps.map(({ event }) => event.kind)).toEqual(['requested', 'start-sent', 'started', 'ended'])
  expect(notes).toEqual([
    `Change autostart ${inventory.hosts.get(host)?.name}: switched off, defaults changed, 2 VMs changed`,
  ])
  const now = await read(host)
  expect(now.defaults).toMatchObject({ enabled: false, startDelay: 30, stopDelay: 120 })
  const changed = now.entries.filter(({ vm }) => vm === db || vm === odd)
  expect(changed.map(({ name, order, startDelay, stopAction }) => [name, order, startDelay, stopAction])).toEqual([
    ['db/primary', 1, 5, 'guestShutdown'],
    ['100% test', 2, -1, 'systemDefault'],
  ])
  const others = now.entries.filter(({ vm }) => vm !== odd).map(({ vm }) => noAutostart(vm))
  await change(host, { defaults: { enabled: true }, entries: others })
  expect(startsWithHost(await read(host), odd)).toEqual({ is: 'yes', place: 1 })
})

test('a host behind a vCenter has its own, and what it does not take is its own fault', async () => {
  const { inventory, change, read } = await open({ product: 'vcenter' })
  const [vm] = [...inventory.vms.values()].filter((one) => one.host)
  const own = vm?.host?.key
  const other = [...inventory.hosts.values()].find(
    ({ key, connectionState }) => key !== own && connectionState === 'connected',
  )?.key
  if (!vm || !own || !other) throw new Error('no such hosts')
  await change(own, { entries: [asDefault(vm.key)] })
  expect((await read(own)).entries).toMatchObject([{ vm: vm.key, name: vm.name }])
  expect((await read(other)).entries).toEqual([])
  const refused = await change(other, { entries: [asDefault(vm.key)] })
  expect(refused.state).toMatchObject({ outcome: { kind: 'failed', fault: { type: 'InvalidArgument' } } })
})

test.each([true, false])('a reply that is missing is told by what the host has now; taken: %s', async (isTaken) => {
  const { inventory, simulated, read, change } = await open()
  const [host] = [...inventory.hosts.keys()]
  if (!host) throw new Error('no host')
  const cut = isTaken ? { cutBody: true } : { dropConnection: true }
  simulated.fail({ method: 'ReconfigureAutostart', times: 1, ...cut })
  const run = await change(host, { defaults: { startDelay: 7 } })
  expect(run.state).toMatchObject({ outcome: { kind: isTaken ? 'succeeded' : 'failed' } })
  expect((await read(host)).defaults.startDelay).toBe(isTaken ? 7 : 120)
})

test('a list of which the host leaves out a part is not known, and is not sent back as if that were the default', async () => {
  const { inventory } = await open()
  const host = splitKey([...inventory.hosts.keys()][0] ?? '')?.moid
  if (!host) throw new Error('no host')
  const access = inventory.access()
  const without = (left: string): EndpointAccess => ({
    ...access,
    async readContent(ref, paths) {
      const read = await access.readContent(ref, paths)
      const config = asObject(read.properties.get('config'))
      if (!config) return read
      const [first, ...others] = asObjects(config.powerInfo)
      const { [left]: _left, ...entry } = first ?? {}
      return { ...read, properties: new Map([['config', { ...config, powerInfo: [entry, ...others] }]]) }
    },
  })
  for (const left of ['startAction', 'stopAction', 'startOrder', 'startDelay', 'stopDelay', 'waitForHeartbeat', 'key'])
    expect(await readAutostart(without(left), host, () => undefined), left).toEqual({
      known: false,
      because: 'The host left out part of what it says of its VMs.',
    })
  expect(await readAutostart(without('nothing'), host, () => undefined)).toMatchObject({ known: true })
})

test('a VM of another connection is refused before anything is sent', async () => {
  const { inventory, runs, simulated } = await open()
  const [host] = [...inventory.hosts.keys()]
  if (!host) throw new Error('no host')
  const foreign = asDefault(vmKey(connectionId('other'), moid('1')))
  const request: HostRequest = { do: 'setAutostart', change: { entries: [foreign] } }
  await expect(runs.changeHost(host, request, { kind: 'person', name: 'tester' })).rejects.toMatchObject({
    told: { code: 'other-connection' },
  })
  expect(simulated.calls.filter(({ method }) => method === 'ReconfigureAutostart')).toEqual([])
})

test('one VM is started with its host without more, and where others would start too it is said', async () => {
  const { inventory, runs, key, read, change, untilRun } = await open()
  const [host] = [...inventory.hosts.keys()]
  if (!host) throw new Error('no host')
  const by = { kind: 'person', name: 'tester' } as const
  const odd = key('100% test')
  const begun = valueOf(await runs.startWithHost(odd, true, by))
  await untilRun(begun.run, ({ state }) => state.at === 'ended')
  expect((await read(host)).entries.some(({ vm }) => vm === odd)).toBe(true)
  await change(host, { defaults: { enabled: false }, entries: [noAutostart(odd)] })
  expect(await runs.startWithHost(odd, true, by)).toMatchObject({
    ok: false,
    error: { code: 'not-possible', sentence: expect.stringContaining('would start 3 other VMs with it too') },
  })
})
