import { z } from 'zod'
import { isOwnOrigin, refusals } from '@/app/admission'
import { noLink, refuse } from '@/app/refuse'
import { displayToken, keepDisplay } from '@/app/session'
import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

const entering = z.strictObject({ token: z.string().max(200).optional(), display: z.string().max(64).optional() })

/**
 * A display enters with the token of its link, which it keeps in a cookie out of reach of scripts from then on; or again,
 * with that cookie. The answer names the display, and from where it is read where that is set: `{display, seat}`.
 */
export async function POST(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store' }
  const given = request.headers
  if (!isOwnOrigin(given)) {
    const { error } = refuse(refusals.foreign, 'enterWall', given)
    return new Response(error.sentence, { status: 403, headers })
  }
  const asked = entering.safeParse(await request.json().catch(() => undefined))
  if (!asked.success) {
    const { error } = refuse(refusals.malformed, 'enterWall', given)
    return new Response(error.sentence, { status: 400, headers })
  }
  const { token, display } = asked.data
  const held = token ?? (display === undefined ? undefined : await displayToken(display))
  const link = held === undefined ? undefined : await andon().accounts.displayLinks.find(held)
  if (!link || held === undefined) {
    const { error } = refuse(noLink, 'enterWall', given)
    return new Response(error.sentence, { status: 401, headers })
  }
  await keepDisplay(link.id, held)
  return Response.json({ display: link.id, seat: link.seat }, { headers })
}
