import { randomBytes } from 'node:crypto'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import { failed, ok, type Result } from '@/lib/result'
import type { ConnectionView, ServerIdentity } from '@/lib/vsphere/connection'
import { connectionId, type ConnectionId } from '@/lib/vsphere/ids'
import { createTurns } from '@/lib/turns'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory, OpenInventory } from '../inventory/contract'
import { isSameServer } from '../inventory/server-identity'
import { checkInput, type CheckedInput } from './check-input'
import type { ConnectionStore, StoredConnection } from './stored'

/** A change of settings, as the journal keeps it. Written before the change is stored. */
export type SettingsNote = { by: string; text: string; connection: ConnectionId }

/** `changed`: what is stored of a connection, not what its host says. */
export type ConnectionsChange =
  | { kind: 'opened'; id: ConnectionId; inventory: Inventory }
  | { kind: 'closed'; id: ConnectionId }
  | { kind: 'changed'; id: ConnectionId }

/** The configured endpoints: what is stored of each, and the one inventory that is open to it. */
export type Connections = {
  /** Opens every stored connection; then those of `seed` when nothing was stored. */
  start(seed: readonly ConnectionInput[]): Promise<void>
  inventory(id: ConnectionId): Inventory | undefined
  readonly inventories: ReadonlyMap<ConnectionId, Inventory>
  view(id: ConnectionId): ConnectionView | undefined
  /** The policy for a run that starts now. */
  policyOf(id: ConnectionId): { autoAnswer: boolean; setBy: string } | undefined
  onChanges(listener: (change: ConnectionsChange) => void): () => void
  add(input: ConnectionInput, by: string): Promise<Result<{ connection: ConnectionId }>>
  edit(id: ConnectionId, input: ConnectionInput, by: string): Promise<Result<null>>
  remove(id: ConnectionId, by: string): Promise<Result<null>>
  setAutoAnswer(id: ConnectionId, on: boolean, by: string): Promise<Result<null>>
  retry(id: ConnectionId): Result<null>
  /**
   * A person agrees to the server that answers in place of the one before.
   * @param seen what they were shown: `otherServer` of the view. Another one since then is refused.
   */
  acceptServer(id: ConnectionId, seen: ServerIdentity, by: string): Promise<Result<null>>
  /** The form made ready for a trial, with the stored password where it may be used. */
  prepareTest(input: ConnectionInput, existing?: ConnectionId): Promise<Result<CheckedInput & { password: string }>>
  close(): Promise<void>
}

