import type { Asking } from '@/lib/connections/sign-in-tries'
import type { Endpoint, OldTls } from '@/lib/vsphere/connection'
import type { MoRef } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { AnswersFirst } from './answers-first'
import { compareVersions, oldestVersion } from './api-version'
import type { Certificate } from '@/lib/vsphere/certificate'
import { CallsInFlight, urgencyOf } from './calls-in-flight'
import type { Parameters } from './encode'
import { VimFault, WireError } from './errors'
import { isFault } from './fault'
import { FileTransport, type FileAnswer, type FileExchange } from './file-transport'
import { HttpTransport } from './http-transport'
import type { MayChange } from './leave-guard'
import { negotiate } from './negotiate'
import { clearer } from './plain-hang-up'
import { readServiceContent, serviceInstance, type ServiceContent } from './service-content'
import { readSessionCookie } from './session-cookie'
import { SignIn, type Credentials } from './sign-in'
import type { SignInGate } from './sign-in-gate'
import { SoapClient, type CallOptions } from './soap-client'
import type { WireTap } from './wire-tap'
import type { WireValue } from './wire-value'

type OpenOptions = {
  /** Stops the sign-in while it is under way. */
  signal?: AbortSignal
  /** Told of every answer of the endpoint: it is there. */
  onAnswer?: () => void
  /**
   * Looks at the server that is about to be told the password, at every sign-in. What it rejects with ends the sign-in.
   */
  admit?: (content: ServiceContent, certificate: Certificate | undefined) => Promise<void>
  /** Asked before each sign-in. */
  gate?: SignInGate | undefined
  /** Who wants this one; later ones Andon wants. */
  asking?: Asking
  /** Sees what goes over the wire. */
  tap?: WireTap | undefined
  /** Whether what changes something at the host may still leave. */
  mayChange?: MayChange | undefined
}

const callsInFlight = 12
/** vSphere ends a session after 30 idle minutes by default; an administrator may have made it less. */
const keepAliveMs = 5 * 60_000
const goodbyeMs = 3_000

/**
 * Calls that would do their work twice if they were sent twice. After NotAuthenticated they are left to the caller,
 * although that fault says that nothing was done.
 */
const isUnrepeatable = (method: string) =>
  method.endsWith('_Task') || method === 'ShutdownGuest' || method === 'RebootGuest'

/**
 * One signed-in session with an endpoint. Calls share it; the server may end it at any time, which the first call that
 * hears of it repairs with a single sign-in while the others wait. Filters, views and collectors die with the old one:
 * whoever holds some watches `ended`.
 */
export class Session {
  readonly endpoint: Endpoint
  readonly answersFirst = new AnswersFirst()
  readonly #transport: HttpTransport
  readonly #client: SoapClient
  readonly #tap: WireTap | undefined
  readonly #admit: OpenOptions['admit']
  readonly #signIn: SignIn
  readonly #mayChange: MayChange | undefined
  readonly #calls = new CallsInFlight(callsInFlight)
  #content: ServiceContent
  #apiVersion = oldestVersion as string
  #generation = 0
  #renewing: Promise<void> | undefined
  #keepAlive: NodeJS.Timeout | undefined
  #files: FileTransport | undefined
  #closed = false
  #refused: VimFault | undefined
  #signedIn = new AbortController()

  private constructor(
    endpoint: Endpoint,
    credentials: Credentials,
    transport: HttpTransport,
    client: SoapClient,
    content: ServiceContent,
    { tap, admit, gate, mayChange }: OpenOptions,
  ) {
    this.endpoint = endpoint
    this.#transport = transport
    this.#client = client
    this.#content = content
    this.#tap = tap
    this.#admit = admit
    const send = (parameters: Parameters) => this.#send('Login', this.#content.sessionManager, parameters, {})
    this.#signIn = new SignIn({ send, headers: client.headers }, credentials, gate)
    this.#mayChange = mayChange
  }

