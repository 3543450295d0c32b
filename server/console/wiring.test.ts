/** Who hears of a connection when, and what becomes of the runs on it. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { moid, vmKey, type RunId } from '@/lib/vsphere/ids'
import type { Connections, ConnectionsChange } from '../connections/contract'
import { openStore, type Replica, type Store } from '../journal/store'
import { connection, outcomeOf, person, taskOf, vm } from '../runs/testing/run-rig'
import { scriptedInventory, type ScriptedInventory } from '../runs/testing/scripted-inventory'
import { settled } from '../runs/testing/turned-clock'
import { wireRooms, type Wired } from './wiring'

const stored: ConnectionView = {
  id: connection,
  name: 'esx-edge-07',
  kind: 'esx',
  endpoint: { transport: 'https', host: 'h', port: 443, trust: { kind: 'system' } },
  user: 'root',
  autoAnswer: { on: true, changedBy: 'admin', changedAt: '2030-01-01T00:00:00Z' },
  state: { at: 'live', since: '2030-01-01T00:00:00Z', lastAnswerAt: '2030-01-01T00:00:01Z' },
}

let dataDir: string
let store: Store
let replica: Replica
let wired: Wired
let host: ScriptedInventory
let view: ConnectionView | undefined
let isOpen: boolean
let tell: (change: ConnectionsChange) => void
const order: string[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'andon-wiring-'))
  store = await openStore({ dataDir })
  host = scriptedInventory(connection, { now: Date.now })
  host.putVm({ moid: '12', name: 'build|agent "7"' })
  view = stored
  order.length = 0
  await beginLife()
  await wired.start([])
})
afterEach(async () => {
  await wired.stop()
  await store.close()
  await rm(dataDir, { recursive: true })
})

/** One life of the rooms over the same journal and host, with one connection that a test opens and closes. */
function life(): Wired {
  isOpen = false
  const connections: Pick<
    Connections,
    'start' | 'inventory' | 'inventories' | 'view' | 'policyOf' | 'onChanges' | 'close'
  > = {
    async start() {
      order.push(`connections start, ${wired ? wired.hub.rows('runs').size : 0} runs shown`)
      open()
    },
    inventory: () => (isOpen ? host : undefined),
    get inventories() {
      return new Map(isOpen ? [[connection, host]] : [])
    },
    view: () => view,
    policyOf: () => ({ autoAnswer: true, setBy: 'admin' }),
    onChanges: (listener) => ((tell = listener), () => (tell = () => {})),
    close: async () => void order.push('connections close'),
  }
  const accounts = { isOpen: () => true, onEnded: () => () => {}, onOtherConnections: () => () => {} }
  const rooms = { accounts, journal: store.journal, replica }
  const rules = { inForce: [] }
  const overdue = { ms: 600_000, onChanged: () => () => {} }
  return wireRooms({ ...rooms, rules, overdue, connections: connections as Connections, now: Date.now, warn: () => {} }) // the rest is not used
}

function open(): void {
  isOpen = true
  tell({ kind: 'opened', id: connection, inventory: host })
}

/** What a life held in memory is gone with it. */
async function beginLife(): Promise<void> {
  replica = await store.joinReplicas()
  wired = life()
}

async function begin(): Promise<RunId> {
  const started = await wired.runs.start(vm, { verb: 'powerOn' }, person)
  if (!started.ok) throw new Error(started.error.sentence)
  await settled()
  return started.value.run
}
const shown = async (run: RunId) => {
  await settled()
  const found = wired.hub.get('runs', run)
  if (!found) throw new Error('not shown')
  return found
}

test('a connection that is opened anew takes its VMs along, and its runs follow their tasks again', async () => {
  const run = await begin()
  isOpen = false
  tell({ kind: 'closed', id: connection })
  expect(wired.hub.rows('vms').size + wired.hub.rows('tasks').size).toBe(0)
  open()
  expect(wired.hub.get('tasks', taskOf('task-1'))?.run).toBe(run)
  expect(host.calls.filter((call) => call === 'followTask task-1')).toHaveLength(2)
  host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
  expect(outcomeOf(await shown(run))).toEqual({ kind: 'succeeded' })
})

test('a change of its settings ends nothing; its removal ends its runs, and says so', async () => {
  const run = await begin()
  tell({ kind: 'changed', id: connection })
  expect(outcomeOf(await shown(run))).toBeUndefined()
  view = undefined
  tell({ kind: 'changed', id: connection })
  isOpen = false
  tell({ kind: 'closed', id: connection })
  expect(wired.hub.rows('connections').size).toBe(0)
  expect(outcomeOf(await shown(run))).toEqual({ kind: 'lost', reason: 'The connection was removed.' })
})

test('what was going on is shown before connections open, and taken up after; all of it stops in the other order', async () => {
  const run = await begin()
  await wired.stop()
  order.length = 0
  await beginLife()
  await wired.start([])
  expect(order).toEqual(['connections start, 1 runs shown'])
  host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
  expect(outcomeOf(await shown(run))).toEqual({ kind: 'succeeded' })
  await wired.stop()
  expect(order.at(-1)).toBe('connections close')
  expect((await wired.runs.start(vm, { verb: 'powerOn' }, person)).ok).toBe(false)
})

const otherServer = { fullName: 'VMware vCenter Server 8.0.3', apiType: 'VirtualCenter', instanceUuid: 'two' }
const reason = 'Another server answers at this address.'

test('another server at the address ends what was going on as unknown, also a shutdown and what is taken up later', async () => {
  const run = await begin()
  host.putVm({ moid: '13', powerState: 'poweredOn', toolsRunning: true })
  host.on.startTask = async () => ({ kind: 'no-task' })
  const shutdown = await wired.runs.start(vmKey(connection, moid('13')), { verb: 'shutdownGuest' }, person)
  if (!shutdown.ok) throw new Error(shutdown.error.sentence)
  await settled()
  host.on.otherServer = otherServer
  host.contact({ at: 'refused', since: '', reason })
  const lost = { kind: 'lost', reason: expect.stringContaining('VMware vCenter Server 8.0.3') }
  expect(outcomeOf(await shown(run))).toEqual(lost)
  expect(outcomeOf(await shown(shutdown.value.run))).toEqual(lost)
  // Whatever that server has of the same ids, once a person has agreed to it.
  delete host.on.otherServer
  host.contact({ at: 'live', since: '', lastAnswerAt: '' })
  host.putVm({ moid: '13', powerState: 'poweredOff' })
  host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
  expect((await shown(run)).state).toMatchObject({ outcome: lost, following: false })
  expect((await shown(shutdown.value.run)).state).toMatchObject({ outcome: lost, following: false })
})

test('a run that the last life left behind is not taken up at another server', async () => {
  const run = await begin()
  await wired.stop()
  host.on.otherServer = otherServer
  host.contact({ at: 'refused', since: '', reason })
  await beginLife()
  await wired.start([])
  expect(outcomeOf(await shown(run))).toMatchObject({ kind: 'lost', reason: expect.stringContaining('Another server') })
})
