import { moRef, vmKey, type ConnectionId, type MoRef } from '@/lib/vsphere/ids'
import { PropertyStream } from '../vsphere/property-stream'
import { readNow } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import type { StreamFilter } from '../vsphere/stream-filter'
import { readFiguresAgain, type LookedAt } from './figure-reading'
import { inventoryClasses } from './filters'
import { measureEveryMs, type HostClock } from './host-clock'
import type { InventoryModel } from './model'
import { silentHostPaths, silentVmPaths } from './paths'
import { readQuestionAges } from './question-age'
import { lookUpStarters } from './task-starters'

/** Questions whose age is looked up when they are there before us; more would be a flood of calls at the worst moment. */
const agesLookedUp = 20

type Ports = {
  connection: ConnectionId
  model: InventoryModel
  clock: HostClock
  filters: readonly StreamFilter[]
  lookedAt: LookedAt
  /** Milliseconds since the epoch. */
  now: () => number
  /** The model has been told something. */
  onTold: () => void
  /** Everything that there is has been told; also each time that the stream had to start over. */
  onComplete: () => void
  /** The server's clock turned out to be another than was thought. */
  onClockSet: () => void
}

/** What is read from a server during one contact: the stream, and beside it what no stream tells. */
export class OneContact {
  readonly #session: Session
  readonly #ports: Ports
  readonly #stream: PropertyStream
  readonly #over = new AbortController()
  readonly #lookUpStarters: () => void
  #isRead = false

  constructor(session: Session, ports: Ports) {
    this.#session = session
    this.#ports = ports
    const { signal } = this.#over
    this.#lookUpStarters = lookUpStarters(session, { tasks: ports.model.tasks, onTold: ports.onTold, signal })
    const content = { classes: inventoryClasses, filters: ports.filters }
    this.#stream = new PropertyStream(session, content, {
      onSet: () => this.#told(),
      onComplete: () => {
        ports.model.complete()
        this.#told()
        ports.onComplete()
        void this.#readQuestionAges()
        if (this.#isRead) return
        this.#isRead = true
        this.#readAgain()
      },
    })
  }

  /** Reads until it is stopped. Rejects with what ended the contact. */
  async run(): Promise<void> {
    try {
      await this.#stream.run()
    } finally {
      this.#over.abort()
    }
  }

  /** First what there is, then who began it. */
  #told(): void {
    this.#ports.onTold()
    if (this.#isRead) this.#lookUpStarters()
  }

  stop(): void {
    this.#stream.stop()
  }

  /** What no stream tells: figures, tasks of others, and how far the clocks are apart. */
  #readAgain(): void {
    const { model, lookedAt } = this.#ports
    const { taskManager } = this.#session.content
    const ports = {
      all: () => model.silentObjects,
      // A server that is asked for something that is gone tells nothing of the others either.
      lookedAt: () => lookedAt.objects().filter((obj) => model.has(obj)),
      onLook: (look: () => void) => lookedAt.onLook(look),
      areListsSeen: () => lookedAt.areListsSeen(),
      taskManager,
    }
    readFiguresAgain({ ...ports, read: (objects) => this.#readFigures(objects) }, this.#over.signal)
    const timer = setInterval(() => void this.#measureClock().catch(() => {}), measureEveryMs).unref()
    this.#over.signal.addEventListener('abort', () => clearInterval(timer))
  }

  async #readFigures(objects: readonly MoRef[]): Promise<void> {
    const updates = await readNow(this.#session, {
      properties: [
        { type: 'HostSystem', paths: silentHostPaths },
        { type: 'VirtualMachine', paths: silentVmPaths },
        { type: 'TaskManager', paths: ['recentTask'] },
      ],
      objects: objects.map((obj) => ({ obj })),
    })
    if (this.#over.signal.aborted) return
    this.#ports.model.refresh(updates)
    this.#told()
  }

  async #measureClock(): Promise<void> {
    const { clock, model, onTold, onClockSet } = this.#ports
    const before = clock.offsetMs ?? 0
    if (!(await clock.measure(this.#session))) return
    model.shiftClock((clock.offsetMs ?? 0) - before)
    onTold()
    onClockSet()
  }

  /** Events know when a question was raised that was there before us. */
  async #readQuestionAges(): Promise<void> {
    const { connection, model, now, onTold } = this.#ports
    const asked = [...model.questions].slice(0, agesLookedUp).flatMap(([key, { question }]) => {
      const vm = model.vms.get(key)
      return vm ? [{ vm: moRef('VirtualMachine', vm.moid), question }] : []
    })
    const found = readQuestionAges(this.#session, asked, ({ vm, question }, ageMs) => {
      const raisedAt = new Date(now() - ageMs).toISOString()
      model.correctRaisedAt(vmKey(connection, vm.value), question.id, raisedAt)
      onTold()
    })
    // An account that may not read events sees a question since we saw it.
    await found.catch(() => {})
  }
}
