import { Pool, type Dispatcher } from 'undici'
import type { Endpoint } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Certificate } from '@/lib/vsphere/certificate'
import type { CertificateChanged } from './certificate'
import { endpointConnector, originOf } from './connector'
import { WireError, type WireCode } from './errors'
import { exchange as sendAndReceive, type Received } from './http-exchange'
import { changesHost, whileAllowed, type MayChange } from './leave-guard'
import { networkError } from './network-error'
import { unpacked, unpackedWhole } from './packing'
import type { SentExchange, SentRequest, WireTap } from './wire-tap'

type HttpExchange = {
  path: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** Until the answer's headers are here, and between two pieces of its body (then at least 30 s). */
  timeoutMs: number
  /** Bytes of the decompressed body. */
  maxBodyBytes: number
  signal?: AbortSignal
  /** The call that it carries, for whoever taps the wire. */
  call?: Pick<SentRequest, 'method' | 'target'>
}

export type HttpAnswer = {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** The decompressed body, piece by piece. Throws WireError. */
  body: AsyncGenerator<Uint8Array, void>
  /** The same where it is short: there already, and whole. */
  whole?: Uint8Array
}

export type TransportOptions = {
  tap?: WireTap | undefined
  mayChange?: MayChange | undefined
  /** Told when the server shows another certificate than the pinned one, on a new connection. */
  onChanged?: ((error: CertificateChanged) => void) | undefined
}

const bodyIdleMs = 30_000
/** For a whole body, however diligently it trickles: it holds one of few connections. */
const bodyMs = 5 * 60_000
/** More than the calls that we allow in flight, so that the long poll always finds a connection. */
const connections = 16

/**
 * HTTP to one endpoint: connections kept alive, gzip whatever the headers say, bounded bodies, no redirects followed.
 * Everything that goes wrong is a WireError.
 */
export class HttpTransport {
  readonly #pool: Pool
  readonly #changing: Dispatcher
  readonly #tap: WireTap | undefined
  #tlsVersion: string | null = null
  #certificate: Certificate | undefined

  constructor(endpoint: Endpoint, { tap, mayChange, onChanged }: TransportOptions = {}) {
    this.#tap = tap
    this.#pool = new Pool(originOf(endpoint), {
      connections,
      connect: endpointConnector(endpoint, {
        onSecured: ({ version, certificate }) => {
          this.#tlsVersion = version
          this.#certificate = certificate
        },
        onChanged,
      }),
      // Shorter than the idle time of the proxies in front of hostd and vpxd: a request on a connection that is just
      // being closed would be lost.
      keepAliveTimeout: 10_000,
      maxResponseSize: -1,
    })
    this.#changing = mayChange ? whileAllowed(this.#pool, mayChange) : this.#pool
  }

  /** `TLSv1.3`, as on the newest connection; null over plain HTTP, and before the first. */
  get tlsVersion(): string | null {
    return this.#tlsVersion
  }

  /** As on the newest connection. */
  get certificate(): Certificate | undefined {
    return this.#certificate
  }

  async request(exchange: HttpExchange): Promise<HttpAnswer> {
    const { path, method, body, timeoutMs, signal, maxBodyBytes, call } = exchange
    const isChange = call?.method !== undefined && changesHost(call.method)
    const seen = this.#tap?.exchange?.({ http: method, path, ...call, ...withoutUndefined({ body }) })
    let received: Received
    try {
      const options: Dispatcher.DispatchOptions = {
        path,
        method,
        // What answers a change is a few hundred bytes: packing and unpacking them takes longer than sending them.
        headers: { 'accept-encoding': isChange ? 'identity' : 'gzip', 'user-agent': 'Andon', ...exchange.headers },
        headersTimeout: timeoutMs,
        bodyTimeout: Math.max(bodyIdleMs, timeoutMs),
        ...withoutUndefined({ body }),
      }
      received = await sendAndReceive(isChange ? this.#changing : this.#pool, options, { signal, longestMs: bodyMs })
    } catch (error) {
      seen?.failed(error)
      throw named(error, signal)
    }
    const { status, headers } = received
    seen?.answered(status, [headers['content-type']].flat()[0])
    const whole = received.whole && unpackedWhole(received.whole, headers['content-encoding'])
    if (!whole || whole.length > maxBodyBytes)
      return { status, headers, body: this.#read(received, maxBodyBytes, signal, seen) }
    if (seen?.piece) seen.piece(new TextDecoder().decode(whole))
    seen?.ended()
    return { status, headers, body: inOnePiece(whole), whole }
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }

  async *#read(
    received: Received,
    maxBytes: number,
    signal?: AbortSignal,
    seen?: SentExchange,
  ): AsyncGenerator<Uint8Array, void> {
    const pieces = unpacked(received.pieces(), received.headers['content-encoding'], maxBytes)
    const tell = seen?.piece?.bind(seen)
    const text = tell && new TextDecoder()
    const started = performance.now()
    let end: 'given up' | 'reached' | 'failed' = 'given up'
    try {
      for await (const piece of pieces) {
        if (performance.now() - started > bodyMs) throw new WireError('timed-out', `the answer took over ${bodyMs} ms`)
        if (text) tell(text.decode(piece, { stream: true }))
        yield piece
      }
      if (text) tell(text.decode())
      end = 'reached'
    } catch (error) {
      end = 'failed'
      seen?.failed(error)
      throw named(error, signal)
    } finally {
      if (end === 'reached') seen?.ended()
      if (end === 'given up') seen?.failed(new Error('the rest of the answer was not read'))
      // Also reached when the reader gives up.
      received.discard()
    }
  }
}

