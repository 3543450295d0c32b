import 'server-only'
import type { NextRequest } from 'next/server'
import type { Only } from '@/lib/accounts/limited'
import { exchangeHeader, sourceHeader } from '@/lib/accounts/request-marks'
import { doors } from '@/lib/contract/contract'
import { andon } from '@/server/index'
import { admit, bearerIn } from './admission'
import { noLink, refuse } from './refuse'
import { displayToken, sessionToken } from './session'

/** Who follows, as whom. `owner`: the session, token or link with which the stream ends. */
export type Audience = {
  principal: 'person' | 'token' | 'display'
  only?: Only
  isMasked?: boolean
  owner: string
  account?: string
}

export type LiveReader = Audience & {
  topics: string[]
  from: string | null
  signal: AbortSignal
  /** Gives back its place among the streams that one may have open. */
  giveBack: () => void
  exchange: string | undefined
}

/** As many as an address holds. */
const mostTopics = 200

/**
 * Who follows the live data, as a stream or by asking, and what of it (`?topics=`, separated by commas): a signed-in
 * browser; a program with an API token; or a display, by the cookie that its link has left (`?display=`), or by its token
 * where cookies are not kept (`?wall=`). Goes on after `Last-Event-ID` or `?from=` where it can. Else the
 * response that says why not.
 */
export async function liveReader({ nextUrl, headers, signal }: NextRequest): Promise<LiveReader | Response> {
  const audience = await identify(nextUrl.searchParams, headers)
  if (!audience) return refused(401, 'Not signed in.')
  const topics = nextUrl.searchParams.get('topics')?.split(',')
  if (!topics)
    return audience.principal === 'display' ? readAgain() : refused(400, 'Say what to follow: ?topics=board.')
  const reader = readerFor(audience, topics, { headers, signal, from: nextUrl.searchParams.get('from') })
  return 'because' in reader ? refused(reader.status, reader.because) : reader
}

/** What of a request says how it follows. */
type Following = { headers: Headers; signal: AbortSignal; from: string | null }

/** A reader of these topics, with its place among the streams; or why there is none. */
export function readerFor(
  audience: Audience,
  topics: string[],
  { headers, signal, from }: Following,
): LiveReader | { status: 400 | 403 | 429; because: string } {
  if (topics.length > mostTopics)
    return { status: 400, because: `At most ${mostTopics} topics can be followed at once.` }
  const because = andon().live.whyNone({ ...audience, topics })
  if (because !== undefined) return { status: 403, because }
  const place = andon().live.takePlace({ ...audience, source: headers.get(sourceHeader) ?? 'unknown' })
  if (!place.ok) return { status: 429, because: place.because }
  return {
    ...audience,
    topics,
    from: headers.get('last-event-id') ?? from,
    signal,
    giveBack: place.giveBack,
    exchange: headers.get(exchangeHeader) ?? undefined,
  }
}

/** What says that it is a display is all that counts: it never borrows the rights of another cookie. */
async function identify(query: URLSearchParams, headers: Headers): Promise<Audience | undefined> {
  const display = query.get('display')
  const wall = query.get('wall') ?? (display === null ? undefined : await displayToken(display))
  if (wall !== undefined || display !== null) {
    const link = wall === undefined ? undefined : await andon().accounts.displayLinks.find(wall)
    if (!link) refuse(noLink, doors.followLive, headers)
    return link && { principal: 'display', only: link.connections, isMasked: link.isMasked, owner: link.id }
  }
  const admitted = await admit(doors.followLive, bearerIn(headers) ?? (await sessionToken()), headers)
  if (!admitted.ok) return undefined
  const { id, account, is } = admitted.value
  return { principal: is, only: account.connections, owner: id, account: account.username }
}

/**
 * A wall that has hung since before there were topics: it reads its page again when it hears of another server, in a
 * message of its own time. A person is told that the data is old, and does it.
 */
function readAgain(): Response {
  const tables = { connections: {}, vms: {}, hosts: {}, datastores: {}, questions: {}, tasks: {}, runs: {} }
  const message = { kind: 'snapshot', epoch: 'newer', version: 0, at: new Date().toISOString(), tables }
  const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(`data: ${JSON.stringify(message)}\n\n`, { headers })
}

const refused = (status: number, sentence: string) =>
  new Response(sentence, { status, headers: { 'cache-control': 'no-store' } })
