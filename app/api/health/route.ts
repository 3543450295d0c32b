import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/**
 * For load balancers, and who looks after them: 200 while the server works; 503 while it stops, cannot reach its store
 * or cannot write it, with the cause and the way out where they are known.
 */
export async function GET(): Promise<Response> {
  const health = await andon().health()
  const headers = { 'cache-control': 'no-store' }
  if (health.ok) return Response.json({ status: 'ok' }, { headers })
  return Response.json({ status: 'unavailable', because: health.because }, { status: 503, headers })
}
