import type { NextRequest } from 'next/server'
import { isOwnOrigin } from '@/app/own-origin'
import { currentSession } from '@/app/session'
import { datastoreInput, plainNameInput, storedPathInput } from '@/lib/files/file-input'
import type { Uploaded } from '@/lib/files/transfer'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import { allows, andon } from '@/server/index'

export const dynamic = 'force-dynamic'

/** Files of datastores, streamed; lib/files/transfer.ts says how. Reading takes an operator too: disks hold what guests hold. */
export async function GET(request: NextRequest): Promise<Response> {
  return await download(request, false)
}

export async function HEAD(request: NextRequest): Promise<Response> {
  return await download(request, true)
}

async function download(request: NextRequest, head: boolean): Promise<Response> {
  // Another site may link here, but not have its pages fetch from here.
  const site = request.headers.get('sec-fetch-site')
  if (site === 'cross-site' || site === 'same-site') return sentence(refused.foreign, 403)
  const session = await currentSession()
  if (!session) return sentence(refused.signedOut, 401)
  if (!allows(session.account.role, 'operator')) return sentence(refused.notAllowed, 403)
  const { searchParams } = request.nextUrl
  const datastore = datastoreInput.safeParse(searchParams.get('datastore'))
  const path = storedPathInput.safeParse(searchParams.get('path'))
  if (!datastore.success || !path.success) return sentence(refused.malformed, 400)
  const range = request.headers.get('range')
  const ifRange = request.headers.get('if-range')
  const opened = await andon().ask.openDownload(datastore.data, {
    path: path.data,
    head,
    signal: request.signal,
    ...(range === null ? {} : { range }),
    ...(ifRange === null ? {} : { ifRange }),
  })
  if (!opened.ok) return sentence(opened.error, statusOf(opened.error))
  const { status, headers, body } = opened.value
  return new Response(body, { status, headers: { ...headers, ...fileHeaders } })
}

/** What somebody put on a datastore is never shown or run as a page of this site, and never compressed on the way. */
const fileHeaders = {
  'content-type': 'application/octet-stream',
  'x-content-type-options': 'nosniff',
  'content-security-policy': 'sandbox',
  'cache-control': 'private, no-store, no-transform',
}

export async function PUT(request: NextRequest): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return answer(failed(refused.foreign))
  const session = await currentSession()
  if (!session) return answer(failed(refused.signedOut))
  if (!allows(session.account.role, 'operator')) return answer(failed(refused.notAllowed))
  const { searchParams } = request.nextUrl
  const datastore = datastoreInput.safeParse(searchParams.get('datastore'))
  const folder = storedPathInput.safeParse(searchParams.get('folder') ?? '')
  const name = plainNameInput.safeParse(searchParams.get('name'))
  if (!datastore.success || !folder.success || !name.success) return answer(failed(refused.malformed))
  const length = request.headers.get('content-length')
  const upload = {
    folder: folder.data,
    name: name.data,
    overwrite: searchParams.get('overwrite') === '1',
    length: length !== null && /^\d+$/.test(length) ? Number(length) : undefined,
    body: request.body,
    signal: request.signal,
  }
  return answer(await andon().ask.receiveUpload(datastore.data, upload, session.account))
}

const answer = (result: Result<Uploaded>) =>
  Response.json(result, {
    status: result.ok ? 201 : statusOf(result.error),
    headers: { 'cache-control': 'no-store' },
  })

/** For a person who followed a link: the sentence, and nothing of ours around it. */
const sentence = ({ sentence, wayOut }: ConsoleError, status: number) =>
  new Response(`${sentence}${wayOut === undefined ? '' : ` ${wayOut}`}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

const statuses: Readonly<Record<string, number>> = {
  'foreign-origin': 403,
  'signed-out': 401,
  'not-allowed': 403,
  malformed: 400,
  'bad-name': 400,
  'bad-path': 400,
  folder: 400,
  'length-needed': 411,
  exists: 409,
  FileAlreadyExists: 409,
  FileNotFound: 404,
  ManagedObjectNotFound: 404,
  'no-datastore': 404,
  FileLocked: 423,
  range: 416,
  'datastore-full': 507,
}

const statusOf = ({ blame, code }: ConsoleError): number => statuses[code] ?? (blame === 'ours' ? 500 : 502)

const ours = { blame: 'ours' } as const
const refused = {
  foreign: { ...ours, code: 'foreign-origin', sentence: 'This request did not come from a page of this console.' },
  signedOut: { ...ours, code: 'signed-out', sentence: 'Your session has ended.', wayOut: 'Sign in again.' },
  notAllowed: { ...ours, code: 'not-allowed', sentence: 'Your account may not do this.' },
  malformed: {
    ...ours,
    code: 'malformed',
    sentence: 'The page sent something that this server does not understand.',
    wayOut: 'Reload the page: it may be older than the server.',
  },
}
