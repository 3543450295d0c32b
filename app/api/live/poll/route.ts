import type { NextRequest } from 'next/server'
import { liveReader, notSignedIn } from '@/app/live-reader'
import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/**
 * The next events of the live stream as one whole reply (`?from=epoch:version`), for a browser whose stream is held back
 * on the way. Waits for a change as long as a heartbeat lasts.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const reader = await liveReader(request)
  if (!reader) return notSignedIn()
  const events = await andon().live.next(reader)
  return new Response(new Uint8Array(events), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
