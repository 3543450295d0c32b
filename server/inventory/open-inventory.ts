import type { Asking } from '@/lib/connections/sign-in-tries'
import { readDatastorePath } from '@/lib/names/datastore-path'
import type { RunRequest } from '@/lib/runs/verb'
import type { Certificate } from '@/lib/vsphere/certificate'
import type { ConnectionKind, ConnectionView } from '@/lib/vsphere/connection'
import { moRef, vmKey, type ConnectionId, type Moid, type MoRef } from '@/lib/vsphere/ids'
import type { DiskHolder } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import { CertificateChanged } from '../vsphere/certificate'
import { VimFault, WireError } from '../vsphere/errors'
import type { FollowedObjects } from '../vsphere/followed-objects'
import type { StreamFilter } from '../vsphere/stream-filter'
import { objectGone, retrieveOne } from '../vsphere/retrieve'
import { kindOf, type About } from '../vsphere/service-content'
import type { Session } from '../vsphere/session'
import { asObject } from '../vsphere/wire-value'
import { endpointAccess, type EndpointAccess } from './access'
import { Contact } from './contact'
import type { Inventory, InventoryChange, OnScreens, OpenInventory } from './contract'
import { readDiskHolders } from './disk-holder'
import { LookedAt } from './figure-reading'
import { hostFilter, recentTaskFilter, taskFilter, vmFilter } from './filters'
import { HeldSession } from './held-session'
import { HostClock } from './host-clock'
import { hostHistory } from './host-history'
import { InventoryModel } from './model'
import { OneContact } from './one-contact'
import { tellsOnlyNew } from './only-new-questions'
import { readQuestion } from './question'
import { readBeforeRuns, readRecentTasks, type ReadBeforeRun } from './read-before-run'
import { createReadTogether } from './read-together'
import { KnownServer } from './server-identity'
import { startTask } from './start-task'
import { resultOf, TaskEnds } from './task-end'
import { readVmDetail } from './vm-detail'
import { WatchedRights } from './watched-rights'
import { needTold } from './withheld'

type Options = Parameters<OpenInventory>[0]

/** Opens the inventory of one endpoint; nothing is sent before `start`. */
export const openInventory: OpenInventory = (options) => new EndpointInventory(options)

/** A folder on a slow datastore takes its time; after this nobody waits for it any more. */
const endOfTaskMs = 90_000

class EndpointInventory implements Inventory {
  readonly id: ConnectionId
  readonly #user: string
  readonly #now: () => number
  readonly #clock: HostClock
  readonly #server: KnownServer
  readonly #readBefore: (vm: Moid) => Promise<ReadBeforeRun>
  readonly #lookedAt: LookedAt
  readonly #model: InventoryModel
  readonly #ends = new TaskEnds()
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

