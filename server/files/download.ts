import type { Readable } from 'node:stream'
import { checkItemPath } from '@/lib/files/check-file-request'
import { readDatastoreItem } from '@/lib/names/datastore-item'
import { fileOf } from '@/lib/names/datastore-path'
import { urlValue } from '@/lib/names/folder-url'
import { withoutUnseen } from '@/lib/names/unseen'
import type { Moid } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { discard, plainPath, statusError } from './folder-http'
import { exchangeAt } from './folder-address'
import { readPlace } from './place'

export type DownloadRequest = {
  /** Stored path below the root. */
  path: string
  head: boolean
  /** The browser's own headers, handed on. */
  range?: string
  ifRange?: string
  signal: AbortSignal
}

/** Without a body when only the headers were asked for. It has to be read to its end, or destroyed. */
export type Download = {
  status: number
  headers: Record<string, string>
  body: Readable | undefined
  /** `[ds] dir/file` with plain names, for sentences. */
  file: string
}

/** What a host says about its answer that the browser has to know to go on with a download that was cut. */
const handedOn = ['content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag'] as const

/**
 * Opens a file for a browser: 200, or 206 for a part of it. The bytes go through as they come, never all at once.
 * Rejects with Refused, VimFault or WireError.
 */
export async function openDownload(
  access: EndpointAccess,
  datastore: Moid,
  request: DownloadRequest,
): Promise<Download> {
  const { path, head, range, ifRange, signal } = request
  const verdict = checkItemPath(path)
  if (!verdict.ok) throw new Refused({ code: 'bad-path', sentence: verdict.because })
  const place = await readPlace(access, datastore)
  const answer = await exchangeAt(
    { access, place, path },
    {
      method: head ? 'HEAD' : 'GET',
      headers: {
        // Compressed, a part of the file would be a part of something else.
        'accept-encoding': 'identity',
        ...withoutUndefined({ range }),
        ...(ifRange === undefined ? {} : { 'if-range': ifRange }),
      },
      isLong: !head,
      signal,
    },
  )
  if (answer.status !== 200 && answer.status !== 206) throw await statusError({ access, place, path }, answer)
  // A folder is answered with a page of links.
  if (String(answer.headers['content-type'] ?? '').startsWith('text/html')) {
    discard(answer)
    throw new Refused({ code: 'folder', sentence: 'This is a folder. Files are downloaded one by one.' })
  }
  const headers: Record<string, string> = { 'content-disposition': contentDisposition(path) }
  for (const name of handedOn) {
    const value = answer.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  if (head) discard(answer)
  const file = plainPath({ place, path })
  return { status: answer.status, headers, body: head ? undefined : answer.body, file }
}

/** The plain name for every browser, and one in ASCII for what is older (RFC 6266). */
function contentDisposition(path: string): string {
  // What is not seen would let it look like another kind of file.
  const name = withoutUnseen(readDatastoreItem(fileOf(path)).name)
  const ascii = name.replaceAll(/[^ -~]|["\\%]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${urlValue(name)}`
}
