import type { z } from 'zod'
import { bearerIn, refusals, type Bearer } from '@/app/admission'
import { ask, type Around } from '@/app/ask'
import { headOf } from '@/app/head-of'
import { refusalOf } from '@/app/refusal-of'
import { refuse } from '@/app/refuse'
import { problemOf } from '@/lib/api/problem'
import { findRoute, mostBodyBytes, routes, type ApiRoute } from '@/lib/api/routes'
import type { Result } from '@/lib/result'
import { andon } from '@/server/index'
import { followEvents } from '../events'
import { handlers, type Ask, type Asked, type HandledRoute } from '../handlers'
import { notFound, problemFor, problemResponse } from '../problems'

export const dynamic = 'force-dynamic'

/**
 * Everything of `/api/v1`: one API token in `Authorization`, and no cookie; so often a minute; the route of
 * lib/api/routes.ts, its input checked by its schemas; and then the contract, by the same frame as everybody's calls.
 */
async function answer(request: Request): Promise<Response> {
  const bearer = bearerIn(request.headers)
  if (!bearer) {
    refuse(refusals.noToken, ofApi, request.headers)
    return problemResponse(problemOf('no-token', noToken))
  }
  const { isTooMany, most, left, fullInS, nextInS } = andon().programs.take(bearer.token)
  const rate = {
    'ratelimit-policy': `"token";q=${most};w=60`,
    ratelimit: `"token";r=${left};t=${fullInS}`,
  }
  if (isTooMany) {
    const detail = `This token may ask ${most} times a minute, and has done so.`
    return problemResponse(problemOf('too-many-requests', detail), { ...rate, 'retry-after': String(nextInS) })
  }
  const response = await route(request, bearer).catch(async (error: unknown) =>
    problemResponse(
      problemFor(await refusalOf(error, 'Andon could not do this because of an error of its own.', ofApi)),
    ),
  )
  for (const [name, value] of Object.entries(rate)) response.headers.set(name, value)
  return response
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
export const HEAD = headOf(answer)

/** What the log calls a request of which no more is known. */
const ofApi = '/api/v1'

const noToken = 'Send an API token: Authorization: Bearer andon_pt_… Cookies open nothing here.'

async function route(request: Request, bearer: Bearer): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const found = findRoute(method, pathname.slice('/api/v1'.length))
  if (!found) return problemResponse(problemOf('not-found', notFound))
  if ('allowed' in found) {
    const allow = found.allowed.join(', ')
    return problemResponse(problemOf('method-not-allowed', `Here it is ${allow}.`), { allow })
  }
  const { name, id = '' } = found
  const of: ApiRoute = routes[name]
  const query = of.query ? checked(of.query, queryOf(searchParams), 'query') : undefined
  if (query instanceof Response) return query
  if (name === 'followEvents') return await followEvents(request, bearer, query as object) // its fields are optional
  const body = of.body ? await bodyOf(request, of.body) : undefined
  if (body instanceof Response) return body
  const key = of.method === 'POST' ? keyOf(request) : undefined
  if (key instanceof Response) return key

  const wish = `${method} ${pathname}\n${JSON.stringify(body)}`
  const once = onceUnder(key, wish)
  // The input of each handler is what the schemas of its route have just made.
  const handle: Handle = handlers[name]
  const asking = ((...[call, ...input]: Parameters<Ask>) => ask(call, input, bearer, once.around)) as Ask // the contract's types
  const asked = { id, query, body } as Asked<HandledRoute>
  let result = await handle(asked, asking)
  if (name === 'readRun') result = await newsOf(request, result, () => handle(asked, asking))
  if (!result.ok) return problemResponse(problemFor(result.error), once.headers())
  const { body: given, headers } = result.value
  const all = { ...headers, ...once.headers(), 'cache-control': 'no-store' }
  if (headers?.['etag'] !== undefined && headers['etag'] === request.headers.get('if-none-match'))
    return new Response(null, { status: 304, headers: all })
  return Response.json(given, { status: of.gives.status, headers: all })
}

type Handle = (asked: Asked<HandledRoute>, ask: Ask) => ReturnType<(typeof handlers)[HandledRoute]>

/** What was given more than once is given as a list, which no schema takes. */
const queryOf = (params: URLSearchParams) =>
  Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const all = params.getAll(name)
      return [name, all.length === 1 ? all[0] : all]
    }),
  )

function checked(schema: z.ZodType, raw: unknown, place: 'query' | 'body'): unknown {
  const read = schema.safeParse(raw)
  if (read.success) return read.data
  const errors = read.error.issues.slice(0, 20).map(({ path, message }) => ({
    where: [place, ...path.map(String)].join('/'),
    what: message,
  }))
  return problemResponse(problemOf('malformed', 'The request is not of the shape that this takes.', { errors }))
}

async function bodyOf(request: Request, schema: z.ZodType): Promise<unknown> {
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? ''))
    return problemResponse(problemOf('not-json', 'Send the body as application/json.'))
  const length = request.headers.get('content-length')
  if (length === null) return problemResponse(problemOf('length-required', 'Send a Content-Length.'))
  if (Number(length) > mostBodyBytes)
    return problemResponse(problemOf('too-large', `A body has at most ${mostBodyBytes / 1024} KiB.`))
  const text = await request.text()
  try {
    return checked(schema, JSON.parse(text), 'body')
  } catch {
    return problemResponse(
      problemOf('malformed', 'The body is no JSON.', { errors: [{ where: 'body', what: 'It is no JSON.' }] }),
    )
  }
}

function keyOf(request: Request): string | Response | undefined {
  const key = request.headers.get('idempotency-key')
  if (key === null) return undefined
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key
  const errors = [{ where: 'header/Idempotency-Key', what: 'From 1 to 255 signs of ASCII, without blanks.' }]
  return problemResponse(problemOf('malformed', 'The Idempotency-Key cannot be one.', { errors }))
}

/** What is asked under a key is done once; every call of a request that has one is. */
function onceUnder(key: string | undefined, asked: string) {
  let isRepeated = false
  const around: Around = async (caller, work) => {
    if (key === undefined) return await work()
    const given = await andon().programs.once({ token: caller.id, key, asked }, work)
    isRepeated = given.isRepeated
    return given.result
  }
  return { around, headers: () => (isRepeated ? { 'idempotency-replayed': 'true' } : undefined) }
}

const longestWaitS = 30
/** How often it is looked whether something has happened. */
const lookEveryMs = 300

/** Waits for as long as was asked until there is something else than what the client has; each look is a call of its own. */
async function newsOf<Answer extends { headers?: Record<string, string> }>(
  request: Request,
  first: Result<Answer>,
  again: () => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  const known = request.headers.get('if-none-match')
  const [, wished = '0'] = /(?:^|[,;\s])wait=(\d{1,3})\b/.exec(request.headers.get('prefer') ?? '') ?? []
  const until = performance.now() + Math.min(Number(wished), longestWaitS) * 1000
  if (known === null) return first
  let result = first
  while (result.ok && result.value.headers?.['etag'] === known) {
    if (performance.now() >= until || request.signal.aborted) break
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    result = await again()
  }
  return result
}