export function createConnections(options: {
  store: ConnectionStore
  openInventory: OpenInventory
  note: (note: SettingsNote) => Promise<void>
  /** Told of a connection that cannot be opened, or closed, as it should. */
  warn: (text: string, error: unknown) => void
  now: () => number
}): Connections {
  const { store, openInventory, note, warn, now } = options
  const known = new Map<ConnectionId, StoredConnection>()
  const open = new Map<ConnectionId, Inventory>()
  const listeners = new Set<(change: ConnectionsChange) => void>()
  const inTurn = createTurns()
  const tell = (change: ConnectionsChange) => listeners.forEach((listener) => listener(change))

  function openOne({ id, endpoint, user, server }: StoredConnection, password: string): void {
    const remember = (seen: ServerIdentity) => void rememberServer(id, inventory, seen)
    const inventory = openInventory({ id, endpoint, user, password, now, server: { known: server, remember } })
    open.set(id, inventory)
    tell({ kind: 'opened', id, inventory })
    inventory.start()
  }

  /** What is stored of the server; not by an inventory that has been closed since. */
  async function rememberServer(id: ConnectionId, from: Inventory, server: ServerIdentity): Promise<void> {
    await inTurn(async () => {
      const stored = known.get(id)
      if (!stored || open.get(id) !== from) return
      const next = { ...stored, server }
      await store.update(next, undefined)
      known.set(id, next)
    }).catch((error: unknown) => warn(`the server of connection ${id} could not be remembered`, error))
  }

  async function openAnew(stored: StoredConnection, password: string): Promise<void> {
    // The goodbye to the old server takes its time; a run must not find the connection gone meanwhile.
    const closing = closeOne(stored.id)
    openOne(stored, password)
    await closing
  }

  async function closeOne(id: ConnectionId): Promise<void> {
    const inventory = open.get(id)
    if (!inventory) return
    open.delete(id)
    tell({ kind: 'closed', id })
    await inventory.close().catch((error: unknown) => warn(`connection ${id} did not close cleanly`, error))
  }

  async function flip(stored: StoredConnection, on: boolean, by: string): Promise<StoredConnection> {
    const text = `Auto-answer switched ${on ? 'on' : 'off'} at ${stored.name}`
    await note({ by, text, connection: stored.id })
    return { ...stored, autoAnswer: { on, changedBy: by, changedAt: new Date(now()).toISOString() } }
  }

  async function addChecked(checked: CheckedInput, by: string): Promise<Result<{ connection: ConnectionId }>> {
    const taken = nameTaken(known, checked.name)
    if (taken) return taken
    const { name, endpoint, user, password = '' } = checked
    const id = connectionId(randomBytes(5).toString('hex'))
    const autoAnswer = { on: checked.autoAnswer, changedBy: by, changedAt: new Date(now()).toISOString() }
    const stored: StoredConnection = { id, name, endpoint, user, autoAnswer }
    await note({ by, text: `Connection ${name} added, auto-answer ${autoAnswer.on ? 'on' : 'off'}`, connection: id })
    await store.insert(stored, password)
    known.set(id, stored)
    openOne(stored, password)
    return ok({ connection: id })
  }

  async function editChecked(stored: StoredConnection, checked: CheckedInput, by: string): Promise<Result<null>> {
    const { name, endpoint, user, password } = checked
    const taken = nameTaken(known, name, stored.id)
    if (taken) return taken
    await note({ by, text: `Connection ${stored.name} edited`, connection: stored.id })
    const { server, ...rest } = stored
    const isElsewhere = JSON.stringify(endpoint) !== JSON.stringify(stored.endpoint)
    let next: StoredConnection = { ...rest, name, endpoint, user, ...(server && !isElsewhere && { server }) }
    if (checked.autoAnswer !== stored.autoAnswer.on) next = await flip(next, checked.autoAnswer, by)
    await store.update(next, password)
    known.set(next.id, next)
    tell({ kind: 'changed', id: next.id })
    const reopen = password !== undefined || user !== stored.user || isElsewhere
    if (reopen) await openAnew(next, password ?? (await store.readPassword(next.id)))
    return ok(null)
  }

  return {
    inventories: open,
    inventory: (id) => open.get(id),
    policyOf(id) {
      const autoAnswer = known.get(id)?.autoAnswer
      return autoAnswer && { autoAnswer: autoAnswer.on, setBy: autoAnswer.changedBy }
    },
    view(id) {
      const stored = known.get(id)
      if (!stored) return undefined
      const inventory = open.get(id)
      const { server: _server, ...shown } = stored
      return {
        ...shown,
        kind: inventory?.endpointKind ?? 'unknown',
        state: inventory?.state ?? unopened(now()),
        ...withoutUndefined({
          product: inventory?.product,
          oldTls: inventory?.oldTls,
          rights: inventory?.rights,
          clockOffsetMs: inventory?.clockOffsetMs,
          otherServer: inventory?.otherServer,
        }),
      }
    },
    onChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: (seed) =>
      inTurn(async () => {
        for (const stored of await store.list()) {
          known.set(stored.id, stored)
          try {
            openOne(stored, await store.readPassword(stored.id))
          } catch (error) {
            warn(`the stored password of ${stored.name} cannot be opened`, error)
            tell({ kind: 'changed', id: stored.id })
          }
        }
        if (known.size > 0) return
        for (const input of seed) {
          const checked = checkInput(input)
          const added = checked.ok ? await addChecked(checked.value, 'admin') : checked
          if (!added.ok) throw new Error(`${input.name}: ${added.error.sentence}`)
        }
      }),
    add: (input, by) =>
      inTurn(async () => {
        const checked = checkInput(input)
        return checked.ok ? await addChecked(checked.value, by) : checked
      }),
    edit: (id, input, by) =>
      inTurn(async () => {
        const stored = known.get(id)
        if (!stored) return noSuch
        const checked = checkInput(input, stored)
        return checked.ok ? await editChecked(stored, checked.value, by) : checked
      }),
    remove: (id, by) =>
      inTurn(async () => {
        const stored = known.get(id)
        if (!stored) return noSuch
        await note({ by, text: `Connection ${stored.name} removed`, connection: id })
        await store.remove(id)
        known.delete(id)
        tell({ kind: 'changed', id })
        await closeOne(id)
        return ok(null)
      }),
    setAutoAnswer: (id, on, by) =>
      inTurn(async () => {
        const stored = known.get(id)
        if (!stored) return noSuch
        if (stored.autoAnswer.on === on) return ok(null)
        const next = await flip(stored, on, by)
        await store.update(next, undefined)
        known.set(id, next)
        tell({ kind: 'changed', id })
        return ok(null)
      }),
    retry(id) {
      const inventory = open.get(id)
      if (!inventory) return noSuch
      inventory.retryNow()
      return ok(null)
    },
    acceptServer: (id, seen, by) =>
      inTurn(async () => {
        const stored = known.get(id)
        const other = open.get(id)?.otherServer
        if (!stored) return noSuch
        if (!other || !isSameServer(other, seen)) return answersNoMore
        const who = other.instanceUuid ?? other.thumbprint ?? 'no mark of its own'
        await note({ by, text: `Another server accepted at ${stored.name}: ${other.fullName}, ${who}`, connection: id })
        const next = { ...stored, server: other }
        await store.update(next, undefined)
        known.set(id, next)
        await openAnew(next, await store.readPassword(id))
        return ok(null)
      }),
    prepareTest: (input, existing) =>
      inTurn(async () => {
        const stored = existing === undefined ? undefined : known.get(existing)
        const checked = checkInput(input, stored)
        if (!checked.ok) return checked
        const password = checked.value.password ?? (stored ? await store.readPassword(stored.id) : '')
        return ok({ ...checked.value, password })
      }),
    close: () => inTurn(async () => void (await Promise.all([...open.keys()].map(closeOne)))),
  }
}

function nameTaken(
  known: ReadonlyMap<ConnectionId, StoredConnection>,
  name: string,
  except?: ConnectionId,
): Result<never> | undefined {
  const other = [...known.values()].find((stored) => stored.id !== except && stored.name === name)
  if (!other) return undefined
  return failed({ blame: 'ours', code: 'input-name', sentence: `There is already a connection named ${name}.` })
}

const answersNoMore = failed({
  blame: 'ours',
  code: 'other-server-changed',
  sentence: 'The server that answers now is not the one that was shown. Look again.',
})

const noSuch = failed({ blame: 'ours', code: 'no-connection', sentence: 'This connection has been removed.' })

const unopened = (now: number): ConnectionView['state'] => ({
  at: 'refused',
  since: new Date(now).toISOString(),
  reason: 'The stored password cannot be opened with the present key.',
  wayOut: 'Edit the connection and enter the password again.',
})
