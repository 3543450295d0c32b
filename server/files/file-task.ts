import { assertNever } from '@/lib/assert-never'
import { checkFileRequest } from '@/lib/files/check-file-request'
import { parentFolder, pathIn } from '@/lib/files/datastore-entry'
import { canGrow } from '@/lib/files/disk-use'
import { diskName, type Destination, type DiskFormat, type FileRequest } from '@/lib/files/file-request'
import type { PathSubject } from '@/lib/runs/subject'
import { escapeDatastoreItem } from '@/lib/names/datastore-item'
import { encodeInventoryName } from '@/lib/names/inventory-name'
import { datastoreKey, splitKey, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import type { Parameters } from '../vsphere/encode'
import { asRefTo, refValue, type WireObject } from '../vsphere/wire-value'
import { diskManager, fileManager } from './managers'
import { newVmParameters } from './new-vm'
import { datastorePath, readPlace, type DatastorePlace } from './place'
import { readDiskUse } from './read-disk-use'
import { registerParameters } from './register'

type Call = { method: string; target: MoRef; parameters: Parameters }

/** A request that makes sense, and has changed nothing yet. */
export type FileTask = {
  /** What it works on; where things go comes last. */
  subjects: readonly [PathSubject, ...PathSubject[]]
  method: string
  /** @returns the task, or undefined for what takes none. Rejects with VimFault or WireError. */
  start(): Promise<MoRef | undefined>
}

/**
 * Looks at what a person asked for, without changing anything. Names are plain and are escaped here; paths are stored
 * and go as they are. Rejects with Refused (`bad-name`), VimFault or WireError.
 */
export async function prepareFileTask(
  access: EndpointAccess,
  datastore: Moid,
  request: FileRequest,
): Promise<FileTask> {
  const verdict = checkFileRequest(request)
  if (!verdict.ok) throw new Refused({ code: 'bad-name', sentence: verdict.because })
  if (request.do === 'growDisk') {
    const mayGrow = canGrow(await readDiskUse(access, datastore, request.path))
    if (!mayGrow.ok) throw new Refused({ code: 'not-possible', sentence: mayGrow.because })
  }
  const here = await readPlace(access, datastore)
  const there = 'to' in request ? await destinationPlace(access, here, request.to) : here
  const { method, target, parameters } = await callOf(access, here, there, request)
  return {
    subjects: subjectsOf(request, pathSubject(access, here), pathSubject(access, there)),
    method,
    async start() {
      const task = asRefTo('Task', await access.call(method, target, parameters))
      if (task) access.show(task)
      return task
    },
  }
}

const pathSubject =
  ({ connection }: EndpointAccess, { ref, storedName }: DatastorePlace) =>
  (path: string) =>
    ({
      kind: 'datastorePath',
      datastore: datastoreKey(connection, ref.value),
      datastoreName: storedName,
      path,
    }) as const

/** A copy leaves alone what it is made of. */
function subjectsOf(
  request: FileRequest,
  here: (path: string) => PathSubject,
  there: (path: string) => PathSubject,
): FileTask['subjects'] {
  switch (request.do) {
    case 'makeFolder':
      return [here(pathIn(trimmed(request.folder), escapeDatastoreItem(request.name)))]
    case 'createDisk':
      return [here(pathIn(trimmed(request.folder), escapeDatastoreItem(diskName(request.name))))]
    case 'move':
      return [here(request.path), there(targetPath(request.path, request.to, request.what === 'disk'))]
    case 'copy':
      return [
        { ...here(request.path), readOnly: true },
        there(targetPath(request.path, request.to, request.what === 'disk')),
      ]
    case 'cloneDisk':
      return [{ ...here(request.path), readOnly: true }, there(targetPath(request.path, request.to, true))]
    case 'delete':
    case 'growDisk':
    case 'wipeDisk':
    case 'registerVm':
    case 'defineVm':
      return [here(request.path)]
    case 'createVm':
      // As hosts name the folder, unless it is there already.
      return [here(escapeDatastoreItem(request.name))]
    default:
      return assertNever(request, 'file request')
  }
}

/** Datastores of two endpoints have nothing to do with each other. */
async function destinationPlace(
  access: EndpointAccess,
  here: DatastorePlace,
  to: Destination,
): Promise<DatastorePlace> {
  if (to.datastore === undefined) return here
  const key = splitKey(to.datastore)
  if (!key || key.connection !== access.connection) {
    const sentence = 'Files can be moved and copied only between datastores of the same connection.'
    throw new Refused({ code: 'other-connection', sentence, wayOut: 'Download the file there and upload it here.' })
  }
  return key.moid === here.ref.value ? here : readPlace(access, key.moid)
}

async function callOf(
  access: EndpointAccess,
  here: DatastorePlace,
  there: DatastorePlace,
  request: FileRequest,
): Promise<Call> {
  const at = (path: string) => datastorePath(here, path)
  const datacenter = refValue(here.datacenter)
  switch (request.do) {
    case 'makeFolder': {
      const name = at(pathIn(trimmed(request.folder), escapeDatastoreItem(request.name)))
      const target = fileManager(access)
      return { method: 'MakeDirectory', target, parameters: { name, datacenter, createParentDirectories: false } }
    }
    case 'move':
    case 'copy': {
      const { what, path, to, overwrite: force } = request
      const isDisk = what === 'disk'
      const from = { sourceName: at(path), sourceDatacenter: datacenter }
      const goal = datastorePath(there, targetPath(path, to, isDisk))
      const goalDatacenter = refValue(there.datacenter)
      const verb = request.do === 'move' ? 'Move' : 'Copy'
      if (isDisk) {
        const parameters = { ...from, destName: goal, destDatacenter: goalDatacenter, force }
        return { method: `${verb}VirtualDisk_Task`, target: diskManager(access), parameters }
      }
      const parameters = { ...from, destinationName: goal, destinationDatacenter: goalDatacenter, force }
      return { method: `${verb}DatastoreFile_Task`, target: fileManager(access), parameters }
    }
    case 'cloneDisk': {
      const { path, to, format, overwrite: force } = request
      const parameters = {
        sourceName: at(path),
        sourceDatacenter: datacenter,
        destName: datastorePath(there, targetPath(path, to, true)),
        destDatacenter: refValue(there.datacenter),
        // The adapter type counts only for new disks; a spec cannot go without one.
        ...(format === undefined ? {} : { destSpec: { diskType: diskTypes[format], adapterType: 'lsiLogic' } }),
        force,
      }
      return { method: 'CopyVirtualDisk_Task', target: diskManager(access), parameters }
    }
    case 'delete': {
      const parameters = { name: at(request.path), datacenter }
      return request.what === 'disk'
        ? { method: 'DeleteVirtualDisk_Task', target: diskManager(access), parameters }
        : { method: 'DeleteDatastoreFile_Task', target: fileManager(access), parameters }
    }
    case 'createDisk': {
      const { folder, name, capacityBytes, format, adapter } = request
      const spec: WireObject = {
        $type: 'FileBackedVirtualDiskSpec',
        diskType: diskTypes[format],
        adapterType: adapter,
        capacityKb: capacityBytes / 1024,
      }
      const path = at(pathIn(trimmed(folder), escapeDatastoreItem(diskName(name))))
      return {
        method: 'CreateVirtualDisk_Task',
        target: diskManager(access),
        parameters: { name: path, datacenter, spec },
      }
    }
    case 'growDisk': {
      const parameters = { name: at(request.path), datacenter, newCapacityKb: request.capacityBytes / 1024 }
      return { method: 'ExtendVirtualDisk_Task', target: diskManager(access), parameters }
    }
    case 'wipeDisk':
      return {
        method: 'ZeroFillVirtualDisk_Task',
        target: diskManager(access),
        parameters: { name: at(request.path), datacenter },
      }
    case 'registerVm': {
      const { folder, pool, host } = await registerParameters(access, here, request.host)
      const name = request.name === undefined ? {} : { name: encodeInventoryName(request.name) }
      const parameters = {
        path: at(request.path),
        ...name,
        asTemplate: /\.vmtx$/i.test(request.path),
        ...(/\.vmtx$/i.test(request.path) ? {} : { pool: refValue(pool) }),
        host: refValue(host),
      }
      return { method: 'RegisterVM_Task', target: folder, parameters }
    }
    case 'defineVm': {
      // The name stands in the file.
      const { folder, pool, host } = await registerParameters(access, here, request.host)
      const parameters = { path: at(request.path), asTemplate: false, pool: refValue(pool), host: refValue(host) }
      return { method: 'RegisterVM_Task', target: folder, parameters }
    }
    case 'createVm': {
      const { folder, parameters } = await newVmParameters(access, here, request)
      return { method: 'CreateVM_Task', target: folder, parameters }
    }
    default:
      return assertNever(request, 'file request')
  }
}

const trimmed = (folder: string) => folder.replace(/\/$/, '')

/** Without a new name an item keeps its stored one, escapes and all. */
function targetPath(path: string, { folder, name }: Destination, isDisk: boolean): string {
  const stored = path.slice(parentFolder(path).length).replace(/^\//, '')
  if (name === undefined) return pathIn(trimmed(folder), stored)
  return pathIn(trimmed(folder), escapeDatastoreItem(isDisk ? diskName(name) : name))
}

/** VirtualDiskType. */
const diskTypes: Record<DiskFormat, string> = {
  thin: 'thin',
  thick: 'preallocated',
  eagerZeroedThick: 'eagerZeroedThick',
}
