import type { Asking } from '@/lib/connections/sign-in-tries'
import type { Certificate } from '@/lib/vsphere/certificate'
import type { ConnectionKind, ConnectionView } from '@/lib/vsphere/connection'
import { moRef, type ConnectionId } from '@/lib/vsphere/ids'
import { CertificateChanged } from '../vsphere/certificate'
import { VimFault, WireError } from '../vsphere/errors'
import type { FollowedObjects } from '../vsphere/followed-objects'
import type { StreamFilter } from '../vsphere/stream-filter'
import { kindOf, type About } from '../vsphere/service-content'
import type { Session } from '../vsphere/session'
import { Contact } from './contact'
import type { Inventory, InventoryChange, OnScreens, OpenInventory } from './contract'
import { EndpointCalls } from './endpoint-calls'
import { LookedAt } from './figure-reading'
import { hostFilter, recentTaskFilter, taskFilter, vmFilter } from './filters'
import { HeldSession } from './held-session'
import { HostClock } from './host-clock'
import { InventoryModel } from './model'
import { OneContact } from './one-contact'
import { KnownServer } from './server-identity'
import { TaskEnds } from './task-end'
import { WatchedRights } from './watched-rights'

type Options = Parameters<OpenInventory>[0]

/** Opens the inventory of one endpoint; nothing is sent before `start`. */
export const openInventory: OpenInventory = (options) => new EndpointInventory(options)

class EndpointInventory implements Inventory {
  readonly id: ConnectionId
  readonly #now: () => number
  readonly #clock: HostClock
  readonly #server: KnownServer
  readonly #lookedAt: LookedAt
  readonly #model: InventoryModel
  readonly #taskFilter: FollowedObjects
  readonly #contact: Contact
  readonly #listeners = new Set<(changes: readonly InventoryChange[]) => void>()
  readonly #filters: readonly StreamFilter[]
  readonly #session: HeldSession
  #reading: OneContact | undefined
  #about: About | undefined
  #otherCertificate: Certificate | undefined
  readonly #closing = new AbortController()
  readonly #rights: WatchedRights
  readonly #calls: EndpointCalls

