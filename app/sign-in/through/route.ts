import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { refusals } from '@/app/admission'
import { keepSession, signInFrom } from '@/app/session'
import { ownPath } from '@/components/pages/pages'
import { assertNever } from '@/lib/assert-never'
import { andon } from '@/server/index'
import { takeBegun } from '../begun-cookie'

export const dynamic = 'force-dynamic'

/**
 * Where the provider sends a browser back to. Whoever comes has to have begun in this browser; the address says no more
 * than the provider's code for it, and pages are told of a refusal by a word that they know.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const { identity } = andon()
  if (!identity) return new Response('This console has no identity provider.\n', { status: 404, headers: plain })
  // A picture or a frame on another site is nobody who comes back.
  const dest = request.headers.get('sec-fetch-dest')
  if (dest !== null && dest !== 'document')
    return new Response(`${refusals.foreign.sentence}\n`, { status: 403, headers: plain })
  const from = await signInFrom()
  const finished = await identity.finish({ search: request.nextUrl.search, begun: await takeBegun() }, from)
  switch (finished.at) {
    case 'signed-in':
      await keepSession(finished.signedIn)
      return redirect(ownPath(finished.next))
    case 'joined':
      return redirect(ownPath(finished.next))
    case 'refused': {
      const { code, next, joining } = finished
      if (joining) return redirect(`/settings/accounts?through=${code}`)
      return redirect(`/sign-in?${new URLSearchParams({ through: code, next: ownPath(next) })}`)
    }
    default:
      return assertNever(finished, 'end of a sign-in')
  }
}

const plain = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
