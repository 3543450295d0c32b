import { escapeDatastoreItem } from '../names/datastore-item'
import { checkDatastoreItem, checkInventoryName, type NameVerdict } from '../names/name-checks'
import type { DatastoreKey } from '../vsphere/ids'

/** A copy of a VM by its disks, as a host by itself can make one. `name` is plain. Undefined datastore: that of its .vmx. */
export type CopyRequest = { verb: 'copy'; name: string; datastore?: DatastoreKey; powerOn?: boolean }

/** Its name is that of a folder too, which is removed when the copy fails: `..` must not be. */
export function checkCopyRequest({ name }: Pick<CopyRequest, 'name'>): NameVerdict {
  const verdict = checkInventoryName(name)
  return verdict.ok ? checkDatastoreItem(name) : verdict
}

/** The folder of a copy and what its files are called, stored. */
export const copyItem = (name: string): string => escapeDatastoreItem(name)

/** `web-02.vmdk`, `web-02_1.vmdk`: as hosts name the disks of a clone. */
export const copyDiskName = (item: string, at: number): string => `${item}${at === 0 ? '' : `_${at}`}.vmdk`
