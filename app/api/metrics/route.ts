import { timingSafeEqual } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { admit, admitTouch, bearerIn } from '@/app/admission'
import { sessionToken } from '@/app/session'
import { doors } from '@/lib/contract/contract'
import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/** Prometheus text, for the bearer of `ANDON_METRICS_TOKEN` or of an API token that may read, or somebody signed in. */
export async function GET(request: NextRequest): Promise<Response> {
  const allowed = bears(request, andon().metricsToken) || (await isAllowed(request))
  if (!allowed) return new Response('Not signed in.', { status: 401, headers: { 'www-authenticate': 'Bearer' } })
  return new Response(await andon().metrics(), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
  })
}

async function isAllowed({ headers }: NextRequest): Promise<boolean> {
  const admitted = await admit(doors.readMetrics, bearerIn(headers) ?? (await sessionToken()), headers)
  return admitted.ok && admitTouch(doors.readMetrics, [], admitted.value.account, headers).ok
}

function bears(request: NextRequest, token: string | undefined): boolean {
  if (!token) return false
  const expected = Buffer.from(`Bearer ${token}`)
  const given = Buffer.from(request.headers.get('authorization') ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
