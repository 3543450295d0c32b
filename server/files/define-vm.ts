import { parentFolder, pathIn } from '@/lib/files/datastore-entry'
import { checkFolder } from '@/lib/files/check-file-request'
import { registerPrivilege } from '@/lib/files/file-request'
import type { DefinedFile, DefineLook, DefineReport, Definition } from '@/lib/files/define-vm'
import { vmxOfDefinition, type DefinedVmx } from '@/lib/files/vmx-of-definition'
import { escapeDatastoreItem } from '@/lib/names/datastore-item'
import { splitDatastorePath } from '@/lib/names/datastore-path'
import { shownInventoryName } from '@/lib/names/inventory-name'
import { vmxText } from '@/lib/vmx/document'
import { describeSource, type FileSource } from '@/lib/vmx/file-name'
import { presentDrives } from '@/lib/vmx/storage'
import { valueOr } from '@/lib/vmx/value-reader'
import { vmxView, type VmxView } from '@/lib/vmx/vmx-view'
import { hostKey, type Moid } from '@/lib/vsphere/ids'
import { lacksSentence } from '@/lib/vsphere/rights'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import type { Inventory } from '../inventory/contract'
import { asList, asName, asRefs, asText, type WireValue } from '../vsphere/wire-value'
import { hostKnows } from './host-knows'
import type { FileAt } from './folder-http'
import { lookAround, mayBeUnread, type Looked } from './look-around'
import { datastorePath, readPlace, type DatastorePlace } from './place'
import { lackingInFolder, registerParameters, type RegisterPlace } from './register'
import { vmsLike } from './vms-like'

/** A definition that may become a VM; nothing has been changed yet. */
export type Defining = {
  at: FileAt
  /** The VMX. */
  bytes: Uint8Array
  name: string
  /** The stored folder that has to be made for it. */
  makesFolder?: string
}

type Prepared = {
  made: Extract<DefinedVmx, { ok: true }>
  at: FileAt
  view: VmxView
  to: RegisterPlace
  hostName: string
  folder: Looked
  mounts: Mount[]
  /** Otherwise the host may have more. */
  isMountsWhole: boolean
  lacks: string | undefined
}
type Mount = { datastore: string; mountPath: string; moid: Moid }

/** What would become of a definition on a datastore. Rejects with Refused, VimFault or WireError. */
export async function readDefinition(
  inventory: Pick<Inventory, 'access' | 'vms'>,
  datastore: Moid,
  definition: Definition,
): Promise<DefineLook> {
  const access = inventory.access()
  const prepared = await prepare(access, datastore, definition)
  if ('because' in prepared) return { understood: false, ...prepared }
  const { made, at, view, to, hostName, folder, mounts } = prepared
  const files = await lookAtFiles(access, prepared)
  const disks = files.flatMap(({ kind, path }) => (kind === 'disk' ? [path] : []))
  const [known, likes] = await Promise.all([
    hostKnows(access, to.host, view.general),
    vmsLike(access, inventory.vms.values(), {
      name: made.name,
      uuid: valueOr(view.general.uuidBios, undefined),
      disks,
      datastores: mounts.flatMap(({ datastore, moid }) =>
        disks.some((disk) => disk.startsWith(`[${datastore}] `)) ? [moid] : [],
      ),
    }),
  ])
  const report: DefineReport = {
    format: made.format,
    name: made.name,
    path: datastorePath(at.place, at.path),
    vm: partsOf(view),
    vmx: vmxText(made.document),
    files,
    notKept: made.notKept,
    host: { key: hostKey(access.connection, to.host.value), name: hostName },
    ...known,
    ...likes,
    obstacles: obstaclesOf(prepared, known),
    ...withoutUndefined({ makesFolder: folderToMake(at, folder) }),
  }
  return { understood: true, ...report }
}

/** Looks whether a definition can become a VM. Rejects with Refused, VimFault or WireError. */
export async function prepareDefine(
  access: EndpointAccess,
  datastore: Moid,
  definition: Definition,
): Promise<Defining> {
  const prepared = await prepare(access, datastore, definition)
  if ('because' in prepared) throw new Refused({ code: 'not-definable', sentence: prepared.because.join(' ') })
  const { made, at, folder, to, view } = prepared
  const [obstacle] = obstaclesOf(prepared, await hostKnows(access, to.host, view.general))
  if (obstacle !== undefined) throw new Refused({ code: 'not-definable', sentence: obstacle })
  return {
    at,
    bytes: made.document.bytes,
    name: made.name,
    ...withoutUndefined({ makesFolder: folderToMake(at, folder) }),
  }
}

async function prepare(
  access: EndpointAccess,
  datastore: Moid,
  definition: Definition,
): Promise<Prepared | Extract<DefinedVmx, { ok: false }>> {
  const place = await readPlace(access, datastore)
  const to = await registerParameters(access, place, definition.host)
  const host = await access.read(to.host, ['name', 'datastore'])
  const mounts = await readMounts(access, host.get('datastore'))
  const made = vmxOfDefinition(Buffer.from(definition.base64, 'base64'), definition, mounts.all)
  if (!made.ok) return made
  const folder = definition.folder ?? besideFirstDisk(made.disks, place) ?? escapeDatastoreItem(made.name)
  const verdict = checkFolder(folder)
  if (!verdict.ok) throw new Refused({ code: 'bad-name', sentence: verdict.because })
  const path = pathIn(folder.replace(/\/$/, ''), `${escapeDatastoreItem(made.name)}.vmx`)
  const directory = { datastore: place.storedName, path: parentFolder(path) }
  return {
    made,
    at: { access, place, path },
    view: vmxView(made.document, { mounts: mounts.all, directory }),
    to,
    hostName: shownInventoryName(asName(host.get('name')) ?? to.host.value).name,
    folder: await lookAround(access, datastore, parentFolder(path)),
    lacks: await lackingInFolder(access, datastore, registerPrivilege),
    mounts: mounts.all,
    isMountsWhole: mounts.isWhole,
  }
}

