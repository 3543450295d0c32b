import { afterEach, expect, test } from 'vitest'
import type { ConnectionState } from '@/lib/vsphere/connection'
import { connectionId, moid } from '@/lib/vsphere/ids'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { startScriptedServer } from '../vsphere/testing/scripted-server'
import { openInventory } from './open-inventory'
import {
  follow,
  isEnd,
  isGone,
  isLive,
  isLost,
  watchInventory,
  type WatchedInventory,
} from './testing/watched-inventory'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(options: SimulatorOptions = {}): Promise<WatchedInventory & { host: SimulatedHost }> {
  const host = await startSimulator({ speed: 0, ...options })
  closing.push(() => host.close())
  return { ...(await watch(host)), host }
}

async function watch(peer: Parameters<typeof watchInventory>[0]): Promise<WatchedInventory> {
  const watched = await watchInventory(peer)
  closing.push(() => watched.inventory.close())
  return watched
}

/** Powers a VM on that asks, and waits for its question. */
async function blocked(watched: WatchedInventory) {
  const vm = watched.vm('asks-append-or-replace')
  const started = await watched.inventory.startTask(vm.moid, { verb: 'powerOn' })
  if (started.kind !== 'task') throw new Error('no task')
  const followed = follow(watched.inventory, started.task.value, vm)
  const raised = await followed.until((report) => report.kind === 'question' && report.question !== undefined)
  const question = raised.kind === 'question' ? (raised.question?.id ?? '') : ''
  return { vm, task: started.task.value, question, followed }
}

const logins = (host: SimulatedHost) => host.calls.filter((call) => call.method === 'Login').length
const statesOf = ({ changes }: WatchedInventory): ConnectionState['at'][] =>
  changes.flatMap((change) => (change.kind === 'connection' ? [change.state.at] : []))

test('a session killed in the middle of a task costs one sign-in and nothing else', async () => {
  const watched = await open()
  const { inventory, host } = watched
  const { vm, question, followed } = await blocked(watched)
  host.expireSessions()
  await inventory.answerVm(vm.moid, question, '0')
  expect(await followed.until(isEnd)).toMatchObject({ task: { state: 'success' } })
  await watched.until(() => watched.vm(vm.name).powerState === 'poweredOn')
  expect(logins(host)).toBe(2)
  expect(followed.seen.some(isLost)).toBe(false)
  expect(statesOf(watched)).not.toContain('lost')
  expect([...inventory.vms.values()].every(({ powerState }) => powerState !== 'unknown')).toBe(true)
})

test('an idle session that was ended is noticed by the stream itself, which goes on where it was', async () => {
  const watched = await open()
  const { host } = watched
  host.expireSessions()
  await watched.until(() => logins(host) === 2 || statesOf(watched).includes('lost'))
  host.update('web-frontend', { 'runtime.powerState': 'suspended' })
  await watched.until(() => watched.vm('web-frontend').powerState === 'suspended')
  expect(statesOf(watched)).not.toContain('lost')
  expect(watched.inventory.vms.size).toBe(host.world.byType('VirtualMachine').length)
})

test('a host restarted in the middle of a task: contact lost, VMs unknown, and then the full present state', async () => {
  const watched = await open()
  const { inventory, host, until } = watched
  const { vm, followed } = await blocked(watched)
  const restarting = host.restart({ downMs: 500 })
  await followed.until(isLost)
  expect(inventory.state).toMatchObject({ at: 'lost', reason: expect.any(String), retryAt: expect.any(String) })
  expect([...inventory.vms.values()].every(({ powerState }) => powerState === 'unknown')).toBe(true)
  await expect(inventory.readBeforeRun(vm.moid)).rejects.toMatchObject({ code: 'unreachable' })
  await restarting
  inventory.retryNow()
  await followed.until(isLive)
  await until(() => inventory.state.at === 'live')
  expect(watched.vm('web-frontend').powerState).toBe('poweredOn')
  expect(inventory.questions.has(vm.key)).toBe(false)
  const last = followed.seen.slice(followed.seen.findIndex(isLost))
  expect(last).toContainEqual(expect.objectContaining({ kind: 'question', question: undefined }))
  expect(last.some((change) => change.kind === 'task' && (isEnd(change) || isGone(change)))).toBe(true)
})

test('connections cut while nothing else is wrong are made anew, and nobody notices', async () => {
  const watched = await open()
  const { host, until } = watched
  host.drop()
  host.update('web-frontend', { 'runtime.powerState': 'suspended' })
  await until(() => watched.vm('web-frontend').powerState === 'suspended')
  expect(statesOf(watched)).not.toContain('lost')
  expect(logins(host)).toBe(1)
})

test('a VM deleted while its task is followed is gone everywhere, and the others stay', async () => {
  const watched = await open()
  const { inventory, host, until } = watched
  const { vm, followed } = await blocked(watched)
  const others = inventory.vms.size - 1
  host.world.remove(host.vm(vm.moid))
  await followed.until((change) => change.kind === 'vm' && isGone(change))
  await until(() => !inventory.vms.has(vm.key) && !inventory.questions.has(vm.key))
  expect(inventory.vms.size).toBe(others)
  await expect(inventory.readVmDetail(vm.moid)).rejects.toMatchObject({ fault: { type: 'ManagedObjectNotFound' } })
})

