import type { Moid, MoRef } from '@/lib/vsphere/ids'
import type { StreamFilter } from '../vsphere/property-stream'
import type { TaskView } from '@/lib/vsphere/task'
import type { ObjectUpdate } from '../vsphere/update-set'
import type { WireValue } from '../vsphere/wire-value'
import type { InventoryModel } from './model'
import { hasEnded } from './task-view'

type Ports = {
  model: InventoryModel
  /** Adds a filter to the stream, now or when there is one. @returns how to take it out. */
  watch: (filter: StreamFilter) => () => void
}

/** Ended tasks that no list names are kept so many: people still look at how they ended. */
const keptUnlisted = 500

/**
 * Keeps the tasks that VMs and the task manager list as recent, whoever started them. New ones are watched together in
 * one filter per update set, until each of them has ended; they are forgotten when nobody lists them any more.
 */
export class TaskWatch {
  readonly #ports: Ports
  readonly #listedBy = new Map<Moid, Set<string>>()
  readonly #lists = new Map<string, readonly Moid[]>()
  readonly #endedUnlisted: Moid[] = []
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

  /** Takes in what a filter says of a task. @returns undefined for a value that is no TaskInfo. */
  put(task: MoRef, info: WireValue | undefined): TaskView | undefined {
    const view = this.#ports.model.putTask(task, info)
    if (view && hasEnded(view) && !this.#listedBy.has(task.value)) this.#keepUnlisted(task.value)
    return view
  }

  /** Watches what came up in this update set. */
  flush(): void {
    // A list may be as long as the server likes; filters are made in portions that a server takes without complaint.
    const fresh = this.#fresh.filter((task) => this.#listedBy.has(task.value) && !this.#hasEnded(task.value))
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

  #hasEnded(task: Moid): boolean {
    const view = this.#ports.model.taskOf(task)
    return view !== undefined && hasEnded(view)
  }

  #watch(tasks: readonly MoRef[]): void {
    const unfinished = new Map(tasks.map((task) => [task.value, task]))
    const { model, watch } = this.#ports
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
          if (view && hasEnded(view)) unfinished.delete(obj.value)
          if (kind !== 'leave') continue
          unfinished.delete(obj.value)
          model.removeTask(obj.value)
        }
        if (unfinished.size === 0) stop()
      },
    })
  }
}