  constructor(options: Options) {
    const { id, endpoint, user, password, server, now = Date.now, openTap, mayChange, signIns } = options
    this.id = id
    this.#user = user
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
    this.#readBefore = createReadTogether<Moid, ReadBeforeRun>({
      read: (vms) => this.#readBeforeRuns(vms),
      missing: (vm) => objectGone(virtualMachine(vm)),
      isAboutOne: (error) => error instanceof VimFault,
    })
    this.#lookedAt = new LookedAt(now)
    this.#model = new InventoryModel(id, () => this.#iso(), this.#clock)
    this.#taskFilter = taskFilter(this.#model, this.#ends)
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

  async readBeforeRun(vm: Moid) {
    const read = await this.#readBefore(vm)
    const onlyNew = tellsOnlyNew(read, {
      server: this.endpointKind,
      isAsked: this.questions.has(vmKey(this.id, vm)),
      hasToldEnd: (task) => this.#model.tasks.hasToldEnd(task),
    })
    const { listed: _, ...before } = read
    const missing = await this.#rights.missingNow(before.view.roles)
    return {
      ...before,
      server: this.endpointKind,
      ...withoutUndefined({ missing }),
      ...(onlyNew && { tellsOnlyNew: true as const }),
    }
  }

  async #readBeforeRuns(vms: readonly Moid[]) {
    const detailVersions = new Map(vms.map((vm) => [vm, this.vms.get(vmKey(this.id, vm))?.detailVersion ?? 0]))
    return readBeforeRuns(this.#needSession(), vms.map(virtualMachine), ({ vm, missing }) => {
      const detailVersion = detailVersions.get(vm.value) ?? 0
      return this.#model.contextOf({ isCurrent: true, detailVersion, missing, figuresAt: this.#iso() })
    })
  }

  async startTask(vm: Moid, request: RunRequest) {
    const starting = startTask(this.#needSession(), virtualMachine(vm), request)
    const started = await this.#rights.noteRefusal(virtualMachine(vm), starting)
    // What it does, and asks, is wanted at once: the run has it recorded first.
    if (started.kind === 'task') this.followTask(started.task.value)
    return started
  }

  async readRecentTasks(vm?: Moid) {
    const about = { connection: this.id, signedInAs: this.#user }
    return readRecentTasks(this.#needSession(), vm && virtualMachine(vm), about)
  }

  followTask(task: Moid): void {
    this.#model.tasks.follow(moRef('Task', task))
    this.#flush()
  }

  async readQuestion(vm: Moid) {
    const { properties, missing } = await retrieveOne(this.#needSession(), virtualMachine(vm), ['runtime.question'])
    needTold(missing, 'runtime.question')
    return readQuestion(properties.get('runtime.question'))
  }

  async answerVm(vm: Moid, questionId: string, answerChoice: string): Promise<void> {
    const call = this.#needSession().call('AnswerVM', virtualMachine(vm), { questionId, answerChoice })
    await this.#rights.noteRefusal(virtualMachine(vm), call)
  }

  async cancelTask(task: Moid): Promise<void> {
    await this.#needSession().call('CancelTask', moRef('Task', task))
  }

  async readVmDetail(vm: Moid) {
    const stores = new Map([...this.datastores.values()].map(({ moid, name }) => [moid as string, name]))
    const datastoreName = (moid: string) => stores.get(moid)
    this.#lookedAt.note(virtualMachine(vm))
    const ourTime = (text: string | undefined) => this.#clock.ourTime(text)
    const names = { connection: this.id, datastoreName, ourTime }
    const detail = await readVmDetail(this.#needSession(), virtualMachine(vm), names)
    return { ...detail, readAt: new Date(this.#now()).toISOString() }
  }

  async readDiskHolders(vm: Moid, file?: string) {
    const holders = await readDiskHolders(this.#needSession(), virtualMachine(vm), file)
    return holders
      .map(({ vm: { value }, name, path }): DiskHolder => {
        const view = this.vms.get(vmKey(this.id, value))
        const host = view?.host?.name
        return {
          name,
          path: readDatastorePath(path),
          powerState: view?.powerState ?? 'unknown',
          ...withoutUndefined({ host }),
        }
      })
      .toSorted((a, b) => Number(b.powerState === 'poweredOn') - Number(a.powerState === 'poweredOn'))
  }

  noteLook({ allVms, vms, hosts }: OnScreens): void {
    const shown = vms.map(virtualMachine)
    this.#lookedAt.noteScreens(hosts ? [...shown, ...this.#model.hostObjects] : shown, allVms)
  }

  history() {
    const isHidden = (task: MoRef) => this.#model.tasks.isHidden(task)
    return hostHistory(this.#needSession(), { connection: this.id, clock: this.#clock, isHidden })
  }

  access(): EndpointAccess {
    const session = this.#needSession()
    const isHostsOwn = this.endpointKind === 'esx' && this.#clock.offsetMs !== undefined
    const access = endpointAccess(this.id, session, {
      hostTime: isHostsOwn ? (text) => this.#clock.ourTime(text) : undefined,
      missingWith: (roles) => this.#rights.missingNow(roles),
      show: (task) => this.followTask(task.value),
      endOf: async (task) => {
        const isOver = this.#model.tasks.hide(task)
        this.#flush()
        if (!isOver) return this.#ends.of(task, endOfTaskMs)
        // Of one that ended before anybody waited for it, the stream has nothing more to tell.
        const { properties, missing } = await retrieveOne(session, task, ['info'])
        needTold(missing, 'info')
        return resultOf(asObject(properties.get('info')) ?? {})
      },
    })
    return { ...access, call: (...call) => this.#rights.noteRefusal(call[1], access.call(...call)) }
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

const virtualMachine = (vm: Moid) => moRef('VirtualMachine', vm)
