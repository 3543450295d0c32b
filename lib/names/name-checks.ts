import { escapeDatastoreItem } from './datastore-item'
import type { DatastorePath } from './datastore-path'

/** Whether a name or a path is taken, before anything is sent. */

export type NameVerdict = { ok: true } | { ok: false; because: string }

/** Longest plain names, in characters. vCenter stores 80 for most objects and 42 for a datastore. */
const longest = { virtualMachine: 80, folder: 80, snapshot: 80, resourcePool: 80, datastore: 42 } as const

export type NamedKind = keyof typeof longest

/** C0 and C1 controls, and the two code points XML 1.0 cannot carry. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const forbidden = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/u

const codePoint = (char: string) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/**
 * Says whether vSphere takes this plain name, before anything is sent. Any printable text is fine, `%`, `/`, `\`,
 * quotes and markup included, since the name is escaped on its way.
 */
export function checkInventoryName(name: string, kind: NamedKind = 'virtualMachine'): NameVerdict {
  if (name === '') return { ok: false, because: 'A name is needed.' }
  if (name.trim() === '') return { ok: false, because: 'A name of nothing but blanks is not accepted.' }
  const most = longest[kind]
  const characters = Array.from(name).length
  if (characters > most) {
    return { ok: false, because: `The name has ${characters} characters; vSphere accepts ${most}.` }
  }
  if (/[\r\n]/.test(name)) return { ok: false, because: 'A name must be on one line.' }
  const control = forbidden.exec(name)?.[0]
  if (control !== undefined) {
    return { ok: false, because: `The name holds the control character ${codePoint(control)}, which cannot be sent.` }
  }
  if (/\p{Cs}/u.test(name)) {
    return { ok: false, because: 'The name holds half of a character (an unpaired surrogate), which cannot be sent.' }
  }
  return { ok: true }
}

/** Longest name of one file or folder, in bytes, on VMFS and NFS. */
const longestBytes = 255

/** Says whether a person may give a new file or folder this plain name. */
export function checkDatastoreItem(name: string): NameVerdict {
  if (name.trim() === '') return { ok: false, because: 'A name is needed.' }
  if (name === '.' || name === '..') {
    return { ok: false, because: `"${name}" means a folder itself, not something in it.` }
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u001f\u007f]/.test(name)) return { ok: false, because: 'The name holds a control character.' }
  if (/\p{Cs}/u.test(name)) return { ok: false, because: 'The name holds half of a character (an unpaired surrogate).' }
  const length = escapeDatastoreItem(name).length
  if (length > longestBytes) {
    return { ok: false, because: `Escaped for the datastore the name takes ${length} bytes; ${longestBytes} fit.` }
  }
  return { ok: true }
}

/** Refuses a path that a browser sent if it leaves its datastore or hides where it goes. Odd names are fine. */
export function checkDatastorePath({ path }: Pick<DatastorePath, 'path'>): NameVerdict {
  if (path.startsWith('/')) return { ok: false, because: 'The path starts with "/"; it has to stay in its datastore.' }
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u001f\u007f]/.test(path)) return { ok: false, because: 'The path holds a control character.' }
  const segments = path.split(/[/\\]/)
  if (segments.includes('..')) return { ok: false, because: 'The path climbs out of its folder with "..".' }
  if (segments.includes('.')) return { ok: false, because: 'The path has a "." for a folder name.' }
  if (segments.slice(0, -1).includes('')) return { ok: false, because: 'The path has an empty folder name.' }
  return { ok: true }
}
