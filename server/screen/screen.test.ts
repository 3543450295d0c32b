/*
 * Screens of guests against a simulated host, over real HTTP and SOAP, and against servers that send something else. A host is
 * asked for one picture however many look, gives bytes that nobody trusts, and keeps no file of ours.
 */
import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { plainPng } from '@/lib/screen/plain-png'
import { screenFloorMs } from '@/lib/screen/screen'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { moid } from '@/lib/vsphere/ids'
import { startSimulator, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { demoPreset } from '../../simulator/presets/demo'
import { lab } from '../../simulator/presets/surroundings'
import { volumeOf } from '../../simulator/estate/datastore-files'
import { RawClient } from '../../simulator/testing/raw-client'
import { vmxPathOf } from '../../simulator/vm/files'
import { guardEach } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import type { Inventory } from '../inventory/contract'
import { watchInventory } from '../inventory/testing/watched-inventory'
import { readScreen } from './read-screen'
import { createScreenOperations, type ConsoleTickets } from './screen-operations'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const few = demoPreset('esx').vms.filter(({ name }) => name === 'web-frontend' || name === '100% test')

type Options = SimulatorOptions & { user?: string; tickets?: ConsoleTickets }

async function open({ user = 'root', tickets = 'admin', ...options }: Options = {}) {
  const preset = options.product === 'vcenter' ? {} : { preset: { inventory: lab, vms: few } }
  const host = await startSimulator({ speed: 0, counters: false, ...preset, ...options })
  closing.push(() => host.close())
  const account = options.accounts?.find((one) => one.user === user)
  const { inventory, vm, until } = await watchInventory({
    port: host.port,
    user: account?.user ?? host.user,
    password: account?.password ?? host.password,
  })
  closing.push(() => inventory.close())
  await until(() => inventory.rights !== undefined)
  /** What left for the host, as its access was asked for it, and how an answer is changed on its way. */
  const left: string[] = []
  const change: { endOf?: () => string } = {}
  const access = (): EndpointAccess => {
    const real = inventory.access()
    return {
      ...real,
      exchangeFile: (exchange) => (left.push(`${exchange.method} ${exchange.path}`), real.exchangeFile(exchange)),
      call: (method, ...rest) => (left.push(method), real.call(method, ...rest)),
      endOf: async (task) => {
        const end = await real.endOf(task)
        return change.endOf?.() ?? end
      },
    }
  }
  const watched: Inventory = new Proxy(inventory, {
    get: (target, name) => (name === 'access' ? access : Reflect.get(target, name, target)),
  })
  const notes: { by: string; text: string; left: number }[] = []
  const time = { now: 1_000_000 }
  const view = {
    name: 'esx-lab',
    endpoint: { transport: 'http', host: '127.0.0.1', port: host.port, trust: { kind: 'none' } },
  } as ConnectionView // what is asked for of it
  const { ofContract, ofDoors } = createScreenOperations({
    inventoryOf: () => watched,
    viewOf: () => view,
    note: async ({ by, text }) => void notes.push({ by, text, left: left.length }),
    tickets,
    now: () => time.now,
  })
  const pictures = (name: string) => {
    const { path } = vmxPathOf(host.world, host.vm(name))
    const folder = volumeOf(host.world, vmxPathOf(host.world, host.vm(name)).datastore).folder(
      path.slice(0, path.lastIndexOf('/')),
    )
    return [...(folder?.children.keys() ?? [])].filter((file) => file.endsWith('.png'))
  }
  const key = (name: string) => vm(name).key
  return {
    host,
    inventory,
    left,
    change,
    notes,
    time,
    pictures,
    key,
    vm,
    ask: guardEach({ ...ofContract, ...ofDoors }),
  }
}

test('a screen is one request for all who look, and none until the floor is over', async () => {
  const { ask, key, left, time, notes } = await open()
  const [first, second] = await Promise.all([
    ask.lookAtScreen(key('web-frontend')),
    ask.lookAtScreen(key('web-frontend')),
  ])
  expect(first).toMatchObject({ ok: true, value: { way: 'screen', takenAt: time.now, width: 720, height: 400 } })
  expect(first.ok && second.ok && first.value === second.value, 'the same picture').toBe(true)
  expect(first.ok && plainPng(first.value.bytes)).toMatchObject({ ok: true, width: 720 })
  time.now += screenFloorMs - 1
  await ask.lookAtScreen(key('web-frontend'))
  expect(left.filter((one) => one.startsWith('GET'))).toEqual([`GET /screen?id=${key('web-frontend').split('/')[1]}`])
  time.now += 1
  expect(await ask.lookAtScreen(key('web-frontend'))).toMatchObject({ value: { takenAt: time.now } })
  expect(left.filter((one) => one.startsWith('GET'))).toHaveLength(2)
  expect(
    left.filter((one) => one.endsWith('_Task')),
    'nothing is changed',
  ).toEqual([])
  expect(notes).toEqual([])
})

test('of a VM that is off or suspended, and for an account that may not interact, the host is asked nothing', async () => {
  const deny = ['VirtualMachine.Interact.ConsoleInteract']
  const off = await open()
  expect(await off.ask.lookAtScreen(off.key('100% test'))).toMatchObject({
    error: { code: 'not-on', sentence: 'No picture: the VM is off.' },
  })
  expect(await off.ask.takeScreenshot(off.key('100% test'), { username: 'ada' })).toMatchObject({
    error: { code: 'not-on' },
  })
  expect([off.left, off.notes]).toEqual([[], []])
  const limited = await open({ user: 'limited', accounts: [{ user: 'limited', password: 'p', deny }] })
  for (const asked of [
    await limited.ask.lookAtScreen(limited.key('web-frontend')),
    await limited.ask.takeScreenshot(limited.key('web-frontend'), { username: 'ada' }),
  ])
    expect(asked).toMatchObject({
      error: { code: 'not-allowed', sentence: `Andon’s account at esx-lab lacks ${deny[0]}.` },
    })
  expect(await limited.ask.openConsole(limited.key('web-frontend'), { username: 'ada', role: 'admin' })).toMatchObject({
    error: { code: 'not-possible' },
  })
  expect([limited.left, limited.notes]).toEqual([[], []])
})

test('where there is no /screen a person has a file written: noted first, read, and gone from the datastore', async () => {
  const { ask, key, left, notes, pictures } = await open({ quirks: { noScreens: true } })
  const vm = key('web-frontend')
  expect(await ask.lookAtScreen(vm)).toMatchObject({ error: { code: 'not-offered' } })
  // What has said no is not asked at each look.
  expect(await ask.lookAtScreen(vm)).toMatchObject({ error: { code: 'not-offered' } })
  expect(left.filter((one) => one.startsWith('GET'))).toHaveLength(1)
  left.length = 0
  const taken = await ask.takeScreenshot(vm, { username: 'ada' })
  expect(taken).toMatchObject({ ok: true, value: { way: 'file', width: 720, height: 400 } })
  expect(left.filter((one) => /_Task$|^GET/.test(one))).toEqual([
    'CreateScreenshot_Task',
    expect.stringMatching(/^GET \/folder\/web-frontend%2Fweb-frontend-1\.png\?/),
    'DeleteDatastoreFile_Task',
  ])
  expect(notes).toEqual([
    { by: 'ada', text: 'Screenshot by way of a file (CreateScreenshot_Task) of web-frontend', left: 0 },
  ])
  expect(pictures('web-frontend')).toEqual([])
})

test('a file that cannot be removed is said, to who asked and to the record', async () => {
  const { ask, key, notes, pictures, host } = await open({ quirks: { noScreens: true } })
  host.fail({ method: 'DeleteDatastoreFile_Task', fault: { type: 'NoPermission' } })
  expect(await ask.takeScreenshot(key('web-frontend'), { username: 'ada' })).toMatchObject({
    ok: true,
    value: { left: { file: '[datastore1] web-frontend/web-frontend-1.png' } },
  })
  expect(pictures('web-frontend')).toEqual(['web-frontend-1.png'])
  expect(notes.at(-1)?.text).toBe(
    '[datastore1] web-frontend/web-frontend-1.png could not be removed, a screenshot of web-frontend',
  )
})

test('a host that names another file than a picture beside the VM has nothing read and nothing removed', async () => {
  const { ask, key, left, change, host, time } = await open({ quirks: { noScreens: true } })
  for (const path of [
    '[datastore1] web-frontend/web-frontend.vmx',
    '[datastore1] other/x.png',
    '[iso] x.png',
    'x.png',
  ]) {
    change.endOf = () => path
    time.now += screenFloorMs
    left.length = 0
    expect(await ask.takeScreenshot(key('web-frontend'), { username: 'ada' }), path).toMatchObject({
      error: { code: 'no-picture', raw: path },
    })
    expect(left.filter((one) => one.startsWith('GET') || one.startsWith('Delete'))).toEqual([])
  }
  expect(host.world.get(host.vm('web-frontend'))).toBeDefined()
})

const answering = (status: number, body: Uint8Array | string, headers: Record<string, string> = {}) =>
  ({
    exchangeFile: async () => ({ status, headers, body: Readable.from([Buffer.from(body)]) }),
    read: async () => new Map([['runtime.powerState', 'poweredOn']]),
  }) as unknown as EndpointAccess // the part of it that is asked for

test.each<[string, number, Uint8Array | string, Record<string, string>, string]>([
  ['a page with a script', 200, '<script>alert(1)</script>', { 'content-type': 'image/png' }, 'no-picture'],
  ['a picture of another kind', 200, 'GIF89a', { 'content-type': 'image/png' }, 'no-picture'],
  ['more than anybody reads', 200, '', { 'content-length': String(2 ** 40) }, 'no-picture'],
  ['much, without saying so', 200, new Uint8Array(17 * 2 ** 20), {}, 'no-picture'],
  ['a redirect', 302, '', { location: 'http://elsewhere/' }, 'no-picture'],
  ['an error', 500, 'oops', {}, 'no-picture'],
  ['no right', 403, '', {}, 'NoPermission'],
])('a server that sends %s is believed nothing', async (_, status, body, headers, code) => {
  await expect(readScreen(answering(status, body, headers), moid('12'))).rejects.toMatchObject({ told: { code } })
})

test('VMRC is called with a ticket for whom the setting says, after a line of the record, and the ticket works once', async () => {
  for (const product of ['esx', 'vcenter'] as const) {
    const { ask, key, host, notes, left, vm, inventory } = await open({ product })
    const name = [...inventory.vms.values()][0]?.name ?? ''
    const operator = await ask.openConsole(key(name), { username: 'ola', role: 'operator' })
    expect(operator).toEqual({
      ok: true,
      value: { uri: `vmrc://127.0.0.1:${host.port}/?moid=${vm(name).moid}`, withTicket: false },
    })
    expect(left).toEqual([])
    const opened = await ask.openConsole(key(name), { username: 'ada', role: 'admin' })
    const uri = opened.ok ? opened.value.uri : ''
    const [, ticket = ''] = /^vmrc:\/\/clone:([^@]+)@127\.0\.0\.1:\d+\/\?moid=[\w-]+$/.exec(uri) ?? []
    expect(left).toEqual(['AcquireCloneTicket'])
    expect(notes).toEqual([
      { by: 'ola', text: `Console in VMRC, without a ticket, of ${name}`, left: 0 },
      { by: 'ada', text: `Console in VMRC, with a ticket, of ${name}`, left: 0 },
    ])
    expect(JSON.stringify(notes)).not.toContain(ticket)
    const manager = product === 'esx' ? 'SessionManager:ha-sessionmgr' : 'SessionManager:SessionManager'
    const clone = () => new RawClient(host).call('CloneSession', manager, `<cloneTicket>${ticket}</cloneTicket>`)
    expect([(await clone()).status, (await clone()).status]).toEqual([200, 500])
  }
})

test('nobody gets a ticket where the setting says so, and operators where it says that', async () => {
  const by = { username: 'ola', role: 'operator' } as const
  const everybody = await open({ tickets: 'operator' })
  expect(await everybody.ask.openConsole(everybody.key('100% test'), by)).toMatchObject({ value: { withTicket: true } })
  const nobody = await open({ tickets: 'nobody' })
  expect(await nobody.ask.openConsole(nobody.key('100% test'), { ...by, role: 'admin' })).toMatchObject({
    value: { withTicket: false },
  })
})
