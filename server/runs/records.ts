import { questionOfStep } from '@/lib/runs/question-of-step'
import type { Policy } from '@/lib/runs/decide'
import type { RunView } from '@/lib/runs/run'
import { splitKey, type ConnectionId, type RunId, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'
import type { Lease, Leases } from '../journal/leases'
import type { RuleOrder } from './by-rule'
import type { After } from './contract'
import { createHostLog, type HostLog } from './host-log'
import { createInOrder } from './in-order'
import { createLeftovers, type Leftovers } from './leftovers'
import { createQuestionLog, type Keeper, type QuestionLog } from './question-log'
import { createTaskLog, type TaskLog } from './task-log'

/** The lease of who keeps the records of a connection, and deals with what belongs to no run there. */
export const recordOf = (connection: ConnectionId) => `${prefix}${connection}`
const prefix = 'record '

/** The connection whose record a lease is for; undefined for a run's. */
export const connectionOfRecord = (lease: string): string | undefined =>
  lease.startsWith(prefix) ? lease.slice(prefix.length) : undefined

/** Somebody may have given a connection back. */
const seekEveryMs = 5_000
/** Longer than it takes until a process is taken for gone. */
const lastLifeMs = 10_000

/**
 * The records of what happens at connections beside the runs: questions, tasks of others, files that were left. Each
 * connection's are kept by one process at a time; the next one goes on from the journal.
 */
export type Records = {
  /** An inventory was opened, for the first time or anew. */
  watch(inventory: Inventory): void
  /** Begins, when the runs are known. Called once. @param last when the life before this one wrote last. */
  begin(last: string | undefined): Promise<void>
  /** Takes over what another process kept. */
  inherit(lease: Lease, connection: ConnectionId): void
  /** Whether this process keeps the records of a connection. */
  keeps(connection: ConnectionId): boolean
  /** Something about the runs of a VM is different. */
  look(vm: VmKey): void
  /** A question is about to be answered from here: what is known of it is written before that. */
  noteNow(vm: VmKey): Promise<void>
  /** A run is over: it may have left something. */
  takeLeft(run: RunView): void
  drop(connection: ConnectionId): void
  settled(): Promise<void>
  close(): void
}

type Kept = { lease: Lease; log: QuestionLog; tasks: TaskLog; host: HostLog; leftovers: Leftovers }

export function createRecords(options: {
  journal: Journal
  leases: Leases
  now: () => number
  after: After
  warn: (text: string, error: unknown) => void
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  keeperOf: (vm: VmKey) => Keeper
  isOfRun: (task: TaskKey) => boolean
  isStarting: (connection: ConnectionId) => boolean
  /** What holds now for the questions of a VM. */
  policyAt: (vm: VmKey) => Policy | undefined
  /** A rule is to answer a question of nobody's run here; it is written down. */
  onRule: (vm: VmKey, order: RuleOrder) => void
  /** Whether a run goes on here, so that what it left is told by itself. */
  isRunning: (run: RunView) => boolean
}): Records {
  const { journal, leases, after, warn } = options
  const inventories = new Map<ConnectionId, Inventory>()
  const kept = new Map<ConnectionId, Kept>()
  const seeking = createInOrder()
  let begun = false
  /** Runs of any process that left something and have not ended. */
  const leaving = new Set<RunId>()
  let closed = false
  let stopSeeking: (() => void) | undefined
  /** When the last life wrote last, while what it kept comes to this one. */
  let lastLife: string | undefined

  const keptOn = (key: VmKey) => {
    const at = splitKey(key)
    return at && kept.get(at.connection)
  }

  function seek(connection: ConnectionId, last?: string): void {
    if (begun && !closed && !kept.has(connection)) seeking.add(() => take(connection, last))
  }

  async function take(connection: ConnectionId, last: string | undefined): Promise<void> {
    if (closed || kept.has(connection) || !inventories.has(connection)) return
    try {
      const wanted = { name: recordOf(connection), label: 'Record', subjects: [], lasting: true }
      const taken = await leases.take(wanted)
      if (taken.is === 'taken') await keep(taken.lease, connection, last)
    } catch (error) {
      warn('nobody may keep the record of a connection', error)
    }
  }

  async function keep(lease: Lease, connection: ConnectionId, last: string | undefined): Promise<void> {
    const inventory = inventories.get(connection)
    if (closed || !inventory || kept.has(connection)) return lease.release()
    const ports = { ...options, journal: partOf(journal, connection, lease) }
    const tasks = createTaskLog(ports)
    const host = createHostLog({ ...ports, connection, tasks })
    const one: Kept = {
      lease,
      log: createQuestionLog({ ...ports, onGap: () => host.look() }),
      tasks,
      host,
      leftovers: createLeftovers(ports),
    }
    kept.set(connection, one)
    lease.onLost(() => lose(connection, one))
    watchOne(one, inventory)
    one.leftovers.begin((await ports.journal.readRunsThatLeft()).filter((run) => !options.isRunning(run)))
    await one.log.begin(last)
    await one.tasks.begin()
    // The time since the life before this one stands in the record by then.
    void one.log.settled().then(() => one.host.begin())
  }

  function watchOne({ log, tasks, host, leftovers }: Kept, inventory: Inventory): void {
    const seen = leases.areShared ? seenAfter(inventory, () => journal.catchUp()) : inventory
    log.watch(seen)
    tasks.watch(seen)
    host.watch(inventory)
    leftovers.watch(inventory)
  }

  /** What is not written yet is the next one's. */
  function lose(connection: ConnectionId, one: Kept): void {
    if (kept.get(connection) === one) kept.delete(connection)
    closeOne(one)
    seek(connection)
  }

  function closeOne({ log, tasks, host, leftovers }: Kept): void {
    log.close()
    host.close()
    tasks.close()
    leftovers.close()
  }

  const settledOne = ({ log, tasks, leftovers }: Kept) =>
    Promise.all([log.settled(), tasks.settled(), leftovers.settled()])

  /** What a run of another process left is told by the journal alone. */
  function onAppended(appended: Appended): void {
    if (appended.is !== 'step') return
    const { event } = appended.step
    if (event.kind === 'cleared') leaving[event.left === undefined ? 'delete' : 'add'](appended.run)
    if (event.kind !== 'ended' || !leaving.delete(appended.run)) return
    journal.readRun(appended.run).then(
      (run) => run && kept.get(run.connection)?.leftovers.take(run),
      (error: unknown) => warn('what a run has left is not known', error),
    )
  }

  const stopHearing = leases.areShared ? journal.onAppended(onAppended) : () => undefined

  function seekAll(): void {
    for (const connection of inventories.keys()) seek(connection)
    if (leases.areShared && !closed) stopSeeking = after(seekEveryMs, seekAll)
  }

  return {
    watch(inventory) {
      const { id } = inventory
      inventories.set(id, inventory)
      const one = kept.get(id)
      if (one) watchOne(one, inventory)
      else seek(id)
    },
    async begin(last) {
      begun = true
      if (leases.beganAlone) {
        lastLife = last
        after(lastLifeMs, () => (lastLife = undefined))
      }
      for (const connection of inventories.keys()) seek(connection, last)
      await seeking.settled()
      seekAll()
    },
    inherit(lease, connection) {
      seeking.add(() => keep(lease, connection, lastLife))
    },
    keeps: (connection) => kept.get(connection)?.lease.isHeld() ?? false,
    look: (vm) => keptOn(vm)?.log.look(vm),
    noteNow: async (vm) => keptOn(vm)?.log.noteNow(vm),
    takeLeft: (run) => kept.get(run.connection)?.leftovers.take(run),
    drop(connection) {
      inventories.delete(connection)
      const one = kept.get(connection)
      if (!one) return
      one.log.drop(connection)
      void settledOne(one).then(() => {
        if (inventories.has(connection)) return
        kept.delete(connection)
        closeOne(one)
        one.lease.release()
      })
    },
    async settled() {
      await seeking.settled()
      await Promise.all([...kept.values()].map(settledOne))
    },
    close() {
      closed = true
      stopSeeking?.()
      stopHearing()
      for (const one of kept.values()) closeOne(one)
    },
  }
}

/** The journal as who keeps the record of one connection sees it, and writes it for as long as that is theirs. */
function partOf(journal: Journal, connection: ConnectionId, lease: Lease): Journal {
  const isHere = (key: string) => splitKey(key)?.connection === connection
  return {
    ...journal,
    append: (entry) => journal.append(entry, () => lease.fence()),
    readOpenQuestions: async () => (await journal.readOpenQuestions()).filter(({ question }) => isHere(question.key)),
    readNotedTasks: async () => (await journal.readNotedTasks()).filter(({ key }) => isHere(key)),
    readRunsThatLeft: async () => (await journal.readRunsThatLeft()).filter((run) => run.connection === connection),
    readStarts: async (since) => (await journal.readStarts(since)).filter(({ task }) => task && isHere(task)),
    onAppended: (listener) => journal.onAppended((appended) => isAbout(appended, isHere) && listener(appended)),
  }
}

function isAbout(appended: Appended, isHere: (key: string) => boolean): boolean {
  if (appended.is === 'opened') return false
  const { event } = appended.step
  if (event.kind === 'started') return event.task !== undefined && isHere(event.task)
  const question = questionOfStep(event)
  return question !== undefined && isHere(question)
}

/**
 * An inventory whose questions are heard of when everything has been that was written before: a run of another process
 * says in the journal that it starts something before the host can ask anything about it.
 */
function seenAfter(inventory: Inventory, caughtUp: () => Promise<void>): Inventory {
  const hearing = createInOrder()
  const onChanges: Inventory['onChanges'] = (listener) =>
    inventory.onChanges((changes) => {
      const matters = changes.some(({ kind }) => kind === 'question' || kind === 'connection')
      hearing.add(async () => {
        // While the database is away nothing can be written either.
        if (matters) await caughtUp().catch(() => undefined)
        listener(changes)
      })
    })
  return new Proxy(inventory, {
    get(target, name) {
      if (name === 'onChanges') return onChanges
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
