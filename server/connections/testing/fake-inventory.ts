import type { Certificate } from '@/lib/vsphere/certificate'
import type { ConnectionKind, ConnectionState, ServerIdentity } from '@/lib/vsphere/connection'
import type { Inventory, InventoryChange, OpenInventory } from '../../inventory/contract'
import type { SignInPort } from '../../inventory/sign-in-port'

/** For what signs in nowhere. */
export const noSignIns: SignInPort = {
  begin: () => Promise.reject(new Error('nobody signs in')),
  tries: () => Promise.reject(new Error('nobody signs in')),
}

export type FakeInventory = Inventory & {
  readonly opened: Parameters<OpenInventory>[0]
  readonly calls: string[]
  tell(changes: readonly InventoryChange[]): void
  become(state: ConnectionState, kind?: ConnectionKind): void
  /** The session's certificate, and another that is shown in place of the pinned one. */
  shows(certificate: Certificate | undefined, other?: Certificate): void
  /** Another server answers at the address. */
  exchange(server: ServerIdentity): void
}

/** For tests of the rooms above the inventory: nothing is behind it, and tests say what it reports. */
export function fakeInventory(opened: Parameters<OpenInventory>[0]): FakeInventory {
  const listeners = new Set<(changes: readonly InventoryChange[]) => void>()
  const calls: string[] = []
  let state: ConnectionState = { at: 'connecting', since: '2030-01-01T00:00:00Z' }
  let endpointKind: ConnectionKind = 'unknown'
  let otherServer: ServerIdentity | undefined
  let shown: { certificate?: Certificate | undefined; other?: Certificate | undefined } = {}
  const tell = (changes: readonly InventoryChange[]) => listeners.forEach((listener) => listener(changes))
  const refuse = () => Promise.reject(new Error('nothing is behind this inventory'))
  return {
    opened,
    calls,
    id: opened.id,
    get state() {
      return state
    },
    get endpointKind() {
      return endpointKind
    },
    product: undefined,
    oldTls: undefined,
    rights: undefined,
    clockOffsetMs: undefined,
    get otherServer() {
      return otherServer
    },
    get certificate() {
      return shown.certificate
    },
    get otherCertificate() {
      return shown.other
    },
    vms: new Map(),
    hosts: new Map(),
    datastores: new Map(),
    tasks: new Map(),
    questions: new Map(),
    onChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => void calls.push('start'),
    retryNow: () => void calls.push('retryNow'),
    close: async () => void calls.push('close'),
    readBeforeRun: refuse,
    readRecentTasks: refuse,
    startTask: refuse,
    history() {
      throw new Error('nothing is behind this inventory')
    },
    followTask: () => {},
    readQuestion: refuse,
    expectAnswer: () => () => {},
    answerVm: refuse,
    cancelTask: refuse,
    readVmDetail: refuse,
    readDiskHolders: refuse,
    noteLook: () => {},
    access() {
      throw new Error('nothing is behind this inventory')
    },
    tell,
    shows: (certificate, other) => void (shown = { certificate, other }),
    exchange: (server) => (otherServer = server),
    become(next, kind = endpointKind) {
      state = next
      endpointKind = kind
      tell([{ kind: 'connection', state, product: undefined, endpointKind }])
    },
  }
}
