import type { Server } from 'node:http'
import { Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { MethodTable } from '../api/method'
import { newestApiVersion } from '../vim25/api-version'
import { limitAccount, type Rights } from '../world/permissions'
import { quirksOf, type Quirks } from '../world/quirks'
import type { World } from '../world/world'
import { pageSize } from './collector-methods'
import { Dispatcher, type CallRecord } from './dispatch'
import type { FaultRule } from './fault-rules'
import { Connections, createHttp } from './http'
import { installService } from './service-content'
import { SessionStore, type Account } from './sessions'
import { selfSigned, type Certificate } from './tls-certificate'
import type { PlainAnswer } from './wire-context'

/** How a world is put on the wire. Everything has a default. */
export type ServeOptions = {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 0: any free port. */
  readonly port?: number
  readonly tls?: boolean
  /** Default `root`, on a vCenter `administrator@vsphere.local`. */
  readonly user?: string
  /** Default `password`. */
  readonly password?: string
  /** Further accounts, with what they may not do. */
  readonly accounts?: readonly Account[]
  /** What this server does that others do not; it can be changed while it runs. */
  readonly quirks?: Partial<Quirks>
  /** Its first answers, one for each request, before there is vSphere behind the address. */
  readonly boot?: readonly PlainAnswer[]
  /** Who a vCenter says it is (`AboutInfo.instanceUuid`). Default: the same for all simulated ones. */
  readonly instanceUuid?: string
  /** The newest API the host speaks, e.g. `6.7` or `2.5`. Default: the newest the simulator knows. */
  readonly apiVersion?: string
  /** Sessions end after this long without a call. Default 30 minutes. */
  readonly sessionIdleMs?: number
  /** Further logins are answered with HTTP 503. Default 2000. */
  readonly maxSessions?: number
  /** Objects per page of RetrievePropertiesEx when the caller names no number. Default 100. */
  readonly pageSize?: number
  /** Larger requests are refused. Default 20 MB. */
  readonly maxRequestBytes?: number
  /** Told of mistakes of the simulator's own. Default: written to stderr. */
  readonly onError?: (error: unknown) => void
}

export type RestartOptions = {
  readonly downMs: number
  /** Answers while it boots, one for each request. */
  readonly boot?: readonly PlainAnswer[]
  /** Another server comes up at the address: with this identity, and with another certificate. */
  readonly instanceUuid?: string
}

/** A host on the wire around a world. */
export type ServedWorld = {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly certificate: Certificate | undefined
  readonly calls: readonly CallRecord[]
  /** Between the two halves of a restart, and after close. */
  readonly isDown: boolean
  fail(rule: FaultRule): () => void
  /** Cut all connections now. Sessions stay. */
  drop(): void
  /** End all sessions now, as an administrator or a time-out does. */
  expireSessions(): void
  /** What this server does that others do not, to be changed while it runs. */
  readonly quirks: Quirks
  /** Take rights from an account from now on. */
  limit(user: string, rights: Rights): void
  /** Show another certificate from the next connection on, or one of before `again`; connections that are open stay. */
  renewCertificate(how?: {
    names?: readonly string[]
    days?: number
    by?: Certificate
    again?: Certificate | undefined
  }): void
  /** Cut everything, forget the sessions and refuse connections for `downMs`; then serve again on the same port. */
  restart(how: RestartOptions): Promise<void>
  close(): Promise<void>
}

/** Put a world on the wire. `tables` are the methods that the world side implements. */
export async function serveWorld(
  world: World,
  tables: readonly MethodTable[],
  options: ServeOptions = {},
): Promise<ServedWorld> {
  const host = options.host ?? '127.0.0.1'
  const user = options.user ?? (world.product === 'esx' ? 'root' : 'administrator@vsphere.local')
  const password = options.password ?? 'password'
  const apiVersion = options.apiVersion ?? newestApiVersion
  const onError = options.onError ?? ((error) => process.stderr.write(`simulator: ${describe(error)}\n`))
  const limits = {
    accounts: [{ user, password }, ...(options.accounts ?? [])],
    idleMs: options.sessionIdleMs ?? 30 * 60_000,
    maxSessions: options.maxSessions ?? 2000,
  }
  const quirks = Object.assign(quirksOf(world), options.quirks)
  const sessions = new SessionStore(limits, world.clock, () => quirks.lockOut)
  installService(world, sessions, apiVersion, options.instanceUuid)
  for (const { user: name, deny, denyOn, only } of options.accounts ?? []) {
    if ((deny ?? denyOn ?? only) === undefined) continue
    limitAccount(world, name, { ...(deny && { deny }), ...(denyOn && { denyOn }), ...(only && { only }) })
  }
  pageSize(world).objects = options.pageSize ?? 100
  const dispatcher = new Dispatcher(world, sessions, { apiVersion, tables, onError })
  const newCertificate = (): Certificate | undefined =>
    options.tls === true ? selfSigned(['localhost', host], world.clock.unskewed()) : undefined
  let certificate = newCertificate()
  const booting: PlainAnswer[] = [...(options.boot ?? [])]
  const maxRequestBytes = options.maxRequestBytes ?? 20 * 1024 * 1024
  const makeServer = (): Server =>
    createHttp({ world, sessions, dispatcher, apiVersion, maxRequestBytes, certificate, booting, onError })

  let server = makeServer()
  let connections = new Connections(server)
  const port = await listen(server, host, options.port ?? 0)
  const shown = host.includes(':') ? `[${host}]` : host

  let isDown = false
  const stop = async (): Promise<void> => {
    sessions.endAll()
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
    connections.cutAll()
    await closed
    isDown = true
  }

  return {
    url: `${options.tls === true ? 'https' : 'http'}://${shown}:${port}`,
    host,
    port,
    user,
    password,
    get certificate() {
      return certificate
    },
    quirks,
    limit: (name, rights) => limitAccount(world, name, rights),
    calls: dispatcher.calls,
    get isDown() {
      return isDown
    },
    fail: (rule) => dispatcher.rules.add(rule),
    drop: () => connections.cutAll(),
    expireSessions: () => sessions.endAll(),
    renewCertificate({ names = ['localhost', host], days, by, again } = {}) {
      certificate = again ?? selfSigned(names, world.clock.unskewed(), days, by)
      if (server instanceof HttpsServer) server.setSecureContext({ key: certificate.key, cert: certificate.cert })
    },
    async restart({ downMs, boot, instanceUuid }) {
      await stop()
      booting.splice(0, booting.length, ...(boot ?? []))
      if (instanceUuid !== undefined) {
        installService(world, sessions, apiVersion, instanceUuid)
        certificate = newCertificate()
      }
      await new Promise<void>((resolve) => {
        world.clock.wait(downMs, resolve)
      })
      server = makeServer()
      connections = new Connections(server)
      await listen(server, host, port)
      isDown = false
    },
    async close() {
      await stop()
      world.clock.stop()
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address() as AddressInfo // a listening TCP server has one
      resolve(address.port)
    })
  })
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
