import type { Method, MethodTable } from '../api/method'
import { noPermission, refuseUnprivileged } from '../api/privileges'
import { searchMethods } from '../api/search'
import { oldestVersion, parseVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { findMethod, isMethodName } from '../vim25/schema'
import type { Ref } from '../vim25/value'
import type { World } from '../world/world'
import { collectorMethods } from './collector-methods'
import { FaultRules, ruleFault, type FaultRule } from './fault-rules'
import { privilegeMethods } from './privilege-methods'
import { notAuthenticated } from './retrieve'
import { sessionMethods } from './session-methods'
import { lookupFor, sightFor } from './session-objects'
import type { SessionStore, SimSession } from './sessions'
import { readArguments, readCall, type SoapCall } from './soap-read'
import { viewMethods } from './view-methods'
import { PlainHttp, ServiceUnavailable, type WireContext, type WireMethod } from './wire-context'
import { invalidRequest } from './xml-read'
import { writeFault, writeResponse } from './xml-write'

/** A call that came in, for tests and for the curious. */
export type CallRecord = {
  readonly at: Date
  readonly method: string
  readonly self: Ref
  readonly args: Readonly<Record<string, unknown>>
  readonly user: string | undefined
  /** The API version that the caller asked for; undefined when it sent no SOAPAction. */
  readonly apiVersion: string | undefined
}

/** One POST to /sdk. */
export type SoapRequest = {
  readonly body: string
  /** The SOAPAction header as it came; undefined when there was none. */
  readonly soapAction: string | undefined
  readonly cookie: string | undefined
  readonly remoteAddress: string
  readonly userAgent: string
  readonly signal: AbortSignal
}

export type SoapReply = {
  readonly status: 200 | 500
  readonly body: string
  readonly cookie: string | undefined
  /** What is to happen to it on its way. */
  readonly rule: FaultRule | undefined
  /** What waits until it is on its way. */
  readonly after: readonly (() => void)[]
}

/** The rule says: no reply at all. */
export class ConnectionDropped extends Error {
  override name = 'ConnectionDropped'
}

/** Methods that need no session (System.Anonymous); what they show without one they decide themselves. */
const anonymous: ReadonlySet<string> = new Set(
  (
    'RetrieveServiceContent Login LoginByToken LoginBySSPI LoginExtensionByCertificate CloneSession ' +
    'RetrieveProperties RetrievePropertiesEx Fetch AcquireLocalTicket'
  ).split(' '),
)

export type DispatchOptions = {
  /** What the host speaks at most. */
  readonly apiVersion: string
  /** The methods of the world side. */
  readonly tables: readonly MethodTable[]
  /** Told of mistakes of the simulator's own. */
  readonly onError: (error: unknown) => void
}

const mostRecords = 20_000

/** Runs calls on a world. */
export class Dispatcher {
  readonly calls: CallRecord[] = []
  readonly rules = new FaultRules()
  readonly #world: World
  readonly #sessions: SessionStore
  readonly #apiVersion: string
  readonly #methods: ReadonlyMap<string, Method | WireMethod>
  readonly #onError: (error: unknown) => void

  constructor(world: World, sessions: SessionStore, options: DispatchOptions) {
    this.#world = world
    this.#sessions = sessions
    this.#apiVersion = options.apiVersion
    this.#onError = options.onError
    const all = [sessionMethods, privilegeMethods, collectorMethods, viewMethods, searchMethods, ...options.tables]
    this.#methods = new Map(all.flatMap((table): [string, Method | WireMethod][] => Object.entries(table)))
  }

  /** Throws PlainHttp and ConnectionDropped for what is no SOAP reply; everything else becomes one. */
  async handle(request: SoapRequest): Promise<SoapReply> {
    const session = request.cookie === undefined ? undefined : this.#sessions.byCookie(request.cookie)
    session?.begin()
    let setCookie: string | undefined
    let version = oldestVersion
    let rule: FaultRule | undefined
    const after: (() => void)[] = []
    try {
      const apiVersion = this.#callerVersion(request.soapAction)
      version = parseVersion(apiVersion) ?? oldestVersion
      const call = readCall(request.body)
      rule = this.rules.take(call.method, call.self)
      const ctx = this.#context(request, session, call.method, apiVersion, {
        setCookie: (value) => (setCookie = value),
        afterReply: (fn) => after.push(fn),
      })
      const body = await this.#run(ctx, call, request.soapAction === undefined ? undefined : apiVersion, rule)
      return { status: 200, body, cookie: setCookie, rule, after }
    } catch (error) {
      if (error instanceof PlainHttp || error instanceof ConnectionDropped) throw error
      const fault = error instanceof SimFault ? error : this.#internalError(error)
      return { status: 500, body: writeFault(fault, version), cookie: setCookie, rule, after: [] }
    } finally {
      session?.finish()
    }
  }

  async #run(
    ctx: WireContext,
    call: SoapCall,
    sentVersion: string | undefined,
    rule: FaultRule | undefined,
  ): Promise<string> {
    const version = parseVersion(ctx.apiVersion) ?? oldestVersion
    if (!isMethodName(call.method)) throw unknownMethod(call.method)
    if (ctx.session === undefined && !anonymous.has(call.method)) throw notAuthenticated(call.self)
    if (sightFor(ctx.world, ctx.session)?.sees(call.self) === false)
      throw noPermission([{ object: call.self, privilegeId: 'System.View' }])
    const object = lookupFor(ctx.world, ctx.session)(call.self)
    if (object === undefined) {
      if (ctx.session === undefined) throw notAuthenticated(call.self)
      throw new SimFault('ManagedObjectNotFound', { obj: call.self })
    }
    const type = findMethod(call.self.type, call.method)
    if (type === undefined) throw new SimFault('MethodNotFound', { receiver: call.self, method: call.method })
    if (type.since > (parseVersion(this.#apiVersion) ?? oldestVersion)) throw unknownMethod(call.method)
    const args = readArguments(call, type, version)
    this.#record(ctx, call, args, sentVersion)
    await this.#applyRule(rule, ctx)
    refuse(ctx, call, args)
    const method = this.#methods.get(call.method)
    if (method === undefined) throw new SimFault('NotSupported', {}, `The simulator does not implement ${call.method}.`)
    const result: unknown = await method(ctx, object.ref, args)
    return writeResponse(call.method, result, type.result, version)
  }

  async #applyRule(rule: FaultRule | undefined, ctx: WireContext): Promise<void> {
    if (rule === undefined) return
    const { delayMs } = rule
    if (delayMs !== undefined) {
      await new Promise<void>((resolve) => {
        ctx.world.clock.wait(delayMs, resolve)
      })
    }
    if (rule.dropConnection === true) throw new ConnectionDropped()
    if (rule.http503 === true) throw new ServiceUnavailable()
    if (rule.http !== undefined) throw new PlainHttp(rule.http)
    if (rule.fault !== undefined) throw ruleFault(rule.fault)
  }

  #context(
    request: SoapRequest,
    session: SimSession | undefined,
    method: string,
    apiVersion: string,
    reply: Pick<WireContext, 'setCookie' | 'afterReply'>,
  ): WireContext {
    const { cookie, remoteAddress, userAgent } = request
    const sessions = this.#sessions
    return {
      world: this.#world,
      session,
      sessions,
      apiVersion,
      method,
      cookie,
      remoteAddress,
      userAgent,
      get signal() {
        return request.signal
      },
      ...reply,
    }
  }

  /**
   * The version to answer in. A caller without SOAPAction, or with one that names no vim25 version, is taken for the oldest; one newer
   * than the host gets the host's own. A version that is no version is refused, and so is an empty header from 7.0 on (vim25 1.3).
   */
  #callerVersion(soapAction: string | undefined): string {
    if (soapAction === undefined) return '2.5'
    const action = soapAction.trim().replace(/^"(.*)"$/, '$1')
    const own = parseVersion(this.#apiVersion) ?? oldestVersion
    const asked = /^urn:vim25\/(.*)$/.exec(action)?.[1]
    if (asked === undefined && (action !== '' || own < (parseVersion('7.0') ?? 0))) return '2.5'
    const version = asked === undefined ? undefined : parseVersion(asked)
    if (version === undefined || asked === undefined) {
      throw invalidRequest(`Request version '${action}' and namespace 'urn:vim25' are not supported`)
    }
    return version > own ? this.#apiVersion : asked
  }

  /** A mistake of the simulator's own. The caller gets what a host says when it does not know better. */
  #internalError(error: unknown): SimFault {
    const reason = error instanceof Error ? error.message : String(error)
    this.#onError(error)
    return new SimFault('SystemError', { reason }, `A general system error occurred: ${reason}`)
  }

  #record(ctx: WireContext, call: SoapCall, args: Record<string, unknown>, apiVersion: string | undefined): void {
    const safe = call.method === 'Login' ? { ...args, password: '…' } : args
    const at = this.#world.clock.now()
    this.calls.push({ at, method: call.method, self: call.self, args: safe, user: ctx.session?.userName, apiVersion })
    if (this.calls.length > mostRecords) this.calls.splice(0, mostRecords / 2)
  }
}

/** Throws NoPermission for what this account may not do. What is the session's own it may always use. */
function refuse(ctx: WireContext, call: SoapCall, args: Record<string, unknown>): void {
  const { world, session } = ctx
  if (session === undefined || session.objects.get(call.self) !== undefined) return
  refuseUnprivileged(world, session.userName, call.method, call.self, args)
}

function unknownMethod(name: string): SimFault {
  return invalidRequest(
    `Unable to resolve WSDL method name ${name} for namespace name urn:vim25\n\nwhile parsing SOAP body`,
  )
}
