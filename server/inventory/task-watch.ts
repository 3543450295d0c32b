import type { Moid, MoRef } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { hasEnded } from '../../lib/vsphere/task'
import type { StreamFilter } from '../vsphere/property-stream'
import type { ObjectUpdate } from '../vsphere/update-set'
import type { WireValue } from '../vsphere/wire-value'
import type { InventoryModel } from './model'

type Ports = {
  model: InventoryModel
  /** Adds a filter to the stream, now or when there is one. @returns how to take it out. */
  watch: (filter: StreamFilter) => () => void
}

/** Ended tasks that no list names are kept so many: people still look at how they ended. */
const keptUnlisted = 500
/** More tasks than anybody has hidden at one time. */
const keptHidden = 1_000

/**
 * Keeps the tasks that VMs and the task manager list as recent, whoever started them. New ones are watched together in
 * one filter per update set, until each of them has ended; they are forgotten when nobody lists them any more.
 */
export class TaskWatch {
  readonly #ports: Ports
  readonly #listedBy = new Map<Moid, Set<string>>()
  readonly #lists = new Map<string, readonly Moid[]>()
  readonly #endedUnlisted: Moid[] = []
  /** Tasks that are a way of reading, such as a search; how to stop watching one that was seen before it was hidden. */
  readonly #hidden = new Set<Moid>()
  readonly #watched = new Map<Moid, () => void>()
  #fresh: MoRef[] = []

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** `owner` lists these tasks now; an empty list when it is gone. */
  setRecent(owner: string, tasks: readonly MoRef[]): void {
    const before = this.#lists.get(owner) ?? []
    const after = new Map(tasks.map((task) => [task.value, task]))
    if (after.size === 0) this.#lists.delete(owner)
    else this.#lists.set(owner, [...after.keys()])
    for (const task of after.values()) {
      const owners = this.#listedBy.get(task.value)
      if (owners) owners.add(owner)
      else {
        this.#listedBy.set(task.value, new Set([owner]))
        this.#fresh.push(task)
      }
    }
    for (const task of before) if (!after.has(task)) this.#unlist(task, owner)
  }

  /** Watches a task that was started here, though perhaps nobody lists it, until it has ended. */
  show(task: MoRef): void {
    if (!this.#watched.has(task.value) && !this.#hasEnded(task.value)) this.#watch([task])
  }

  /** Keeps a task from being shown: it is only a way of reading something. */
  hide(task: MoRef): void {
    this.#hidden.add(task.value)
    const [oldest] = this.#hidden
    if (this.#hidden.size > keptHidden && oldest !== undefined) this.#hidden.delete(oldest)
    this.#watched.get(task.value)?.()
    this.#ports.model.removeTask(task.value)
  }

  /** Takes in what a filter says of a task. @returns undefined for a value that is no TaskInfo, or a hidden task. */
  put(task: MoRef, info: WireValue | undefined): TaskView | undefined {
    if (this.#hidden.has(task.value)) return undefined
    const view = this.#ports.model.putTask(task, info)
    if (view && hasEnded(view) && !this.#listedBy.has(task.value)) this.#keepUnlisted(task.value)
    return view
  }

  /** Watches what came up in this update set. */
  flush(): void {
    // A list may be as long as the server likes; filters are made in portions that a server takes without complaint.
    const fresh = this.#fresh.filter(({ value }) => this.#listedBy.has(value) && this.#isWorthWatching(value))
    this.#fresh = []
    for (let start = 0; start < fresh.length; start += 200) this.#watch(fresh.slice(start, start + 200))
  }

  #unlist(task: Moid, owner: string): void {
    const owners = this.#listedBy.get(task)
    owners?.delete(owner)
    if (!owners || owners.size > 0) return
    this.#listedBy.delete(task)
    // An unfinished task that no list names is still told about by its filter.
    const view = this.#ports.model.taskOf(task)
    if (view && hasEnded(view)) this.#ports.model.removeTask(task)
  }

  #keepUnlisted(task: Moid): void {
    if (this.#endedUnlisted.includes(task)) return
    this.#endedUnlisted.push(task)
    if (this.#endedUnlisted.length <= keptUnlisted) return
    const oldest = this.#endedUnlisted.shift()
    if (oldest !== undefined && !this.#listedBy.has(oldest)) this.#ports.model.removeTask(oldest)
  }

  #isWorthWatching(task: Moid): boolean {
    return !this.#hidden.has(task) && !this.#watched.has(task) && !this.#hasEnded(task)
  }

  #hasEnded(task: Moid): boolean {
    const view = this.#ports.model.taskOf(task)
    return view !== undefined && hasEnded(view)
  }

  #watch(tasks: readonly MoRef[]): void {
    const unfinished = new Map(tasks.map((task) => [task.value, task]))
    const { model, watch } = this.#ports
    const drop = (task: Moid) => {
      unfinished.delete(task)
      this.#watched.delete(task)
      if (unfinished.size === 0) stop()
    }
    for (const { value } of tasks) this.#watched.set(value, () => drop(value))
    const stop = watch({
      spec: () => {
        if (unfinished.size === 0) return undefined
        const objects = [...unfinished.values()].map((obj) => ({ obj }))
        return { properties: [{ type: 'Task', paths: ['info'] }], objects }
      },
      onUpdates: (updates: readonly ObjectUpdate[]) => {
        for (const { kind, obj, changes } of updates) {
          const info = changes.findLast(({ name }) => name === 'info')
          const view = info && this.put(obj, info.value)
          if (kind === 'leave') model.removeTask(obj.value)
          if (kind === 'leave' || (view && hasEnded(view))) drop(obj.value)
        }
      },
    })
  }
}
