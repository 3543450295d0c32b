import { fetch } from 'undici'
import { isHere } from '../outward/here'

/** What a provider did wrong, in words that follow its name: "Company ID: does not answer". */
export class ProviderTrouble extends Error {
  readonly is: 'away' | 'wrong'
  constructor(is: 'away' | 'wrong', because: string) {
    super(because)
    this.is = is
  }
}

/** All that a provider has to say fits in here many times. */
const mostBytes = 1024 * 1024
/** How long a provider has for one answer. */
export const patienceMs = 5_000

type Asked = { method: string; headers: object; body?: unknown }

/**
 * One request to a provider as `openid-client` makes it: whole within `longestMs` and a megabyte, without following to
 * somewhere else. A provider elsewhere sends nobody to addresses of this machine.
 * @throws ProviderTrouble
 */
export async function boundedFetch(
  { issuer, longestMs }: { issuer: string; longestMs: number },
  address: string,
  { method, headers, body }: Asked,
): Promise<Response> {
  const { hostname } = new URL(address)
  if (isHere(hostname) && !isHere(new URL(issuer).hostname))
    throw new ProviderTrouble('wrong', `names an address of this machine: ${new URL(address).origin}`)
  const signal = AbortSignal.timeout(longestMs)
  try {
    const response = await fetch(address, {
      method,
      headers: Object.entries(Object.fromEntries(new Headers(headers as HeadersInit))), // what the library sets
      redirect: 'manual',
      signal,
      ...(body !== undefined && body !== null && { body: bodyText(body) }),
    })
    if (response.status >= 300 && response.status < 400)
      throw new ProviderTrouble('wrong', `sends on to another address (HTTP ${response.status})`)
    const bytes = await wholeBody(response.body ?? [])
    return new Response(bytes.length === 0 ? null : new Uint8Array(bytes), {
      status: response.status,
      headers: [...response.headers],
    })
  } catch (error) {
    if (error instanceof ProviderTrouble) throw error
    if (signal.aborted) throw new ProviderTrouble('away', `has not answered within ${longestMs / 1000} s`)
    throw new ProviderTrouble('away', `cannot be reached (${codeOf(error)})`)
  }
}

/** Forms, as text: the class of one may be of another realm than the one that undici knows. */
const bodyText = (body: unknown) => (body instanceof Uint8Array ? body : String(body))

async function wholeBody(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > mostBytes) throw new ProviderTrouble('wrong', 'sends more than a megabyte')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** Node's and OpenSSL's word for what went wrong below HTTP. */
function codeOf(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++)
    if ('code' in one && typeof one.code === 'string') return one.code
  return 'no connection'
}
