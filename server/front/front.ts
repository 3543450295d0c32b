import { randomBytes } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { Server, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { requestIdHeader } from '@/lib/accounts/request-id'
import { exchangeHeader, nonceHeader, ownOriginsHeader, pathHeader, sourceHeader } from '@/lib/accounts/request-marks'
import { readAsked, type Asked, type AskedRules } from './asked'
import { lingerAfterAnswer } from './linger'
import { policyHeader, securityHeaders } from './security-headers'
import { closeSlow, defaultPatience, type Patience } from './slow-clients'
import { refusalText } from './refusal-text'
import { straightWayInto, type StraightWay } from './straight-way'
import { hasBody, refusalOf, type Refusal } from './what-is-refused'

export type FrontRules = AskedRules & {
  isDevelopment?: boolean
  patience?: Patience
  /** Told of each request that is refused here. */
  onRefused?: (refused: RefusedHere) => void
}

/** Which request, whence, and why: as the log and the figures call it. */
export type RefusedHere = { request?: string; source: string; because: 'strange-name' | 'malformed' }

export type Front = {
  /** Closes the connection of an exchange that goes on, by its mark (`exchangeHeader`), whatever was not sent yet. */
  cut(exchange: string): void
  /** A way into the response of an exchange that goes on, by its mark. */
  straightWay(exchange: string): StraightWay | undefined
  /** Puts itself before whoever answers the requests of this server; once, however often it is told. */
  standBefore(server: Server): void
}

/**
 * What looks at each request before Next does: under which name it was asked and whence, whether it is one to be answered
 * at all, what its answer tells the browser, and how long a silent client is waited for. What it knows it writes on the
 * request, over whatever a client sent under these names.
 */
export function createFront(rules: FrontRules): Front {
  const known = new WeakSet<Server>()
  const going = new Map<string, ServerResponse>()
  let count = 0

  function answer(
    server: Server,
    next: readonly RequestListener[],
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    const asked = readAsked(request, rules)
    const path = pathOf(request)
    const nonce = randomBytes(16).toString('base64')
    const headers = securityHeaders({ path, isTls: asked.isTls, nonce, isDevelopment: rules.isDevelopment ?? false })
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (hasBody(request)) lingerAfterAnswer(request, response)
    const refusal = refusalOf(request, path, asked)
    if (refusal) {
      rules.onRefused?.(refusedHere(request, asked, refusal))
      return refuse(request, response, path, refusal)
    }
    const exchange = String((count += 1))
    going.set(exchange, response)
    response.once('close', () => going.delete(exchange))
    mark(request, asked, { [exchangeHeader]: exchange, [nonceHeader]: nonce, [policyHeader]: headers[policyHeader] })
    for (const listener of next) listener.call(server, request, response)
  }

  return {
    cut: (exchange) => void going.get(exchange)?.destroy(),
    straightWay(exchange) {
      const response = going.get(exchange)
      return response && straightWayInto(response)
    },
    standBefore(server) {
      if (known.has(server)) return
      known.add(server)
      closeSlow(server, rules.patience ?? defaultPatience)
      const next = server.listeners('request') as RequestListener[] // what an http.Server has for this event
      server.removeAllListeners('request')
      server.on('request', (request, response) => answer(server, next, request, response))
      const upgraders = server.listeners('upgrade')
      server.removeAllListeners('upgrade')
      server.on('upgrade', (request, socket: Duplex, head) => {
        const refusal =
          upgraders.length > 0 ? refusalOf(request, pathOf(request), readAsked(request, rules)) : noUpgrade
        if (refusal) return void socket.end(bareAnswer(refusal))
        for (const listener of upgraders) listener.call(server, request, socket, head)
      })
    },
  }
}

/** Puts a front before every server of this process, as soon as somebody connects to it. */
export function standBeforeAll(front: Front): void {
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket & { server?: unknown } } // what Node sends on this channel
    if (!(socket.server instanceof Server)) return
    front.standBefore(socket.server)
    socket.setTimeout(socket.server.timeout)
  })
  // For connections that were there before.
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server } // what Node sends on this channel
    front.standBefore(server)
  })
}

function refusedHere({ headers }: IncomingMessage, { source }: Asked, { status }: Refusal): RefusedHere {
  const { [requestIdHeader]: request } = headers
  const because = status === 421 ? 'strange-name' : 'malformed'
  return { ...(typeof request === 'string' && { request }), source, because }
}

const noUpgrade: Refusal = { status: 426, sentence: 'Andon speaks HTTP/1.1 here.' }

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split(/[?#]/, 1)[0] ?? ''
}

function mark(request: IncomingMessage, asked: Asked, marks: Record<string, string | undefined>): void {
  const { headers } = request
  Object.assign(headers, marks, {
    [sourceHeader]: asked.source,
    [ownOriginsHeader]: asked.origins.join(' '),
    [pathHeader]: withoutFlight(request.url ?? '/'),
    // Next believes these, whoever wrote them.
    'x-forwarded-host': asked.host,
    'x-forwarded-proto': asked.isTls ? 'https' : 'http',
    'x-forwarded-for': asked.source,
  })
  delete headers['x-forwarded-port']
  delete headers.forwarded
}

/** Without what Next's own requests for a page add to its address. */
function withoutFlight(url: string): string {
  const [path = '/', query] = url.split('?', 2)
  const left = (query ?? '').split('&').filter((one) => one !== '' && !one.startsWith('_rsc='))
  return left.length === 0 ? path : `${path}?${left.join('&')}`
}

function refuse(request: IncomingMessage, response: ServerResponse, path: string, { status, sentence }: Refusal): void {
  const { type, text } = refusalText(path, status, sentence)
  const isWhole = request.complete || !hasBody(request)
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    ...(!isWhole && { connection: 'close' }),
  })
  response.end(text)
}

const bareAnswer = ({ status, sentence }: Refusal) =>
  `HTTP/1.1 ${status} Refused\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n${sentence}\n`
