import { randomBytes } from 'node:crypto'
import { failed, ok, type Result } from '@/lib/result'
import type { ServerIdentity } from '@/lib/vsphere/connection'
import { connectionId, type ConnectionId } from '@/lib/vsphere/ids'
import { mayTryNow } from '@/lib/connections/sign-in-tries'
import { createTurns } from '@/lib/turns'
import type { Inventory, OpenInventory } from '../inventory/contract'
import { isSameServer } from '../inventory/server-identity'
import { agreements } from './agreements'
import { policyOfSwitch, switching } from './auto-answer-switch'
import { changedElsewhere, isSame } from './changed-elsewhere'
import { checkInput, type CheckedInput } from './check-input'
import { connectionView } from './connection-view'
import { pinOf, seenPin } from './pins'
import { createOpenInventories } from './open-inventories'
import { nameOf, nameTaken, noSuch } from './refusals'
import type { Connections, ConnectionsChange, SettingsNote } from './contract'
import type { SignIns } from './sign-ins'
import type { ConnectionStore, StoredConnection } from './stored'

/**
 * The configured connections, as they are stored and as other processes change them, each with its inventory. Changes are made one
 * after the other, each of what is stored by then.
 */
export function createConnections(options: {
  store: ConnectionStore
  openInventory: OpenInventory
  signIns: SignIns
  note: (note: SettingsNote) => Promise<void>
  /** Told of a connection that cannot be opened, or closed, as it should. */
  warn: (text: string, error: unknown) => void
  now: () => number
  /** Told when something was stored that other processes should know. */
  onChanged?: () => void
}): Connections {
  const { store, openInventory, signIns, note, warn, now, onChanged = () => undefined } = options
  const known = new Map<ConnectionId, StoredConnection>()
  /** Of the passwords that inventories were opened with, or could not be. */
  const seals = new Map<ConnectionId, string>()
  const pinsRead = new WeakSet<Inventory>()
  const listeners = new Set<(change: ConnectionsChange) => void>()
  const inTurn = createTurns()
  const { flip, beginDryRun } = switching({ note, now })
  const tell = (change: ConnectionsChange) => listeners.forEach((listener) => listener(change))
  const { open, openOne, openAnew, closeOne } = createOpenInventories({
    openInventory,
    signIns,
    now,
    tell,
    warn,
    onServer: (id, inventory, server) => void rememberServer(id, inventory, server),
    onContact: rememberPin,
  })

  async function openStored(stored: StoredConnection): Promise<void> {
    try {
      const password = await store.readPassword(stored.id)
      await (open.has(stored.id) ? openAnew(stored, password) : openOne(stored, password))
    } catch (error) {
      warn(`the stored password of ${stored.name} cannot be opened`, error)
      await closeOne(stored.id)
      tell({ kind: 'changed', id: stored.id })
    }
  }

  /** Stores the change of one, beside what another process may have changed of it. */
  async function change(next: StoredConnection, before: StoredConnection, password?: string): Promise<void> {
    const seal = await store.update(next, before, password)
    if (seal !== undefined) seals.set(next.id, seal)
    known.set(next.id, next)
    onChanged()
  }

  async function drop(id: ConnectionId): Promise<void> {
    known.delete(id)
    seals.delete(id)
    tell({ kind: 'changed', id })
    await closeOne(id)
  }

  /** Takes over what is stored by now. Each change begins with it, so that it is one of what others have made of it. */
  async function catchUp(): Promise<void> {
    for (const change of changedElsewhere(known, seals, await store.list())) {
      if (change.do === 'drop') {
        await drop(change.id)
        continue
      }
      const { stored, seal } = change.read
      known.set(stored.id, stored)
      seals.set(stored.id, seal)
      if (change.do === 'open') await openStored(stored)
      else tell({ kind: 'changed', id: stored.id })
    }
  }

  /** What changes what is stored: one after the other, each of what is stored by then. */
  const changing = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      await catchUp()
      return work()
    })

  /** What is stored of the server; not by an inventory that has been closed since. */
  async function rememberServer(id: ConnectionId, from: Inventory, server: ServerIdentity): Promise<void> {
    await changing(async () => {
      const stored = known.get(id)
      if (!stored || open.get(id) !== from) return
      // Another process was first, at another server: this one goes on as one that finds that server exchanged.
      if (stored.server && !isSameServer(stored.server, server)) return openStored(stored)
      await change({ ...stored, server }, stored)
    }).catch((error: unknown) => warn(`the server of connection ${id} could not be remembered`, error))
  }

  /** Once; where it cannot be stored, the next contact is another try. */
  function rememberPin(id: ConnectionId, from: Inventory): void {
    const next = (stored = known.get(id)) => stored && seenPin(stored, from.certificate)
    if (from.state.at !== 'live' || !next() || pinsRead.has(from)) return
    pinsRead.add(from)
    changing(async () => {
      const stored = known.get(id)
      const seen = next(stored)
      if (stored && seen && open.get(id) === from) await change(seen, stored)
    }).catch((error: unknown) => warn(`the certificate of connection ${id} could not be remembered`, error))
  }

  /** @param isSeed of processes that start together, only the one that stores it notes it. */
  async function addChecked(
    checked: CheckedInput,
    by: string,
    isSeed = false,
  ): Promise<Result<{ connection: ConnectionId }>> {
    const taken = nameTaken(known, checked.name)
    if (taken) return taken
    const { name, endpoint, user, password = '' } = checked
    const id = connectionId(randomBytes(5).toString('hex'))
    const on = checked.autoAnswer
    const neverOn = on ? {} : { neverOn: true as const }
    const autoAnswer = { on, changedBy: by, changedAt: new Date(now()).toISOString(), ...neverOn }
    const pin = pinOf(endpoint.trust, { by, at: autoAnswer.changedAt })
    const stored: StoredConnection = { id, name, endpoint, user, autoAnswer, ...pin }
    const text = `Connection ${name} added, auto-answer ${autoAnswer.on ? 'on' : 'off'}`
    if (!isSeed) await note({ by, text, connection: id })
    const seal = await store.insert(stored, password)
    // Another process has added one of this name in this very moment.
    if (seal === undefined) return nameOf(name)
    if (isSeed) await note({ by, text, connection: id })
    seals.set(id, seal)
    known.set(id, stored)
    onChanged()
    openOne(stored, password, !isSeed)
    return ok({ connection: id })
  }

  async function editChecked(stored: StoredConnection, checked: CheckedInput, by: string): Promise<Result<null>> {
    const { name, endpoint, user, password } = checked
    const taken = nameTaken(known, name, stored.id)
    if (taken) return taken
    const { server, pin, ...rest } = stored
    const pinned = pinOf(endpoint.trust, { by, at: new Date(now()).toISOString() }, stored)
    const { trust } = endpoint
    const newPin = trust.kind === 'thumbprint' && pinned.pin !== pin ? `, certificate ${trust.sha256} trusted` : ''
    const text = `Connection ${stored.name} edited${newPin}`
    await note({ by, text, connection: stored.id })
    const isElsewhere = !isSame(endpoint, stored.endpoint)
    let next: StoredConnection = { ...rest, name, endpoint, user, ...(server && !isElsewhere && { server }), ...pinned }
    if (checked.autoAnswer !== stored.autoAnswer.on) next = await flip(next, checked.autoAnswer, by)
    await change(next, stored, password)
    tell({ kind: 'changed', id: next.id })
    const reopen = password !== undefined || user !== stored.user || isElsewhere
    if (password !== undefined) await signIns.changed(next)
    if (reopen) await openAnew(next, password ?? (await store.readPassword(next.id)), true)
    return ok(null)
  }

  const setSwitch = (id: ConnectionId, set: (stored: StoredConnection) => Promise<StoredConnection>) =>
    changing(async (): Promise<Result<null>> => {
      const stored = known.get(id)
      if (!stored) return noSuch
      const next = await set(stored)
      if (next === stored) return ok(null)
      await change(next, stored)
      tell({ kind: 'changed', id })
      return ok(null)
    })

  const agreed = agreements({
    inventory: (id) => open.get(id),
    note,
    change,
    openAnew: async (next) => openAnew(next, await store.readPassword(next.id), true),
    now,
  })

  return {
    inventories: open,
    inventory: (id) => open.get(id),
    policyOf: (id) => policyOfSwitch(known.get(id), now()),
    view(id) {
      const stored = known.get(id)
      return stored && connectionView(stored, open.get(id), now())
    },
    nameOf: (id) => known.get(id)?.name,
    onChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: (seed) =>
      inTurn(async () => {
        await catchUp()
        if (known.size > 0) return
        for (const input of seed) {
          const checked = checkInput(input)
          if (!checked.ok) throw new Error(`${input.name}: ${checked.error.sentence}`)
          await addChecked(checked.value, 'admin', true)
        }
        await catchUp()
      }),
    add: (input, by) =>
      changing(async () => {
        const checked = checkInput(input)
        return checked.ok ? await addChecked(checked.value, by) : checked
      }),
    edit: (id, input, by) =>
      changing(async () => {
        const stored = known.get(id)
        if (!stored) return noSuch
        const checked = checkInput(input, stored)
        return checked.ok ? await editChecked(stored, checked.value, by) : checked
      }),
    remove: (id, by) =>
      changing(async () => {
        const stored = known.get(id)
        if (!stored) return noSuch
        await note({ by, text: `Connection ${stored.name} removed`, connection: id })
        await store.remove(id)
        onChanged()
        await drop(id)
        return ok(null)
      }),
    setAutoAnswer: (id, on, by) =>
      setSwitch(id, async (stored) => {
        const { autoAnswer } = stored
        // Switching off ends a dry run, also one that is over by itself.
        return autoAnswer.on === on && autoAnswer.dryRunUntil === undefined ? stored : await flip(stored, on, by)
      }),
    dryRun: (id, days, by) => setSwitch(id, (stored) => beginDryRun(stored, days, by)),
    retry(id) {
      const inventory = open.get(id)
      if (!inventory) return noSuch
      const { state } = inventory
      const may = mayTryNow(state.at === 'refused' ? state.signIn : undefined, now())
      if (!may.ok) return failed({ blame: 'ours', code: 'sign-in-held', sentence: may.because })
      inventory.retryNow()
      return ok(null)
    },
    acceptServer: (id, seen, by) =>
      changing(async () => {
        const stored = known.get(id)
        return stored ? await agreed.acceptServer(stored, seen, by) : noSuch
      }),
    decideCertificate: (id, sha256, decision, by) =>
      changing(async () => {
        const stored = known.get(id)
        const result = stored ? await agreed.decideCertificate(stored, sha256, decision, by) : noSuch
        tell({ kind: 'changed', id })
        return result
      }),
    readAgain: () => inTurn(catchUp),
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
