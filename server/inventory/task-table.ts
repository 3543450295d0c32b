import { isDeepStrictEqual } from 'node:util'
import { taskKey, type ConnectionId, type Moid, type MoRef, type TaskKey } from '@/lib/vsphere/ids'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import type { ObjectUpdate } from '../vsphere/update-set'
import type { InventoryChange } from './contract'
import { asObject, asRef, asText, type WireValue } from '../vsphere/wire-value'
import { taskView, withClockAhead, type OurTime } from './task-view'
import { withheld } from './withheld'

/** Ended tasks that no list names are kept so many: people still look at how they ended. */
const keptUnlisted = 500
const keptWithheld = 1_000
/** More tasks than anybody has hidden at one time. */
const keptHidden = 1_000

const keptStarters = 1_000
const keptUnnamed = 200

/** A task whose reason names nobody. `queueTime` as its server wrote it. */
export type UnnamedTask = { task: MoRef; entity: MoRef | undefined; queueTime: string | undefined }

/**
 * Why nothing will be told of a task: the server will not, or what it told whole is no TaskInfo. A session that has ended
 * is no reason: it is repaired, and the task told again.
 */
function whyUntold(
  kind: ObjectUpdate['kind'],
  info: ObjectUpdate['changes'][number] | undefined,
  missing: ObjectUpdate['missing'],
): string | undefined {
  const isWithheld = missing.some(({ path }) => path === 'info')
  if (!info && (isWithheld || kind !== 'enter')) return withheld(missing, 'info')
  return 'The host does not say how far it is.'
}

/** How the tasks changed: those that go on, and those that have ended or are gone. */
type TaskChanges = { goingOn: InventoryChange[]; over: InventoryChange[] }

/**
 * The tasks that VMs and the task manager list as recent and those that were started here, whoever lists them. Each is
 * followed until it has ended, and forgotten when nobody lists it any more.
 */
export class TaskTable {
  readonly views = new Map<TaskKey, TaskView>()
  /** Tasks whose end is still to come. */
  readonly followed = new Map<Moid, MoRef>()
  readonly #connection: ConnectionId
  readonly #ourTime: OurTime
  /** Tasks of which the server does not let this account know, and why. */
  readonly #withheld = new Map<TaskKey, string>()
  /** Those that nobody has been asked about yet. */
  readonly #unnamed = new Map<string, UnnamedTask>()
  /** Who began them, as events say; undefined where they do not, or are being asked. */
  readonly #starters = new Map<string, string | undefined>()
  readonly #lists = new Map<string, readonly Moid[]>()
  readonly #listedBy = new Map<Moid, Set<string>>()
  readonly #endedUnlisted = new Set<Moid>()
  readonly #hidden = new Set<Moid>()
  /** Ended, as was read beside the stream, which may not have told yet what came before. */
  readonly #readEnded = new Set<Moid>()
  readonly #changed = new Set<TaskKey>()

  constructor(connection: ConnectionId, ourTime: OurTime) {
    this.#connection = connection
    this.#ourTime = ourTime
  }

