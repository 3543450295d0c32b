import { assertNever } from '@/lib/assert-never'
import type { FileRequest } from '@/lib/files/file-request'
import { formatPercent } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import type { DatastoreKey, TaskKey } from '@/lib/vsphere/ids'
import type { FaultText, TaskView } from '@/lib/vsphere/task'
import { formatSpan } from '../../words/age'

/** Something that a person had done to files here: what was asked for, and what the server made of it. */
export type FileJob = {
  id: number
  datastore: DatastoreKey
  request: FileRequest
  /** `Move [ds] a.iso to [ds] iso`, in plain names. */
  words: string
  /** ms, this machine's clock. */
  askedAt: number
  started:
    | { at: 'task'; task: TaskKey; last?: TaskView }
    /** It takes no task and is done. */
    | { at: 'done' }
    /** Nothing was started. */
    | { at: 'refused'; error: ConsoleError }
}

/** What a job is now, as its line shows it. */
export type FileJobLook =
  /** The host has it, and the stream has not shown it yet. */
  | { at: 'sent' }
  | { at: 'running'; percent: number | undefined; queued: boolean; task: TaskView }
  | { at: 'done'; task: TaskView | undefined }
  | { at: 'cancelled'; task: TaskView }
  | { at: 'failed'; fault: FaultText | undefined; task: TaskView }
  | { at: 'refused'; error: ConsoleError }

/** @param live the task as it is in the live tables now, if it is there. */
export function lookOfJob({ started }: FileJob, live: TaskView | undefined): FileJobLook {
  if (started.at === 'done') return { at: 'done', task: undefined }
  if (started.at === 'refused') return { at: 'refused', error: started.error }
  const task = live ?? started.last
  if (!task) return { at: 'sent' }
  switch (task.state) {
    case 'queued':
    case 'running':
      return { at: 'running', percent: task.progress, queued: task.state === 'queued', task }
    case 'success':
      return { at: 'done', task }
    case 'error':
      // The host confirms a cancel with this fault; the request alone proves nothing.
      return task.fault?.type === 'RequestCanceled'
        ? { at: 'cancelled', task }
        : { at: 'failed', fault: task.fault, task }
    default:
      return assertNever(task.state, 'task state')
  }
}

export const isJobOver = ({ at }: FileJobLook): boolean => at !== 'sent' && at !== 'running'

/** `Running, 42 %`, `Done in 3 s`. */
export function jobWord(look: FileJobLook): string {
  switch (look.at) {
    case 'sent':
      return 'Sent to the host'
    case 'running':
      return look.queued ? 'Queued' : `Running${look.percent === undefined ? '' : `, ${formatPercent(look.percent)}`}`
    case 'done': {
      const took = look.task?.completeTime && Date.parse(look.task.completeTime) - startOf(look.task)
      return took && took >= 1000 ? `Done in ${formatSpan(took)}` : 'Done'
    }
    case 'cancelled':
      return 'Cancelled'
    case 'failed':
      return 'Failed'
    case 'refused':
      return 'Not started'
    default:
      return assertNever(look, 'job look')
  }
}

const startOf = ({ startTime, queueTime }: TaskView) => Date.parse(startTime ?? queueTime)
