import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import type { BlockList } from 'node:net'
import { sourceHeader } from '@/lib/accounts/source-header'
import { sourceOf } from '../accounts/source'

/**
 * Writes on each request that this process gets where it came from. Next hands on no address that could be relied on: of
 * `X-Forwarded-For` it takes whatever was sent. Node tells of a request before anybody else sees it.
 */
export function markSources(proxies: BlockList): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage } // what Node sends on this channel
    const forwarded = request.headers['x-forwarded-for']
    const list = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
    request.headers[sourceHeader] = sourceOf(request.socket.remoteAddress, list, proxies)
  })
}
