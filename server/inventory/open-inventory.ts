import type { RunRequest } from '@/lib/runs/verb'
import type { ConnectionKind, ConnectionView } from '@/lib/vsphere/connection'
import { moRef, vmKey, type ConnectionId, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { WireError } from '../vsphere/errors'
import { isFault } from '../vsphere/fault'
import { PropertyStream } from '../vsphere/property-stream'
import type { FollowedObjects } from '../vsphere/followed-objects'
import type { StreamFilter } from '../vsphere/stream-filter'
import { readNow, retrieveOne } from '../vsphere/retrieve'
import { serviceInstance, type About } from '../vsphere/service-content'
import { Session, type Credentials } from '../vsphere/session'
import { asObject, asRef } from '../vsphere/wire-value'
import { endpointAccess, type EndpointAccess } from './access'
import { KnownRoles, rolesReadAgainMs } from './account-rights'
import { Contact } from './contact'
import type { Inventory, InventoryChange, OpenInventory } from './contract'
import { LookedAt, readFiguresAgain } from './figure-reading'
import { hostFilter, inventoryClasses, recentTaskFilter, taskFilter, vmFilter } from './filters'
import { HostClock, measureEveryMs } from './host-clock'
import { InventoryModel } from './model'
import { silentHostPaths, silentVmPaths } from './paths'
import { readQuestion } from './question'
import { readQuestionAges } from './question-age'
import { readBeforeRun, readRecentTasks } from './read-before-run'
import { KnownServer, readIdentity } from './server-identity'
import { startTask } from './start-task'
import { resultOf, TaskEnds } from './task-end'
import { readVmDetail } from './vm-detail'
import { needTold } from './withheld'

type Options = Parameters<OpenInventory>[0]

/** Opens the inventory of one endpoint; nothing is sent before `start`. */
export const openInventory: OpenInventory = (options) => new EndpointInventory(options)

/** Questions whose age is looked up when they are there before us; more would be a flood of calls at the worst moment. */
const agesLookedUp = 20
/** A folder on a slow datastore takes its time; after this nobody waits for it any more. */
const endOfTaskMs = 90_000

class EndpointInventory implements Inventory {
  readonly id: ConnectionId
  readonly #endpoint: Options['endpoint']
  readonly #credentials: Credentials
  readonly #now: () => number
  readonly #clock: HostClock
  readonly #server: KnownServer
  readonly #lookedAt: LookedAt
  readonly #model: InventoryModel
  readonly #ends = new TaskEnds()
  readonly #taskFilter: FollowedObjects
  readonly #contact: Contact
  readonly #listeners = new Set<(changes: readonly InventoryChange[]) => void>()
  readonly #filters: readonly StreamFilter[]
  #session: Session | undefined
  #stream: PropertyStream | undefined
  #about: About | undefined
  readonly #closing = new AbortController()
  readonly #openTap: Options['openTap']
  readonly #roles: KnownRoles
  #readRolesAgain: NodeJS.Timeout | undefined

  constructor({ id, endpoint, user, password, server, now = Date.now, openTap }: Options) {
    this.id = id
    this.#openTap = openTap
    this.#endpoint = endpoint
    this.#credentials = { user, password }
    this.#now = now
    this.#clock = new HostClock(now)
    this.#server = new KnownServer(server?.known, (seen) => server?.remember(seen))
    this.#lookedAt = new LookedAt(now)
    this.#model = new InventoryModel(id, () => this.#iso(), this.#clock)
    this.#taskFilter = taskFilter(this.#model, this.#ends)
    this.#filters = [
      hostFilter(this.#model),
      vmFilter(this.#model),
      recentTaskFilter(this.#model, () => this.#session?.content.taskManager),
      this.#taskFilter,
    ]
    this.#roles = new KnownRoles({
      manager: () => this.#session?.content.authorizationManager,
      read: async (manager) => {
        const { properties } = await retrieveOne(this.#needSession(), manager, ['roleList'])
        return properties.get('roleList')
      },
      onChange: () => this.#tellConnection(this.state),
      now,
    })
    this.#contact = new Contact({
      connect: (live) => this.#connect(live),
      onState: (state) => this.#tellConnection(state),
      onLost: () => this.#loseContact(),
      now,
    })
  }

  get state() {
    return this.#contact.state
  }

  get endpointKind(): ConnectionKind {
    if (!this.#about) return 'unknown'
    return this.#about.apiType === 'VirtualCenter' ? 'vcenter' : 'esx'
  }

  get product(): ConnectionView['product'] {
    if (!this.#about) return undefined
    const { fullName, version, build, apiVersion } = this.#about
    return { fullName, version, build, apiVersion }
  }

  get oldTls() {
    return this.#session?.oldTls
  }

  get rights(): ConnectionView['rights'] {
    return this.#roles.rights(this.#model.rolesOf)
  }

  get clockOffsetMs() {
    return this.#clock.offsetMs
  }

  get otherServer() {
    return this.#server.other
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
    this.#readRolesAgain ??= setInterval(() => void this.#roles.readAgain(), rolesReadAgainMs)
  }

  retryNow(): void {
    this.#contact.retryNow()
  }

  async close(): Promise<void> {
    this.#closing.abort(new WireError('closed', 'The connection was closed.'))
    clearInterval(this.#readRolesAgain)
    this.#stream?.stop()
    await this.#contact.close()
    await this.#session?.close()
    this.#session = undefined
  }

  async readBeforeRun(vm: Moid) {
    const detailVersion = this.vms.get(vmKey(this.id, vm))?.detailVersion ?? 0
    const before = await readBeforeRun(this.#needSession(), virtualMachine(vm), ({ missing }) =>
      this.#model.contextOf({ isCurrent: true, detailVersion, missing, figuresAt: this.#iso() }),
    )
    const missing = await this.#roles.missingNow(before.view.roles)
    return { ...before, ...withoutUndefined({ missing }) }
  }

  async startTask(vm: Moid, request: RunRequest) {
    return this.#noteRefusal(virtualMachine(vm), startTask(this.#needSession(), virtualMachine(vm), request))
  }

  async readRecentTasks(vm: Moid) {
    const about = { connection: this.id, signedInAs: this.#credentials.user }
    return readRecentTasks(this.#needSession(), virtualMachine(vm), about)
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
    await this.#noteRefusal(virtualMachine(vm), call)
  }

  async cancelTask(task: Moid): Promise<void> {
    await this.#needSession().call('CancelTask', moRef('Task', task))
  }

  async readVmDetail(vm: Moid) {
    const stores = new Map([...this.datastores.values()].map(({ moid, name }) => [moid as string, name]))
    const datastoreName = (moid: string) => stores.get(moid)
    this.#lookedAt.note(virtualMachine(vm))
    const ourTime = (text: string | undefined) => this.#clock.ourTime(text)
    return readVmDetail(this.#needSession(), virtualMachine(vm), { connection: this.id, datastoreName, ourTime })
  }

  access(): EndpointAccess {
    const session = this.#needSession()
    const access = endpointAccess(this.id, session, {
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
    return { ...access, call: (...call) => this.#noteRefusal(call[1], access.call(...call)) }
  }

  async #connect(live: () => void): Promise<void> {
    const session = await this.#openSession()
    if (this.#closing.signal.aborted) return
    this.#about = session.content.about
    // First, so that nothing that the server dates is shown in its clock. One that does not tell its time is believed.
    await this.#clock.measure(session).catch(() => false)
    if (this.#closing.signal.aborted) return
    const contact = new AbortController()
    const content = { classes: inventoryClasses, filters: this.#filters }
    let isRead = false
    const stream = new PropertyStream(session, content, {
      onSet: () => this.#flush(),
      onComplete: () => {
        this.#model.complete()
        this.#flush()
        live()
        void this.#roles.readAgain()
        void this.#readQuestionAges(session)
        if (isRead) return
        isRead = true
        this.#readAgain(session, contact.signal)
      },
    })
    this.#stream = stream
    try {
      await stream.run()
    } finally {
      this.#stream = undefined
      contact.abort()
    }
  }

  /** What no stream tells, for as long as there is contact: figures, tasks of others, and how far the clocks are apart. */
  #readAgain(session: Session, signal: AbortSignal): void {
    const { taskManager } = session.content
    const lookedAt = () => this.#lookedAt.objects()
    const all = () => this.#model.silentObjects
    const read = (objects: readonly MoRef[]) => this.#readFigures(session, objects, signal)
    readFiguresAgain({ all, lookedAt, taskManager, read }, signal)
    const timer = setInterval(() => void this.#measureClock(session).catch(() => {}), measureEveryMs).unref()
    signal.addEventListener('abort', () => clearInterval(timer))
  }

  async #readFigures(session: Session, objects: readonly MoRef[], signal: AbortSignal): Promise<void> {
    const updates = await readNow(session, {
      properties: [
        { type: 'HostSystem', paths: silentHostPaths },
        { type: 'VirtualMachine', paths: silentVmPaths },
        { type: 'TaskManager', paths: ['recentTask'] },
      ],
      objects: objects.map((obj) => ({ obj })),
    })
    if (signal.aborted) return
    this.#model.refresh(updates)
    this.#flush()
  }

  async #measureClock(session: Session): Promise<void> {
    const before = this.#clock.offsetMs ?? 0
    if (!(await this.#clock.measure(session))) return
    this.#model.shiftClock((this.#clock.offsetMs ?? 0) - before)
    this.#flush()
    this.#tellConnection(this.state)
  }

  /** The session of before, if the server still knows it: sessions are limited, and a cut line does not end them. */
  async #openSession(): Promise<Session> {
    const before = this.#session
    if (before && !this.otherServer) {
      const options = { timeoutMs: 10_000, signal: this.#closing.signal }
      const answer = await before.wait('CurrentTime', serviceInstance, {}, options).catch((error: unknown) => {
        if (error instanceof WireError) throw error
        return undefined
      })
      if (answer !== undefined) return before
    }
    this.#session = undefined
    await before?.abandon()
    // Whoever signs in hears only of a closing that is still to come.
    this.#closing.signal.throwIfAborted()
    const tap = this.#openTap?.(this.#endpoint, [this.#credentials.password])
    this.#session = await Session.open(this.#endpoint, this.#credentials, {
      signal: this.#closing.signal,
      tap,
      admit: async (content) => this.#server.admit(await readIdentity(this.#endpoint, content)),
      onAnswer: () => {
        // A sign-in that is refused, or a host that only says that it is not ready, is no contact yet.
        if (this.#session) this.#contact.noteAnswer()
      },
    })
    return this.#session
  }

  #flush(): void {
    const changes = this.#model.takeChanges()
    this.#taskFilter.update()
    this.#tell(changes)
    if (this.#model.takeRolesChanged()) this.#tellConnection(this.state)
  }

  /** A refusal for want of a privilege says that what is known of the account's rights is not so any more. */
  async #noteRefusal<T>(obj: MoRef, call: Promise<T>): Promise<T> {
    try {
      return await call
    } catch (error) {
      if (isFault(error, 'NoPermission')) void this.#readRightsOn(asRef(error.fields.object) ?? obj)
      throw error
    }
  }

  /** Never rejects: nobody waits for it. */
  async #readRightsOn(obj: MoRef): Promise<void> {
    await this.#roles.readAgain()
    if (obj.type !== 'VirtualMachine' && obj.type !== 'Datastore') return
    try {
      const { properties } = await retrieveOne(this.#needSession(), obj, ['effectiveRole'])
      const value = properties.get('effectiveRole')
      const changes = [{ name: 'effectiveRole', op: 'assign' as const, value }]
      this.#model.apply([{ kind: 'modify', obj, changes, missing: [] }])
      this.#flush()
    } catch {
      return // the contact tells of its own loss
    }
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

  /** Events know when a question was raised that was there before us. */
  async #readQuestionAges(session: Session): Promise<void> {
    const asked = [...this.questions].slice(0, agesLookedUp).flatMap(([key, { question }]) => {
      const vm = this.vms.get(key)
      return vm ? [{ vm: virtualMachine(vm.moid), question }] : []
    })
    const found = readQuestionAges(session, asked, ({ vm, question }, ageMs) => {
      const raisedAt = new Date(this.#now() - ageMs).toISOString()
      this.#model.correctRaisedAt(vmKey(this.id, vm.value), question.id, raisedAt)
      this.#flush()
    })
    // An account that may not read events sees a question since we saw it.
    await found.catch(() => {})
  }

  #needSession(): Session {
    const { state } = this
    if (this.#session && !this.otherServer && (state.at === 'live' || this.#stream)) return this.#session
    const reason = state.at === 'lost' || state.at === 'refused' ? state.reason : 'There is no contact yet.'
    throw new WireError(this.#closing.signal.aborted ? 'closed' : 'unreachable', reason)
  }

  #iso(): string {
    return new Date(this.#now()).toISOString()
  }
}

const virtualMachine = (vm: Moid) => moRef('VirtualMachine', vm)
