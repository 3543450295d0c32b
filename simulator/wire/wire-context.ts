import type { CallContext } from '../api/method'
import type { Ref } from '../vim25/value'
import type { SessionStore, SimSession } from './sessions'

/** What the methods about sessions may do besides: look at and change who is logged in. */
export type WireContext = Omit<CallContext, 'session'> & {
  readonly session: SimSession | undefined
  readonly sessions: SessionStore
  /** The session cookie the caller sent. */
  readonly cookie: string | undefined
  /** Send this cookie with the reply. */
  setCookie(value: string): void
}

export type WireMethod = (ctx: WireContext, self: Ref, args: Record<string, unknown>) => unknown

export type WireMethodTable = Readonly<Record<string, WireMethod>>

/** The reverse proxy in front of a host that takes no more: plain HTTP 503 with an HTML page, no SOAP at all (vim25 7). */
export class ServiceUnavailable extends Error {
  override name = 'ServiceUnavailable'
}

export const serviceUnavailablePage =
  '<html><head><title>503 Service Unavailable</title></head><body>503 Service Unavailable ' +
  '(Failed to connect to endpoint: [N7Vmacore4Http20NamedPipeServiceSpecE:0x000000a1b2c3d4e0] _serverNamespace = /sdk)</body></html>'
