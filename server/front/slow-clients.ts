import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { hasBody, isUpload } from './what-is-refused'

/** How long clients are waited for, ms. */
export type Patience = {
  /** For all headers of a request, from the moment that the connection is there. Looked at by Node twice a minute. */
  headersMs: number
  /** For the whole body of a request that is no upload. */
  bodyMs: number
  /** For a client that is to send or to read, and does neither. */
  silenceMs: number
}

export const defaultPatience: Patience = { headersMs: 15_000, bodyMs: 30_000, silenceMs: 60_000 }

/**
 * Closes connections on which it is the client that is waited for: headers or bodies that never end, and answers that
 * nobody reads. As long as it is Andon, or a host behind it, that takes its time, nothing is closed.
 */
export function closeSlow(server: Server, { headersMs, bodyMs, silenceMs }: Patience): void {
  const exchanges = new WeakMap<Socket, { request: IncomingMessage; response: ServerResponse }>()
  server.headersTimeout = headersMs
  // Node's own limit is for the whole request: it would cut each upload after five minutes.
  server.requestTimeout = 0
  server.timeout = silenceMs
  server.on('timeout', (socket) => {
    const going = exchanges.get(socket)
    if (!going || isClientsTurn(socket, going)) socket.destroy()
    else socket.setTimeout(silenceMs)
  })
  server.prependListener('request', (request, response) => {
    const { socket } = request
    exchanges.set(socket, { request, response })
    response.once('close', () => exchanges.delete(socket))
    if (!hasBody(request) || isUpload(request)) return
    const timer = setTimeout(() => (request.complete ? undefined : socket.destroy()), bodyMs)
    for (const ended of [request, response]) ended.once('close', () => clearTimeout(timer))
  })
}

function isClientsTurn(
  socket: Socket,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): boolean {
  const hasUnread = socket.writableLength > 0 || response.writableLength > 0
  // With something left to read here, it is not the client that holds the upload up.
  return hasUnread || (!request.complete && request.readableLength === 0 && !request.isPaused())
}
