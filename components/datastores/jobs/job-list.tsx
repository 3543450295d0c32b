'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { FileRequest } from '@/lib/files/file-request'
import type { DatastoreView, LiveTables } from '@/lib/live/live-state'
import type { TaskView } from '@/lib/vsphere/task'
import { shallowEqual, useLive } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { useList } from '../list-store'
import { readFoldersAgain } from '../use-listing'
import { isJobOver, lookOfJob } from './file-job'
import { dismissJobs, fileJobs, keepTasks } from './file-jobs'
import { JobRow } from './job-row'

type JobListProps = {
  datastore: DatastoreView
  disabledReason: string | undefined
  /** Opens what led to a request, with what was entered then. */
  onAgain: (request: FileRequest) => void
}

const noTasks: Record<string, TaskView | undefined> = {}

/** What was started on the files of this datastore here, and how it goes; what is over stays until it is dismissed. */
export function JobList({ datastore, disabledReason, onAgain }: JobListProps) {
  const client = useQueryClient()
  const all = useList(fileJobs)
  const jobs = all.filter((job) => job.datastore === datastore.key)
  const select = useCallback(
    ({ tasks }: LiveTables): Record<string, TaskView | undefined> =>
      Object.fromEntries(
        all.flatMap(({ started }) => (started.at === 'task' ? [[started.task, tasks[started.task]]] : [])),
      ),
    [all],
  )
  const tasks = useLive(select, shallowEqual) ?? noTasks

  // The live tables forget a task some time after its end; its line here does not.
  useEffect(() => {
    const news = new Map<number, TaskView>()
    for (const { id, started } of all) {
      const task = started.at === 'task' ? tasks[started.task] : undefined
      if (task && started.at === 'task' && task !== started.last) news.set(id, task)
    }
    if (news.size > 0) keepTasks(news)
  }, [all, tasks])

  const lines = jobs.map((job) => ({
    job,
    look: lookOfJob(job, job.started.at === 'task' ? tasks[job.started.task] : undefined),
  }))
  const over = lines.filter(({ look }) => isJobOver(look))
  // Hosts do not tell when a folder changes; that a task ended does.
  const ended = over.map(({ job }) => job.id).join(' ')
  useEffect(() => {
    if (ended !== '') readFoldersAgain(client)
  }, [ended, client])

  if (lines.length === 0) return null
  const failed = over.filter(({ look }) => look.at === 'failed' || look.at === 'refused').length
  return (
    <section aria-label="File tasks" className="border-t border-line bg-surface knock-surface">
      <div className="flex flex-wrap items-center gap-3 px-3 pt-2 pb-1 mid:px-4">
        <h3 className="text-sm font-semibold">Started here</h3>
        {over.length > 0 && (
          <Button
            size="small"
            tone="quiet"
            className="ml-auto"
            onClick={() => dismissJobs(over.map(({ job }) => job.id))}
          >
            Dismiss all that ended
          </Button>
        )}
      </div>
      <ul>
        {lines.map(({ job, look }) => (
          <JobRow
            key={job.id}
            job={job}
            look={look}
            disabledReason={disabledReason}
            onAgain={() => onAgain(job.request)}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {`${over.length - failed} of ${lines.length} done${failed > 0 ? `, ${failed} failed` : ''}`}
      </p>
    </section>
  )
}
