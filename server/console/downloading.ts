import { formatBytes } from '@/lib/format/quantity'
import type { Account } from '@/lib/accounts/role'
import { ok, type Result } from '@/lib/result'
import { splitKey, type DatastoreKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Download, DownloadRequest } from '../files/file-operations'
import type { Journal } from '../journal/journal'

/**
 * A download for somebody who is signed in: the record says who takes which file, or which part of it, before anything of
 * it leaves. What cannot be written down does not leave.
 */
export const downloading =
  (
    open: (datastore: DatastoreKey, request: DownloadRequest) => Promise<Result<Download>>,
    journal: Pick<Journal, 'note'>,
  ) =>
  async (datastore: DatastoreKey, request: DownloadRequest, by: Account): Promise<Result<Download>> => {
    const opened = await open(datastore, request)
    if (!opened.ok || !opened.value.body) return opened
    const { file, body } = opened.value
    const connection = splitKey(datastore)?.connection
    try {
      const text = `Download of ${file}${partOf(opened.value)}`
      await journal.note({ by: by.username, text, ...withoutUndefined({ connection }) })
    } catch (error) {
      body.on('error', () => {}).destroy()
      throw error
    }
    return ok(opened.value)
  }

/** `, 293.0 KB`, or which bytes of how many. A host may say anything here. */
function partOf({ headers }: Download): string {
  const [, from, to, all] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(headers['content-range'] ?? '') ?? []
  if (from !== undefined) return `, bytes ${from} to ${to} of ${all === '*' ? 'an unknown number' : all}`
  const length = /^\d{1,15}$/.exec(headers['content-length'] ?? '')?.[0]
  return length === undefined ? '' : `, ${formatBytes(Number(length))}`
}
