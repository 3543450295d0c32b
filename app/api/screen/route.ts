import type { NextRequest } from 'next/server'
import { admit, admitTouch, bearerIn, isFromElsewhere, isOwnOrigin, refusals, refusalStatuses } from '@/app/admission'
import { refuse } from '@/app/refuse'
import { sessionToken } from '@/app/session'
import { doors } from '@/lib/contract/contract'
import { screenHeaders } from '@/lib/screen/screen'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/** The screen of a guest, `?vm=…`: a PNG, and in headers when and how it was taken; else a Result that says why not. */
export const GET = (request: NextRequest): Promise<Response> => answer(request, 'lookAtScreen')

/** The same by way of a file that the host writes, where it has no other; a press of somebody. */
export const POST = (request: NextRequest): Promise<Response> => answer(request, 'takeScreenshot')

async function answer(request: NextRequest, name: 'lookAtScreen' | 'takeScreenshot'): Promise<Response> {
  const { headers } = request
  const door = doors[name]
  const bearer = bearerIn(headers)
  const isForeign = isFromElsewhere(headers) || (name === 'takeScreenshot' && !bearer && !isOwnOrigin(headers))
  if (isForeign) return refusal(refuse(refusals.foreign, door, headers))
  const admitted = await admit(door, bearer ?? (await sessionToken()), headers)
  if (!admitted.ok) return refusal(admitted)
  const { account } = admitted.value
  const input = door.input.safeParse([request.nextUrl.searchParams.get('vm') ?? undefined])
  if (!input.success) return refusal(refuse(refusals.malformed, door, headers, account.username))
  const touch = admitTouch(door, input.data, account, headers)
  if (!touch.ok) return refusal(touch)
  const [vm] = input.data
  const shot = await (name === 'lookAtScreen' ? andon().ask.lookAtScreen(vm) : andon().ask.takeScreenshot(vm, account))
  if (!shot.ok) return refusal(shot, bearer ? programStatuses : {})
  const { bytes, width, height, takenAt, way, left } = shot.value
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...safely,
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      [screenHeaders.takenAt]: new Date(takenAt).toISOString(),
      [screenHeaders.way]: way,
      [screenHeaders.width]: String(width),
      [screenHeaders.height]: String(height),
      // A header takes no letters beyond Latin ones.
      ...(left && { [screenHeaders.left]: encodeURIComponent(`${left.file} could not be removed. ${left.because}`) }),
    },
  })
}

/** What is on a guest's screen is kept nowhere, and is nothing but a picture. */
const safely = {
  'cache-control': 'private, no-store, no-transform',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
}

type Statuses = Readonly<Record<string, number>>

/** To programs. A page reads the Result, and its browser would call each of these an error of the page, every few seconds. */
const programStatuses: Statuses = {
  'no-vm': 404,
  'not-on': 409,
  'not-possible': 409,
  'no-contact': 503,
  'not-offered': 501,
  'no-picture': 502,
}

const refusal = ({ error }: { error: ConsoleError }, more: Statuses = {}) =>
  Response.json(failed(error) satisfies Result<never>, {
    status: refusalStatuses[error.code] ?? more[error.code] ?? 200,
    headers: { ...safely },
  })
