'use client'

import type { FileRequest } from '@/lib/files/file-request'
import type { DatastoreView } from '@/lib/live/live-state'
import { JobList } from './jobs/job-list'
import { useFileWork } from './file-work'
import { useList } from './list-store'
import { isUploadEnded } from './uploads/upload'
import { UploadList } from './uploads/upload-list'

type ActivityProps = {
  datastore: DatastoreView
  disabledReason: string | undefined
  onAgain: (request: FileRequest) => void
}

/** What was started on this datastore: in sight, and never more than it leaves to the files. Uploads that move come first. */
export function Activity({ datastore, disabledReason, onAgain }: ActivityProps) {
  const uploading = useList(useFileWork().queue.uploads).some((upload) => !isUploadEnded(upload))
  const uploads = <UploadList key="uploads" datastore={datastore} disabledReason={disabledReason} />
  const jobs = <JobList key="jobs" datastore={datastore} disabledReason={disabledReason} onAgain={onAgain} />
  return (
    // `relative`: texts for readers only would otherwise stick out of the page and not out of this.
    <div className="relative shrink-0 overflow-y-auto mid:max-h-[40%]">
      {uploading ? [uploads, jobs] : [jobs, uploads]}
    </div>
  )
}
