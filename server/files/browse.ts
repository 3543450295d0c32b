import { compareNames } from '@/lib/names/inventory-name'
import { checkFolder } from '@/lib/files/check-file-request'
import { registerPrivilege } from '@/lib/files/file-request'
import type { DatastoreEntry, DatastoreListing, EntryKind } from '@/lib/files/datastore-entry'
import { withUnseenShown } from '@/lib/names/unseen'
import { readDatastoreItem } from '@/lib/names/datastore-item'
import { splitDatastorePath } from '@/lib/names/datastore-path'
import { datastoreKey, moRef, type Moid, type VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import type { EndpointAccess } from '../inventory/access'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import { WireError } from '../vsphere/errors'
import {
  asBoolean,
  asList,
  asNumber,
  asObject,
  asRef,
  asRefTo,
  asText,
  readPart,
  readRef,
  readWhole,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'
import { datastorePath } from './place'
import { lackingInFolder } from './register'

/** A query takes what no query before it took; the last, of the base type, takes the rest. */
const queries: WireObject[] = [
  { $type: 'FolderFileQuery' },
  {
    $type: 'VmDiskFileQuery',
    details: { diskType: true, capacityKb: true, hardwareVersion: true, thin: true },
  },
  { $type: 'TemplateConfigFileQuery' },
  { $type: 'VmConfigFileQuery' },
  { $type: 'VmLogFileQuery' },
  { $type: 'VmNvramFileQuery' },
  { $type: 'VmSnapshotFileQuery' },
  { $type: 'IsoImageFileQuery' },
  { $type: 'FloppyImageFileQuery' },
  { $type: 'FileQuery' },
]

const kinds: Readonly<Record<string, EntryKind>> = {
  FolderFileInfo: 'folder',
  VmDiskFileInfo: 'disk',
  VmConfigFileInfo: 'vmConfig',
  TemplateConfigFileInfo: 'templateConfig',
  VmLogFileInfo: 'log',
  VmNvramFileInfo: 'nvram',
  VmSnapshotFileInfo: 'snapshot',
  IsoImageFileInfo: 'iso',
  FloppyImageFileInfo: 'floppy',
}

type Owner = { key: VmKey; name: string }

/**
 * Everything in one folder. Rejects with Refused (a path that climbs), VimFault (FileNotFound, InaccessibleDatastore)
 * or WireError.
 * @param folder stored path below the root; empty for the root.
 * @param vms those of the endpoint: the owners of what is found.
 */
export async function browseDatastore(
  access: EndpointAccess,
  datastore: Moid,
  folder: string,
  vms: Iterable<VmView>,
): Promise<DatastoreListing> {
  const verdict = checkFolder(folder)
  if (!verdict.ok) throw new Refused({ code: 'bad-path', sentence: verdict.because })
  const where = folder.replace(/\/$/, '')
  const properties = await access.read(moRef('Datastore', datastore), ['name', 'browser', 'vm'])
  const storedName = asText(properties.get('name')) ?? ''
  const browser = asRef(properties.get('browser'))
  if (!browser) throw new WireError('not-vsphere', 'the datastore has no browser')
  const task = asRefTo(
    'Task',
    await access.call('SearchDatastore_Task', browser, {
      datastorePath: datastorePath({ storedName }, where),
      searchSpec: {
        query: queries,
        details: { fileType: true, fileSize: true, modification: true, fileOwner: true },
        sortFoldersFirst: true,
      },
    }),
  )
  if (!task) throw new WireError('not-vsphere', 'SearchDatastore_Task returned no task')
  const found = asObject(await access.endOf(task))?.file
  const candidates = [...vms].filter(({ vmxPath }) => vmxPath?.startsWith(`[${storedName}]`) === true)
  const owners = ownersIn(storedName, where, await ownersOn(access, datastore, properties.get('vm'), candidates))
  const { hostTime } = access
  const part = readPart(found ?? [], (info) => readEntry(info, owners, hostTime))
  const entries = (part?.items ?? []).sort(byKindAndName)
  const clock = hostTime ? 'ours' : 'host'
  const isThereOne = entries.some(({ kind, vm }) => !vm && (kind === 'vmConfig' || kind === 'templateConfig'))
  const lacksToRegister = isThereOne ? await lackingInFolder(access, datastore, registerPrivilege) : undefined
  return {
    datastore: datastoreKey(access.connection, datastore),
    folder: where,
    entries,
    clock,
    ...withoutUndefined({ lacksToRegister, unread: (part?.unread ?? asList(found).length) || undefined }),
  }
}

/** One that is odd is left out and counted, and takes nothing else with it. */
function readEntry(
  info: WireObject,
  owners: ReadonlyMap<string, Owner>,
  hostTime: EndpointAccess['hostTime'],
): DatastoreEntry[] {
  const path = asText(info.path)
  // Hosts name entries by one segment; anything else could not be asked for again.
  if (path === undefined || path === '' || path.replace(/\/$/, '').includes('/')) return []
  const storedName = path.replace(/\/$/, '')
  const kind = kinds[info.$type ?? ''] ?? 'file'
  const { name, lossy } = readDatastoreItem(storedName)
  const capacityKb = asNumber(info.capacityKb)
  const modified = asText(info.modification)
  const disk = withoutUndefined({
    capacityBytes: capacityKb === undefined ? undefined : capacityKb * 1024,
    thin: asBoolean(info.thin),
    hardwareVersion: asNumber(info.hardwareVersion),
    diskType: asText(info.diskType),
  })
  return [
    {
      storedName,
      name: withUnseenShown(name),
      lossy,
      kind,
      ...withoutUndefined({
        sizeBytes: kind === 'folder' ? undefined : asNumber(info.fileSize),
        modifiedAt: modified !== undefined && hostTime ? hostTime(modified) : modified,
        owner: asText(info.owner),
        disk: kind === 'disk' ? disk : undefined,
        vm: owners.get(storedName),
      }),
    },
  ]
}

/**
 * Those of the VMs that are on the datastore itself: another datacenter may have one of its name, with the same folders.
 * @param listed the datastore's own `vm`. Where it is not told whole, the VMs are asked; one that does not tell either is taken
 * for an owner, since its files would be in danger.
 */
async function ownersOn(
  access: EndpointAccess,
  datastore: Moid,
  listed: WireValue | undefined,
  candidates: readonly VmView[],
): Promise<VmView[]> {
  const refs = readWhole(listed, readRef)
  if (refs) {
    const on = new Set<string>(refs.map(({ value }) => value))
    return candidates.filter(({ moid }) => on.has(moid))
  }
  if (candidates.length === 0) return []
  const found = await access.retrieve({
    properties: [{ type: 'VirtualMachine', paths: ['datastore'] }],
    objects: candidates.map(({ moid }) => ({ obj: moRef('VirtualMachine', moid) })),
  })
  const places = new Map(found.map(({ obj, properties }) => [obj.value, properties.get('datastore')]))
  return candidates.filter(({ moid }) => {
    const told = readPart(places.get(moid), readRef)
    return !told || told.unread > 0 || told.items.some(({ value }) => value === datastore)
  })
}

/** Configuration files of registered VMs in this folder, and the folders in it that hold some. */
function ownersIn(storedName: string, folder: string, vms: readonly VmView[]): Map<string, Owner> {
  const owners = new Map<string, Owner>()
  const inside = folder === '' ? '' : `${folder}/`
  for (const { key, name, vmxPath } of vms) {
    const split = vmxPath === undefined ? undefined : splitDatastorePath(vmxPath, [storedName])
    if (!split?.ok || split.datastore !== storedName || !split.path.startsWith(inside)) continue
    const [first] = split.path.slice(inside.length).split('/')
    if (first !== undefined && first !== '' && !owners.has(first)) owners.set(first, { key, name })
  }
  return owners
}

function byKindAndName(a: DatastoreEntry, b: DatastoreEntry): number {
  if ((a.kind === 'folder') !== (b.kind === 'folder')) return a.kind === 'folder' ? -1 : 1
  return compareNames(a.name, b.name) || (a.storedName < b.storedName ? -1 : 1)
}
