'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { DatastoreView } from '@/lib/live/live-state'
import { Button } from '../../ui/button'
import { useList } from '../list-store'
import { readFoldersAgain } from '../use-listing'
import { isUploadEnded } from './upload'
import { uploadQueue } from './upload-queue'
import { UploadRow } from './upload-row'

type UploadListProps = { datastore: DatastoreView; disabledReason: string | undefined }

/** Uploads to this datastore, those that are over too until they are dismissed. */
export function UploadList({ datastore, disabledReason }: UploadListProps) {
  const client = useQueryClient()
  const uploads = useList(uploadQueue.uploads).filter(({ target }) => target.datastore === datastore.key)
  const ended = uploads.filter(isUploadEnded)
  const done = uploads.filter(({ state }) => state.at === 'done').length
  useEffect(() => {
    if (done > 0) readFoldersAgain(client)
  }, [done, client])
  const busy = uploads.length > ended.length
  useWarnBeforeLeaving(busy)
  if (uploads.length === 0) return null
  return (
    <section aria-label="Uploads" className="border-t border-line bg-surface knock-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 pt-2 pb-1 mid:px-4">
        <h3 className="text-sm font-semibold">Uploads</h3>
        <p className="min-w-0 flex-[1_1_280px] text-xs text-ink-3">
          They go on while you look at other pages. Hosts take a file only as a whole: one that is cut starts again at
          its first byte. Downloads can be resumed.
        </p>
        {ended.length > 0 && (
          <Button size="small" tone="quiet" onClick={() => uploadQueue.dismiss(ended.map(({ id }) => id))}>
            Dismiss all that ended
          </Button>
        )}
      </div>
      <ul>
        {uploads.map((upload) => (
          <UploadRow
            key={upload.id}
            upload={upload}
            datastoreStoredName={datastore.storedName}
            disabledReason={disabledReason}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {done > 0 && `${done} of ${uploads.length} uploads done`}
      </p>
    </section>
  )
}

/** Closing the page would cut what is on its way. */
function useWarnBeforeLeaving(busy: boolean) {
  useEffect(() => {
    if (!busy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [busy])
}