  /** Agrees on an API version and signs in. Rejects with WireError or VimFault. */
  static async open(endpoint: Endpoint, credentials: Credentials, options: OpenOptions = {}): Promise<Session> {
    const { signal, onAnswer, tap } = options
    let opened: Session | undefined
    const transport = new HttpTransport(endpoint, { ...options, onChanged: (error) => opened?.stop(error) })
    const stop = () => void transport.close()
    signal?.addEventListener('abort', stop)
    try {
      const client = await SoapClient.create(transport, endpoint, {
        tap,
        onAnswer: (headers) => {
          const cookie = readSessionCookie(headers['set-cookie'])
          if (cookie !== undefined) client.headers.Cookie = cookie
          onAnswer?.()
        },
      })
      const { version, content } = await negotiate(transport, client)
      const session = new Session(endpoint, credentials, transport, client, content, options)
      session.#apiVersion = version
      await options.admit?.(content, transport.certificate)
      await session.#begin(options.asking ?? 'andon')
      session.#keepAlive = setInterval(() => void session.#ping(), keepAliveMs).unref()
      opened = session
      return session
    } catch (error) {
      await transport.close()
      await tap?.close?.()
      throw signal?.aborted ? error : await clearer(error, endpoint)
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  get content(): ServiceContent {
    return this.#content
  }

  /** The version of TLS that is spoken, where it is one that can be broken. */
  get oldTls(): OldTls | undefined {
    const { tlsVersion } = this.#transport
    return tlsVersion === 'TLSv1' ? '1.0' : tlsVersion === 'TLSv1.1' ? '1.1' : undefined
  }

  /** What the server showed on the newest connection for calls. */
  get certificate(): Certificate | undefined {
    return this.#transport.certificate
  }

  /** Nothing goes through it any more. */
  get isClosed(): boolean {
    return this.#closed
  }

  /** Counts sign-ins: what was created under another number is gone. */
  get generation(): number {
    return this.#generation
  }

  /**
   * Aborted when this sign-in has ended. The reason is a WireError when there is another one, and the fault with which
   * the server will not have us back when no call can succeed any more.
   */
  get ended(): AbortSignal {
    return this.#signedIn.signal
  }

  /** Whether the server has what came with an API version, such as WaitForUpdatesEx with 4.1. */
  has(version: string): boolean {
    return compareVersions(this.#apiVersion, version) >= 0
  }

  /** Calls a method. Rejects with VimFault or WireError. */
  async call(
    method: string,
    target: MoRef,
    parameters: Parameters = {},
    options: CallOptions = {},
  ): Promise<WireValue | undefined> {
    const generation = this.#generation
    const urgency = urgencyOf(method)
    try {
      return await this.#calls.run(() => this.#send(method, target, parameters, options), urgency)
    } catch (error) {
      if (!isFault(error, 'NotAuthenticated') || isUnrepeatable(method)) throw error
      await this.renew(generation)
      return this.#calls.run(() => this.#send(method, target, parameters, options), urgency)
    }
  }

  /** A long poll: not counted among the calls in flight, and the session's end is left to the caller. */
  async wait(
    method: string,
    target: MoRef,
    parameters: Parameters,
    options: CallOptions,
  ): Promise<WireValue | undefined> {
    return this.#send(method, target, parameters, options)
  }

  /**
   * Asks for a file of a datastore. When the session has ended, the server is signed in to again and asked once more,
   * but for a body that cannot be sent twice: its answer, 401, is the caller's. Rejects with WireError.
   */
  async exchangeFile(exchange: FileExchange): Promise<FileAnswer> {
    const generation = this.#generation
    const answer = await this.#sendFile(exchange)
    const isStream = exchange.body !== undefined && !(exchange.body instanceof Uint8Array)
    if (answer.status !== 401 || isStream) return answer
    answer.body.on('error', () => {}).destroy()
    await this.renew(generation)
    return this.#sendFile(exchange)
  }

  async #sendFile(exchange: FileExchange): Promise<FileAnswer> {
    if (this.#closed) throw new WireError('closed', 'the connection was closed')
    this.#files ??= new FileTransport(this.endpoint, {
      tap: this.#tap,
      mayChange: this.#mayChange,
      onChanged: (error) => this.stop(error),
    })
    const cookie = this.#client.headers.Cookie
    const headers = { ...withoutUndefined({ cookie }), ...exchange.headers }
    return this.#files.exchange({ ...exchange, headers })
  }

  /**
   * Signs in again unless somebody already has since `generation`. All who notice share one sign-in.
   * Rejects with what Login rejects with.
   */
  async renew(generation: number): Promise<void> {
    if (this.#generation !== generation) return
    this.#renewing ??= this.#loginAgain().finally(() => {
      this.#renewing = undefined
    })
    return this.#renewing
  }

  async #loginAgain(): Promise<void> {
    // A refused login is not tried again: the account would be locked.
    if (this.#refused) throw this.#refused
    try {
      // Whoever has forgotten the session may be another one.
      await this.#admit?.(await this.#readContent(), this.certificate)
      await this.#begin('andon')
    } catch (error) {
      if (!(error instanceof VimFault)) throw error
      this.#refused = error
      this.#signedIn.abort(error)
      throw error
    }
    const before = this.#signedIn
    this.#signedIn = new AbortController()
    before.abort(new WireError('connection-cut', 'the session was renewed'))
  }

  /** Signs out, so that the server does not keep one of its limited sessions for us, and closes the connections. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#keepAlive)
    const signal = AbortSignal.timeout(goodbyeMs)
    // A server that is gone needs no goodbye.
    await this.#client.call('Logout', this.#content.sessionManager, {}, { signal }).catch(() => {})
    await Promise.all([this.#transport.close(), this.#files?.close()])
    await this.#tap?.close?.()
  }

  /** Ends it at once, with all that is on its connections: nobody knows any more who is at the other end. */
  stop(because: WireError): void {
    if (this.#closed) return
    this.#signedIn.abort(because)
    void this.abandon().catch(() => {})
  }

  /** Closes the connections to a server that has forgotten the session. */
  async abandon(): Promise<void> {
    this.#closed = true
    clearInterval(this.#keepAlive)
    await Promise.all([this.#transport.close(), this.#files?.close()])
    await this.#tap?.close?.()
  }

  async #send(method: string, target: MoRef, parameters: Parameters, options: CallOptions) {
    if (this.#closed) throw new WireError('closed', 'the connection was closed')
    return this.#client.call(method, target, parameters, options)
  }

  async #readContent(): Promise<ServiceContent> {
    return readServiceContent(await this.#send('RetrieveServiceContent', serviceInstance, {}, {}))
  }

  async #begin(asking: Asking): Promise<void> {
    await this.#signIn.begin(asking, this.#content)
    this.#generation += 1
  }

  async #ping(): Promise<void> {
    // What a failed ping means, the property stream finds out and reports.
    await this.call('CurrentTime', serviceInstance).catch(() => {})
  }
}
