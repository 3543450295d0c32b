import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import { connectionId, type ConnectionId } from '@/lib/vsphere/ids'
import { openStore, type Store } from '../journal/store'
import { createConnections } from './connections'
import type { Connections } from './contract'
import { fakeInventory, noSignIns, type FakeInventory } from './testing/fake-inventory'
import { createSecretBox } from './secret-box'
import { connectionsMigrations, createConnectionStore, type ConnectionsTables } from './stored'

const form: ConnectionInput = {
  name: 'esx-edge-07',
  address: 'esx-edge-07',
  user: 'root',
  password: 'secret',
  trust: { kind: 'system' },
  autoAnswer: false,
}
const { password: _password, ...formWithoutPassword } = form

let folder = ''
let store: Store
let inventories: FakeInventory[]
let warnings: string[]
let changed: string[]
let clock = 0

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-connections-'))
  store = await openStore({ dataDir: folder, migrations: [connectionsMigrations] })
  inventories = []
  warnings = []
  changed = []
  clock = Date.parse('2030-01-01T00:00:00Z')
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

/** One life of the room over the same store. */
function room(key = 1, note = async (text: string) => void (await store.journal.note({ by: 'x', text }))): Connections {
  return createConnections({
    store: createConnectionStore(store.tables<ConnectionsTables>(), createSecretBox([Buffer.alloc(32, key)])),
    openInventory: (options) => {
      const inventory = fakeInventory(options)
      inventories.push(inventory)
      return inventory
    },
    signIns: { of: () => noSignIns, changed: async ({ user }) => void changed.push(user) },
    note: ({ by, text }) => note(`${by}: ${text}`),
    warn: (text) => warnings.push(text),
    now: () => clock,
  })
}

async function added(connections: Connections, change: Partial<ConnectionInput> = {}): Promise<ConnectionId> {
  const result = await connections.add({ ...form, ...change }, 'admin')
  if (!result.ok) throw new Error(result.error.sentence)
  return result.value.connection
}
const notes = async () =>
  (await store.journal.readHistory({})).notes
    .flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []))
    .reverse()

