import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { parseVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { readBody, send, sendPage, sessionCookie } from '../wire/http'
import { selfSigned } from '../wire/tls-certificate'
import { writeFault } from '../wire/xml-write'
import { Player } from './player'
import type { RecordedExchange } from './recording'

export type ServedRecording = {
  readonly url: string
  readonly host: string
  readonly port: number
  /** What was asked for and is not in the recording, a sentence each, oldest first. */
  readonly unrecorded: readonly string[]
  close(): Promise<void>
}

const maxRequestBytes = 20 * 2 ** 20
/** Without a limit of the client's, a wait ends before proxies grow impatient. */
const longestWaitSeconds = 300

/**
 * Serves recordings as the host that they were made of. Any user and password may log in.
 * @param options.onUnrecorded told of each call that the recording does not have.
 */
export async function serveRecording(
  exchanges: readonly RecordedExchange[],
  options: { host?: string; port?: number; tls?: boolean; onUnrecorded?: (sentence: string) => void } = {},
): Promise<ServedRecording> {
  const player = new Player(exchanges)
  const unrecorded: string[] = []
  const host = options.host ?? '127.0.0.1'
  const missing = (sentence: string): void => {
    unrecorded.push(sentence)
    options.onUnrecorded?.(sentence)
  }

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = (req.url ?? '/').split('?')[0] ?? '/'
    if (req.method === 'POST' && /^\/sdk\/?$/.test(path)) return serveCall(req, res)
    const page = player.page(req.method ?? 'GET', req.url ?? '/')
    if (page?.answer) {
      const { status, contentType, body } = page.answer
      if (page.http === 'HEAD') {
        const length = page.datastoreFile?.length
        res.writeHead(status, {
          'Content-Type': contentType,
          ...(length !== undefined && { 'Content-Length': length }),
        })
        return void res.end()
      }
      return send(res, status, { 'Content-Type': contentType }, page.datastoreFile?.bytes ?? body)
    }
    missing(`Not in the recording: ${req.method} ${path}.`)
    return sendPage(res, 404, 'Not in the recording')
  }

  async function serveCall(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const xml = await readBody(req, maxRequestBytes)
    if (xml === undefined) return sendPage(res, 413, 'Request Entity Too Large')
    const gone = new AbortController()
    res.on('close', () => gone.abort())
    const played = await player.call(xml, sessionCookie(req), gone.signal)
    if (gone.signal.aborted) return undefined
    switch (played.play) {
      case 'answer': {
        const cookie = played.cookie === undefined ? {} : { 'Set-Cookie': cookieLine(played.cookie) }
        return send(res, played.status, { 'Content-Type': played.contentType, ...cookie }, played.body)
      }
      case 'wait': {
        await pause((played.maxWaitSeconds ?? longestWaitSeconds) * 1_000, gone.signal)
        return gone.signal.aborted ? undefined : send(res, 200, xmlType, nothingNew(played.method))
      }
      case 'unrecorded': {
        missing(played.sentence)
        const version = /urn:vim25\/([\d.]+)/.exec(req.headers.soapaction?.toString() ?? '')?.[1] ?? '6.5'
        const fault = new SimFault('SystemError', { reason: played.sentence }, played.sentence)
        return send(res, 500, xmlType, writeFault(fault, parseVersion(version) ?? 0))
      }
    }
  }

  const handler = (req: IncomingMessage, res: ServerResponse): void => {
    serve(req, res).catch((error: unknown) => {
      if (res.headersSent || res.destroyed) return void res.destroy()
      if (error instanceof SimFault) return send(res, 500, xmlType, writeFault(error, 0))
      return sendPage(res, 500, 'Internal Server Error')
    })
  }
  const certificate = options.tls === true ? selfSigned(['localhost', host], new Date()) : undefined
  const server = certificate
    ? createHttpsServer({ key: certificate.key, cert: certificate.cert }, handler)
    : createHttpServer(handler)
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo // it listens on TCP
  const shown = host.includes(':') ? `[${host}]` : host
  return {
    url: `${certificate ? 'https' : 'http'}://${shown}:${port}`,
    host,
    port,
    unrecorded,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const xmlType = { 'Content-Type': 'text/xml; charset=utf-8' }

const cookieLine = (cookie: string) => `vmware_soap_session="${cookie}"; Path=/; HttpOnly;`

const nothingNew = (method: string) =>
  '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
  `<soapenv:Body><${method}Response xmlns="urn:vim25"/></soapenv:Body></soapenv:Envelope>`

/** Resolves after a while, or when the client has gone. */
function pause(ms: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    gone.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
