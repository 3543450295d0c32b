import { WireError, type WireCode } from './errors'

/** Node's and OpenSSL's codes for what goes wrong below HTTP. */
const codes: Readonly<Record<string, WireCode>> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_NODATA: 'name-not-found',
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-cut',
  EPIPE: 'connection-cut',
  UND_ERR_SOCKET: 'connection-cut',
  UND_ERR_ABORTED: 'connection-cut',
  ERR_STREAM_PREMATURE_CLOSE: 'connection-cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  Z_BUF_ERROR: 'truncated',
  Z_DATA_ERROR: 'not-xml',
  ETIMEDOUT: 'timed-out',
  UND_ERR_CONNECT_TIMEOUT: 'timed-out',
  UND_ERR_HEADERS_TIMEOUT: 'timed-out',
  UND_ERR_BODY_TIMEOUT: 'timed-out',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-tls',
  ERR_SSL_HTTP_REQUEST: 'not-tls',
  ERR_SSL_UNEXPECTED_MESSAGE: 'not-tls',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls-too-old',
  ERR_SSL_VERSION_TOO_LOW: 'tls-too-old',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls-too-old',
  UND_ERR_DESTROYED: 'closed',
  UND_ERR_CLOSED: 'closed',
}

type Coded = { code?: unknown; message?: unknown; cause?: unknown; errors?: unknown; name?: unknown; data?: unknown }

/** Errors wrap one another: undici's, Node's, and several at once when a name has several addresses. */
function* innermostFirst(error: unknown, depth = 0): Generator<Coded> {
  if (typeof error !== 'object' || error === null || depth > 5) return
  const coded: Coded = error
  // Of several addresses the last one tried says most: IPv4, where IPv6 has no route.
  if (Array.isArray(coded.errors))
    for (const inner of coded.errors.toReversed()) yield* innermostFirst(inner, depth + 1)
  yield* innermostFirst(coded.cause, depth + 1)
  yield coded
}

/** Names what a request failed from; anything unknown is `unreachable` with its own words. */
export function networkError(error: unknown): WireError {
  if (error instanceof WireError) return error
  for (const coded of innermostFirst(error)) {
    if (coded instanceof WireError) return coded
    if (coded.name === 'TimeoutError') return new WireError('timed-out', String(coded.message), { cause: error })
    const code = codeOf(coded)
    if (code)
      return new WireError(code, `${String(coded.code ?? coded.name)}: ${String(coded.message)}`, { cause: error })
  }
  return new WireError('unreachable', error instanceof Error ? error.message : String(error), { cause: error })
}

function codeOf({ name, code, data }: Coded): WireCode | undefined {
  // undici could not read the answer as HTTP: an alert record of TLS (RFC 8446, 5.1), or some other protocol.
  if (name === 'HTTPParserError') return String(data).startsWith('\u0015\u0003') ? 'needs-tls' : 'not-vsphere'
  if (typeof code !== 'string') return undefined
  if (codes[code]) return codes[code]
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return 'tls-failed'
  return undefined
}
