import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import { parseVersion, publicVersions } from '../vim25/api-version'
import { quirksOf } from '../world/quirks'
import type { World } from '../world/world'
import { ConnectionDropped, type Dispatcher } from './dispatch'
import { serveFolder } from './folder-http'
import { packed, replyBytes } from './reply-bytes'
import { serveScreen } from './screen-http'
import type { SessionStore, SimSession } from './sessions'
import type { Certificate } from './tls-certificate'
import { PlainHttp, type PlainAnswer } from './wire-context'
import { escapeXml } from './xml-write'

export type HttpOptions = {
  readonly world: World
  readonly sessions: SessionStore
  readonly dispatcher: Dispatcher
  readonly apiVersion: string
  /** Larger requests are refused with 413. */
  readonly maxRequestBytes: number
  readonly certificate: Certificate | undefined
  /** What the next requests get instead of an answer, one each: the server is still booting. */
  readonly booting: PlainAnswer[]
  /** Told of mistakes of the simulator's own. */
  readonly onError: (error: unknown) => void
}

/** The host's front door: a server that is not listening yet. */
export function createHttp(options: HttpOptions): Server {
  const { certificate } = options
  const handler = (req: IncomingMessage, res: ServerResponse): void => {
    void route(options, req, res).catch((error: unknown) => {
      options.onError(error)
      if (res.headersSent) res.destroy()
      else sendPage(res, 500, 'Internal Server Error')
    })
  }
  const server =
    certificate === undefined
      ? createHttpServer(handler)
      : createHttpsServer({ key: certificate.key, cert: certificate.cert }, handler)
  // Clients keep connections for minutes and post on them without looking; hosts do not hang up on them after five seconds.
  server.keepAliveTimeout = 15 * 60_000
  server.requestTimeout = 0
  return server
}

async function route(options: HttpOptions, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const path = (req.url ?? '/').split('?')[0] ?? '/'
  res.setHeader('Date', options.world.clock.now().toUTCString())
  const early = options.booting.shift()
  if (early !== undefined) {
    const { status, body } = new PlainHttp(early)
    req.resume()
    send(res, status, { 'Content-Type': 'text/html' }, body)
    return
  }
  if (path === '/sdk' || path === '/sdk/') {
    if (req.method === 'POST') await serveSdk(options, req, res)
    else sendPage(res, 405, 'Method Not Allowed')
  } else if (path === '/sdk/vimServiceVersions.xml' && isAtLeast(options.apiVersion, '4.0')) {
    send(res, 200, { 'Content-Type': 'text/xml' }, versionsXml(options.apiVersion))
  } else if (path === '/folder' || path.startsWith('/folder/')) {
    await withSession(options, req, res, (session) => serveFolder(req, res, options.world, session))
  } else if (path === '/screen') {
    await withSession(options, req, res, (session) => serveScreen(req, res, options.world, session))
  } else if (path === '/') {
    sendPage(
      res,
      200,
      options.world.product === 'esx' ? 'VMware ESXi (simulated)' : 'VMware vCenter Server (simulated)',
    )
  } else {
    sendPage(res, 404, 'Not Found')
  }
}

async function serveSdk(options: HttpOptions, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const body = await readBody(req, options.maxRequestBytes)
  if (body === undefined) {
    res.setHeader('Connection', 'close')
    res.on('finish', () => req.socket.destroySoon())
    sendPage(res, 413, 'Request Entity Too Large')
    return
  }
  const gone = new AbortController()
  res.on('close', () => {
    if (!res.writableFinished) gone.abort()
  })
  try {
    const reply = await options.dispatcher.handle({
      body,
      soapAction: req.headers['soapaction']?.toString(),
      cookie: sessionCookie(req),
      remoteAddress: req.socket.remoteAddress ?? '',
      userAgent: req.headers['user-agent'] ?? '',
      // Few calls wait, and nobody else needs it.
      get signal() {
        return gone.signal
      },
    })
    const headers: Record<string, string> = { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'no-cache' }
    if (reply.cookie !== undefined) {
      const secure = options.certificate === undefined ? '' : ' Secure;'
      headers['Set-Cookie'] = `vmware_soap_session="${reply.cookie}"; Path=/; HttpOnly;${secure}`
    }
    const { oddText, gzip, alwaysGzip } = quirksOf(options.world)
    const plain = replyBytes(reply.body, oddText)
    const { bytes, encoding } = await packed(
      reply.rule?.bytes?.(plain) ?? plain,
      req.headers['accept-encoding']?.toString() ?? '',
      { label: reply.rule?.gzip ?? gzip, always: alwaysGzip || reply.rule?.gzip !== undefined },
    )
    if (encoding !== undefined) headers['Content-Encoding'] = encoding
    const { after } = reply
    if (after.length > 0) res.once('finish', () => setImmediate(() => after.forEach((fn) => fn())))
    if (reply.rule?.cutBody === true) cutInTheMiddle(res, reply.status, headers, bytes)
    else send(res, reply.status, headers, bytes)
  } catch (error) {
    if (error instanceof PlainHttp) send(res, error.status, { 'Content-Type': 'text/html' }, error.body)
    else if (error instanceof ConnectionDropped) req.socket.destroy()
    else throw error
  }
}

