/**
 * Where a host serves the files of its datastores: `/folder/<path>?dcPath=<datacenter>&dsName=<datastore>`. Each value
 * is percent-encoded whole, its slashes too: everything but letters, digits and `-._~`, in UTF-8.
 */

const encoder = new TextEncoder()

/** One value of a URL. Unlike `encodeURIComponent` it also encodes `!'()*`, and never throws. */
export function urlValue(text: string): string {
  let out = ''
  for (const byte of encoder.encode(text)) {
    const char = String.fromCharCode(byte)
    out += /[A-Za-z0-9\-._~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return out
}

export type FolderFile = {
  /** Path below the root of the datastore, as stored. */
  path: string
  /** Inventory path of the datacenter, as stored: `ha-datacenter` on a host. */
  datacenterPath: string
  /** Name of the datastore, as stored. */
  datastore: string
}

/** Path and query of a file on the SOAP port of its host or vCenter. */
export const folderUrl = ({ path, datacenterPath, datastore }: FolderFile): string =>
  `/folder/${urlValue(path)}?dcPath=${urlValue(datacenterPath)}&dsName=${urlValue(datastore)}`
