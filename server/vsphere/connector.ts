import { constants } from 'node:crypto'
import { connect as connectTcp, isIP, isIPv6, type Socket } from 'node:net'
import { connect as connectTls, rootCertificates, TLSSocket, type ConnectionOptions } from 'node:tls'
import type { buildConnector } from 'undici'
import type { Endpoint, TlsTrust } from '@/lib/vsphere/connection'
import { WireError, type WireCode } from './errors'
import { networkError } from './network-error'
import { openTunnel } from './proxy-tunnel'

const connectTimeoutMs = 10_000

/**
 * Connects undici to an endpoint: through its proxy where it has one, and with the trust that it is configured with.
 * The certificate is judged here, after the handshake and before a single byte of HTTP is sent, so that every kind of
 * refusal can name the certificate it saw. `onSecured` is told which version of TLS is spoken, such as `TLSv1.3`.
 */
export function endpointConnector(
  endpoint: Endpoint,
  onSecured: (version: string | null) => void = () => {},
): buildConnector.connector {
  return (_options, callback) => {
    void connectEndpoint(endpoint).then(
      (socket) => {
        if (socket instanceof TLSSocket) onSecured(socket.getProtocol())
        callback(null, socket)
      },
      (error: unknown) => callback(networkError(error), null),
    )
  }
}

/** @returns a socket that is ready for HTTP. Rejects with WireError. */
async function connectEndpoint(endpoint: Endpoint): Promise<Socket> {
  const deadline = AbortSignal.timeout(connectTimeoutMs)
  const tcp = await connected(endpoint, deadline)
  tcp.setNoDelay(true)
  tcp.setKeepAlive(true, 30_000)
  if (endpoint.transport === 'http') return tcp
  const socket = await secured(tcp, endpoint, deadline)
  const refusal = judgeCertificate(socket, endpoint.trust)
  if (!refusal) return socket
  socket.destroy()
  throw refusal
}

async function connected(endpoint: Endpoint, deadline: AbortSignal): Promise<Socket> {
  const { proxy } = endpoint
  const target = { host: bareHost(endpoint.host), port: endpoint.port }
  const socket = connectTcp(proxy ? { host: bareHost(proxy.host), port: proxy.port } : target)
  await settled(socket, 'connect', deadline)
  if (proxy) await openTunnel(socket, proxy.type, target, deadline)
  return socket
}

async function secured(tcp: Socket, endpoint: Endpoint, deadline: AbortSignal): Promise<TLSSocket> {
  const host = bareHost(endpoint.host)
  const { trust } = endpoint
  const socket = connectTls({
    socket: tcp,
    host,
    // A server name may not be an address (RFC 6066).
    ...(isIP(host) ? {} : { servername: host }),
    ALPNProtocols: ['http/1.1'],
    // Judged in judgeCertificate; no request leaves before.
    rejectUnauthorized: false,
    ...(trust.kind === 'ca' ? { ca: [...rootCertificates, trust.pem] } : {}),
    ...(endpoint.allowOldTls ? oldTls : { minVersion: 'TLSv1.2' }),
  })
  try {
    await settled(socket, 'secureConnect', deadline)
  } catch (error) {
    // To allow what is allowed already would not help.
    const isOlder = endpoint.allowOldTls && error instanceof WireError && error.code === 'tls-too-old'
    throw isOlder ? new WireError('tls-failed', error.detail, { cause: error }) : error
  }
  return socket
}

/**
 * What hosts want that know nothing newer than TLS 1.0: its ciphers, signatures by SHA-1, short keys, and renegotiation as it
 * was. The newest version that both sides know is spoken all the same.
 */
const oldTls: ConnectionOptions = {
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
}

/** Resolves with the event; rejects on error, on a close before it, and when the deadline passes. */
function settled(socket: Socket, event: 'connect' | 'secureConnect', deadline: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (error?: unknown) => {
      deadline.removeEventListener('abort', timedOut)
      socket.off('error', finish).off('close', closed).off(event, done)
      if (error === undefined) return resolve()
      socket.on('error', () => {}) // late errors of a socket that we are done with
      socket.destroy()
      reject(networkError(error))
    }
    const done = () => finish()
    const closed = () => finish(new WireError('connection-cut', `the connection was closed before ${event}`))
    const timedOut = () => finish(new WireError('timed-out', `no ${event} within ${connectTimeoutMs} ms`))
    socket.on('error', finish).on('close', closed).on(event, done)
    deadline.addEventListener('abort', timedOut)
  })
}

const certificateCodes: Readonly<Record<string, WireCode>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-wrong-name',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-expired',
}

function judgeCertificate(socket: TLSSocket, trust: TlsTrust): WireError | undefined {
  if (trust.kind === 'none') return undefined
  const certificate = socket.getPeerX509Certificate()
  const shown = certificate ? describe(certificate) : 'no certificate'
  if (trust.kind === 'thumbprint') {
    const pinned = normalThumbprint(trust.sha256)
    if (certificate && normalThumbprint(certificate.fingerprint256) === pinned) return undefined
    return new WireError('thumbprint-changed', `expected SHA-256 ${trust.sha256}, the server showed ${shown}`)
  }
  if (socket.authorized) return undefined
  // Node's types promise an Error; it is the code as a string.
  const problem = String(socket.authorizationError)
  return new WireError(certificateCodes[problem] ?? 'certificate-unknown', `${problem}: the server showed ${shown}`)
}

type Certificate = {
  subject: string
  issuer: string
  subjectAltName?: string | undefined
  validTo: string
  fingerprint256: string
}

function describe({ subject, issuer, subjectAltName, validTo, fingerprint256 }: Certificate): string {
  const oneLine = (name: string) => name.replaceAll('\n', ', ')
  const names = subjectAltName === undefined ? '' : ` for ${subjectAltName}`
  return `a certificate of ${oneLine(subject)}${names}, issued by ${oneLine(issuer)}, valid to ${validTo}, SHA-256 ${fingerprint256}`
}

/**
 * Looks at the certificate of an endpoint without trusting it or sending anything to it.
 * @returns its SHA-256 thumbprint, colon-separated; undefined over plain HTTP. Rejects with WireError.
 */
export async function readThumbprint(endpoint: Endpoint): Promise<string | undefined> {
  if (endpoint.transport === 'http') return undefined
  const socket = await connectEndpoint({ ...endpoint, trust: { kind: 'none' } })
  try {
    return (socket as TLSSocket).getPeerX509Certificate()?.fingerprint256 // connectEndpoint secures every https socket
  } finally {
    socket.destroy()
  }
}

/** `https://host:port`, an IPv6 address in brackets. */
export function originOf({ transport, host, port }: Pick<Endpoint, 'transport' | 'host' | 'port'>): string {
  const bare = bareHost(host)
  return `${transport}://${isIPv6(bare) ? `[${bare}]` : bare}:${port}`
}

const bareHost = (host: string) => host.replace(/^\[(.*)\]$/, '$1')

/** A SHA-256 thumbprint in one form: 64 lower-case hex digits. People paste it with colons, spaces or in capitals. */
const normalThumbprint = (thumbprint: string) => thumbprint.toLowerCase().replaceAll(/[^0-9a-f]/g, '')
