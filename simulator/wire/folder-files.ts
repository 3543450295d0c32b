import type { IncomingMessage } from 'node:http'
import { volumeOf, type DatastorePath, fileExists, fileNotFound, noSpace, writeFile } from '../estate/datastore-files'
import { diskDescriptor } from '../estate/disk-descriptor'
import { contentOf, parentPath, type Node } from '../estate/volume'
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

/** Bytes of one upload that are kept; what is larger keeps its size and reads as zeros. */
const keptBytes = 256 * 1024 * 1024

/**
 * PUT: write what arrives to a file. Returns the status, 201 for a new file and 200 for a replaced one. An upload that is
 * cut leaves what had arrived, as on a real host: whoever uploads must not take the name for the whole.
 * Throws FileNotFound without its folder, NoDiskSpace.
 */
export async function receiveFile(req: IncomingMessage, world: World, at: DatastorePath): Promise<200 | 201> {
  const volume = volumeOf(world, at.datastore)
  const before: Node | undefined = volume.find(at.path)
  if (at.path === '' || before?.kind === 'folder') throw fileExists(at)
  if (volume.folder(parentPath(at.path)) === undefined) throw fileNotFound(at)
  if (Number(req.headers['content-length'] ?? 0) > volume.free + (before?.size ?? 0)) throw noSpace(at)
  // It is there from the first byte on, as on a real host.
  writeFile(world, at, { size: 0, content: Buffer.alloc(0) })
  const chunks: Buffer[] = []
  let size = 0
  try {
    // The client is left its connection, to be told why no more is wanted.
    for await (const bytes of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      // Others may take room meanwhile.
      if (size + bytes.length > volume.free) throw noSpace(at)
      size += bytes.length
      if (size <= keptBytes) chunks.push(bytes)
    }
  } finally {
    writeFile(world, at, { size, ...(size <= keptBytes && { content: Buffer.concat(chunks) }) })
  }
  return before === undefined ? 201 : 200
}
