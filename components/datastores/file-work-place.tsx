'use client'

import { createContext, use, useState, type ReactNode } from 'react'
import type { FileRequest } from '@/lib/files/file-request'
import type { ConsoleError } from '@/lib/result'
import type { DatastoreKey, RunId } from '@/lib/vsphere/ids'
import type { ListStore } from './list-store'
import type { UploadQueue } from './uploads/upload-queue'

/** One of several requests that did not become a run: there is nothing in the stream to show it by. */
export type RefusedRequest = {
  id: number
  datastore: DatastoreKey
  request: FileRequest
  /** `Move [ds] a.iso to [ds] iso`, in plain names. */
  words: string
  error: ConsoleError
}

/** What this browser knows about work on files beside the runs: files that are not sent yet, and what was put aside. */
export type FileWork = {
  queue: UploadQueue
  refused: ListStore<RefusedRequest>
  addRefused: (requests: readonly Omit<RefusedRequest, 'id'>[]) => void
  /** Runs that ended and were dismissed here. */
  dismissed: ListStore<RunId>
}

/** Where the work on files is kept once somebody has begun some: what it is made of comes with the pages of datastores. */
type FileWorkPlace = { workMadeBy: (make: () => FileWork) => FileWork }

const FileWorkContext = createContext<FileWorkPlace | undefined>(undefined)

/** Stands above the pages: uploads go on while one looks at another. */
export function FileWorkProvider({ children }: { children: ReactNode }) {
  const [place] = useState(createPlace)
  return <FileWorkContext value={place}>{children}</FileWorkContext>
}

function createPlace(): FileWorkPlace {
  let work: FileWork | undefined
  return { workMadeBy: (make) => (work ??= make()) }
}

export function useFileWorkPlace(): FileWorkPlace {
  const place = use(FileWorkContext)
  if (!place) throw new Error('useFileWork needs a FileWorkProvider above it')
  return place
}
