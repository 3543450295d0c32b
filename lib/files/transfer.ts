import type { DatastoreKey } from '../vsphere/ids'

/*
 * Files travel through a route, not through actions.
 *
 * Download: GET by an operator, one `Range` at a time, 200 or 206, with its length and, in `Content-Disposition`, the
 * plain name. It can be resumed where it was cut: hosts honour Range, and the route hands it through, with `If-Range`
 * against `Last-Modified` or `ETag` where the host sends them. A browser's own download manager does all of that.
 *
 * Upload: PUT of the file as the body, with its length. Hosts take no part of a file (no Content-Range), so a cut
 * upload starts again from its first byte; a screen has to say so. It is written beside its place under a temporary
 * name and moved there when it is whole: what was cut never looks like a file. Progress is the browser's own
 * (`XMLHttpRequest.upload`). The answer is a `Result<Uploaded>` as JSON, whatever the status. After the last byte the
 * host may still take a while: the answer comes when the file is in its place.
 */

const filesRoute = '/api/files'

/** Where to GET a file. @param path stored path below the root. */
export const downloadUrl = (datastore: DatastoreKey, path: string): string =>
  `${filesRoute}?${new URLSearchParams({ datastore, path })}`

export type UploadTarget = {
  datastore: DatastoreKey
  /** Stored path of the folder; empty for the root. */
  folder: string
  /** Plain, as the file was called on the person's machine. */
  name: string
  /** Without it a name that is taken is refused with the code `exists`. */
  overwrite: boolean
}

/** Where to PUT a file. @param ticket see `ticketPattern`. */
export const uploadUrl = ({ datastore, folder, name, overwrite }: UploadTarget, ticket: string): string =>
  `${filesRoute}?${new URLSearchParams({ datastore, folder, name, ticket, ...(overwrite ? { overwrite: '1' } : {}) })}`

/** The browser's own name for an upload, by which it finds its run among the live ones: made anew for each attempt. */
export const ticketPattern = /^[\w-]{8,64}$/

/** The stored path that the file has now. The body of an upload's answer is a `Result` of this. */
export type Uploaded = { path: string }

/** Temporary files of uploads end so; a listing may show them as what a cut upload left behind. */
export const uploadSuffix = '.andon-upload'

/** Codes of a refused upload that a screen may want to tell apart, beside those of the wire and of vSphere. */
export const uploadErrors = ['exists', 'datastore-full', 'cut', 'bad-name', 'length-needed'] as const
