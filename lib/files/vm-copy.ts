import { checkDatastoreItem, escapeDatastoreItem } from '../names/datastore-item'
import { checkInventoryName, type NameVerdict } from '../names/inventory-name'
import { getVmx, type VmxDocument } from '../vmx/document'
import type { VmxEdit } from '../vmx/edit'
import { vmxValueOfPlain } from '../vmx/plain-value'
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

/** A disk of the copy: the prefix of its keys in the file, and the file that it has there. */
export type CopiedDisk = { prefix: string; file: string }

/** What tells a VM from its copy, and what of its past is not the copy's. */
const notCopied =
  /^(?:uuid\.bios|uuid\.location|vc\.uuid|vm\.genidX?|migrate\.hostlog|checkpoint\.vmState(?:\..*)?|sched\.swap\.derivedName|extendedConfigFile|.+\.redo|ethernet\d+\.(?:generatedAddress|generatedAddressOffset))$/i

/**
 * What a configuration file becomes for a copy: its own name, disks, UUIDs and MAC addresses. `uuid.action` says beforehand
 * what a host would ask at the first power-on: whether the VM was moved or copied.
 */
export function copyEdits(document: VmxDocument, name: string, disks: readonly CopiedDisk[]): VmxEdit[] {
  const item = copyItem(name)
  const keys = [...new Set(document.entries.map(({ key }) => key))]
  const gone = keys.filter((key) => notCopied.test(key)).map((key): VmxEdit => ({ key, remove: true }))
  return [
    ...gone,
    { key: 'displayName', value: vmxValueOfPlain('displayName', name) },
    { key: 'uuid.action', value: 'create' },
    ...disks.map(({ prefix, file }): VmxEdit => ({
      key: `${prefix}.fileName`,
      value: vmxValueOfPlain('fileName', file),
    })),
    ...(getVmx(document, 'nvram') === undefined
      ? []
      : [{ key: 'nvram', value: vmxValueOfPlain('nvram', `${item}.nvram`) }]),
    ...keys.flatMap((key) => newAddress(document, key)),
  ]
}

/** A MAC address that somebody typed would be there twice: the host gives the copy one. */
function newAddress(document: VmxDocument, key: string): VmxEdit[] {
  const card = /^(ethernet\d+)\.address$/i.exec(key)?.[1]
  if (card === undefined) return []
  const type = `${card}.addressType`
  return [
    { key, remove: true },
    ...(getVmx(document, type)?.toLowerCase() === 'static' ? [{ key: type, value: 'generated' }] : []),
  ]
}
