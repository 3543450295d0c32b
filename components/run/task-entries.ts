import type { QuestionView } from '@/lib/live/live-state'
import type { TaskView } from '@/lib/vsphere/task'
import { taskMethod } from '@/lib/vsphere/task-label'
import { withoutUndefined } from '@/lib/without-undefined'
import type { TimelineEntry } from './timeline'

/** The host confirms a cancel with this fault; the request alone proves nothing. */
export const wasCancelled = (task: TaskView) => task.fault?.type === 'RequestCanceled'

/** What the host tells of a task that Andon only watches. */
export function taskEntries(task: TaskView, question?: QuestionView): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    {
      key: 'started',
      at: task.startTime ?? task.queueTime,
      mark: 'done',
      title: `${taskMethod(task)} ${task.state === 'queued' ? 'queued' : 'started'}`,
      detail: `${task.startedBy ? `By ${task.startedBy}` : 'By the host'}, outside Andon`,
    },
  ]
  if (question) {
    entries.push({
      key: question.key,
      at: question.raisedAt,
      mark: question.state.at === 'waiting' ? 'waiting' : 'question',
      title: 'Question raised',
      ...withoutUndefined({ raw: question.messageId }),
    })
  }
  if (task.cancelRequestedAt) {
    entries.push({
      key: 'cancel',
      at: task.cancelRequestedAt,
      mark: 'done',
      title: 'Cancel requested',
      ...(task.cancelRequestedBy ? { detail: `By ${task.cancelRequestedBy}` } : {}),
    })
  }
  if (task.completeTime) {
    entries.push({
      key: 'ended',
      at: task.completeTime,
      mark: task.state === 'success' ? 'done' : wasCancelled(task) ? 'cancelled' : 'failed',
      title: task.state === 'success' ? 'Done' : wasCancelled(task) ? 'Cancelled' : 'Failed',
      end: true,
    })
  }
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