/** The whole body as text; undefined when it is too large. What comes after the limit is not kept. */
export function readBody(req: IncomingMessage, limit: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (bytes: Buffer) => {
      size += bytes.length
      if (size <= limit) chunks.push(bytes)
      else resolve(undefined)
    })
    req.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    req.on('error', reject)
  })
}

/** The session cookie, quoted or not, also when a client sends the whole Set-Cookie line back. */
export function sessionCookie(req: IncomingMessage): string | undefined {
  return /(?:^|[;,\s])vmware_soap_session="?([^";,\s]+)/.exec(req.headers.cookie ?? '')?.[1]
}

/** File and screen requests: by session cookie, and by HTTP Basic where the product takes it (ESX). */
async function withSession(
  options: HttpOptions,
  req: IncomingMessage,
  res: ServerResponse,
  serve: (session: SimSession) => Promise<void>,
): Promise<void> {
  const cookie = sessionCookie(req)
  const session = cookie === undefined ? undefined : options.sessions.byCookie(cookie)
  if (session !== undefined) {
    session.begin()
    try {
      await serve(session)
    } finally {
      session.finish()
    }
    return
  }
  const [user = '', password] = basicCredentials(req)
  if (password !== undefined && options.world.product === 'esx' && options.sessions.accepts(user, password)) {
    const passing = options.sessions.passing(user)
    try {
      await serve(passing)
    } finally {
      passing.end()
    }
    return
  }
  res.setHeader('WWW-Authenticate', 'Basic realm="VMware HTTP server"')
  sendPage(res, 401, 'Unauthorized')
}

function basicCredentials(req: IncomingMessage): readonly string[] {
  const encoded = /^Basic\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1]
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? [] : [text.slice(0, colon), text.slice(colon + 1)]
}

export function send(
  res: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer,
): void {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body
  res.writeHead(status, { ...headers, 'Content-Length': bytes.length })
  res.end(bytes)
}

export function sendPage(res: ServerResponse, status: number, title: string): void {
  const text = escapeXml(title)
  const body = `<!DOCTYPE html><html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>`
  send(res, status, { 'Content-Type': 'text/html; charset=utf-8' }, body)
}

function cutInTheMiddle(res: ServerResponse, status: number, headers: Record<string, string>, bytes: Buffer): void {
  res.writeHead(status, { ...headers, 'Content-Length': bytes.length })
  res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => res.destroy())
}

function isAtLeast(version: string, least: string): boolean {
  return (parseVersion(version) ?? 0) >= (parseVersion(least) ?? 0)
}

function versionsXml(apiVersion: string): string {
  const [newest = apiVersion, ...prior] = publicVersions(apiVersion)
  const list = prior.map((version) => `<version>${version}</version>`).join('')
  return (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<namespaces version="1.0"><namespace><name>urn:vim25</name>' +
    `<version>${newest}</version><priorVersions>${list}</priorVersions></namespace></namespaces>\n`
  )
}

/** The open connections of a server, to cut them. */
export class Connections {
  readonly #open = new Set<Socket>()

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#open.add(socket)
      socket.on('close', () => this.#open.delete(socket))
    })
  }

  cutAll(): void {
    for (const socket of this.#open) socket.destroy()
  }
}
