import type { NextRequest } from 'next/server'
import { admit, admitTouch, bearerIn, isFromElsewhere, refusals, refusalStatuses } from '@/app/admission'
import { headOf } from '@/app/head-of'
import { refuse } from '@/app/refuse'
import { sessionToken } from '@/app/session'
import { doors } from '@/lib/contract/contract'
import type { ConsoleError } from '@/lib/result'
import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/**
 * History as a file: `?format=csv` or `jsonl`, and what the screen filters by. It is made while it is sent, so that it
 * may be of any size; one that breaks off is no whole file to the browser, and the last line of JSON lines counts them.
 */
export async function GET(request: NextRequest): Promise<Response> {
  // A link on another site must not have a person's browser take a copy.
  const { headers } = request
  if (isFromElsewhere(headers)) return refusal(refuse(refusals.foreign, doors.exportHistory, headers))
  const admitted = await admit(doors.exportHistory, bearerIn(headers) ?? (await sessionToken()), headers)
  if (!admitted.ok) return refusal(admitted)
  const { format, ...filter } = Object.fromEntries(request.nextUrl.searchParams)
  const input = doors.exportHistory.input.safeParse([format, filter])
  const { account } = admitted.value
  if (!input.success) return refusal(refuse(refusals.malformed, doors.exportHistory, headers, account.username))
  const touch = admitTouch(doors.exportHistory, input.data, account, headers)
  if (!touch.ok) return refusal(touch)
  const exported = await andon().ask.exportHistory(...input.data, account)
  if (!exported.ok) return refusal(exported)
  const { fileName, contentType, pieces } = exported.value
  return new Response(bytesOf(pieces), {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store, no-transform',
      'x-content-type-options': 'nosniff',
    },
  })
}

export const HEAD = headOf(GET)

/** Read as fast as the browser takes them. */
function bytesOf(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const reading = pieces[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await reading.next()
        if (done === true) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        await reading.return?.()
      },
    },
    { highWaterMark: 1 },
  )
}

const refusal = ({ error: { code, sentence, wayOut } }: { error: ConsoleError }) =>
  new Response(`${sentence}${wayOut === undefined ? '' : ` ${wayOut}`}\n`, {
    status: refusalStatuses[code] ?? 500,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
