import type { NextRequest } from 'next/server'
import { admit } from '@/app/admission'
import { sessionToken } from '@/app/session'
import { doors } from '@/lib/contract/contract'
import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

type Reader = { view: 'console' | 'wall'; owner: string }

/**
 * The live stream: `text/event-stream` of snapshots and deltas (lib/live). A signed-in browser gets all of it, a display
 * with its token (`?wall=`) the wall's part. Goes on after `Last-Event-ID` or `?from=epoch:version` where it can.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const reader = await identify(request)
  if (!reader) return new Response('Not signed in.', { status: 401, headers: { 'cache-control': 'no-store' } })
  const from = request.headers.get('last-event-id') ?? request.nextUrl.searchParams.get('from')
  return new Response(andon().live.open({ ...reader, from, signal: request.signal }), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressing proxy would hold events back.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

/** A token in the address is all that counts: it never borrows the rights of a cookie. */
async function identify(request: NextRequest): Promise<Reader | undefined> {
  const token = request.nextUrl.searchParams.get('wall')
  if (token !== null) {
    const link = await andon().accounts.displayLinks.find(token)
    return link && { view: 'wall', owner: link.id }
  }
  const admitted = await admit(doors.followLive, await sessionToken())
  return admitted.ok ? { view: 'console', owner: admitted.value.id } : undefined
}
