import 'server-only'
import type { NextRequest } from 'next/server'
import { doors } from '@/lib/contract/contract'
import { andon } from '@/server/index'
import { admit } from './admission'
import { sessionToken } from './session'

export type LiveReader = { view: 'console' | 'wall'; owner: string; from: string | null; signal: AbortSignal }

/**
 * Who follows the live data, as a stream or by asking: a signed-in browser gets all of it, a display with its token
 * (`?wall=`) the wall's part. Goes on after `Last-Event-ID` or `?from=epoch:version` where it can. Undefined: nobody.
 */
export async function liveReader(request: NextRequest): Promise<LiveReader | undefined> {
  const reader = await identify(request.nextUrl.searchParams.get('wall'))
  const from = request.headers.get('last-event-id') ?? request.nextUrl.searchParams.get('from')
  return reader && { ...reader, from, signal: request.signal }
}

/** A token in the address is all that counts: it never borrows the rights of a cookie. */
async function identify(token: string | null): Promise<Pick<LiveReader, 'view' | 'owner'> | undefined> {
  if (token !== null) {
    const link = await andon().accounts.displayLinks.find(token)
    return link && { view: 'wall', owner: link.id }
  }
  const admitted = await admit(doors.followLive, await sessionToken())
  return admitted.ok ? { view: 'console', owner: admitted.value.id } : undefined
}

export const notSignedIn = () =>
  new Response('Not signed in.', { status: 401, headers: { 'cache-control': 'no-store' } })
