import { nodeAt, resolvePath, type DatastorePath } from '../estate/datastore-files'
import { readable } from '../wire/folder-files'
import type { World } from '../world/world'

/** The place of a datastore file that must be there. */
export function mustFile(world: World, path: string): DatastorePath {
  const at = resolvePath(world, path)
  nodeAt(world, at)
  return at
}

/** The text of a datastore file. */
export function fileText(world: World, path: string): string {
  const file = readable(world, mustFile(world, path))
  return file === undefined ? '' : Buffer.concat([...file.read(0, file.length)]).toString('utf8')
}
