import type { IncomingMessage } from 'node:http'
import type { BlockList } from 'node:net'
import { isProxy, sourceOf } from '../accounts/source'
import type { OwnNames } from './own-names'

/** How a request reached this console. */
export type Asked = {
  /** Who asks, as an address. */
  source: string
  /** The host name that the browser asked, with its port where it has one. */
  host: string
  /** Pages of these origins are of this console. None: it was asked under a name that is none of its own. */
  origins: readonly string[]
  isTls: boolean
}

export type AskedRules = { names: OwnNames; proxies: BlockList }

/**
 * Reads it from what Node knows of the connection. What `X-Forwarded-Host`, `-Proto` and `-For` say counts from the proxies that
 * were configured, and then what the nearest of them wrote: what stands before it may have been written by anybody.
 */
export function readAsked(request: IncomingMessage, { names, proxies }: AskedRules): Asked {
  const { headers, socket } = request
  const source = sourceOf(socket.remoteAddress, textOf(headers['x-forwarded-for']), proxies)
  const isFromProxy = isProxy(proxies, sourceOf(socket.remoteAddress, undefined, proxies))
  const told = (name: string) => (isFromProxy ? lastOf(textOf(headers[name])) : undefined)
  const host = told('x-forwarded-host') ?? headers.host ?? ''
  const origins = names.originsOf(host) ?? []
  const scheme = told('x-forwarded-proto') ?? ('encrypted' in socket ? 'https' : undefined)
  // A console that is configured as https alone has no other way to be asked.
  const isTlsAlone = origins.length > 0 && origins.every((origin) => origin.startsWith('https:'))
  return { source, host, origins, isTls: scheme === 'https' || isTlsAlone }
}

const textOf = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)

const lastOf = (list: string | undefined) => list?.split(',').at(-1)?.trim() || undefined
