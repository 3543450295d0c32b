import type { NextRequest } from 'next/server'
import { headOf } from '@/app/head-of'
import { liveReader } from '@/app/live-reader'
import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/** The live stream: `text/event-stream` of snapshots and deltas by topic (lib/live). */
export async function GET(request: NextRequest): Promise<Response> {
  const reader = await liveReader(request)
  if (reader instanceof Response) return reader
  return new Response(andon().live.open(reader), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressing proxy would hold events back.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

export const HEAD = headOf(GET)