async function* inOnePiece(whole: Uint8Array): AsyncGenerator<Uint8Array, void> {
  if (whole.length > 0) yield whole
}

/** An aborted request failed from what its signal says. */
const named = (error: unknown, signal?: AbortSignal): WireError =>
  networkError(signal?.aborted && !(error instanceof WireError) ? signal.reason : error)

const excerptLength = 500

/**
 * Lets 200 and 500 pass when they can hold SOAP (a fault comes with 500) and names everything else.
 * @returns the body to read on.
 * @throws WireError `service-unavailable`, `needs-tls`, `not-vsphere`, `http-status`.
 */
export async function judgeStatus(answer: HttpAnswer): Promise<HttpAnswer['body']> {
  const { status, headers } = answer
  const type = String(headers['content-type'] ?? '').toLowerCase()
  const mayBeSoap = status === 200 || status === 500
  if (mayBeSoap && (type === '' || type.includes('xml'))) return answer.body
  const bytes = await startOf(answer.body)
  const start = new TextDecoder().decode(bytes)
  // Proxies relabel what they hand on: the text counts.
  if (mayBeSoap && /^\s*<(?:\?xml\b|(?:[\w-]+:)?Envelope\b)/.test(start)) return startingWith(bytes, answer.body)
  await answer.body.return()
  const said = start.slice(0, excerptLength).trim()
  const error = (code: WireCode) =>
    new WireError(code, `HTTP ${status} ${/^[\w.+-]{1,40}\/[\w.+-]{1,40}/.exec(type)?.[0] ?? ''}`.trim(), { said })
  if (status >= 300 && status < 400)
    throw error(String(headers.location).startsWith('https:') ? 'needs-tls' : 'http-status')
  if (status === 503) throw error('service-unavailable')
  // Go's server says so in words when it wants TLS.
  if (status === 400 && /HTTPS server|HTTPS port/i.test(said)) throw error('needs-tls')
  throw error(status === 200 || status === 404 ? 'not-vsphere' : 'http-status')
}

/** What a body starts with. One that fails is one that has ended. */
async function startOf(pieces: HttpAnswer['body']): Promise<Uint8Array> {
  const start: Uint8Array[] = []
  try {
    for (let length = 0; length < excerptLength;) {
      const next = await pieces.next()
      if (next.done) break
      start.push(next.value)
      length += next.value.length
    }
  } catch {
    // What the body would have said does not matter more than the status.
  }
  return Buffer.concat(start)
}

async function* startingWith(start: Uint8Array, pieces: HttpAnswer['body']): AsyncGenerator<Uint8Array, void> {
  try {
    yield start
    yield* pieces
  } finally {
    await pieces.return()
  }
}