  constructor(options: Options) {
    const { id, endpoint, user, password, server, now = Date.now, openTap, mayChange, signIns } = options
    this.id = id
    this.#now = now
    this.#clock = new HostClock(now)
    this.#server = new KnownServer(server?.known, (seen) => server?.remember(seen))
    this.#session = new HeldSession({
      endpoint,
      credentials: { user, password },
      server: this.#server,
      closing: this.#closing.signal,
      onAnswer: () => this.#contact.noteAnswer(),
      openTap,
      mayChange,
      signIns,
    })
    this.#lookedAt = new LookedAt(now)
    this.#model = new InventoryModel(id, () => this.#iso(), this.#clock)
    const ends = new TaskEnds()
    this.#taskFilter = taskFilter(this.#model, ends)
    this.#filters = [
      hostFilter(this.#model),
      vmFilter(this.#model),
      recentTaskFilter(this.#model, () => this.#session.current?.content.taskManager),
      this.#taskFilter,
    ]
    this.#rights = new WatchedRights({
      model: this.#model,
      current: () => this.#session.current,
      needed: () => this.#needSession(),
      onChange: () => this.#tellConnection(this.state),
      onTold: () => this.#flush(),
      now,
    })
    this.#calls = new EndpointCalls({
      connection: id,
      user,
      model: this.#model,
      clock: this.#clock,
      rights: this.#rights,
      ends,
      lookedAt: this.#lookedAt,
      session: () => this.#needSession(),
      server: () => this.endpointKind,
      onTold: () => this.#flush(),
      now,
    })
    this.#contact = new Contact({
      connect: (live, asking) =>
        this.#connect(live, asking).catch((error: unknown) => {
          this.#noteCertificate(error)
          throw error
        }),
      tries: signIns && (() => signIns.tries(this.#session.kind, now)),
      isWanted: options.isWanted ?? false,
      onState: (state) => this.#tellConnection(state),
      onLost: () => this.#loseContact(),
      now,
    })
  }

  get state() {
    return this.#contact.state
  }

  get endpointKind(): ConnectionKind {
    return this.#about ? kindOf(this.#about) : 'unknown'
  }

  get product(): ConnectionView['product'] {
    if (!this.#about) return undefined
    const { fullName, version, build, apiVersion } = this.#about
    return { fullName, version, build, apiVersion }
  }

  get oldTls() {
    return this.#session.current?.oldTls
  }

  get rights(): ConnectionView['rights'] {
    return this.#rights.rights
  }

  get clockOffsetMs() {
    return this.#clock.offsetMs
  }

  get otherServer() {
    return this.#server.other
  }

  get certificate() {
    return this.#session.current?.certificate
  }

  get otherCertificate() {
    return this.#otherCertificate
  }

  get vms() {
    return this.#model.vms
  }

  get hosts() {
    return this.#model.hosts
  }

  get datastores() {
    return this.#model.datastores
  }

  get tasks() {
    return this.#model.tasks.views
  }

  get questions() {
    return this.#model.questions
  }

  onChanges(listener: (changes: readonly InventoryChange[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    this.#contact.start()
    this.#rights.start()
  }

  retryNow(): void {
    this.#contact.retryNow()
  }

  async close(): Promise<void> {
    this.#closing.abort(new WireError('closed', 'The connection was closed.'))
    this.#rights.stop()
    this.#reading?.stop()
    await this.#contact.close()
    await this.#session.close()
  }

  readonly readBeforeRun: Inventory['readBeforeRun'] = (vm) => this.#calls.readBeforeRun(vm)
  readonly startTask: Inventory['startTask'] = (vm, request) => this.#calls.startTask(vm, request)
  readonly readRecentTasks: Inventory['readRecentTasks'] = (vm) => this.#calls.readRecentTasks(vm)
  readonly followTask: Inventory['followTask'] = (task) => this.#calls.followTask(task)
  readonly readQuestion: Inventory['readQuestion'] = (vm) => this.#calls.readQuestion(vm)
  readonly expectAnswer: Inventory['expectAnswer'] = () => this.#session.current?.answersFirst.expect() ?? (() => {})
  readonly answerVm: Inventory['answerVm'] = (vm, id, choice) => this.#calls.answerVm(vm, id, choice)
  readonly cancelTask: Inventory['cancelTask'] = (task) => this.#calls.cancelTask(task)
  readonly readVmDetail: Inventory['readVmDetail'] = (vm) => this.#calls.readVmDetail(vm)
  readonly readDiskHolders: Inventory['readDiskHolders'] = (vm, file) => this.#calls.readDiskHolders(vm, file)
  readonly history: Inventory['history'] = () => this.#calls.history()
  readonly access: Inventory['access'] = () => this.#calls.access()

  noteLook({ allVms, vms, hosts }: OnScreens): void {
    const shown = vms.map((vm) => moRef('VirtualMachine', vm))
    this.#lookedAt.noteScreens(hosts ? [...shown, ...this.#model.hostObjects] : shown, allVms)
  }

  async #connect(live: () => void, asking: Asking): Promise<void> {
    const session = await this.#session.open(asking)
    this.#otherCertificate = undefined
    if (this.#closing.signal.aborted) return
    this.#about = session.content.about
    // First, so that nothing that the server dates is shown in its clock. One that does not tell its time is believed.
    await this.#clock.measure(session).catch(() => false)
    if (this.#closing.signal.aborted) return
    const reading = new OneContact(session, {
      connection: this.id,
      model: this.#model,
      clock: this.#clock,
      filters: this.#filters,
      lookedAt: this.#lookedAt,
      now: this.#now,
      onTold: () => this.#flush(),
      onComplete: () => {
        live()
        void this.#rights.readAgain()
      },
      onClockSet: () => this.#tellConnection(this.state),
    })
    this.#reading = reading
    try {
      await reading.run()
    } finally {
      this.#reading = undefined
    }
  }

  /** The pinned one is shown again where the server has said anything. */
  #noteCertificate(error: unknown): void {
    if (error instanceof CertificateChanged) this.#otherCertificate = error.certificate
    else if (error instanceof VimFault) this.#otherCertificate = undefined
  }

  #flush(): void {
    const changes = this.#model.takeChanges()
    this.#taskFilter.update()
    this.#tell(changes)
    if (this.#model.takeRolesChanged()) this.#tellConnection(this.state)
  }

  #loseContact(): void {
    this.#model.loseContact()
    this.#flush()
  }

  #tellConnection(state: Inventory['state']): void {
    const { product, endpointKind } = this
    this.#tell([{ kind: 'connection', state, endpointKind, ...(product ? { product } : {}) }])
  }

  #tell(changes: readonly InventoryChange[]): void {
    if (changes.length === 0) return
    for (const listener of this.#listeners) listener(changes)
  }

  #needSession(): Session {
    const { state } = this
    const session = this.#session.current
    if (session && !this.otherServer && (state.at === 'live' || this.#reading)) return session
    const reason = state.at === 'lost' || state.at === 'refused' ? state.reason : 'There is no contact yet.'
    throw new WireError(this.#closing.signal.aborted ? 'closed' : 'unreachable', reason)
  }

  #iso(): string {
    return new Date(this.#now()).toISOString()
  }
}
