'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { DatastoreView, BoardTables } from '@/lib/live/live-state'
import type { RunOf } from '@/lib/runs/run'
import { shallowEqual, useLive } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { useFileWork } from '../file-work'
import { useList } from '../list-store'
import { readFoldersAgain } from '../../picker/use-listing'
import { RunUploadRow } from './run-upload-row'
import { isUploadEnded } from './upload'
import { UploadRow } from './upload-row'

type UploadListProps = { datastore: DatastoreView; disabledReason: string | undefined }

/** Uploads to this datastore: those of this browser, and those that go on or have just ended elsewhere. */
export function UploadList({ datastore, disabledReason }: UploadListProps) {
  const client = useQueryClient()
  const { queue, dismissed } = useFileWork()
  const uploads = useList(queue.uploads).filter(({ target }) => target.datastore === datastore.key)
  const hidden = useList(dismissed)
  const runs = useUploadRuns(datastore)
  const elsewhere = runs.filter(({ id, request }) => !hidden.includes(id) && !queue.isOwn(request.ticket))
  const ended = uploads.filter(isUploadEnded)
  const endedRuns = elsewhere.filter(({ state }) => state.at === 'ended')
  const done = uploads.filter(({ state }) => state.at === 'done').length
  const doneRuns = endedRuns.filter(({ state }) => state.at === 'ended' && state.outcome.kind === 'succeeded').length
  const allDone = done + doneRuns
  useEffect(() => {
    if (allDone > 0) readFoldersAgain(client)
  }, [allDone, client])
  const count = uploads.length + elsewhere.length
  if (count === 0) return null
  const dismissEnded = () => {
    queue.dismiss(ended.map(({ id }) => id))
    dismissed.set((ids) => [...ids, ...endedRuns.map(({ id }) => id)])
  }
  return (
    <section aria-label="Uploads" className="border-t border-line bg-surface knock-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 pt-2 pb-1 mid:px-4">
        <h3 className="text-sm font-semibold">Uploads</h3>
        <p className="min-w-0 flex-[1_1_280px] text-xs text-ink-3">
          They go on while you look at other pages. Hosts take a file only as a whole: one that is cut starts again at
          its first byte. Downloads can be resumed.
        </p>
        {ended.length + endedRuns.length > 0 && (
          <Button size="small" tone="quiet" onClick={dismissEnded}>
            Dismiss all that ended
          </Button>
        )}
      </div>
      <ul>
        {uploads.map((upload) => (
          <UploadRow
            key={upload.id}
            upload={upload}
            run={runs.find(({ request }) => upload.ticket !== undefined && request.ticket === upload.ticket)}
            datastoreStoredName={datastore.storedName}
            disabledReason={disabledReason}
          />
        ))}
        {elsewhere.map((run) => (
          <RunUploadRow key={run.id} run={run} onDismiss={() => dismissed.set((ids) => [...ids, run.id])} />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {allDone > 0 && `${allDone} of ${count} uploads done`}
      </p>
    </section>
  )
}

/** Uploads to this datastore as everybody sees them, oldest first. */
function useUploadRuns({ key }: DatastoreView): RunOf<'upload'>[] {
  const runs = useLive(
    useCallback(
      (tables: BoardTables): Record<string, RunOf<'upload'>> =>
        Object.fromEntries(
          Object.entries(tables.runs).filter(
            (entry): entry is [string, RunOf<'upload'>] =>
              entry[1].kind === 'upload' && entry[1].subjects[0].datastore === key,
          ),
        ),
      [key],
    ),
    shallowEqual,
  )
  return runs ? Object.values(runs).toSorted((a, b) => a.number - b.number) : []
}
