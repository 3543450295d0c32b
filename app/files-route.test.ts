import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import type { AddressInfo } from 'node:net'
import type { NextApiRequest, NextApiResponse } from 'next'
import { afterEach, expect, test, vi } from 'vitest'
import { ownOriginsHeader } from '@/lib/accounts/request-marks'
import type { Role } from '@/lib/accounts/role'
import { install, type Andon } from '@/server/index'
import files from '../pages/api/files'

const openDownload = vi.fn(async () => ({
  ok: true,
  value: { status: 200, headers: { 'content-length': '0' }, body: undefined },
}))
const refused = vi.fn<Andon['refused']>()
const receiveUpload = vi.fn(async () => ({ ok: true, value: { path: 'x' } }))

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
  vi.clearAllMocks()
})

/** The route on a port, for somebody of this role; what Next adds to requests and answers is added here. */
async function serve(role: Role | undefined): Promise<string> {
  const use = async () => (role === undefined ? undefined : { account: { id: 'a', username: 'a', role } })
  install({ refused, accounts: { sessions: { use } }, ask: { openDownload, receiveUpload } } as unknown as Andon) // all it asks for
  const server = createServer((request, response) => {
    // As the front does.
    request.headers[ownOriginsHeader] = `http://${request.headers.host}`
    const query = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams)
    const asked = Object.assign(request, { query, cookies: { andon_session: 't' } }) as unknown as NextApiRequest // what the route reads of it
    const answer: NextApiResponse = Object.assign(response, {
      status: (code: number) => {
        response.statusCode = code
        return answer
      },
      json: (body: unknown) => void response.end(JSON.stringify(body)),
      send: (body: unknown) => void response.end(String(body)),
    }) as unknown as NextApiResponse // the part of it that the route uses
    void files(asked, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
}

const read = (url: string) => fetch(`${url}/?datastore=c1/ds&path=a.txt`)
const write = (url: string, headers: Record<string, string> = { origin: url }) =>
  fetch(`${url}/?datastore=c1/ds&folder=&name=a.txt`, { method: 'PUT', headers, body: 'x' })

test.each([
  [undefined, 401, 'Your session has ended.'],
  ['viewer', 403, 'Your account may not do this.'],
] as const)('somebody who is %s gets no file and leaves none', async (role, status, sentence) => {
  const url = await serve(role)
  const refused = await read(url)
  expect([refused.status, (await refused.text()).includes(sentence)]).toEqual([status, true])
  const put = await write(url)
  expect([put.status, await put.json()]).toMatchObject([status, { ok: false, error: { sentence } }])
  expect(openDownload).not.toHaveBeenCalled()
  expect(receiveUpload).not.toHaveBeenCalled()
})

test.each(['operator', 'admin'] as const)('an %s reads and writes, from pages of this console only', async (role) => {
  const url = await serve(role)
  expect((await read(url)).status).toBe(200)
  expect((await write(url)).status).toBe(201)
  expect((await write(url, { origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await write(url, {})).status).toBe(403)
  expect(receiveUpload).toHaveBeenCalledTimes(1)
})

test('a file is never a page of this site: it is saved, not sniffed, shown in no frame', async () => {
  const headers = { 'content-disposition': 'attachment; filename="a.html"', 'content-length': '0' }
  openDownload.mockResolvedValueOnce({ ok: true, value: { status: 200, headers, body: undefined } })
  const answer = await read(await serve('admin'))
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
  const policy = answer.headers.get('content-security-policy')?.split('; ')
  expect(policy).toEqual(['sandbox', "default-src 'none'", "frame-ancestors 'none'"])
})

test('a download that goes on with an API token stops at once when that is revoked', async () => {
  const url = await serve(undefined)
  let revoke = (_id: string) => {}
  const accounts = {
    apiTokens: { use: async () => ({ id: 't', account: { username: 'a (b)', role: 'operator' }, scopes: ['read'] }) },
    onEnded: (listener: typeof revoke) => ((revoke = listener), () => {}),
  }
  const body = new Readable({ read: () => {} })
  body.push('the first of it')
  const opened = async () => ({ ok: true, value: { status: 200, headers: { 'content-length': '100' }, body } })
  install({ accounts, ask: { openDownload: opened } } as unknown as Andon) // all it asks for
  const headers = { authorization: 'Bearer andon_pt_x' }
  const response = await fetch(`${url}/?datastore=c1/ds&path=a.txt`, { headers })
  const reader = response.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('the first of it')
  revoke('of another')
  revoke('t')
  await expect(reader?.read()).rejects.toThrow()
})
