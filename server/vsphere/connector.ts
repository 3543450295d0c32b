import { constants, type X509Certificate } from 'node:crypto'
import { connect as connectTcp, isIP, isIPv6, type Socket } from 'node:net'
import { connect as connectTls, TLSSocket, type ConnectionOptions } from 'node:tls'
import type { buildConnector } from 'undici'
import type { Certificate } from '@/lib/vsphere/certificate'
import type { Endpoint, TlsTrust } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import { CertificateChanged, readCertificate } from './certificate'
import { WireError, type WireCode } from './errors'
import { networkError } from './network-error'
import { openTunnel } from './proxy-tunnel'

const connectTimeoutMs = 10_000

type ConnectorPorts = {
  /** Told of each connection with TLS, judged and found good. */
  onSecured?: (secured: { version: string | null; certificate: Certificate | undefined }) => void
  /** Told when the server shows another certificate than the pinned one. */
  onChanged?: ((error: CertificateChanged) => void) | undefined
}

/**
 * Connects undici to an endpoint: through its proxy where it has one, and with the trust that it is configured with.
 * The certificate is judged here, after the handshake and before a single byte of HTTP is sent, so that every kind of
 * refusal can name the certificate it saw.
 */
export function endpointConnector(
  endpoint: Endpoint,
  { onSecured, onChanged }: ConnectorPorts = {},
): buildConnector.connector {
  return (_options, callback) => {
    void connectEndpoint(endpoint).then(
      ({ socket, certificate }) => {
        if (socket instanceof TLSSocket)
          onSecured?.({ version: socket.getProtocol(), certificate: certificate && readCertificate(certificate) })
        callback(null, socket)
      },
      (error: unknown) => {
        callback(networkError(error), null)
        if (error instanceof CertificateChanged) onChanged?.(error)
      },
    )
  }
}

/** @returns a socket that is ready for HTTP, and what was shown on it. Rejects with WireError. */
async function connectEndpoint(endpoint: Endpoint): Promise<{ socket: Socket; certificate?: X509Certificate }> {
  const deadline = AbortSignal.timeout(connectTimeoutMs)
  const tcp = await connected(endpoint, deadline)
  tcp.setNoDelay(true)
  tcp.setKeepAlive(true, 30_000)
  if (endpoint.transport === 'http') return { socket: tcp }
  const socket = await secured(tcp, endpoint, deadline)
  // Once: Node 20 takes it out of what the server sent.
  const certificate = socket.getPeerX509Certificate()
  const refusal = judgeCertificate(socket, certificate, endpoint.trust)
  if (!refusal) return { socket, ...withoutUndefined({ certificate }) }
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
    // It alone: whoever has an authority of their own has no certificates of public ones to expect.
    ...(trust.kind === 'ca' ? { ca: trust.pem } : {}),
    ...(endpoint.allowOldTls ? oldTls : newTls),
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

/** A certificate is judged once: a server may not show another one on a connection that is kept open. */
const newTls: ConnectionOptions = { minVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_RENEGOTIATION }

/**
 * What hosts want that know nothing newer than TLS 1.0: its ciphers, signatures by SHA-1, short keys, and renegotiation as it
 * was. The newest version that both sides know is spoken all the same.
 */
const oldTls: ConnectionOptions = {
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT | constants.SSL_OP_NO_RENEGOTIATION,
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

function judgeCertificate(
  socket: TLSSocket,
  certificate: X509Certificate | undefined,
  trust: TlsTrust,
): WireError | undefined {
  if (trust.kind === 'none') return undefined
  const shown = certificate ? describe(certificate) : 'no certificate'
  if (trust.kind === 'thumbprint') {
    const pinned = normalThumbprint(trust.sha256)
    if (certificate && normalThumbprint(certificate.fingerprint256) === pinned) return undefined
    const detail = `expected SHA-256 ${trust.sha256}, the server showed ${shown}`
    return certificate
      ? new CertificateChanged(readCertificate(certificate), detail)
      : new WireError('thumbprint-changed', detail)
  }
  if (socket.authorized) return undefined
  // Node's types promise an Error; it is the code as a string.
  const problem = String(socket.authorizationError)
  return new WireError(certificateCodes[problem] ?? 'certificate-unknown', `${problem}: the server showed ${shown}`)
}

function describe(shown: X509Certificate): string {
  const { subject, issuer, names, validTo, sha256 } = readCertificate(shown)
  const forNames = names.length === 0 ? '' : ` for ${names.join(', ')}`
  return `a certificate of ${subject}${forNames}, issued by ${issuer}, valid to ${validTo ?? 'an unknown time'}, SHA-256 ${sha256}`
}

/**
 * Looks at the certificate of an endpoint without trusting it or sending anything to it.
 * @returns its SHA-256 thumbprint, colon-separated; undefined over plain HTTP. Rejects with WireError.
 */
export async function readThumbprint(endpoint: Endpoint): Promise<string | undefined> {
  if (endpoint.transport === 'http') return undefined
  const { socket, certificate } = await connectEndpoint({ ...endpoint, trust: { kind: 'none' } })
  socket.destroy()
  return certificate?.fingerprint256
}

/** `https://host:port`, an IPv6 address in brackets. */
export function originOf({ transport, host, port }: Pick<Endpoint, 'transport' | 'host' | 'port'>): string {
  const bare = bareHost(host)
  return `${transport}://${isIPv6(bare) ? `[${bare}]` : bare}:${port}`
}

const bareHost = (host: string) => host.replace(/^\[(.*)\]$/, '$1')

/** A SHA-256 thumbprint in one form: 64 lower-case hex digits. People paste it with colons, spaces or in capitals. */
const normalThumbprint = (thumbprint: string) => thumbprint.toLowerCase().replaceAll(/[^0-9a-f]/g, '')