describe('connections', () => {
  it('are opened when they are added, and again in the next life of the server', async () => {
    const id = await added(room())
    expect(inventories[0]?.opened).toMatchObject({
      id,
      user: 'root',
      password: 'secret',
      endpoint: { host: 'esx-edge-07' },
    })
    expect(inventories[0]?.calls).toEqual(['start'])
    const restarted = room()
    await restarted.start([])
    expect(inventories[1]?.opened).toMatchObject({ id, password: 'secret' })
    expect(restarted.view(id)).toMatchObject({ name: 'esx-edge-07', kind: 'unknown', state: { at: 'connecting' } })
  })
  it('never show their password, stored or on screen', async () => {
    const connections = room()
    const id = await added(connections)
    const rows = await store.tables<ConnectionsTables>().selectFrom('connections').selectAll().execute()
    expect(JSON.stringify([rows, connections.view(id)])).not.toContain('secret')
  })
  it('take the seed only into an empty store', async () => {
    const first = room()
    await first.start([form, { ...form, name: 'second' }])
    expect(first.inventories.size).toBe(2)
    const again = room()
    await again.start([{ ...form, name: 'third' }])
    const names = [...again.inventories.keys()].map((id) => again.view(id)?.name)
    expect(new Set(names)).toEqual(new Set(['esx-edge-07', 'second']))
  })
  it('have names of their own', async () => {
    const connections = room()
    await added(connections)
    expect(await connections.add(form, 'admin')).toMatchObject({ ok: false, error: { code: 'input-name' } })
    const other = await added(connections, { name: 'other' })
    expect(await connections.edit(other, formWithoutPassword, 'admin')).toMatchObject({ error: { code: 'input-name' } })
  })
  it('are only renamed by an edit that changes nothing else, and opened anew by one that does', async () => {
    const connections = room()
    const id = await added(connections)
    expect(await connections.edit(id, { ...formWithoutPassword, name: 'renamed' }, 'admin')).toEqual({
      ok: true,
      value: null,
    })
    expect(inventories).toHaveLength(1)
    await connections.edit(id, { ...form, name: 'renamed', address: 'elsewhere', password: 'other' }, 'admin')
    expect(inventories[0]?.calls).toEqual(['start', 'close'])
    expect(inventories[1]?.opened).toMatchObject({ id, password: 'other', endpoint: { host: 'elsewhere' } })
  })
  it('are never missing while an edit opens them anew: nobody is told that one was removed', async () => {
    const connections = room()
    const id = await added(connections)
    const [before] = inventories
    const present: boolean[] = []
    let say = () => {}
    const goodbye = new Promise<void>((resolve) => (say = resolve))
    if (before) before.close = () => goodbye
    connections.onChanges(({ kind }) => {
      if (kind === 'closed') queueMicrotask(() => present.push(connections.inventory(id) !== undefined))
    })
    const anew = connections.edit(id, { ...form, trust: { kind: 'none' } }, 'admin')
    while (present.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(present).toEqual([true])
    say()
    expect((await anew).ok).toBe(true)
    expect(inventories[1]?.calls).toEqual(['start'])
  })
  it('are closed and forgotten when they are removed', async () => {
    const connections = room()
    const id = await added(connections)
    const changes: string[] = []
    connections.onChanges(({ kind }) => changes.push(kind))
    await connections.remove(id, 'admin')
    expect(changes).toEqual(['changed', 'closed'])
    expect(connections.view(id)).toBeUndefined()
    expect(inventories[0]?.calls).toContain('close')
    const restarted = room()
    await restarted.start([])
    expect(restarted.inventories.size).toBe(0)
    expect(await connections.remove(id, 'admin')).toMatchObject({ ok: false, error: { code: 'no-connection' } })
  })
  it('say so when the key has changed, and the others go on', async () => {
    const id = await added(room(1))
    const restarted = room(2)
    await restarted.start([])
    expect(restarted.view(id)?.state).toMatchObject({
      at: 'refused',
      wayOut: expect.stringContaining('password again'),
    })
    expect(warnings).toHaveLength(1)
    await restarted.edit(id, form, 'admin')
    expect(restarted.view(id)?.state.at).toBe('connecting')
  })
  it('are changed one after the other when two people press at once', async () => {
    const connections = room()
    const results = await Promise.all([connections.add(form, 'a'), connections.add(form, 'b')])
    expect(results.map(({ ok }) => ok)).toEqual([true, false])
  })
})

describe('the server behind a connection', () => {
  const one = { fullName: 'vCenter', apiType: 'VirtualCenter', instanceUuid: 'one', thumbprint: 'AA' }
  const two = { ...one, instanceUuid: 'two' }
  const known = (of: FakeInventory | undefined) => of?.opened.server?.known

  it('is remembered over restarts, and not shown to browsers', async () => {
    const connections = room()
    const id = await added(connections)
    expect(known(inventories[0])).toBeUndefined()
    inventories[0]?.opened.server?.remember(one)
    await connections.setAutoAnswer(id, true, 'admin')
    await room().start([])
    expect(known(inventories[1])).toEqual(one)
    expect(connections.view(id)).not.toHaveProperty('server')
  })
  it('is another one only when a person agrees to just that one: it is noted, and opened anew', async () => {
    const connections = room()
    const id = await added(connections)
    inventories[0]?.opened.server?.remember(one)
    await connections.setAutoAnswer(id, true, 'admin')
    expect(await connections.acceptServer(id, two, 'admin')).toMatchObject({ error: { code: 'other-server-changed' } })
    inventories[0]?.exchange(two)
    expect(connections.view(id)?.otherServer).toEqual(two)
    expect(await connections.acceptServer(id, { ...two, instanceUuid: 'three' }, 'admin')).toMatchObject({ ok: false })
    expect(await connections.acceptServer(id, two, 'admin')).toEqual({ ok: true, value: null })
    expect((await notes()).at(-1)).toContain('two')
    expect(inventories[0]?.calls).toContain('close')
    expect(known(inventories[1])).toEqual(two)
    expect(connections.view(id)).not.toHaveProperty('otherServer')
  })
  it('is forgotten when the connection leads elsewhere, and by nothing less', async () => {
    const connections = room()
    const id = await added(connections)
    inventories[0]?.opened.server?.remember(one)
    await connections.edit(id, { ...form, password: 'other' }, 'admin')
    expect(known(inventories[1])).toEqual(one)
    await connections.edit(id, { ...form, address: 'elsewhere' }, 'admin')
    expect(known(inventories[2])).toBeUndefined()
    // What an inventory finds that has been closed since is not about this server.
    inventories[0]?.opened.server?.remember(two)
    await connections.setAutoAnswer(id, true, 'admin')
    await room().start([])
    expect(known(inventories[3])).toBeUndefined()
  })
})

describe('the switch in dry run', () => {
  const day = 24 * 60 * 60_000
  it('is off and says so in its policy until its end, over restarts; then it is off, and the end is still known', async () => {
    const connections = room()
    const id = await added(connections, { autoAnswer: true })
    expect(await connections.dryRun(id, 7, 'd.ferreira')).toEqual({ ok: true, value: null })
    const policy = { autoAnswer: false, setBy: 'd.ferreira', dryRun: true }
    expect(connections.policyOf(id)).toEqual(policy)
    expect((await notes()).at(-1)).toBe(
      'd.ferreira: Auto-answer put in dry run at esx-edge-07, until 2030-01-08 00:00 UTC',
    )
    const restarted = room()
    await restarted.start([])
    expect(restarted.policyOf(id)).toEqual(policy)
    clock += 7 * day
    expect(restarted.policyOf(id)).toEqual({ autoAnswer: false, setBy: 'd.ferreira' })
    expect(restarted.view(id)?.autoAnswer).toMatchObject({
      on: false,
      changedBy: 'd.ferreira',
      changedAt: '2030-01-01T00:00:00.000Z',
      dryRunUntil: '2030-01-08T00:00:00.000Z',
    })
  })
  it.each([
    [false, 'Dry run of auto-answer ended at esx-edge-07'],
    [true, 'Auto-answer switched on at esx-edge-07'],
  ])('is over when somebody switches to %s', async (on, text) => {
    const connections = room()
    const id = await added(connections)
    await connections.dryRun(id, 7, 'admin')
    await connections.setAutoAnswer(id, on, 'anna')
    expect((await notes()).at(-1)).toBe(`anna: ${text}`)
    expect(connections.policyOf(id)).toEqual({ autoAnswer: on, setBy: 'anna' })
    expect(connections.view(id)?.autoAnswer).not.toHaveProperty('dryRunUntil')
  })
  it('goes on when something else of the connection is edited, and is refused of one that is gone', async () => {
    const connections = room()
    const id = await added(connections)
    await connections.dryRun(id, 7, 'admin')
    await connections.edit(id, { ...formWithoutPassword, name: 'renamed' }, 'admin')
    expect(connections.policyOf(id)).toMatchObject({ dryRun: true })
    await connections.remove(id, 'admin')
    expect(await connections.dryRun(id, 7, 'admin')).toMatchObject({ error: { code: 'no-connection' } })
  })
})

describe('the pinned certificate of a connection', () => {
  const old = { sha256: 'AA', subject: 'CN=old', issuer: 'CN=old', names: ['esx-edge-07'] }
  const renewed = { ...old, sha256: 'BB', subject: 'CN=new' }
  const pinned = { ...form, trust: { kind: 'thumbprint' as const, sha256: 'AA'.repeat(32) } }
  const sha256 = Array.from({ length: 32 }, () => 'AA').join(':')
  const live = { at: 'live', since: '2030-01-01T00:00:00Z', lastAnswerAt: '2030-01-01T00:00:00Z' } as const

  async function changed() {
    const connections = room()
    const id = await added(connections, pinned)
    inventories[0]?.shows({ ...old, sha256 })
    inventories[0]?.become(live, 'esx')
    await connections.setAutoAnswer(id, true, 'x')
    inventories[0]?.shows({ ...old, sha256 }, renewed)
    return { connections, id }
  }

  it('is kept with who agreed to it and what it was, as it was first shown', async () => {
    const { connections, id } = await changed()
    const pin = { agreed: { by: 'admin', at: '2030-01-01T00:00:00.000Z' }, certificate: { ...old, sha256 } }
    expect(connections.view(id)).toMatchObject({ pin, otherCertificate: renewed })
    await connections.edit(id, { ...pinned, name: 'renamed' }, 'somebody')
    const restarted = room()
    await restarted.start([])
    expect(restarted.view(id)?.pin).toEqual(pin)
  })
  it('is another one when an administrator trusts just that one: noted with both, opened anew, the host the same', async () => {
    const { connections, id } = await changed()
    const server = { fullName: 'ESXi', apiType: 'HostAgent', thumbprint: sha256 }
    inventories[0]?.opened.server?.remember(server)
    await connections.setAutoAnswer(id, false, 'x')
    const refused = { error: { code: 'other-certificate-changed' } }
    expect(await connections.decideCertificate(id, 'CC', 'trust', 'eve')).toMatchObject(refused)
    expect(await connections.decideCertificate(id, 'BB', 'trust', 'd.ferreira')).toEqual({ ok: true, value: null })
    expect((await notes()).at(-1)).toBe(
      `d.ferreira: Another certificate trusted at esx-edge-07: BB of CN=new, in place of ${sha256}`,
    )
    expect(inventories[0]?.calls).toContain('close')
    expect(inventories[1]?.opened).toMatchObject({
      endpoint: { trust: { kind: 'thumbprint', sha256: 'BB' } },
      server: { known: { ...server, thumbprint: 'BB' } },
      isWanted: true,
    })
    expect(connections.view(id)).toMatchObject({ pin: { agreed: { by: 'd.ferreira' }, certificate: renewed } })
    expect(await connections.decideCertificate(id, 'BB', 'trust', 'd.ferreira')).toMatchObject(refused)
  })
  it('is kept by decision too: noted, and remembered over restarts; nothing is opened', async () => {
    const { connections, id } = await changed()
    expect(await connections.decideCertificate(id, 'BB', 'keep', 'd.ferreira')).toEqual({ ok: true, value: null })
    expect((await notes()).at(-1)).toBe(
      `d.ferreira: Certificate ${sha256} kept at esx-edge-07, which stays disconnected while it shows BB`,
    )
    expect(inventories).toHaveLength(1)
    const restarted = room()
    await restarted.start([])
    expect(restarted.view(id)?.pin?.kept).toEqual({ by: 'd.ferreira', at: '2030-01-01T00:00:00.000Z', other: 'BB' })
  })
  it('stays as it is when the journal cannot be written', async () => {
    let journalWorks = true
    const connections = room(1, async () => {
      if (!journalWorks) throw new Error('disk full')
    })
    const id = await added(connections, pinned)
    inventories[0]?.shows(undefined, renewed)
    journalWorks = false
    await expect(connections.decideCertificate(id, 'BB', 'trust', 'admin')).rejects.toThrow('disk full')
    expect(connections.view(id)?.endpoint.trust).toEqual({ kind: 'thumbprint', sha256 })
    expect(inventories).toHaveLength(1)
  })
})

describe('the auto-answer switch', () => {
  it('is stored with who flipped it, and journaled before', async () => {
    const connections = room()
    const id = await added(connections)
    expect(connections.policyOf(id)).toEqual({ autoAnswer: false, setBy: 'admin' })
    await connections.setAutoAnswer(id, true, 'a.haddad')
    expect(connections.policyOf(id)).toEqual({ autoAnswer: true, setBy: 'a.haddad' })
    const restarted = room()
    await restarted.start([])
    expect(restarted.policyOf(id)).toEqual({ autoAnswer: true, setBy: 'a.haddad' })
    expect(await notes()).toContain('a.haddad: Auto-answer switched on at esx-edge-07')
  })
  it('is not flipped when the journal cannot be written', async () => {
    let journalWorks = true
    const connections = room(1, async () => {
      if (!journalWorks) throw new Error('disk full')
    })
    const id = await added(connections)
    journalWorks = false
    await expect(connections.setAutoAnswer(id, true, 'admin')).rejects.toThrow('disk full')
    expect(connections.policyOf(id)?.autoAnswer).toBe(false)
  })
  it('writes nothing when it already stands so', async () => {
    const connections = room()
    const id = await added(connections)
    const before = await notes()
    expect(await connections.setAutoAnswer(id, false, 'admin')).toEqual({ ok: true, value: null })
    expect(await notes()).toEqual(before)
  })
  it('can be flipped in the form too, with the same line in the journal', async () => {
    const connections = room()
    const id = await added(connections)
    await connections.edit(id, { ...formWithoutPassword, autoAnswer: true }, 'admin')
    expect(connections.policyOf(id)?.autoAnswer).toBe(true)
    expect(await notes()).toContain('admin: Auto-answer switched on at esx-edge-07')
  })
})

describe('a trial', () => {
  it('uses the stored password for the stored server only', async () => {
    const connections = room()
    const id = await added(connections)
    expect(await connections.prepareTest(formWithoutPassword, id)).toMatchObject({
      ok: true,
      value: { password: 'secret' },
    })
    const elsewhere = { ...formWithoutPassword, address: 'my-server' }
    expect(await connections.prepareTest(elsewhere, id)).toMatchObject({ ok: false, error: { code: 'input-password' } })
    expect(await connections.prepareTest(formWithoutPassword, connectionId('none'))).toMatchObject({ ok: false })
  })
})
