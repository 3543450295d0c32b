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
