import { percentDecode, percentEncode } from './byte-escape'
import { withUnseenShown } from './unseen'

/**
 * Names in the vSphere inventory: `VirtualMachine.name`, datastores, folders and the rest of ManagedEntity.
 * vSphere stores `%`, `/` and `\` as `%25`, `%2f` and `%5c`; a person reads and types the plain name.
 */

export type InventoryName = {
  /** What a person reads. When the stored name cannot be decoded this is the stored name itself. */
  name: string
  /** One sentence: why the stored name cannot be decoded. */
  problem?: string
}

/** Reads a name as the API gives it. Never fails: one odd name must not take a list with it. */
export function decodeInventoryName(stored: string): InventoryName {
  const plain = percentDecode(stored)
  if (!plain.ok) {
    return { name: stored, problem: `The name is shown as vSphere stores it. ${plain.because}` }
  }
  if (plain.text.includes('\u0000')) {
    return { name: stored, problem: 'The name is shown as vSphere stores it, because it holds a NUL character.' }
  }
  return { name: plain.text }
}

/** The same as screens have it, in sentences too: characters that are not seen are shown by their numbers. */
export function shownInventoryName(stored: string): InventoryName {
  const { name, ...read } = decodeInventoryName(stored)
  return { ...read, name: withUnseenShown(name) }
}

/** Writes a plain name as the API wants it, for `Rename_Task`, `VirtualMachineConfigSpec.name` and `RegisterVM_Task`. */
export const encodeInventoryName = (name: string): string => percentEncode(name)

/** Names as people sort them: `esx-2` before `esx-10`. One collator for all: `localeCompare` would make one per comparison. */
export const compareNames: (a: string, b: string) => number = new Intl.Collator('en', { numeric: true }).compare

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
