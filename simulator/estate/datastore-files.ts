import { SimFault } from '../vim25/faults'
import type { Ref } from '../vim25/value'
import { refsAt } from '../world/inventory-walk'
import { perWorld, type World } from '../world/world'
import { pathParts, Volume, type FileNode, type Node } from './volume'

/** A place on a datastore, as `[name] path` says it. */
export type DatastorePath = { datastore: Ref; name: string; path: string }

const volumes = perWorld(() => new Map<string, Volume>())

/** Give a datastore its file tree. Its free space in the API follows from now on. */
export function mountVolume(world: World, datastore: Ref, volume: Volume): void {
  volumes(world).set(datastore.value, volume)
  volume.onSpaceChange = () => publishSpace(world, datastore)
}

/** Build many files without telling the API about each; the free space is published once at the end. */
export function quietly(world: World, build: () => void): void {
  const all = volumes(world)
  const listeners = [...all].map(([id, volume]) => ({ id, volume, listener: volume.onSpaceChange }))
  for (const { volume } of listeners) volume.onSpaceChange = undefined
  try {
    build()
  } finally {
    for (const { volume, listener } of listeners) {
      volume.onSpaceChange = listener
      listener?.()
    }
  }
}

function publishSpace(world: World, datastore: Ref): void {
  if (world.get(datastore) !== undefined)
    world.update(datastore, { 'summary.freeSpace': volumeOf(world, datastore).free })
}

export function volumeOf(world: World, datastore: Ref): Volume {
  const volume = volumes(world).get(datastore.value)
  if (volume === undefined) throw new SimFault('InvalidDatastore', { datastore, name: datastore.value })
  return volume
}

/** A number that is another one once a disk file of any datastore has come, gone or moved. */
export function diskChangesOf(world: World): number {
  let changes = 0
  for (const volume of volumes(world).values()) changes += volume.diskChanges
  return changes
}

/** `[ds] dir/file`. */
export const pathText = (name: string, path: string) => (path === '' ? `[${name}]` : `[${name}] ${path}`)

/** The file system's own path: `/vmfs/volumes/<uuid>/dir/file`. */
export function volumePath(world: World, at: DatastorePath): string {
  return `${mountPath(world, at.datastore)}/${at.path}`
}

export function mountPath(world: World, datastore: Ref): string {
  const url = world.prop(datastore, 'summary.url')
  return typeof url === 'string' ? url.replace(/^ds:\/\//, '').replace(/\/$/, '') : `/vmfs/volumes/${datastore.value}`
}

/**
 * `[name] path` taken apart; undefined for text of another shape. Names may hold `]`: of the places where the text can be cut,
 * the last one with a known name before it counts, and the first one when no name is known.
 */
export function datastorePathOf(
  world: World,
  text: string,
  datacenter?: Ref,
): { readonly name: string; readonly path: string } | undefined {
  if (!text.startsWith('[')) return undefined
  const cuts = [...text.matchAll(/\]/g)]
    .filter((match) => match.index > 1)
    .map((match) => ({ name: text.slice(1, match.index), path: text.slice(match.index + 1).replace(/^ */, '') }))
  if (cuts.length < 2) return cuts[0]
  return cuts.findLast(({ name }) => datastoreNamed(world, name, datacenter) !== undefined) ?? cuts[0]
}

/**
 * Read `[name] path`. `datacenter` limits the search, since datastores of different datacenters may share a name.
 * Throws InvalidDatastorePath for another shape or a path that climbs, InvalidDatastore for an unknown name.
 */
export function resolvePath(world: World, text: string, datacenter?: Ref): DatastorePath {
  const cut = datastorePathOf(world, text, datacenter)
  const parts = pathParts(cut?.path ?? '')
  if (cut === undefined || parts === undefined) {
    throw new SimFault('InvalidDatastorePath', { datastorePath: text }, `Invalid datastore path '${text}'.`)
  }
  const { name } = cut
  const datastore = datastoreNamed(world, name, datacenter)
  if (datastore === undefined) {
    throw new SimFault('InvalidDatastore', { name }, `The datastore '${name}' is not known.`)
  }
  return { datastore, name, path: parts.join('/') }
}

