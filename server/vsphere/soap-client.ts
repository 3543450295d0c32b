import { setImmediate as nextTurn } from 'node:timers/promises'
import { Client, WSDL, type IHttpClient } from 'soap'
import type { Endpoint } from '@/lib/vsphere/connection'
import type { MoRef } from '@/lib/vsphere/ids'
import { encodeCall, type Parameters } from './encode'
import { originOf } from './connector'
import { WireError } from './errors'
import { vimFaultOf } from './fault'
import { KnownXml } from './known-xml'
import { judgeStatus, type HttpAnswer, type HttpTransport } from './http-transport'
import { defaultReplyCaps, ReplyReader, type SoapReply } from './reply-reader'
import type { WireValue } from './wire-value'
import type { WireTap } from './wire-tap'
import { vim25Wsdl } from './wsdl'

export type CallOptions = {
  /** Until the answer begins; default 60 s. */
  timeoutMs?: number
  signal?: AbortSignal
}

/** Rides through node-soap with one call and brings back what its HTTP client has read. */
type Exchange = {
  method: string
  target: MoRef
  timeoutMs: number
  signal: AbortSignal | undefined
  reply: SoapReply | undefined
}

type SoapMethod = (
  body: { $xml: string },
  callback: (error: unknown) => void,
  options: { exchange: Exchange },
  headers: Record<string, string>,
) => void

type SoapClientOptions = {
  /** Sees the headers of every answer, whatever it holds. */
  onAnswer?: (headers: HttpAnswer['headers']) => void
  tap?: WireTap | undefined
}

const defaultTimeoutMs = 60_000
/** Reading a large reply lets others have their turn after so long; the garbage collector may take its own in the same turn. */
const longestAtOnceMs = 3

/**
 * Calls vim25 methods with node-soap over our own WSDL. Parameters go in as XML that `encodeCall` has put in schema
 * order; the reply is decoded while it arrives, and node-soap's own parser gets nothing, so that nothing is parsed twice
 * and nothing of Any, of longs or of white space is lost in between.
 */
export class SoapClient {
  readonly #transport: HttpTransport
  readonly #client: Client
  readonly #tap: WireTap | undefined
  readonly #known = new KnownXml()
  /** Extra headers of every request; the session puts its cookie here. */
  readonly headers: Record<string, string> = {}
  readonly #onAnswer: SoapClientOptions['onAnswer']

  private constructor(transport: HttpTransport, wsdl: WSDL, endpoint: Endpoint, options: SoapClientOptions) {
    this.#transport = transport
    this.#onAnswer = options.onAnswer
    this.#tap = options.tap
    this.#client = new Client(wsdl, `${originOf(endpoint)}/sdk`, { httpClient: this.#httpClient() })
  }

  static async create(
    transport: HttpTransport,
    endpoint: Endpoint,
    options: SoapClientOptions = {},
  ): Promise<SoapClient> {
    return new SoapClient(transport, await parsedWsdl(), endpoint, options)
  }

  /** The API version in which the server is to format its replies, such as `8.0.1.0`. */
  set apiVersion(version: string) {
    this.#client.setSOAPAction(`urn:vim25/${version}`)
  }

  /** @returns the decoded `returnval`. Rejects with VimFault or WireError. */
  async call(
    method: string,
    target: MoRef,
    parameters: Parameters,
    options: CallOptions = {},
  ): Promise<WireValue | undefined> {
    const xml = encodeCall(method, target, parameters)
    const { timeoutMs = defaultTimeoutMs, signal } = options
    const exchange: Exchange = { method, target, timeoutMs, signal, reply: undefined }
    // node-soap hangs one function per operation of the WSDL on its client; encodeCall has checked the name.
    const send = this.#client[method] as SoapMethod
    await new Promise<void>((resolve, reject) => {
      const done = (error: unknown) => (error ? reject(error) : resolve())
      send({ $xml: xml }, done, { exchange }, this.headers)
    }).finally(() => {
      // Login's request holds the password; node-soap would keep it for debugging.
      this.#client.lastRequest = undefined as unknown as string // its type forgets that it starts out unset
      Object.assign(this.#client, { lastMessage: undefined })
    })
    const { reply } = exchange
    if (!reply) throw new WireError('not-vsphere', `no reply to ${method}`)
    this.#tap?.decoded?.(method, reply)
    if (reply.kind === 'fault') throw vimFaultOf(reply, method)
    return reply.value
  }

  #httpClient(): IHttpClient {
    return {
      request: (url, body, callback, headers, options) => {
        const { exchange } = options as { exchange: Exchange } // `call` is the only caller
        void this.#exchange(new URL(url).pathname, String(body), headers ?? {}, exchange).then(
          (reply) => {
            exchange.reply = reply
            callback(null, { status: 200, headers: {} }, '')
          },
          (error: unknown) => callback(error),
        )
        // node-soap only hands this on to callers of its own.
        return undefined as unknown as ReturnType<IHttpClient['request']>
      },
    }
  }

  async #exchange(path: string, body: string, headers: Record<string, string>, exchange: Exchange): Promise<SoapReply> {
    const { method, target, timeoutMs, signal } = exchange
    const answer = await this.#transport.request({
      path,
      method: 'POST',
      headers,
      body,
      timeoutMs,
      maxBodyBytes: defaultReplyCaps.bodyBytes,
      call: { method, target: `${target.type}:${target.value}` },
      ...(signal ? { signal } : {}),
    })
    this.#onAnswer?.(answer.headers)
    const pieces = await judgeStatus(answer)
    const reader = new ReplyReader(method, defaultReplyCaps, this.#known)
    if (answer.whole && pieces === answer.body) {
      reader.write(answer.whole)
      return reader.end()
    }
    let since = performance.now()
    for await (const piece of pieces) {
      reader.write(piece)
      if (performance.now() - since < longestAtOnceMs) continue
      // What has arrived already would be read to its end before anybody else has a turn.
      await nextTurn()
      since = performance.now()
    }
    return reader.end()
  }
}

let wsdlOnce: Promise<WSDL> | undefined

/** Parsed at the first connection and shared: clients do not change it. */
function parsedWsdl(): Promise<WSDL> {
  wsdlOnce ??= new Promise((resolve, reject) => {
    const wsdl = new WSDL(vim25Wsdl('methods'), 'vim25.wsdl', {})
    wsdl.onReady((error: unknown) => {
      if (error) return reject(error)
      // `xsi:type="xsd:string"` needs the prefix; node-soap declares only xsi.
      // The reply was decoded while it arrived: there is nothing left to be parsed.
      wsdl.xmlToObject = () => ({ Body: {} })
      wsdl.xmlnsInEnvelope += ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
      resolve(wsdl)
    })
  })
  return wsdlOnce
}
