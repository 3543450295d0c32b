import type { FileJob } from './file-job'
import type { TaskView } from '@/lib/vsphere/task'
import { createListStore } from '../list-store'

/** What was asked for in this page load: it is not forgotten when one looks at another page meanwhile. */
export const fileJobs = createListStore<FileJob>()

let lastId = 0

export function addJobs(jobs: readonly Omit<FileJob, 'id'>[]) {
  const fresh = jobs.map((job) => {
    lastId += 1
    return { ...job, id: lastId }
  })
  fileJobs.set((items) => [...fresh, ...items])
}

/** Keeps what a task was last: the live tables forget one some time after its end. */
export const keepTasks = (tasks: ReadonlyMap<number, TaskView>) =>
  fileJobs.set((items) =>
    items.map((item) => {
      const last = tasks.get(item.id)
      return last && item.started.at === 'task' ? { ...item, started: { ...item.started, last } } : item
    }),
  )

export const dismissJobs = (ids: readonly number[]) =>
  fileJobs.set((items) => items.filter(({ id }) => !ids.includes(id)))
