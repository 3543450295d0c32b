import { directoryOf, fileOf, joinDatastorePath } from '../names/datastore-path'
import { getVmx, type VmxDocument } from '../vmx/document'
import type { VmxEdit } from '../vmx/edit'
import { resolveVmxFileName, vmxFileNameOf, type FileSource, type VmxPlace } from '../vmx/file-name'
import { plainVmxValue, vmxValueOfPlain } from '../vmx/plain-value'
import { vmxView, type VmxView } from '../vmx/vmx-view'
import { copyItem } from './vm-copy'

/** What a VM's configuration file becomes for a copy of the VM in a folder of its own. */

/** A disk of the copy: the prefix of its keys in the file, and the file that it has there. */
export type CopiedDisk = { prefix: string; file: string }

/** Where the file of the original lies, and what its host has mounted there. */
export type CopiedFrom = Required<Pick<VmxPlace, 'directory' | 'mounts'>>

/** What tells a VM from its copy: the host gives the copy one of its own, or it needs none. */
const identity =
  /^(?:uuid\.bios|uuid\.location|vc\.uuid|vm\.genidX?|vm\.createDate|vmci\d+\.id|vmx\.log\.syslogID|ethernet\d+\.(?:generatedAddress|generatedAddressOffset|dvs\.portId|dvs\.connectionId))$/i

/** What happened to the original, and what its host has noted down of it. */
const past =
  /^(?:migrate\.(?:hostlog|hostLogState|migrationId)|checkpoint\.vmState(?:\..*)?|sched\.swap\.derivedName|extendedConfigFile|.+\.redo)$/i

/** Folders for what a VM writes while it is on; without them that is the folder of its file. */
const folders = /^(?:workingDir|fileSearchPath|suspend\.?directory|snapshot\.?directory|log\.?directory)$/i

const logs = /^(?:log|vmx\.log)\.fileName$/i

/**
 * The edits that make a copy's file of the original's: its own name, disks, UUIDs and MAC addresses, and no line by which it
 * would write into the original's folder. No host asks whether a VM was moved or copied where `uuid.location` is missing; a
 * `uuid.action` would answer that at each later move too, so that none is added.
 */
export function copyEdits(
  document: VmxDocument,
  name: string,
  disks: readonly CopiedDisk[],
  from: CopiedFrom,
): VmxEdit[] {
  const files = new Map([
    ...filesBeside(vmxView(document, from), from),
    ...disks.map(({ prefix, file }) => [`${prefix}.fileName`, file] as const),
    ...(getVmx(document, 'nvram') === undefined ? [] : [['nvram', `${copyItem(name)}.nvram`] as const]),
  ])
  const named = new Set([...files.keys()].map((key) => key.toLowerCase()))
  const keys = [...new Set(document.entries.map(({ key }) => key))]
  return [
    ...keys.filter((key) => !named.has(key.toLowerCase())).flatMap((key) => withoutTie(document, key, from)),
    { key: 'displayName', value: vmxValueOfPlain('displayName', name) },
    ...Array.from(files, ([key, file]): VmxEdit => ({ key, value: vmxValueOfPlain('fileName', file) })),
  ]
}

/** The prefix of a disk that the file has and its host does not tell of: it would be the original's in the copy too. */
export const untoldDisk = (
  document: VmxDocument,
  told: readonly Pick<CopiedDisk, 'prefix'>[],
  from: CopiedFrom,
): string | undefined =>
  vmxView(document, from).storage.drives.find(
    (drive) => drive.kind === 'disk' && !told.some(({ prefix }) => prefix === drive.prefix),
  )?.prefix

/** Where the settings of the original's firmware lie, a datastore path; undefined: its file names none on a datastore. */
export function nvramOf(document: VmxDocument, from: CopiedFrom): string | undefined {
  const named = getVmx(document, 'nvram')
  const source = named === undefined ? undefined : resolveVmxFileName(plainVmxValue('nvram', named).text, from)
  return source?.at === 'datastore' ? joinDatastorePath(source.datastore, source.path) : undefined
}

/**
 * The files of devices that lie in the original's folder, as the copy names them. What a port writes is the copy's own, in
 * its own folder; an image in a drive is not copied, and stays where it is.
 */
function filesBeside({ storage, serialPorts, parallelPorts }: VmxView, from: CopiedFrom): [string, string][] {
  const ports = [
    ...serialPorts.map(({ index, backing }) => ({ key: `serial${index}.fileName`, backing })),
    ...parallelPorts.map(({ index, backing }) => ({ key: `parallel${index}.fileName`, backing })),
  ]
  return [
    ...ports.flatMap(({ key, backing }): [string, string][] =>
      backing.kind === 'file' && isOfOriginal(backing.source, from) ? [[key, fileOf(backing.source.path)]] : [],
    ),
    ...storage.drives.flatMap((drive): [string, string][] => {
      if ((drive.kind !== 'cdrom' && drive.kind !== 'floppy') || drive.medium !== 'image') return []
      if (!drive.source || !isOfOriginal(drive.source, from)) return []
      const image = vmxFileNameOf(`[${drive.source.datastore}] ${drive.source.path}`, from)
      return image.ok ? [[`${drive.prefix}.fileName`, image.fileName]] : []
    }),
  ]
}

/** A line that ties the copy to its original is not the copy's. */
function withoutTie(document: VmxDocument, key: string, from: CopiedFrom): VmxEdit[] {
  const remove: VmxEdit = { key, remove: true }
  if (identity.test(key) || past.test(key) || folders.test(key)) return [remove]
  const card = /^(ethernet\d+)\.address$/i.exec(key)?.[1]
  if (card !== undefined) return [remove, ...generatedAddress(document, card)]
  const { text } = plainVmxValue(key, getVmx(document, key) ?? '')
  const isTie = logs.test(key)
    ? /[/\\]/.test(text)
    : text.startsWith('/') && isOfOriginal(resolveVmxFileName(text, from), from)
  return isTie ? [remove] : []
}

/** A MAC address that somebody typed would be there twice: the host gives the copy one. */
function generatedAddress(document: VmxDocument, card: string): VmxEdit[] {
  const type = `${card}.addressType`
  return getVmx(document, type)?.toLowerCase() === 'static' ? [{ key: type, value: 'generated' }] : []
}

/** Whether it is the original's folder, or lies in it; at the root of a datastore, only what lies beside the file. */
function isOfOriginal(source: FileSource, { directory }: CopiedFrom): source is FileSource & { at: 'datastore' } {
  if (source.at !== 'datastore' || source.datastore !== directory.datastore) return false
  const [path, folder] = [source.path, directory.path].map((one) => one.replace(/\/+$/, '')) as [string, string]
  return folder === '' ? directoryOf(path) === '' : path === folder || path.startsWith(`${folder}/`)
}
