import { uploadUrl, type Uploaded, type UploadTarget } from '@/lib/files/transfer'
import type { Result } from '@/lib/result'
import { createListStore, type ListStore } from '../list-store'
import { afterProgress, isUploadEnded, isUploading, sentOf, type Upload, type UploadState } from './upload'
import type { SendFile, Sending } from './send-file'

/** Uploads of this browser, one after the other: two at once would only halve each. */
export type UploadQueue = {
  uploads: ListStore<Upload>
  add: (files: readonly { target: UploadTarget; file: Blob }[]) => void
  cancel: (id: number) => void
  /** Starts one that ended again, from its first byte. */
  again: (id: number, changes?: { overwrite: boolean }) => void
  dismiss: (ids: readonly number[]) => void
  /** Whether an upload with this ticket was sent from here, though its line may be gone or have begun again. */
  isOwn: (ticket: string | undefined) => boolean
}

/** @param ticketOf gives a name that no other upload has. */
export function createUploadQueue(send: SendFile, now: () => number, ticketOf: () => string): UploadQueue {
  const uploads = createListStore<Upload>()
  const files = new Map<number, Blob>()
  const tickets = new Set<string>()
  let lastId = 0
  let current: { id: number; sending: Sending } | undefined

  const find = (id: number) => uploads.get().find((upload) => upload.id === id)
  const put = (id: number, change: (upload: Upload) => UploadState) =>
    uploads.set((items) => items.map((item) => (item.id === id ? { ...item, state: change(item) } : item)))

  function next() {
    if (current) return
    const upload = uploads.get().find(({ state }) => state.at === 'queued')
    const file = upload && files.get(upload.id)
    if (!upload || !file) return
    const { id, target } = upload
    const ticket = ticketOf()
    tickets.add(ticket)
    const state: UploadState = { at: 'sending', sent: 0, samples: [{ at: now(), sent: 0 }] }
    uploads.set((items) => items.map((item) => (item.id === id ? { ...item, ticket, state } : item)))
    const sending = send(uploadUrl(target, ticket), file, (sent) => put(id, (item) => afterProgress(item, sent, now())))
    current = { id, sending }
    void sending.answer.then((answer) => {
      put(id, (item) => {
        if (!answer || isCancelled(answer)) return { at: 'cancelled', sent: sentOf(item) }
        return answer.ok
          ? { at: 'done', path: answer.value.path }
          : { at: 'failed', error: answer.error, sent: sentOf(item) }
      })
      if (answer?.ok) files.delete(id)
      current = undefined
      next()
    })
  }

  return {
    uploads,
    add: (added) => {
      const fresh = added.map(({ target, file }): Upload => {
        lastId += 1
        files.set(lastId, file)
        return { id: lastId, target, sizeBytes: file.size, state: { at: 'queued' } }
      })
      uploads.set((items) => [...items, ...fresh])
      next()
    },
    cancel: (id) => {
      const upload = find(id)
      if (!upload) return
      if (current?.id === id && isUploading(upload)) return current.sending.cancel()
      if (upload.state.at === 'queued') put(id, () => ({ at: 'cancelled', sent: 0 }))
    },
    again: (id, changes) => {
      const upload = find(id)
      if (!upload || !isUploadEnded(upload) || !files.has(id)) return
      uploads.set((items) =>
        items.map((item) =>
          item.id === id ? { ...item, target: { ...item.target, ...changes }, state: { at: 'queued' } } : item,
        ),
      )
      next()
    },
    dismiss: (ids) => {
      const ended = uploads.get().filter((upload) => ids.includes(upload.id) && isUploadEnded(upload))
      const gone = new Set(ended.map(({ id }) => id))
      for (const id of gone) files.delete(id)
      uploads.set((items) => items.filter(({ id }) => !gone.has(id)))
    },
    isOwn: (ticket) => ticket !== undefined && tickets.has(ticket),
  }
}

/** Somebody has cancelled its run, here or in another browser. */
const isCancelled = (answer: Result<Uploaded>) => !answer.ok && answer.error.code === 'cancelled'
