import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/** For load balancers: 200 while the server works, 503 while it stops or cannot reach its store. Says nothing more. */
export async function GET(): Promise<Response> {
  const healthy = await andon().isHealthy()
  const headers = { 'cache-control': 'no-store' }
  return Response.json({ status: healthy ? 'ok' : 'unavailable' }, { status: healthy ? 200 : 503, headers })
}
