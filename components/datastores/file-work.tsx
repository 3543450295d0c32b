'use client'

import type { RunId } from '@/lib/vsphere/ids'
import { useFileWorkPlace, type FileWork, type RefusedRequest } from './file-work-place'
import { createListStore, type ListStore } from './list-store'
import { sendFile } from './uploads/send-file'
import { isUploadEnded, type Upload } from './uploads/upload'
import { createUploadQueue } from './uploads/upload-queue'

function createFileWork(): FileWork {
  const refused = createListStore<RefusedRequest>()
  let lastId = 0
  const queue = createUploadQueue(sendFile, () => Date.now(), newTicket)
  warnBeforeLeaving(queue.uploads)
  return {
    queue,
    refused,
    addRefused: (requests) =>
      refused.set((items) => [...requests.map((request) => ({ ...request, id: (lastId += 1) })), ...items]),
    dismissed: createListStore<RunId>(),
  }
}

export function useFileWork(): FileWork {
  return useFileWorkPlace().workMadeBy(createFileWork)
}

/** Over plain HTTP a browser has no `randomUUID`. */
const newTicket = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Closing the page would cut what is on its way. */
function warnBeforeLeaving(uploads: ListStore<Upload>): void {
  const warn = (event: BeforeUnloadEvent) => event.preventDefault()
  uploads.subscribe(() => {
    if (uploads.get().some((upload) => !isUploadEnded(upload))) addEventListener('beforeunload', warn)
    else removeEventListener('beforeunload', warn)
  })
}
