import { bearerIn, refusalStatuses } from '@/app/admission'
import { ask } from '@/app/ask'
import { isReadName } from '@/lib/contract/contract'
import type { Result } from '@/lib/result'

export const dynamic = 'force-dynamic'

/** Larger than any form: a connection with its CA certificates. */
const mostBytes = 256 * 1024

/** One read of the console: a JSON array of arguments in, a `Result` out. The same checks as for a server action. */
export async function POST(request: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const { name } = await params
  if (!isReadName(name)) return new Response('There is no such read.', { status: 404, headers: noStore })
  const result = await ask(name, await argumentsOf(request), bearerIn(request.headers))
  return Response.json(result, { status: statusOf(result), headers: noStore })
}

const noStore = { 'cache-control': 'no-store' }

/** Undefined when it is no JSON or too much of it: no read takes that. */
async function argumentsOf(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? Infinity) > mostBytes) return undefined
  try {
    return await request.json()
  } catch {
    return undefined
  }
}

/** For proxies and logs; the page reads the Result. */
const statusOf = (result: Result<unknown>): number => (result.ok ? 200 : (refusalStatuses[result.error.code] ?? 200))