/** A datastore by name. Found ones are remembered, as every path of every VM asks for the same few. */
export function datastoreNamed(world: World, name: string, datacenter?: Ref): Ref | undefined {
  const known = namedStores(world)
  const key = `${datacenter?.value ?? ''} ${name}`
  const remembered = known.get(key)
  if (remembered !== undefined && world.prop(remembered, 'summary.name') === name) return remembered
  const candidates =
    datacenter === undefined ? world.byType('Datastore').map((at) => at.ref) : refsAt(world, datacenter, 'datastore')
  const found = candidates.find((at) => world.prop(at, 'summary.name') === name)
  if (found !== undefined) known.set(key, found)
  return found
}

const namedStores = perWorld(() => new Map<string, Ref>())

/** A path as VMX files hold it: relative to the VMX's folder, or absolute below a mount point, by UUID or by name. */
export function resolveVmxPath(world: World, value: string, home: DatastorePath): DatastorePath | undefined {
  if (!value.startsWith('/')) {
    const folder = home.path.split('/').slice(0, -1).join('/')
    return { ...home, path: folder === '' ? value : `${folder}/${value}` }
  }
  for (const { ref } of world.byType('Datastore')) {
    const name = String(world.prop(ref, 'summary.name'))
    for (const mount of [`${mountPath(world, ref)}/`, `/vmfs/volumes/${name}/`]) {
      if (value.startsWith(mount)) return { datastore: ref, name, path: value.slice(mount.length) }
    }
  }
  return undefined
}

const textOf = (at: DatastorePath) => pathText(at.name, at.path)

export const fileNotFound = (at: DatastorePath) =>
  new SimFault('FileNotFound', { file: textOf(at) }, `File ${textOf(at)} was not found`)
export const fileExists = (at: DatastorePath) =>
  new SimFault(
    'FileAlreadyExists',
    { file: textOf(at) },
    `Cannot complete the operation because the file or folder ${textOf(at)} already exists`,
  )
export const noSpace = (at: DatastorePath) =>
  new SimFault(
    'NoDiskSpace',
    { file: textOf(at), datastore: at.name },
    `Insufficient disk space on datastore '${at.name}'.`,
  )

/** The node at a place. Throws FileNotFound. */
export function nodeAt(world: World, at: DatastorePath): Node {
  const node = volumeOf(world, at.datastore).find(at.path)
  if (node === undefined) throw fileNotFound(at)
  return node
}

/** Write a file in place of whatever file is there. Throws FileNotFound when its folder is missing, NoDiskSpace. */
export function writeFile(world: World, at: DatastorePath, file: Omit<FileNode, 'kind' | 'modified'>): FileNode {
  const volume = volumeOf(world, at.datastore)
  const before = volume.find(at.path)
  if (before?.kind === 'folder' || at.path === '') throw fileExists(at)
  if (file.size - (before?.size ?? 0) > volume.free) throw noSpace(at)
  const node: FileNode = { kind: 'file', modified: world.clock.now(), ...file }
  if (!volume.set(at.path, node)) throw fileNotFound(at)
  return node
}

/** FileManager.MakeDirectory. Throws FileAlreadyExists, and FileNotFound when a parent is missing and not to be made. */
export function makeFolder(world: World, at: DatastorePath, withParents: boolean): void {
  const volume = volumeOf(world, at.datastore)
  if (volume.find(at.path) !== undefined) throw fileExists(at)
  const parent = at.path.split('/').slice(0, -1).join('/')
  if (!withParents && volume.folder(parent) === undefined) throw fileNotFound({ ...at, path: parent })
  if (volume.makeFolder(at.path, world.clock.now()) === undefined) throw fileExists(at)
}

/** Delete a file or a folder with everything in it. Throws FileNotFound. */
export function deleteFile(world: World, at: DatastorePath): void {
  if (at.path === '' || !volumeOf(world, at.datastore).delete(at.path, world.clock.now())) throw fileNotFound(at)
}
