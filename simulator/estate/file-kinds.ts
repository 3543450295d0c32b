import { field, flag, object, texts } from '../vim25/read-data'
import { isDataA } from '../vim25/schema'
import type { DataObject } from '../vim25/value'
import { pathText, type DatastorePath } from './datastore-files'
import { diskFacts } from './disk-descriptor'
import { contentOf, lengthOf, type DiskFacts, type FileNode, type Node } from './volume'

/** What a datastore browser takes a file for, and how it shows the file. */

type Kind = { name: RegExp; query: string; info: string }

/** Extents and change-tracking files of a disk are no disks of their own. */
const diskName = /^(?!.*-(flat|delta|sesparse|ctk|rdm|rdmp|[sf]\d+)\.vmdk$).*\.vmdk$/

const kinds: readonly Kind[] = [
  { name: diskName, query: 'VmDiskFileQuery', info: 'VmDiskFileInfo' },
  { name: /\.vmx$/, query: 'VmConfigFileQuery', info: 'VmConfigFileInfo' },
  { name: /\.vmtx$/, query: 'TemplateConfigFileQuery', info: 'TemplateConfigFileInfo' },
  { name: /\.log$/, query: 'VmLogFileQuery', info: 'VmLogFileInfo' },
  { name: /\.nvram$/, query: 'VmNvramFileQuery', info: 'VmNvramFileInfo' },
  { name: /\.vmsn$/, query: 'VmSnapshotFileQuery', info: 'VmSnapshotFileInfo' },
  { name: /\.iso$/, query: 'IsoImageFileQuery', info: 'IsoImageFileInfo' },
  { name: /\.(flp|img)$/, query: 'FloppyImageFileQuery', info: 'FloppyImageFileInfo' },
]
const folderKind = { query: 'FolderFileQuery', info: 'FolderFileInfo' }

/** VMFS gives a folder whole blocks. */
const folderBytes = 73_728

/** A file or folder that a search came upon. */
export type Found = { at: DatastorePath; name: string; node: Node }

/** Which kind of file it is by its name, in lower case where case does not matter; undefined for any other file. */
function kindOf({ node, name }: Found, ignoreCase: boolean): { query: string; info: string } | undefined {
  if (node.kind === 'folder') return folderKind
  const shown = ignoreCase ? name.toLowerCase() : name
  return kinds.find((kind) => kind.name.test(shown))
}

/** The query of a search that takes a file; undefined when none does. A query of the base type takes everything. */
export function queryFor(found: Found, queries: readonly DataObject[], ignoreCase: boolean): DataObject | undefined {
  const kind = kindOf(found, ignoreCase)
  return queries.find((query) => {
    const type = query.$type ?? 'FileQuery'
    if (type === 'FileQuery') return true
    return kind !== undefined && isDataA(kind.query, type) && passes(found.node, object(query, 'filter'))
  })
}

/** Whether a file has what the filter of a query for disks or configurations wants. Nothing here is encrypted. */
function passes(node: Node, filter: DataObject | undefined): boolean {
  if (filter === undefined || node.kind === 'folder') return true
  if (flag(filter, 'encrypted') === true) return false
  const versions = numbers(filter, 'matchConfigVersion')
  if (versions.length > 0 && !versions.includes(configVersion(node) ?? -1)) return false
  const disk = diskFacts(node)
  if (disk === undefined)
    return !['diskType', 'controllerType', 'thin', 'matchHardwareVersion'].some((key) => isSet(filter, key))
  const types = texts(filter, 'diskType')
  const controllers = texts(filter, 'controllerType')
  const hardware = numbers(filter, 'matchHardwareVersion')
  return (
    (types.length === 0 || types.includes(diskType(disk))) &&
    (controllers.length === 0 || controllers.includes(disk.controllerType)) &&
    (hardware.length === 0 || hardware.includes(diskHardware)) &&
    (flag(filter, 'thin') ?? disk.thin) === disk.thin
  )
}

const isSet = (filter: DataObject, key: string) => {
  const value = field(filter, key)
  return Array.isArray(value) ? value.length > 0 : value !== undefined
}

const numbers = (filter: DataObject, key: string): readonly number[] => {
  const value = field(filter, key)
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : []
}

/** The file as the caller wants to see it: `details` are the flags for all files, the query's own are for its kind. */
export function fileInfo(
  found: Found,
  details: DataObject | undefined,
  query: DataObject | undefined,
  ignoreCase: boolean,
): DataObject {
  const { node, name } = found
  const typed = query !== undefined || flag(details, 'fileType') === true || node.kind === 'folder'
  const info = typed ? (kindOf(found, ignoreCase)?.info ?? 'FileInfo') : 'FileInfo'
  return {
    $type: info,
    path: name,
    ...(flag(details, 'fileSize') === true && { fileSize: shownSize(node) }),
    ...(flag(details, 'modification') === true && { modification: node.modified }),
    ...(flag(details, 'fileOwner') === true && { owner: 'root' }),
    ...(node.kind === 'file' && kindDetails(info, found.at, node, object(query, 'details'))),
  }
}

/** Disks count with what their extents take. */
function shownSize(node: Node): number {
  if (node.kind === 'folder') return folderBytes
  return node.disk === undefined ? lengthOf(node) : node.size
}

function kindDetails(info: string, at: DatastorePath, file: FileNode, wanted: DataObject | undefined): DataObject {
  const disk = info === 'VmDiskFileInfo' ? diskFacts(file) : undefined
  if (disk !== undefined) return diskDetails(at, disk, wanted)
  const version =
    isDataA(info, 'VmConfigFileInfo') && flag(wanted, 'configVersion') === true ? configVersion(file) : undefined
  return version === undefined ? {} : { configVersion: version }
}

function diskDetails(at: DatastorePath, disk: DiskFacts, wanted: DataObject | undefined): DataObject {
  const extent = disk.parent === undefined ? 'flat' : 'sesparse'
  return {
    ...(flag(wanted, 'diskType') === true && { diskType: diskType(disk) }),
    ...(flag(wanted, 'capacityKb') === true && { capacityKb: disk.capacityKb }),
    ...(flag(wanted, 'hardwareVersion') === true && { hardwareVersion: diskHardware }),
    ...(flag(wanted, 'controllerType') === true && { controllerType: disk.controllerType }),
    ...(flag(wanted, 'diskExtents') === true && {
      diskExtents: [pathText(at.name, at.path.replace(/\.vmdk$/i, `-${extent}.vmdk`))],
    }),
    ...(flag(wanted, 'thin') === true && { thin: disk.thin }),
  }
}

const diskType = (disk: DiskFacts) =>
  disk.parent === undefined ? 'VirtualDiskFlatVer2BackingInfo' : 'VirtualDiskSeSparseBackingInfo'

/** `ddb.virtualHWVersion` of the disks that this host writes. */
const diskHardware = 21

/** The virtual hardware that a configuration file asks for. */
function configVersion(file: FileNode): number | undefined {
  const bytes = contentOf(file)
  if (bytes === undefined) return undefined
  const version = /^virtualHW\.version *= *"(\d+)"/im.exec(Buffer.from(bytes).toString('utf8'))?.[1]
  return version === undefined ? undefined : Number(version)
}