test('following what is long gone says so at once', async () => {
  const watched = await open()
  for (const attempt of ['first', 'again']) {
    const { until, stop } = follow(watched.inventory, moid('haTask-none'), watched.vm('web-frontend'))
    expect(await until((change) => change.kind === 'task' && isGone(change)), attempt).toMatchObject({ kind: 'task' })
    stop()
  }
  expect(watched.inventory.state.at).toBe('live')
})

test('a wrong password is refused, tried once, and tried again only when somebody asks', async () => {
  const host = await startSimulator({ speed: 0 })
  closing.push(() => host.close())
  const watched = await watch({ port: host.port, user: host.user, password: 'wrong' })
  expect(watched.inventory.state).toMatchObject({
    at: 'refused',
    reason: 'The user name or the password is wrong.',
    wayOut: expect.stringContaining('lock'),
  })
  expect(logins(host)).toBe(1)
  watched.inventory.retryNow()
  await watched.until(() => logins(host) === 2 && watched.inventory.state.at === 'refused')
})

test('a password changed while we are connected ends in refused, not in a locked account', async () => {
  const watched = await open()
  const { host, inventory, until } = watched
  host.fail({ method: 'Login', fault: { type: 'InvalidLogin' } })
  host.expireSessions()
  await until(() => inventory.state.at === 'refused')
  expect(logins(host)).toBe(2)
  expect([...inventory.vms.values()].every(({ powerState }) => powerState === 'unknown')).toBe(true)
})

test('TLS: an unknown certificate is refused with its thumbprint; pinned, it is trusted', async () => {
  const host = await startSimulator({ speed: 0, tls: true })
  closing.push(() => host.close())
  const peer = { port: host.port, user: host.user, password: host.password, transport: 'https' as const }
  const sha256 = host.certificate?.fingerprint256 ?? ''
  const refused = await watch({ ...peer, trust: { kind: 'system' } })
  expect(refused.inventory.state).toMatchObject({ at: 'refused', raw: expect.stringContaining(sha256) })
  const trusted = await watch({ ...peer, trust: { kind: 'thumbprint', sha256 } })
  expect(trusted.inventory.state.at).toBe('live')
  const plain = await watch({ ...peer, transport: 'http' })
  expect(plain.inventory.state).toMatchObject({ at: 'refused', reason: 'The server wants TLS on this port.' })
})

test('503 while the host starts is lost, and it is tried again', async () => {
  const host = await startSimulator({ speed: 0 })
  closing.push(() => host.close())
  const ready = host.fail({ http503: true })
  const { inventory, until } = await watch(host)
  expect(inventory.state).toMatchObject({
    at: 'lost',
    retryAt: expect.any(String),
    reason: expect.stringContaining('not ready'),
  })
  ready()
  inventory.retryNow()
  await until(() => inventory.state.at === 'live')
})

test('an update set cut in the middle is asked for again, and nothing is missed', async () => {
  const watched = await open()
  const { host, until } = watched
  host.fail({ method: 'WaitForUpdatesEx', cutBody: true, times: 1 })
  host.update('web-frontend', { 'runtime.powerState': 'suspended' })
  await until(() => watched.vm('web-frontend').powerState === 'suspended')
  host.update('web-frontend', { 'runtime.powerState': 'poweredOn' })
  await until(() => watched.vm('web-frontend').powerState === 'poweredOn')
  expect(statesOf(watched)).not.toContain('lost')
})

test('a version that the server has forgotten starts the stream anew, with the full present state', async () => {
  const watched = await open()
  const { host, until } = watched
  host.fail({ method: 'WaitForUpdatesEx', fault: { type: 'InvalidCollectorVersion' }, times: 1 })
  host.update('web-frontend', { 'runtime.powerState': 'suspended' })
  await until(() => watched.vm('web-frontend').powerState === 'suspended')
  host.update('web-frontend', { 'runtime.powerState': 'poweredOn' })
  await until(() => watched.vm('web-frontend').powerState === 'poweredOn')
  expect(statesOf(watched)).not.toContain('lost')
})

test('an account that may not see the inventory is refused in words, not asked again and again', async () => {
  const host = await startSimulator({ speed: 0 })
  closing.push(() => host.close())
  host.fail({ method: 'CreateContainerView', fault: { type: 'NoPermission' } })
  const { inventory } = await watch(host)
  expect(inventory.state).toMatchObject({ at: 'refused', reason: expect.stringContaining('not permitted') })
})

test('closing signs out and leaves nothing at the host, also while a call is under way', async () => {
  const watched = await open()
  const { host, inventory } = watched
  const before = host.calls.length
  await inventory.close()
  // What was under way may stand between them: only the end has its place.
  const said = host.calls.slice(before).map(({ method }) => method)
  expect(said).toContain('DestroyPropertyCollector')
  expect(said.at(-1)).toBe('Logout')
  await expect(inventory.readQuestion(watched.vm('web-frontend').moid)).rejects.toMatchObject({ code: 'closed' })
})

test('closing does not wait for a server that never answers', async () => {
  const silent = await startScriptedServer(() => new Promise(() => {}))
  closing.push(() => silent.close())
  const { endpoint } = silent
  const inventory = openInventory({ id: connectionId('c1'), endpoint: endpoint(), user: 'root', password: 'p' })
  inventory.start()
  await inventory.close()
  expect(inventory.state.at).toBe('connecting')
})
