import { folderUrl, urlValue } from '@/lib/names/folder-url'
import type { EndpointAccess } from '../inventory/access'
import type { FileAnswer, FileExchange } from '../vsphere/file-transport'
import type { DatastorePlace } from './place'

/**
 * How the files of a datastore are addressed. Some vCenters want the `&` of a datacenter escaped twice in `dcPath`
 * (`EP%2526T`), others once, and both answer 404 to the form that they do not know: such a 404 says nothing about the
 * file. So where the path of the datacenter has characters like that, the root of the datastore is asked for first.
 */

export type FolderAddress = {
  /** What goes into `dcPath`, before it is escaped as every value of a URL. */
  datacenterPath: string
  /** False: the server knows the datastore by none of the forms, so a 404 proves nothing. */
  isKnown: boolean
}

const plainPath = /^[\w\-.~/ ]*$/

/** Each place is found out once. */
const addresses = new WeakMap<DatastorePlace, Promise<FolderAddress>>()

/** Rejects with WireError. */
export function folderAddress(access: EndpointAccess, place: DatastorePlace): Promise<FolderAddress> {
  const known = addresses.get(place) ?? findAddress(access, place)
  addresses.set(place, known)
  return known
}

async function findAddress(access: EndpointAccess, place: DatastorePlace): Promise<FolderAddress> {
  const { datacenterPath } = place
  if (plainPath.test(datacenterPath)) return { datacenterPath, isKnown: true }
  const forms = [
    datacenterPath,
    datacenterPath.replaceAll('&', '%26'),
    datacenterPath.split('/').map(urlValue).join('/'),
  ]
  for (const form of new Set(forms)) {
    const path = `/folder?dcPath=${urlValue(form)}&dsName=${urlValue(place.storedName)}`
    const answer = await access.exchangeFile({ method: 'GET', path })
    answer.body.on('error', () => {}).destroy()
    // Refused is not unknown: who may not look at the root may still read what is in it.
    if (answer.status !== 404) return { datacenterPath: form, isKnown: true }
  }
  return { datacenterPath, isKnown: false }
}

type FileAt = { access: EndpointAccess; place: DatastorePlace; path: string }

/** One request for a file, under the address by which the server knows its datastore. Rejects with WireError. */
export async function exchangeAt(
  { access, place, path }: FileAt,
  exchange: Omit<FileExchange, 'path'>,
): Promise<FileAnswer> {
  const { datacenterPath } = await folderAddress(access, place)
  return access.exchangeFile({ ...exchange, path: folderUrl({ path, datacenterPath, datastore: place.storedName }) })
}
