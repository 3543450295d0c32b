import { Readable } from 'node:stream'
import { Pool, type Dispatcher } from 'undici'
import type { Endpoint } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import { endpointConnector, originOf } from './connector'
import type { TransportOptions } from './http-transport'
import { whileAllowed, type MayChange } from './leave-guard'
import { networkError } from './network-error'
import type { WireTap } from './wire-tap'

/** One request for a file of a datastore. */
export type FileExchange = {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** Path and query: `folderUrl` of lib/names writes them. */
  path: string
  headers?: Record<string, string>
  /** A stream can be sent only once. */
  body?: Uint8Array | Readable
  /** It may take hours, and what is over in a moment must not wait behind it. */
  isLong?: boolean
  signal?: AbortSignal
}

export type FileAnswer = {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** The bytes as they are, never decompressed. It has to be read to its end, or destroyed. */
  body: Readable
}

/** For each of the two kinds. More at once wait for one of them to end; hosts allow about a hundred per session. */
const connections = 8
/** A host answers a PUT when it has written everything to a slow datastore. */
const headersTimeoutMs = 5 * 60_000
const bodyIdleMs = 60_000
/** Bytes of a configuration file that are shown to whoever taps the wire; real ones have a few thousand. */
const mostTapped = 2 ** 20

/**
 * Files of datastores over HTTP, as bytes in both directions, without a limit. Long ones have connections of their own,
 * apart from short ones and from calls. Everything that goes wrong is a WireError.
 */
export class FileTransport {
  readonly #short: Pool
  readonly #long: Pool
  readonly #tap: WireTap | undefined
  readonly #mayChange: MayChange

  constructor(endpoint: Endpoint, { tap, mayChange = () => true, onChanged }: TransportOptions = {}) {
    this.#tap = tap
    this.#mayChange = mayChange
    const pool = () =>
      new Pool(originOf(endpoint), {
        connections,
        connect: endpointConnector(endpoint, { onChanged }),
        keepAliveTimeout: 10_000,
        maxResponseSize: -1,
        pipelining: 1,
      })
    this.#short = pool()
    this.#long = pool()
  }

  async exchange({ method, path, headers, body, isLong, signal }: FileExchange): Promise<FileAnswer> {
    let response: Dispatcher.ResponseData
    try {
      const pool = isLong ? this.#long : this.#short
      const isChange = method === 'PUT' || method === 'DELETE'
      response = await (isChange ? whileAllowed(pool, this.#mayChange) : pool).request({
        path,
        method,
        headers: { 'user-agent': 'Andon', ...headers },
        headersTimeout: headersTimeoutMs,
        bodyTimeout: bodyIdleMs,
        // A host may refuse an upload before it has read it; the connection is then of no use any more.
        reset: method === 'PUT',
        ...withoutUndefined({ body }),
        ...(signal ? { signal } : {}),
      })
    } catch (error) {
      throw networkError(signal?.aborted ? signal.reason : error)
    }
    const { statusCode: status, headers: given, body: answered } = response
    const answer = { status, headers: given, body: answered }
    return this.#tap?.file
      ? this.#tell(this.#tap.file, { method, path, isPart: headers?.range !== undefined }, answer)
      : answer
  }

  /** A configuration file is read here for whoever taps the wire, and handed on. */
  async #tell(
    tell: NonNullable<WireTap['file']>,
    { method: http, path, isPart }: Pick<FileExchange, 'method' | 'path'> & { isPart: boolean },
    answer: FileAnswer,
  ): Promise<FileAnswer> {
    const length = Number(answer.headers['content-length'] ?? Number.NaN)
    const told = {
      http,
      path,
      status: answer.status,
      contentType: [answer.headers['content-type']].flat()[0],
      length: Number.isNaN(length) ? undefined : length,
    }
    const isConfiguration =
      http === 'GET' && answer.status === 200 && /\.vmx(?:\?|$)/i.test(path) && length <= mostTapped
    if (!isConfiguration || isPart) {
      tell(told)
      return answer
    }
    try {
      const bytes = Buffer.concat(await answer.body.toArray())
      tell({ ...told, bytes })
      return { ...answer, body: Readable.from([bytes]) }
    } catch (error) {
      throw networkError(error)
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#short.destroy(), this.#long.destroy()])
  }
}
