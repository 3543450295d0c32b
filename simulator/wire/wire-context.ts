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

/** What a server, or whatever stands in front of it, answers instead of SOAP: an HTTP status, or a web page with status 200. */
export type PlainAnswer = number | 'page'

/** No SOAP at all, but an HTTP status with an HTML page. */
export class PlainHttp extends Error {
  override name = 'PlainHttp'
  readonly status: number
  readonly body: string
  constructor(answer: PlainAnswer) {
    super(`HTTP ${answer}`)
    this.status = answer === 'page' ? 200 : answer
    this.body = answer === 503 ? serviceUnavailablePage : plainPage(answer)
  }
}

const reasons: Readonly<Record<number, string>> = {
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  504: 'Gateway Timeout',
}

function plainPage(answer: PlainAnswer): string {
  const title = answer === 'page' ? 'The services are starting' : `${answer} ${reasons[answer] ?? 'Error'}`
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
}

/** The reverse proxy in front of a host that takes no more (vim25 7). */
export class ServiceUnavailable extends PlainHttp {
  constructor() {
    super(503)
  }
}

const serviceUnavailablePage =
  '<html><head><title>503 Service Unavailable</title></head><body>503 Service Unavailable ' +
  '(Failed to connect to endpoint: [N7Vmacore4Http20NamedPipeServiceSpecE:0x000000a1b2c3d4e0] _serverNamespace = /sdk)</body></html>'
