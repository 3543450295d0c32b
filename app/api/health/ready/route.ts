import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/** 200 while requests may be sent here: its data are open and can be written, and it is not stopping. */
export async function GET(): Promise<Response> {
  const health = await andon().health()
  const headers = { 'cache-control': 'no-store' }
  if (health.ok) return Response.json({ status: 'ok', because: 'The record is open and can be written.' }, { headers })
  return Response.json({ status: 'unavailable', because: health.because }, { status: 503, headers })
}
