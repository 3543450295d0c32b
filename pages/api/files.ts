import { pipeline } from 'node:stream/promises'
import type { NextApiRequest, NextApiResponse } from 'next'
import {
  admit,
  admitTouch,
  bearerIn,
  isFromElsewhere,
  isOwnOrigin,
  refusals,
  refusalStatuses,
  sessionCookie,
  type Caller,
} from '@/app/admission'
import { cookieNameFor } from '@/app/cookie-name'
import { refuse } from '@/app/refuse'
import { doors } from '@/lib/contract/contract'
import type { Entry } from '@/lib/contract/entry'
import { ticketPattern, type Uploaded } from '@/lib/files/transfer'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import { andon } from '@/server/index'

/**
 * Files of datastores, streamed in both directions; lib/files/transfer.ts says how. It is a route of the pages router
 * because those of the app router cannot say how long their answer is, without which a browser shows no progress and
 * takes a download that was cut for one that is whole.
 */
export const config = { api: { bodyParser: false, responseLimit: false, externalResolver: true } }

export default async function files(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  response.setHeader('cache-control', 'private, no-store, no-transform')
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return download(request, response, gone.signal)
    case 'PUT':
      return upload(request, response, gone.signal)
    default:
      response.setHeader('allow', 'GET, HEAD, PUT')
      response.status(405).end()
  }
}

async function download(request: NextApiRequest, response: NextApiResponse, signal: AbortSignal): Promise<void> {
  const say = ({ sentence, wayOut, ...error }: ConsoleError) => {
    response.setHeader('content-type', 'text/plain; charset=utf-8')
    response.status(statusOf({ sentence, ...error })).send(`${sentence}${wayOut === undefined ? '' : ` ${wayOut}`}\n`)
  }
  const given = headersOf(request)
  if (isFromElsewhere(given)) return say(refuse(refusals.foreign, doors.download, given).error)
  const caller = await callerOf(doors.download, request, response)
  if (!caller.ok) return say(caller.error)
  const input = doors.download.input.safeParse([request.query.datastore, request.query.path])
  const { account } = caller.value
  if (!input.success) return say(refuse(refusals.malformed, doors.download, given, account.username).error)
  const [datastore, path] = input.data
  const touch = admitTouch(doors.download, input.data, account, given)
  if (!touch.ok) return say(touch.error)
  const { range, 'if-range': ifRange } = request.headers
  const wanted = {
    path,
    head: request.method === 'HEAD',
    signal,
    ...(range === undefined ? {} : { range }),
    ...(typeof ifRange === 'string' ? { ifRange } : {}),
  }
  const opened = await andon().ask.openDownload(datastore, wanted, account)
  if (!opened.ok) return say(opened.error)
  const { status, headers, body } = opened.value
  response.writeHead(status, { ...headers, ...fileHeaders })
  if (!body) return void response.end()
  // Next hangs nearly as many on it as Node finds normal.
  response.setMaxListeners(20)
  // Cut on either side, the other side's connection is closed: a browser then knows that it has only a part.
  await pipeline(body, response).catch(() => {})
}

/** What somebody put on a datastore is never shown or run as a page of this site. */
const fileHeaders = {
  'content-type': 'application/octet-stream',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
}

async function upload(request: NextApiRequest, response: NextApiResponse, signal: AbortSignal): Promise<void> {
  const answer = (result: Result<Uploaded>) => {
    if (response.destroyed) return
    if (!request.complete) stopSending(request, response)
    response.status(result.ok ? 201 : statusOf(result.error)).json(result)
  }
  const headers = headersOf(request)
  if (!bearerIn(headers) && !isOwnOrigin(headers)) return answer(refuse(refusals.foreign, doors.upload, headers))
  const caller = await callerOf(doors.upload, request, response)
  if (!caller.ok) return answer(caller)
  const { query } = request
  const input = doors.upload.input.safeParse([query.datastore, query.folder ?? '', query.name])
  const { account } = caller.value
  if (!input.success) return answer(refuse(refusals.malformed, doors.upload, headers, account.username))
  const touch = admitTouch(doors.upload, input.data, account, headers)
  if (!touch.ok) return answer(touch)
  const [datastore, folder, name] = input.data
  const length = headers.get('content-length')
  const wanted = {
    folder,
    name,
    overwrite: query.overwrite === '1',
    ...(isTicket(query.ticket) ? { ticket: query.ticket } : {}),
    length: length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
    body: request,
    signal,
  }
  answer(await andon().ask.receiveUpload(datastore, wanted, account))
}

const headersOf = ({ headers }: NextApiRequest) => ({
  get(name: string) {
    const value = headers[name]
    return typeof value === 'string' ? value : null
  },
})

const isTicket = (ticket: unknown): ticket is string => typeof ticket === 'string' && ticketPattern.test(ticket)

/** Longest that the rest of a refused upload is listened to, so that the browser comes to read why. */
const lingerMs = 5_000

/**
 * A browser reads the answer when it has sent everything, or when it cannot send any more; a connection that is closed
 * at once takes the answer with it.
 */
function stopSending(request: NextApiRequest, response: NextApiResponse): void {
  response.setHeader('connection', 'close')
  const timer = setTimeout(() => request.destroy(), lingerMs)
  request.once('close', () => clearTimeout(timer)).on('error', () => {})
  request.resume()
}

/** As for every call; what is said of an ended session fits to files. */
async function callerOf(
  door: Pick<Entry, 'kind' | 'least'>,
  request: NextApiRequest,
  response: NextApiResponse,
): Promise<Result<Caller>> {
  const headers = headersOf(request)
  const admitted = await admit(
    door,
    bearerIn(headers) ?? request.cookies[cookieNameFor(sessionCookie, headers)],
    headers,
  )
  if (admitted.ok && admitted.value.is === 'token') {
    // Bytes may flow for hours: with an API token that is revoked they stop at once.
    const { id } = admitted.value
    response.once(
      'close',
      andon().accounts.onEnded((ended) => void (ended === id && response.destroy())),
    )
  }
  return !admitted.ok && admitted.error.code === refusals.signedOut.code
    ? failed({ ...refusals.signedOut, wayOut: 'Sign in again.' })
    : admitted
}

const statuses: Readonly<Record<string, number>> = {
  ...refusalStatuses,
  'bad-name': 400,
  'bad-path': 400,
  folder: 400,
  'length-needed': 411,
  exists: 409,
  FileAlreadyExists: 409,
  FileNotFound: 404,
  ManagedObjectNotFound: 404,
  'no-connection': 404,
  'no-datastore': 404,
  FileLocked: 423,
  cancelled: 409,
  'path-busy': 409,
  range: 416,
  'datastore-full': 507,
}

const statusOf = ({ blame, code }: ConsoleError): number => statuses[code] ?? (blame === 'ours' ? 500 : 502)
