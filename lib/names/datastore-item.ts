import { base64VariantDecode, base64VariantEncode } from './base64-variant'
import { percentDecode, percentEncode, type Unescaped } from './byte-escape'

/**
 * Names of new files and folders on a datastore. Three steps: the characters that Windows forbids in a path become
 * `_`, then the percent scheme, then the base64 variant. The first step loses what it replaces, so an escaped name
 * cannot be read back completely. Items that exist already are never escaped: their names go to the server as they
 * came from it.
 */

/** A plain name as the file or folder name on the datastore. `/` does not separate here: it becomes `+JQ-2f`. */
export const escapeDatastoreItem = (name: string): string =>
  base64VariantEncode(percentEncode(name.replaceAll(/["*<>:|?]/g, '_')))

/** Undoes the base64 variant and the percent scheme. What `_` stood for is gone; see `readDatastoreItem`. */
export function unescapeDatastoreItem(stored: string): Unescaped {
  const percents = base64VariantDecode(stored)
  return percents.ok ? percentDecode(percents.text) : percents
}

export type DatastoreItem = {
  /** What a person reads; the stored name itself where it was not written by this scheme. */
  name: string
  /** True when the stored name holds escapes and `name` is what they stand for. */
  escaped: boolean
  /** True when an `_` in an escaped name may stand for one of `" * < > : | ?`. */
  lossy: boolean
}

/**
 * Best-effort reading of a name on a datastore, for the screen. Only a name that escaping again gives back is taken as
 * escaped, so that somebody's `a+b.iso` stays `a+b.iso`. VM files are the escaped VM name with a suffix behind it, which
 * leaves a run open before the last dot: `+5qiZ.vmx`.
 */
export function readDatastoreItem(stored: string): DatastoreItem {
  const dot = stored.lastIndexOf('.')
  for (const end of dot > 0 ? [stored.length, dot] : [stored.length]) {
    const stem = stored.slice(0, end)
    if (!stem.includes('+')) continue
    const plain = unescapeDatastoreItem(stem)
    if (plain.ok && !plain.text.includes('\0') && escapeDatastoreItem(plain.text) === stem) {
      return { name: plain.text + stored.slice(end), escaped: true, lossy: plain.text.includes('_') }
    }
  }
  return { name: stored, escaped: false, lossy: false }
}
