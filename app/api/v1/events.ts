import { admit, type Bearer } from '@/app/admission'
import { readerFor } from '@/app/live-reader'
import { problemOf } from '@/lib/api/problem'
import { doors } from '@/lib/contract/contract'
import { andon } from '@/server/index'
import { problemFor, problemResponse } from './problems'

type Wanted = { topics?: string | undefined; from?: string | undefined }

/** The live stream for the token of a request. When the token ends, a last event says why. */
export async function followEvents(request: Request, bearer: Bearer, { topics = 'board', from }: Wanted) {
  const admitted = await admit(doors.followLive, bearer, request.headers)
  if (!admitted.ok) return problemResponse(problemFor(admitted.error))
  const { id, account } = admitted.value
  const audience = { principal: 'token', owner: id, account: account.username, only: account.connections } as const
  const { only, ...all } = audience
  const reader = readerFor(only === undefined ? all : audience, topics.split(','), {
    headers: request.headers,
    signal: request.signal,
    from: from ?? null,
  })
  if ('because' in reader) {
    const name = reader.status === 429 ? 'too-many-streams' : reader.status === 400 ? 'malformed' : 'not-allowed'
    return problemResponse(problemOf(name, reader.because))
  }
  return new Response(
    andon()
      .live.open({ ...reader, isRewritten: true })
      .pipeThrough(sayingWhy()),
    {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      },
    },
  )
}

/** The last message of a stream whose owner may follow it no longer. */
const last = '"kind":"signed-out"}'

const ended = problemOf('no-token', 'This API token was revoked, its time is over, or its account is disabled.')

/** Adds to the message that ends a stream the reason, as the same problem that the next request would get. */
function sayingWhy(): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(bytes, controller) {
      controller.enqueue(bytes)
      // No message that carries anything is so short.
      if (bytes.byteLength < 100 && new TextDecoder().decode(bytes).includes(last))
        controller.enqueue(new TextEncoder().encode(`event: problem\ndata: ${JSON.stringify(ended)}\n\n`))
    },
  })
}
