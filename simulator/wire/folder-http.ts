import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Session } from '../api/method'
import { datastoreNamed, deleteFile, nodeAt, pathText, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { pathParts } from '../estate/volume'
import { SimFault } from '../vim25/faults'
import { inventoryName } from '../vim25/name-escapes'
import type { Ref } from '../vim25/value'
import { refuseLocked } from '../vm/file-locks'
import { inventoryPath, nameOf, refsAt } from '../world/inventory-walk'
import { holds } from '../world/permissions'
import { quirksOf } from '../world/quirks'
import type { World } from '../world/world'
import { readable, type Readable, receiveFile } from './folder-files'
import { escapeXml } from './xml-write'

/** An answer that is not a file. */
class HttpAnswer extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * `/folder/<path>?dcPath=<datacenter>&dsName=<datastore>`: GET (with ranges), HEAD, PUT and DELETE of datastore files.
 * Slashes of the path may be encoded. Without a file it lists datacenters, datastores or a folder as a page of links.
 * The caller has been authenticated.
 */
export async function serveFolder(
  req: IncomingMessage,
  res: ServerResponse,
  world: World,
  session: Session,
): Promise<void> {
  try {
    await answer(req, res, world, session.userName)
  } catch (error) {
    // The client went away in the middle; there is nobody to tell.
    if (req.destroyed || res.destroyed) return
    const { status, message } = asAnswer(error)
    // What is left of an upload is not read: the connection cannot be used again.
    if (!req.complete) res.setHeader('Connection', 'close')
    res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`)
  }
}

function asAnswer(error: unknown): { status: number; message: string } {
  if (error instanceof HttpAnswer) return error
  if (error instanceof SimFault) return { status: statusOfFault[error.type] ?? 500, message: error.message }
  throw error
}

const statusOfFault: Readonly<Record<string, number>> = {
  FileNotFound: 404,
  InvalidDatastore: 404,
  InvalidDatastorePath: 404,
  FileAlreadyExists: 409,
  FileLocked: 403,
  NoDiskSpace: 507,
}

async function answer(req: IncomingMessage, res: ServerResponse, world: World, userName: string): Promise<void> {
  const [rawPath = '', rawQuery = ''] = (req.url ?? '').split('?')
  const query = new URLSearchParams(rawQuery)
  const datacenter = findDatacenter(world, query.get('dcPath'))
  const dsName = query.get('dsName')
  const reading = req.method === 'GET' || req.method === 'HEAD'
  if (datacenter === undefined || dsName === null) {
    if (!reading) throw new HttpAnswer(400, 'dcPath and dsName must be given')
    if (query.get('dcPath') !== null && datacenter === undefined) throw new HttpAnswer(404, 'No such datacenter')
    sendPage(req, res, datacenter === undefined ? datacenterPage(world) : datastorePage(world, datacenter))
    return
  }
  const at = place(world, datacenter, dsName, rawPath)
  const privilege = reading ? 'Datastore.Browse' : 'Datastore.FileManagement'
  if (!holds(world, userName, at.datastore, privilege)) throw new HttpAnswer(403, `${privilege} is missing`)
  switch (req.method) {
    case 'GET':
    case 'HEAD':
      await sendNode(req, res, world, at, rawQuery)
      return
    case 'PUT':
      refuseLocked(world, at)
      res.writeHead(await receiveFile(req, world, at)).end()
      return
    case 'DELETE':
      nodeAt(world, at)
      refuseLocked(world, at)
      deleteFile(world, at)
      res.writeHead(200).end()
      return
    default:
      res.writeHead(405, { Allow: 'GET, HEAD, PUT, DELETE' }).end()
  }
}

/** The datacenter of an inventory path. Left out, it is the only one there is. */
function findDatacenter(world: World, path: string | null): Ref | undefined {
  const all = world.byType('Datacenter').map((at) => at.ref)
  if (path === null || path === '')
    return path === null && all.length === 1 && world.product === 'esx' ? all[0] : undefined
  const wanted = path.replace(/^\/|\/$/g, '')
  // Some vCenters take an ampersand only when it is still escaped after the query has been decoded.
  const known = (at: Ref): string =>
    quirksOf(world).wantsAmpersandTwice ? inventoryPath(world, at).replaceAll('&', '%26') : inventoryPath(world, at)
  return all.find((at) => known(at) === wanted || known(at) === inventoryName(wanted))
}

function place(world: World, datacenter: Ref, dsName: string, rawPath: string): DatastorePath {
  const datastore =
    datastoreNamed(world, dsName, datacenter) ?? datastoreNamed(world, inventoryName(dsName), datacenter)
  if (datastore === undefined) throw new HttpAnswer(404, `No datastore ${dsName}`)
  if (world.prop(datastore, 'summary.accessible') !== true)
    throw new HttpAnswer(503, `The datastore ${dsName} is not accessible`)
  const decoded = decode(rawPath.replace(/^\/folder\/?/, ''))
  const parts = decoded === undefined ? undefined : pathParts(decoded)
  if (parts === undefined) throw new HttpAnswer(400, 'Bad path')
  return { datastore, name: nameOf(world, datastore), path: parts.join('/') }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

async function sendNode(
  req: IncomingMessage,
  res: ServerResponse,
  world: World,
  at: DatastorePath,
  rawQuery: string,
): Promise<void> {
  const file = readable(world, at)
  if (file !== undefined) {
    await sendFile(req, res, file)
    return
  }
  const folder = volumeOf(world, at.datastore).folder(at.path)
  if (folder === undefined) throw new HttpAnswer(404, `${pathText(at.name, at.path)} was not found`)
  const entries = [...folder.children].map(([name, node]): PageEntry => {
    const path = at.path === '' ? name : `${at.path}/${name}`
    return {
      name: node.kind === 'folder' ? `${name}/` : name,
      href: `/folder/${encodeURIComponent(path)}?${rawQuery}`,
      modified: node.modified,
      ...(node.kind === 'file' && { size: readable(world, { ...at, path })?.length ?? node.size }),
    }
  })
  sendPage(req, res, folderPage(pathText(at.name, at.path), entries))
}

const datacenterPage = (world: World): string =>
  folderPage(
    'Datacenters',
    world.byType('Datacenter').map(({ ref }) => {
      const path = inventoryPath(world, ref)
      return { name: nameOf(world, ref), href: `/folder?dcPath=${encodeURIComponent(path)}` }
    }),
  )

const datastorePage = (world: World, datacenter: Ref): string => {
  const path = encodeURIComponent(inventoryPath(world, datacenter))
  return folderPage(
    `Datastores in ${nameOf(world, datacenter)}`,
    refsAt(world, datacenter, 'datastore').map((at) => {
      const name = nameOf(world, at)
      return { name, href: `/folder?dcPath=${path}&dsName=${encodeURIComponent(name)}` }
    }),
  )
}

function sendPage(req: IncomingMessage, res: ServerResponse, page: string): void {
  const bytes = Buffer.from(page, 'utf8')
  res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': bytes.length })
  res.end(req.method === 'HEAD' ? undefined : bytes)
}

async function sendFile(req: IncomingMessage, res: ServerResponse, file: Readable): Promise<void> {
  const range = isUnchanged(req.headers['if-range'], file.modified)
    ? byteRange(req.headers.range, file.length)
    : undefined
  if (range === 'unsatisfiable') {
    res.writeHead(416, { 'Content-Range': `bytes */${file.length}` }).end()
    return
  }
  const { start, end } = range ?? { start: 0, end: file.length }
  res.writeHead(range === undefined ? 200 : 206, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': end - start,
    'Accept-Ranges': 'bytes',
    'Last-Modified': file.modified.toUTCString(),
    ...(range && { 'Content-Range': `bytes ${start}-${end - 1}/${file.length}` }),
  })
  if (req.method === 'HEAD') {
    res.end()
    return
  }
  for (const bytes of file.read(start, end)) {
    if (res.destroyed) return
    if (!res.write(bytes)) {
      await new Promise<void>((resolve) => {
        const goOn = () => {
          res.off('drain', goOn).off('close', goOn)
          resolve()
        }
        res.once('drain', goOn).once('close', goOn)
      })
    }
  }
  res.end()
}

/** `If-Range`: a part is only wanted of the file that the client knows already. */
const isUnchanged = (ifRange: unknown, modified: Date): boolean =>
  ifRange === undefined || ifRange === modified.toUTCString()

/** One range of bytes; several, or another unit, count as none. `end` is not included. */
function byteRange(
  header: string | undefined,
  length: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (match === null || (first === '' && last === '')) return undefined
  const start = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const end = first === '' || last === '' ? length : Math.min(length, Number(last) + 1)
  return start >= length || end <= start ? 'unsatisfiable' : { start, end }
}

type PageEntry = { name: string; href: string; modified?: Date; size?: number }

/** The page that a host shows for a folder: a table of links. */
function folderPage(title: string, entries: readonly PageEntry[]): string {
  const rows = entries.map(
    ({ name, href, modified, size }) =>
      `<tr><td><a href="${escapeXml(href)}">${escapeXml(name)}</a></td>` +
      `<td align="right">${modified?.toUTCString() ?? ''}</td><td align="right">${size ?? ''}</td></tr>`,
  )
  const heading = escapeXml(`Index of ${title}`)
  return (
    `<!DOCTYPE html><html><head><title>${heading}</title></head><body><h1>${heading}</h1>` +
    `<table><tr><th>Name</th><th>Last modified</th><th>Size</th></tr>${rows.join('')}</table></body></html>\n`
  )
}
