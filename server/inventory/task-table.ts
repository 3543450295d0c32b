import { isDeepStrictEqual } from 'node:util'
import { taskKey, type ConnectionId, type Moid, type MoRef, type TaskKey } from '@/lib/vsphere/ids'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'
import type { ObjectUpdate } from '../vsphere/update-set'
import type { InventoryChange } from './contract'
import { taskView } from './task-view'

/** Ended tasks that no list names are kept so many: people still look at how they ended. */
const keptUnlisted = 500
/** More tasks than anybody has hidden at one time. */
const keptHidden = 1_000

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
  readonly #lists = new Map<string, readonly Moid[]>()
  readonly #listedBy = new Map<Moid, Set<string>>()
  readonly #endedUnlisted = new Set<Moid>()
  readonly #hidden = new Set<Moid>()
  readonly #changed = new Set<TaskKey>()

  constructor(connection: ConnectionId) {
    this.#connection = connection
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
    if (!this.#hasEnded(task.value)) this.followed.set(task.value, task)
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

  /** Takes in what the stream says of a task. @returns the task when this is how it ended. */
  apply({ kind, obj, changes }: ObjectUpdate): TaskView | undefined {
    const info = changes.findLast(({ name }) => name === 'info')
    const view = info && taskView(this.#connection, obj, info.value)
    const ended = view && this.#put(obj.value, view)
    // One that is no longer followed leaves because of that.
    if (kind === 'leave' && this.followed.delete(obj.value)) {
      this.#forget(obj.value)
      this.#changed.add(taskKey(this.#connection, obj.value))
    }
    return ended
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
      taken[kind].push({ kind: 'task', key, task })
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
    const key = taskKey(this.#connection, task)
    if (this.views.delete(key)) this.#changed.add(key)
  }

  #hasEnded(task: Moid): boolean {
    const view = this.views.get(taskKey(this.#connection, task))
    return view !== undefined && hasEnded(view)
  }
}
