import type { NextRequest } from 'next/server'
import { liveReader } from '@/app/live-reader'
import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/**
 * The next events of the live stream as one whole reply (`?topics=`, `?from=`), for a browser whose stream is held back
 * on the way. Waits for a change as long as a heartbeat lasts.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const reader = await liveReader(request)
  if (reader instanceof Response) return reader
  const events = await andon().live.next(reader)
  return new Response(new Uint8Array(events), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