  /** `owner` lists these tasks now; an empty list when it is gone. */
  list(owner: string, tasks: readonly MoRef[]): void {
    const before = this.#lists.get(owner) ?? []
    const after = new Map(tasks.map((task) => [task.value, task]))
    if (after.size === 0) this.#lists.delete(owner)
    else this.#lists.set(owner, [...after.keys()])
    for (const task of after.values()) {
      const owners = this.#listedBy.get(task.value)
      if (owners) owners.add(owner)
      else {
        this.#listedBy.set(task.value, new Set([owner]))
        if (!this.#hidden.has(task.value)) this.follow(task)
      }
    }
    for (const task of before) if (!after.has(task)) this.#unlist(task, owner)
  }

  /** Follows a task to its end, though perhaps nobody lists it. One that is known to have ended stays as it is. */
  follow(task: MoRef): void {
    const key = taskKey(this.#connection, task.value)
    // The server has said all that it will, which whoever asks has yet to hear.
    if (this.#withheld.has(key)) this.#changed.add(key)
    else if (!this.#hasEnded(task.value)) this.followed.set(task.value, task)
  }

  /** The account may be given the right while there is no contact: then they are asked for again. */
  forgetWithheld(): void {
    this.#withheld.clear()
  }

  /**
   * Follows a task that is only a way of reading something: it is not shown.
   * @returns whether it is known to have ended, so that nothing more will be told of it.
   */
  hide(task: MoRef): boolean {
    const isOver = this.#hasEnded(task.value)
    this.#hidden.add(task.value)
    const [oldest] = this.#hidden
    if (this.#hidden.size > keptHidden && oldest !== undefined) this.#hidden.delete(oldest)
    if (!isOver) this.followed.set(task.value, task)
    this.#forget(task.value)
    return isOver
  }

  /** Whether a task is only a way of reading something, as far as that is remembered. */
  isHidden(task: MoRef): boolean {
    return this.#hidden.has(task.value)
  }

  /** Whether the stream has told that a task has ended. */
  hasToldEnd(task: Moid): boolean {
    return this.#hasEnded(task) && !this.#readEnded.has(task)
  }

  /**
   * Takes in what the stream says of a task, or what was read beside it.
   * @returns the task when this is how it ended.
   */
  apply({ kind, obj, changes, missing }: ObjectUpdate, from: 'stream' | 'reading' = 'stream'): TaskView | undefined {
    const info = changes.findLast(({ name }) => name === 'info')
    const view = info && this.#withStarter(obj, info.value)
    const why = view || kind === 'leave' ? undefined : whyUntold(kind, info, missing)
    if (why !== undefined) this.#withhold(obj.value, why)
    const ended = view && this.#put(obj.value, view)
    if (view && hasEnded(view) && from === 'stream') this.#readEnded.delete(obj.value)
    else if (ended) this.#readEnded.add(obj.value)
    // One that is no longer followed leaves because of that.
    if (kind === 'leave' && this.followed.delete(obj.value)) {
      this.#forget(obj.value)
      this.#changed.add(taskKey(this.#connection, obj.value))
    }
    return ended
  }

  /** Reads a task, with who began it where its own reason does not say and events did. */
  #withStarter(task: MoRef, value: WireValue | undefined): TaskView | undefined {
    const view = taskView(this.#connection, task, value, this.#ourTime)
    if (!view || view.startedBy !== undefined) return view
    const info = asObject(value)
    const reason = asObject(info?.reason)?.$type
    if (reason === 'TaskReasonSchedule' || reason === 'TaskReasonAlarm') return view
    const unnamed = { task, entity: asRef(info?.entity), queueTime: asText(info?.queueTime) }
    const id = idOf(unnamed)
    const startedBy = this.#starters.get(id)
    if (startedBy !== undefined) return { ...view, startedBy }
    if (!this.#starters.has(id) && !this.#hidden.has(task.value)) keep(this.#unnamed, id, unnamed, keptUnnamed)
    return view
  }

  /** The newest of those whose reason names nobody, each once. */
  takeUnnamed(most: number): UnnamedTask[] {
    const taken = [...this.#unnamed].slice(-most).reverse()
    for (const [id] of taken) {
      this.#unnamed.delete(id)
      keep(this.#starters, id, undefined, keptStarters)
    }
    return taken.map(([, unnamed]) => unnamed).filter(({ task }) => !this.#hidden.has(task.value))
  }

  nameStarter(unnamed: UnnamedTask, startedBy: string): void {
    keep(this.#starters, idOf(unnamed), startedBy, keptStarters)
    const key = taskKey(this.#connection, unnamed.task.value)
    const view = this.views.get(key)
    if (!view || view.startedBy !== undefined) return
    this.views.set(key, { ...view, startedBy })
    this.#changed.add(key)
  }

  /** Nothing will ever be told of it, so it is not followed. */
  #withhold(task: Moid, why: string): void {
    if (!this.followed.delete(task)) return
    const key = taskKey(this.#connection, task)
    this.views.delete(key)
    this.#withheld.set(key, why)
    const [oldest] = this.#withheld.keys()
    if (this.#withheld.size > keptWithheld && oldest !== undefined) this.#withheld.delete(oldest)
    this.#changed.add(key)
  }

  /** The server's clock is `ms` further ahead than was believed. */
  shiftTimes(ms: number): void {
    for (const [key, view] of this.views) {
      this.views.set(key, withClockAhead(view, ms))
      this.#changed.add(key)
    }
  }

  /** A task that has ended is never running again: late news are old. */
  #put(task: Moid, view: TaskView): TaskView | undefined {
    const isEnd = hasEnded(view)
    const before = this.views.get(view.key)
    if (!this.followed.has(task) && !before) return undefined
    if (isEnd) this.followed.delete(task)
    if (this.#hidden.has(task) || (before && hasEnded(before) && !isEnd) || isDeepStrictEqual(before, view)) {
      return undefined
    }
    this.views.set(view.key, view)
    this.#changed.add(view.key)
    if (isEnd && !this.#listedBy.has(task)) this.#keepUnlisted(task)
    return isEnd ? view : undefined
  }

  /** What has changed since the last call. */
  takeChanges(): TaskChanges {
    const taken: TaskChanges = { goingOn: [], over: [] }
    for (const key of this.#changed) {
      const task = this.views.get(key)
      const kind = task && !hasEnded(task) ? 'goingOn' : 'over'
      const why = task ? undefined : this.#withheld.get(key)
      taken[kind].push({ kind: 'task', key, task, ...withoutUndefined({ withheld: why }) })
    }
    this.#changed.clear()
    return taken
  }

  #unlist(task: Moid, owner: string): void {
    const owners = this.#listedBy.get(task)
    owners?.delete(owner)
    if (!owners || owners.size > 0) return
    this.#listedBy.delete(task)
    // An unfinished task that no list names is still followed.
    if (this.#hasEnded(task)) this.#forget(task)
  }

  #keepUnlisted(task: Moid): void {
    this.#endedUnlisted.add(task)
    const [oldest] = this.#endedUnlisted
    if (this.#endedUnlisted.size <= keptUnlisted || oldest === undefined) return
    this.#endedUnlisted.delete(oldest)
    if (!this.#listedBy.has(oldest)) this.#forget(oldest)
  }

  #forget(task: Moid): void {
    this.#readEnded.delete(task)
    const key = taskKey(this.#connection, task)
    if (this.views.delete(key)) this.#changed.add(key)
  }

  #hasEnded(task: Moid): boolean {
    const view = this.views.get(taskKey(this.#connection, task))
    return view !== undefined && hasEnded(view)
  }
}

/** Some servers begin anew with their ids when they start. */
const idOf = ({ task, queueTime }: UnnamedTask) => `${task.value} ${queueTime ?? ''}`

/** Of too many, the oldest is forgotten. */
function keep<Value>(map: Map<string, Value>, id: string, value: Value, most: number): void {
  map.set(id, value)
  const [oldest] = map.keys()
  if (map.size > most && oldest !== undefined) map.delete(oldest)
}