/** Where libvirt puts it. */
function besideFirstDisk([first]: readonly string[], { storedName }: DatastorePlace): string | undefined {
  const split = splitDatastorePath(first ?? '', [storedName])
  return split.ok && split.datastore === storedName ? parentFolder(split.path) : undefined
}

async function readMounts(
  access: EndpointAccess,
  told: WireValue | undefined,
): Promise<{ all: Mount[]; isWhole: boolean }> {
  const datastores = asRefs(told)
  const read = await access.retrieve({
    properties: [{ type: 'Datastore', paths: ['name', 'summary.url'] }],
    objects: datastores.map((obj) => ({ obj })),
  })
  const all = read.flatMap(({ obj, properties }) => {
    const mountPath = /^ds:\/\/(\/.*?)\/?$/.exec(asText(properties.get('summary.url')) ?? '')?.[1]
    const datastore = asText(properties.get('name'))
    return mountPath === undefined || datastore === undefined ? [] : [{ datastore, mountPath, moid: obj.value }]
  })
  return { all, isWhole: told !== undefined && all.length === asList(told).length }
}

const folderToMake = ({ path }: FileAt, { is }: Looked) =>
  is === 'absent' && parentFolder(path) !== '' ? parentFolder(path) : undefined

function obstaclesOf(
  { at, folder, hostName, view, lacks }: Prepared,
  { hardwareKnown }: Pick<DefineReport, 'hardwareKnown'>,
): string[] {
  const file = at.path.slice(parentFolder(at.path).length).replace(/^\//, '')
  return [
    ...(lacks === undefined ? [] : [lacksSentence(lacks)]),
    ...(folder.is === 'there' && folder.entries.has(file)
      ? [
          `${datastorePath(at.place, at.path)} is there already, and is not written over. Choose another name or folder.`,
        ]
      : []),
    ...(mayBeUnread(folder, file)
      ? [`Not all of the folder could be read: ${datastorePath(at.place, at.path)} may be there already.`]
      : []),
    ...(hardwareKnown.known && !hardwareKnown.value
      ? [`${hostName} does not have virtual hardware ${valueOr(view.general.hardwareVersion, '')}.`]
      : []),
  ]
}

function partsOf({ general, processor, memory, ethernet, serialPorts }: VmxView): DefineReport['vm'] {
  return {
    firmware: valueOr(general.firmware, undefined) === 'efi' ? 'EFI' : 'BIOS',
    nics: ethernet.nics.length,
    serialPorts: serialPorts.filter(({ present }) => valueOr(present, false)).length,
    ...withoutUndefined({
      cpuCount: valueOr(processor.count, undefined),
      memoryMiB: valueOr(memory.sizeMiB, undefined),
      guestOs: valueOr(general.guestOs, undefined),
      hardwareVersion: valueOr(general.hardwareVersion, undefined),
    }),
  }
}

/** Each folder that files of it lie in is read once. */
async function lookAtFiles(
  access: EndpointAccess,
  { view, mounts, isMountsWhole, at, folder }: Prepared,
): Promise<DefinedFile[]> {
  const named = namedFiles(view)
  const folders = new Map<string, Promise<Looked>>([
    [JSON.stringify([at.place.ref.value, parentFolder(at.path)]), Promise.resolve(folder)],
  ])
  return Promise.all(
    named.map(async ({ kind, source }): Promise<DefinedFile> => {
      const path = describeSource(source)
      if (source.at === 'missing') {
        const because = isMountsWhole
          ? 'The host has no such datastore.'
          : 'The host does not tell all of its datastores.'
        return { kind, path, seen: { is: 'not-known', because } }
      }
      const mount = source.at === 'datastore' && mounts.find(({ datastore }) => datastore === source.datastore)
      if (source.at !== 'datastore' || !mount) {
        return { kind, path, seen: { is: 'not-known', because: 'It is on no datastore that this host tells of.' } }
      }
      const key = JSON.stringify([mount.moid, parentFolder(source.path)])
      const looking = folders.get(key) ?? lookAround(access, mount.moid, parentFolder(source.path))
      folders.set(key, looking)
      const looked = await looking
      if (looked.is === 'not-known') return { kind, path, seen: looked }
      const name = source.path.slice(parentFolder(source.path).length).replace(/^\//, '')
      if (mayBeUnread(looked, name))
        return { kind, path, seen: { is: 'not-known', because: 'Not all of its folder could be read.' } }
      if (looked.is === 'absent' || !looked.entries.has(name)) return { kind, path, seen: { is: 'missing' } }
      return { kind, path, seen: { is: 'there', ...withoutUndefined({ bytes: looked.entries.get(name) }) } }
    }),
  )
}

function namedFiles(view: VmxView): { kind: DefinedFile['kind']; source: FileSource }[] {
  const { nvramSource } = view.general
  return [
    ...presentDrives(view.storage).flatMap((drive): { kind: DefinedFile['kind']; source: FileSource }[] => {
      if (drive.kind === 'disk') return [{ kind: 'disk', source: drive.source }]
      if (drive.kind === 'cdrom' && drive.medium === 'image') return [{ kind: 'iso', source: drive.source }]
      if (drive.kind === 'floppy' && drive.medium === 'image' && drive.source)
        return [{ kind: 'floppy', source: drive.source }]
      return []
    }),
    ...(nvramSource ? [{ kind: 'nvram' as const, source: nvramSource }] : []),
  ]
}
