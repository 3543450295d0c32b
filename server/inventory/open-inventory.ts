import type { RunRequest } from '@/lib/runs/verb'
import type { ConnectionKind, ConnectionView } from '@/lib/vsphere/connection'
import { moRef, vmKey, type ConnectionId, type Moid } from '@/lib/vsphere/ids'
import { WireError } from '../vsphere/errors'
import { PropertyStream, type StreamFilter } from '../vsphere/property-stream'
import { retrieveOne } from '../vsphere/retrieve'
import { serviceInstance, type About } from '../vsphere/service-content'
import { Session, type Credentials } from '../vsphere/session'
import { endpointAccess, type EndpointAccess } from './access'
import { Contact } from './contact'
import type { Inventory, InventoryChange, OpenInventory, TaskReport } from './contract'
import { TaskFollower } from './follow-task'
import { hostFilter, inventoryClasses, recentTaskFilter, vmFilter } from './filters'
import { InventoryModel } from './model'
import { readQuestion } from './question'
import { readQuestionAge } from './raised-at'
import { readBeforeRun } from './read-before-run'
import { startTask } from './start-task'
import { endOfTask } from './task-end'
import { TaskWatch } from './task-watch'
import { readVmDetail } from './vm-detail'

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
  readonly #model: InventoryModel
  readonly #tasks: TaskWatch
  readonly #contact: Contact
  readonly #listeners = new Set<(changes: readonly InventoryChange[]) => void>()
  readonly #filters = new Map<StreamFilter, (() => void) | undefined>()
  readonly #followers = new Set<TaskFollower>()
  #session: Session | undefined
  #stream: PropertyStream | undefined
  #about: About | undefined
  readonly #closing = new AbortController()
  readonly #openTap: Options['openTap']

  constructor({ id, endpoint, user, password, now = Date.now, openTap }: Options) {
    this.id = id
    this.#openTap = openTap
    this.#endpoint = endpoint
    this.#credentials = { user, password }
    this.#now = now
    this.#model = new InventoryModel(id, () => this.#iso())
    this.#tasks = new TaskWatch({ model: this.#model, watch: (filter) => this.#watch(filter) })
    this.#model.onRecentTasks = (owner, tasks) => this.#tasks.setRecent(owner, tasks)
    this.#contact = new Contact({
      connect: (live) => this.#connect(live),
      onState: (state) => this.#tellConnection(state),
      onLost: (reason) => this.#loseContact(reason),
      now,
    })
    this.#watch(hostFilter(this.#model))
    this.#watch(vmFilter(this.#model))
    this.#watch(recentTaskFilter(this.#tasks, () => this.#session?.content.taskManager))
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
    return this.#model.tasks
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
  }

  retryNow(): void {
    this.#contact.retryNow()
  }

  async close(): Promise<void> {
    this.#closing.abort(new WireError('closed', 'The connection was closed.'))
    this.#stream?.stop()
    await this.#contact.close()
    await this.#session?.close()
    this.#session = undefined
  }

  async readBeforeRun(vm: Moid) {
    const hostName = (moid: string) => this.#model.hostName(moid)
    const detailVersion = this.vms.get(vmKey(this.id, vm))?.detailVersion ?? 0
    const context = { connection: this.id, hostName, isCurrent: true, detailVersion }
    return readBeforeRun(this.#needSession(), virtualMachine(vm), context)
  }

  async startTask(vm: Moid, request: RunRequest) {
    return startTask(this.#needSession(), virtualMachine(vm), request)
  }

  followTask(task: Moid, vm: Moid, listener: (report: TaskReport) => void): () => void {
    const follower = new TaskFollower(moRef('Task', task), virtualMachine(vm), listener, {
      putTask: (ref, info) => this.#tasks.put(ref, info),
      noteQuestion: (question) => this.#model.noteQuestion(vm, question),
    })
    this.#followers.add(follower)
    const stop = this.#watch(follower)
    const { state } = this
    if (state.at === 'lost' || state.at === 'refused') queueMicrotask(() => follower.loseContact(state.reason))
    return () => {
      this.#followers.delete(follower)
      stop()
    }
  }

  async readQuestion(vm: Moid) {
    const { properties } = await retrieveOne(this.#needSession(), virtualMachine(vm), ['runtime.question'])
    return readQuestion(properties.get('runtime.question'))
  }

  async answerVm(vm: Moid, questionId: string, answerChoice: string): Promise<void> {
    await this.#needSession().call('AnswerVM', virtualMachine(vm), { questionId, answerChoice })
  }

  async cancelTask(task: Moid): Promise<void> {
    await this.#needSession().call('CancelTask', moRef('Task', task))
  }

  async readVmDetail(vm: Moid) {
    const stores = new Map([...this.datastores.values()].map(({ moid, name }) => [moid as string, name]))
    const datastoreName = (moid: string) => stores.get(moid)
    return readVmDetail(this.#needSession(), virtualMachine(vm), { connection: this.id, datastoreName })
  }

  access(): EndpointAccess {
    return endpointAccess(this.id, this.#needSession(), {
      show: (task) => this.#tasks.show(task),
      endOf: (task) => {
        this.#tasks.hide(task)
        return endOfTask(task, (filter) => this.#watch(filter), endOfTaskMs)
      },
    })
  }

  async #connect(live: () => void): Promise<void> {
    const session = await this.#openSession()
    if (this.#closing.signal.aborted) return
    session.onAnswer = () => this.#contact.noteAnswer()
    this.#about = session.content.about
    const stream = new PropertyStream(session, inventoryClasses, {
      onSet: () => this.#flush(),
      onComplete: () => {
        this.#model.complete()
        this.#flush()
        live()
        void this.#readQuestionAges(session)
      },
    })
    this.#stream = stream
    for (const filter of this.#filters.keys()) this.#filters.set(filter, stream.add(filter))
    try {
      await stream.run()
    } finally {
      this.#stream = undefined
    }
  }

  /** The session of before, if the server still knows it: sessions are limited, and a cut line does not end them. */
  async #openSession(): Promise<Session> {
    const before = this.#session
    if (before) {
      const options = { timeoutMs: 10_000, signal: this.#closing.signal }
      const answer = await before.wait('CurrentTime', serviceInstance, {}, options).catch((error: unknown) => {
        if (error instanceof WireError) throw error
        return undefined
      })
      if (answer !== undefined) return before
      this.#session = undefined
      await before.abandon()
    }
    const tap = this.#openTap?.(this.#endpoint, [this.#credentials.password])
    this.#session = await Session.open(this.#endpoint, this.#credentials, this.#closing.signal, tap)
    return this.#session
  }

  /** Adds a filter to the stream of now and to every later one. */
  #watch(filter: StreamFilter): () => void {
    this.#filters.set(filter, this.#stream?.add(filter))
    return () => {
      this.#filters.get(filter)?.()
      this.#filters.delete(filter)
    }
  }

  #flush(): void {
    const changes = this.#model.takeChanges()
    this.#tasks.flush()
    this.#tell(changes)
  }

  #loseContact(reason: string): void {
    this.#model.loseContact()
    for (const follower of this.#followers) follower.loseContact(reason)
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
    const seenNow = this.#now()
    for (const [key, { question }] of [...this.questions].slice(0, agesLookedUp)) {
      const vm = this.vms.get(key)
      if (!vm) continue
      // An account that may not read events sees the question since we saw it.
      const age = await readQuestionAge(session, virtualMachine(vm.moid), question).catch(() => undefined)
      if (age === undefined) continue
      this.#model.correctRaisedAt(key, question.id, new Date(seenNow - age).toISOString())
      this.#flush()
    }
  }

  #needSession(): Session {
    const { state } = this
    if (this.#session && (state.at === 'live' || this.#stream)) return this.#session
    const reason = state.at === 'lost' || state.at === 'refused' ? state.reason : 'There is no contact yet.'
    throw new WireError(this.#closing.signal.aborted ? 'closed' : 'unreachable', reason)
  }

  #iso(): string {
    return new Date(this.#now()).toISOString()
  }
}

const virtualMachine = (vm: Moid) => moRef('VirtualMachine', vm)
