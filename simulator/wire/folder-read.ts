import { volumeOf, type DatastorePath } from '../estate/datastore-files'
import { diskDescriptor } from '../estate/disk-descriptor'
import { contentOf } from '../estate/volume'
import type { World } from '../world/world'

/** A file as it can be read: its length and its bytes from `start` to before `end`. */
export type Readable = { length: number; modified: Date; read(start: number, end: number): Iterable<Uint8Array> }

const zeros = Buffer.alloc(256 * 1024)

/**
 * The file at a place; undefined for folders and for what is not there. A disk reads as its descriptor, its extent
 * (`-flat.vmdk`) as zeros of the disk's capacity, though the extent is in no listing.
 */
export function readable(world: World, at: DatastorePath): Readable | undefined {
  const volume = volumeOf(world, at.datastore)
  const file = volume.file(at.path)
  if (file !== undefined) {
    const content =
      contentOf(file) ?? (file.disk && Buffer.from(diskDescriptor(at.path.split('/').at(-1) ?? '', file.disk), 'utf8'))
    return content === undefined ? blank(file.size, file.modified) : fromBytes(content, file.modified)
  }
  const disk = volume.file(at.path.replace(/-flat\.vmdk$/i, '.vmdk'))
  return disk?.disk === undefined ? undefined : blank(disk.disk.capacityKb * 1024, disk.modified)
}

const fromBytes = (content: Uint8Array, modified: Date): Readable => ({
  length: content.length,
  modified,
  read: (start, end) => [content.subarray(start, end)],
})

const blank = (length: number, modified: Date): Readable => ({
  length,
  modified,
  *read(start, end) {
    for (let left = end - start; left > 0; left -= zeros.length)
      yield left < zeros.length ? zeros.subarray(0, left) : zeros
  },
})
