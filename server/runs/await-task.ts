import type { TaskKey } from '@/lib/vsphere/ids'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'
import { droppedReason, goneReason } from './outcome'
import { followTask, type TaskReport } from './task-reports'
import { Stopped, type WorkingRun } from './work'

/** What became of a task that is one step of several. `stopped`: Andon stops, and the task goes on at the host. */
export type TaskEnd = { is: 'ended'; task: TaskView } | { is: 'unknown'; reason: string } | { is: 'stopped' }

/** Follows a task to its end, however long there is no contact. Rejects when a step cannot be written. */
export function awaitTask(run: WorkingRun, task: TaskKey, onPercent: (percent: number) => void): Promise<TaskEnd> {
  return new Promise((resolve, reject) => {
    let unfollow: (() => void) | undefined
    let isLost = false
    const settle = (end: TaskEnd) => {
      for (const stop of stops) stop()
      resolve(end)
    }
    const note = (work: Promise<void>) => void work.catch(reject)
    const onReport = (report: TaskReport) => {
      if (report.kind === 'contact-lost') {
        if (!isLost) note(run.record({ kind: 'contact-lost', reason: report.reason }))
        isLost = true
        return
      }
      if (isLost) note(run.record({ kind: 'contact-back' }))
      isLost = false
      if (report.kind === 'task-gone') return settle({ is: 'unknown', reason: goneReason(report.withheld) })
      if (report.kind !== 'task') return
      if (hasEnded(report.task)) return settle({ is: 'ended', task: report.task })
      if (report.task.progress !== undefined) onPercent(report.task.progress)
    }
    const attach = () => {
      unfollow?.()
      const inventory = run.inventory()
      if (inventory) unfollow = followTask(inventory, task, undefined, onReport)
      else settle({ is: 'unknown', reason: droppedReason(undefined) })
    }
    const onAbort = () => {
      const why = run.signal.reason instanceof Stopped ? run.signal.reason.why : undefined
      if (why?.is === 'closing') settle({ is: 'stopped' })
      if (why?.is === 'dropped') settle({ is: 'unknown', reason: droppedReason(why.because) })
    }
    const stops = [() => unfollow?.(), () => run.signal.removeEventListener('abort', onAbort), run.onReattach(attach)]
    run.signal.addEventListener('abort', onAbort)
    attach()
  })
}
