'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { FileRequest } from '@/lib/files/file-request'
import type { DatastoreView, BoardTables } from '@/lib/live/live-state'
import type { RunOf } from '@/lib/runs/run'
import { runLine } from '@/lib/runs/run-label'
import { shallowEqual, useLive } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { useFileWork } from '../file-work'
import type { RefusedRequest } from '../file-work-place'
import { useList } from '../list-store'
import { readFoldersAgain } from '../../picker/use-listing'
import { isJobBad, isJobOver, lookOfJob, type FileJobLook } from './file-job'
import { JobRow } from './job-row'

type JobListProps = {
  datastore: DatastoreView
  disabledReason: string | undefined
  /** Opens what led to a request, with what was entered then. */
  onAgain: (request: FileRequest) => void
}

type Line = { id: string; words: string; request: FileRequest; look: FileJobLook; dismiss: () => void }

const noRuns: readonly RunOf<'file'>[] = []

/** What was started on the files of this datastore, by whom ever, and how it goes; what is over stays a while. */
export function JobList({ datastore, disabledReason, onAgain }: JobListProps) {
  const client = useQueryClient()
  const lines = useLines(datastore)
  const over = lines.filter(({ look }) => isJobOver(look))
  // Hosts do not tell when a folder changes; that a task ended does.
  const ended = over.map(({ id }) => id).join(' ')
  useEffect(() => {
    if (ended !== '') readFoldersAgain(client)
  }, [ended, client])

  if (lines.length === 0) return null
  const failed = over.filter(({ look }) => isJobBad(look)).length
  return (
    <section aria-label="File tasks" className="border-t border-line bg-surface knock-surface">
      <div className="flex flex-wrap items-center gap-3 px-3 pt-2 pb-1 mid:px-4">
        <h3 className="text-sm font-semibold">Started here</h3>
        {over.length > 0 && (
          <Button
            size="small"
            tone="quiet"
            className="ml-auto"
            onClick={() => over.forEach(({ dismiss }) => dismiss())}
          >
            Dismiss all that ended
          </Button>
        )}
      </div>
      <ul>
        {lines.map(({ id, request, ...line }) => (
          <JobRow key={id} {...line} disabledReason={disabledReason} onAgain={() => onAgain(request)} />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {`${over.length - failed} of ${lines.length} done${failed > 0 ? `, ${failed} failed` : ''}`}
      </p>
    </section>
  )
}

/** The runs of this datastore, newest first, and before them what never became one. */
function useLines({ key }: DatastoreView): Line[] {
  const { refused, dismissed } = useFileWork()
  const hidden = useList(dismissed)
  const all = useLive(
    useCallback(
      ({ runs }: BoardTables): Record<string, RunOf<'file'>> =>
        Object.fromEntries(
          Object.entries(runs).filter((entry): entry is [string, RunOf<'file'>] => isOf(entry[1], key)),
        ),
      [key],
    ),
    shallowEqual,
  )
  const runs = all ? Object.values(all).filter(({ id }) => !hidden.includes(id)) : noRuns
  const tasks = useLive(
    ({ tasks: live }: BoardTables) =>
      Object.fromEntries(runs.flatMap(({ task }) => (task ? [[task, live[task]]] : []))),
    shallowEqual,
  )
  return [
    ...useList(refused)
      .filter(({ datastore }) => datastore === key)
      .map((item) => refusedLine(item, () => refused.set((items) => items.filter(({ id }) => id !== item.id)))),
    ...runs
      .toSorted((a, b) => b.number - a.number)
      .map((run) => ({
        id: run.id,
        words: runLine(run),
        request: run.request,
        look: lookOfJob(run, run.task && tasks?.[run.task]),
        dismiss: () => dismissed.set((ids) => [...ids, run.id]),
      })),
  ]
}

const isOf = (run: BoardTables['runs'][string], datastore: string): run is RunOf<'file'> =>
  run.kind === 'file' && run.subjects[0].datastore === datastore

const refusedLine = ({ id, words, request, error }: RefusedRequest, dismiss: () => void): Line => ({
  id: `refused ${id}`,
  words,
  request,
  look: { at: 'refused', error },
  dismiss,
})
