'use client'

import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import type { FileRequest } from '@/lib/files/file-request'
import type { ConsoleError } from '@/lib/result'
import type { DatastoreKey, RunId } from '@/lib/vsphere/ids'
import { createListStore, useList, type ListStore } from './list-store'
import { sendFile } from './uploads/send-file'
import { isUploadEnded } from './uploads/upload'
import { createUploadQueue, type UploadQueue } from './uploads/upload-queue'

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

const FileWorkContext = createContext<FileWork | undefined>(undefined)

/** Stands above the pages: uploads go on while one looks at another. */
export function FileWorkProvider({ children }: { children: ReactNode }) {
  const [work] = useState(createFileWork)
  useWarnBeforeLeaving(useList(work.queue.uploads).some((upload) => !isUploadEnded(upload)))
  return <FileWorkContext value={work}>{children}</FileWorkContext>
}

function createFileWork(): FileWork {
  const refused = createListStore<RefusedRequest>()
  let lastId = 0
  return {
    queue: createUploadQueue(sendFile, () => Date.now(), newTicket),
    refused,
    addRefused: (requests) =>
      refused.set((items) => [...requests.map((request) => ({ ...request, id: (lastId += 1) })), ...items]),
    dismissed: createListStore<RunId>(),
  }
}

export function useFileWork(): FileWork {
  const work = use(FileWorkContext)
  if (!work) throw new Error('useFileWork needs a FileWorkProvider above it')
  return work
}

/** Over plain HTTP a browser has no `randomUUID`. */
const newTicket = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Closing the page would cut what is on its way. */
function useWarnBeforeLeaving(busy: boolean) {
  useEffect(() => {
    if (!busy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [busy])
}
