import { createHmac } from 'node:crypto'
import { Agent, request } from 'undici'
import { checkHost, guardedLookup, Unreachable, type Allowed } from '../outward/reach'

/** How one try went. `said`: a sentence or less. `reply`: the beginning of the answer. `waitMs`: how long it asks to wait. */
export type Outcome = { ok: boolean; said: string; reply?: string; waitMs?: number }

/** How long a receiver has for all of its answer. */
export const usualPatienceMs = 10_000
/** Nobody reads more of it. */
const mostReply = 2_000

/**
 * The signature of Standard Webhooks: HMAC-SHA-256 over id, time (Unix seconds) and body, which receivers check with libraries
 * that there are.
 * @param key base64, as it stands behind `whsec_`.
 */
export const signatureOf = (key: string, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(key, 'base64')).update(`${id}.${seconds}.${body}`).digest('base64')}`

/** Sends JSON to addresses that people entered. Nothing is followed to somewhere else. */
export function createPoster(allowed: Allowed, patienceMs = usualPatienceMs) {
  const agent = new Agent({
    connect: { lookup: guardedLookup(allowed), timeout: patienceMs },
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
    keepAliveTimeout: 10_000,
  })

  async function send(url: string, body: string, headers: Record<string, string>): Promise<Outcome> {
    const signal = AbortSignal.timeout(patienceMs)
    try {
      checkHost(new URL(url).hostname, allowed)
      const response = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Andon', ...headers },
        body,
        signal,
      })
      const reply = await beginningOf(response.body)
      const { statusCode: status } = response
      if (status >= 200 && status < 300) return { ok: true, said: `HTTP ${status}`, reply }
      const asked = Number(response.headers['retry-after'])
      return {
        ok: false,
        said: status >= 300 && status < 400 ? `HTTP ${status}: redirects are not followed` : `HTTP ${status}`,
        reply,
        ...(asked > 0 && { waitMs: asked * 1_000 }),
      }
    } catch (error) {
      if (signal.aborted) return { ok: false, said: `it did not answer within ${patienceMs / 1_000} s` }
      return { ok: false, said: whyNot(error) }
    }
  }

  return { send, close: () => agent.destroy() }
}

/** So much of an answer as is kept; the rest is not read, however long it is. */
async function beginningOf(body: AsyncIterable<Buffer> & { destroy(): unknown; on(...on: never[]): unknown }) {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body) {
    pieces.push(piece)
    length += piece.length
    if (length > mostReply) break
  }
  return Buffer.concat(pieces).subarray(0, mostReply).toString('utf8')
}

/** In words that stand alone. */
export function whyNot(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++) {
    if (one instanceof Unreachable) return one.message
    if ('code' in one && typeof one.code === 'string' && Object.hasOwn(words, one.code)) return words[one.code] ?? ''
  }
  // A library in between may have put a code of its own in the place of this one.
  if (error instanceof Error && /certificate has expired/i.test(error.message)) return expired
  if (error instanceof Error && /self.signed certificate|unable to (?:verify|get)/i.test(error.message))
    return untrusted
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  return `it could not be reached${code}`
}

const untrusted = 'it shows a certificate that nobody signed whom this machine trusts'
const expired = 'it shows a certificate that has expired'

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refuses connections on this port',
  ENOTFOUND: 'it has a name that nobody knows',
  EAI_AGAIN: 'it has a name that could not be looked up',
  ETIMEDOUT: 'it did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'it did not answer in time',
  ECONNRESET: 'it cut the connection',
  UND_ERR_SOCKET: 'it cut the connection',
  EPIPE: 'it cut the connection',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: 'it shows a certificate of another name',
  CERT_HAS_EXPIRED: expired,
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS on this port',
  EPROTO: 'it does not speak TLS on this port',
}
