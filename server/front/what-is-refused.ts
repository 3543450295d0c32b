import type { IncomingMessage } from 'node:http'
import { isOfApi } from '@/lib/api/problem'
import type { Asked } from './asked'

export type Refusal = { status: number; sentence: string }

/** Longest body of a request that is no upload; Next takes 1 MB of one for an action. */
const mostBodyBytes = 2 ** 20

/** Paths that machines ask by whatever address they have of this one. They tell nothing to who may not know it. */
const isForMachines = (path: string) => /^\/api\/(health(\/|$)|metrics$)/.test(path)

/** Why a request is not answered, in one sentence; undefined: it is. */
export function refusalOf(request: IncomingMessage, path: string, asked: Asked): Refusal | undefined {
  if (!path.startsWith('/')) return { status: 400, sentence: 'Andon is no proxy: ask for a path, as in GET /.' }
  const hosts = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length
  if (hosts > 1) return { status: 400, sentence: 'The request names several hosts.' }
  if (asked.origins.length === 0 && !isForMachines(path)) return { status: 421, sentence: strangeName(asked.host) }
  // Next answers with a page, which no program reads.
  if (isOfApi(path) && !isDecodable(path)) return { status: 400, sentence: 'The path cannot be read.' }
  return isUpload(request) ? undefined : tooMuch(request)
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

export const isUpload = ({ method, url = '' }: IncomingMessage) => method === 'PUT' && /^\/api\/files(\?|$)/.test(url)

export const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function strangeName(host: string): string {
  const name = host.slice(0, 100).replaceAll(/[^\w.:[\]-]/g, '?')
  const called = name === '' ? 'without a name' : `under the name "${name}"`
  return `Andon does not answer ${called}: whoever runs it says in ANDON_ORIGIN under which names it does.`
}

/** Uploads alone may be of any size. Of anything else its sender says how much it is. */
function tooMuch({ headers }: IncomingMessage): Refusal | undefined {
  if (headers['transfer-encoding'] !== undefined)
    return { status: 411, sentence: 'The request does not say how long it is.' }
  const length = Number(headers['content-length'] ?? 0)
  return length > mostBodyBytes
    ? { status: 413, sentence: 'The request is larger than any that Andon takes.' }
    : undefined
}
