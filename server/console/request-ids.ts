import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BlockList } from 'node:net'
import { isRequestId, requestIdHeader } from '@/lib/accounts/request-id'
import { isFromProxy } from '../accounts/source'
import type { Log } from './log'

/**
 * Gives each request that this process gets its id, writes it on the request over whatever a client sent, and on the
 * response. One that a proxy of ours has given stays. Node tells of a request before anybody else sees it.
 * @param proxies those that are ours now.
 * @returns how to stop.
 */
export function giveRequestIds(proxies: () => BlockList, log: Pick<Log, 'debug'>): () => void {
  const began = new WeakMap<IncomingMessage, number>()

  function onStart(message: unknown): void {
    const { request, response } = message as Exchange
    const id = requestIdOf(request.socket.remoteAddress, request.headers[requestIdHeader], proxies())
    request.headers[requestIdHeader] = id
    response.setHeader(requestIdHeader, id)
    began.set(request, performance.now())
  }

  /** The path alone: what follows it may hold a display's token. */
  function onFinish(message: unknown): void {
    const { request, response } = message as Exchange
    const { method, url = '' } = request
    const ms = Math.round(performance.now() - (began.get(request) ?? Number.NaN))
    const about = { request: request.headers[requestIdHeader], method, path: url.split(/[?#]/, 1)[0], ms }
    log.debug({ ...about, status: response.statusCode }, 'request')
  }

  const stops = [hear('http.server.request.start', onStart), hear('http.server.response.finish', onFinish)]
  return () => stops.forEach((stop) => stop())
}

/** What Node sends on these channels. */
type Exchange = { request: IncomingMessage; response: ServerResponse }

function hear(channel: string, listener: (message: unknown) => void): () => void {
  subscribe(channel, listener)
  return () => void unsubscribe(channel, listener)
}

/** @param peer the address that the connection comes from. */
const requestIdOf = (peer: string | undefined, given: string | string[] | undefined, proxies: BlockList): string => {
  const [first] = [given ?? []].flat()
  return isFromProxy(peer, proxies) && isRequestId(first) ? first : randomUUID()
}
