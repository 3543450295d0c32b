import type { World } from '../world/world'
import { fileExists, fileNotFound, nodeAt, noSpace, volumeOf, type DatastorePath } from './datastore-files'
import { bytesOf, copyNode, isWithin, parentPath, type Node } from './volume'

/**
 * Copy a file, or a folder with everything in it. A disk's copy has the UUID of the original, as a file copied by hand has.
 * Throws FileNotFound, FileAlreadyExists (without `force`, or when one place lies in the other), NoDiskSpace.
 */
export function copyFile(world: World, from: DatastorePath, to: DatastorePath, force: boolean): void {
  const node = copyNode(nodeAt(world, from), world.clock.now())
  refuseTarget(world, from, to, force, bytesOf(node))
  followParents(node, from, to)
  volumeOf(world, to.datastore).set(to.path, node)
}

/** Move a file or a folder. Within a datastore it takes no space. Throws like copyFile. */
export function moveFile(world: World, from: DatastorePath, to: DatastorePath, force: boolean): void {
  const node = nodeAt(world, from)
  const sameVolume = from.datastore.key === to.datastore.key
  refuseTarget(world, from, to, force, sameVolume ? 0 : bytesOf(node))
  volumeOf(world, from.datastore).delete(from.path, world.clock.now())
  followParents(node, from, to)
  volumeOf(world, to.datastore).set(to.path, node)
}

/** Throws when nothing can be put there: `bytes` are what it would take. */
export function refuseTarget(
  world: World,
  from: DatastorePath,
  to: DatastorePath,
  force: boolean,
  bytes: number,
): void {
  const overlap =
    from.datastore.key === to.datastore.key && (isWithin(to.path, from.path) || isWithin(from.path, to.path))
  const volume = volumeOf(world, to.datastore)
  const before = volume.find(to.path)
  if (overlap || (before !== undefined && !force)) throw fileExists(to)
  if (volume.folder(parentPath(to.path)) === undefined) throw fileNotFound({ ...to, path: parentPath(to.path) })
  if (bytes - (before === undefined ? 0 : bytesOf(before)) > volume.free) throw noSpace(to)
}

/** Snapshots' disks name the disk they hang on relative to themselves, so a chain that moves as a whole stays whole. */
function followParents(node: Node, from: DatastorePath, to: DatastorePath): void {
  if (node.kind === 'folder') {
    for (const child of node.children.values()) followParents(child, from, to)
    return
  }
  const parent = node.disk?.parent
  if (node.disk === undefined || parent === undefined || !isWithin(parent, from.path)) return
  node.disk = { ...node.disk, parent: to.path + parent.slice(from.path.length) }
}
