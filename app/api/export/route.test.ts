import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Only } from '@/lib/accounts/limited'
import type { Role } from '@/lib/accounts/role'
import { ok } from '@/lib/result'
import { connectionId } from '@/lib/vsphere/ids'
import { install, type Andon } from '@/server/index'

const given = vi.hoisted(() => ({ cookie: 'a token' as string | undefined }))
vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => given.cookie && { value: given.cookie } }),
}))
const { GET, HEAD } = await import('./route')

const exportHistory = vi.fn<(...input: unknown[]) => Promise<unknown>>()
let role: Role
let only: Only
let read: number
let hasEnded: boolean

async function* pieces() {
  try {
    for (const text of ['first\r\n', '東京\r\n', 'last\r\n']) {
      read += 1
      yield text
    }
  } finally {
    hasEnded = true
  }
}

beforeEach(() => {
  role = 'operator'
  only = undefined
  given.cookie = 'a token'
  read = 0
  hasEnded = false
  exportHistory.mockReset()
  exportHistory.mockImplementation(async () =>
    ok({ fileName: 'history.csv', contentType: 'text/csv; charset=utf-8', pieces: pieces() }),
  )
  const use = async () => ({
    id: 's',
    account: { username: 'someone', role, ...(only && { connections: only }) },
    createdAt: 0,
    expiresAt: 1,
  })
  install({ refused: () => undefined, ask: { exportHistory }, accounts: { sessions: { use } } } as unknown as Andon) // all that the route asks for
})

const get = (query: string, headers: Record<string, string> = {}) =>
  GET(new NextRequest(`http://andon/api/export?${query}`, { headers }))

test('the file is sent as it is read, under its name, and may be kept nowhere', async () => {
  const response = await get('format=csv&text=R%26D&outcome=failed')
  expect(exportHistory).toHaveBeenCalledWith('csv', { text: 'R&D', outcome: 'failed' }, { username: 'someone', role })
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="history.csv"')
  expect(response.headers.get('cache-control')).toBe('private, no-store, no-transform')
  expect(read).toBeLessThan(3)
  expect(await response.text()).toBe('first\r\n東京\r\nlast\r\n')
})

test('who asks for the head alone gets that, and the reading ends', async () => {
  const response = await HEAD(new NextRequest('http://andon/api/export?format=csv', { method: 'HEAD' }))
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  expect(await response.text()).toBe('')
  const before = read
  await new Promise((resolve) => setImmediate(resolve))
  expect([read, hasEnded]).toEqual([before, true])
})

test('a browser that goes away ends the reading', async () => {
  const response = await get('format=csv')
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect(read).toBeLessThan(3)
})

const limit = () => (only = [connectionId('c1')])

test('an account of some connections gets a copy of one of them, and the copy knows whose it is', async () => {
  limit()
  for (const format of ['csv', 'jsonl']) {
    const response = await get(`format=${format}&connection=c1&vm=c2/12`)
    expect(response.status).toBe(200)
    const asker = { username: 'someone', role, connections: ['c1'] }
    expect(exportHistory).toHaveBeenLastCalledWith(format, { connection: 'c1', vm: 'c2/12' }, asker)
  }
})

test.each<[string, () => void, string, Record<string, string>, number]>([
  ['somebody who is not signed in', () => (given.cookie = undefined), 'format=csv', {}, 401],
  ['a viewer', () => (role = 'viewer'), 'format=csv', {}, 403],
  ['a link on another site', () => undefined, 'format=csv', { 'sec-fetch-site': 'cross-site' }, 403],
  ['another format', () => undefined, 'format=xml', {}, 400],
  ['an account of some connections that wants everything', limit, 'format=jsonl', {}, 403],
  ['an account of some connections that finds by text', limit, 'format=csv&text=web', {}, 403],
  ['an account of other connections', limit, 'format=jsonl&connection=c2', {}, 403],
  ['an account of other connections, by a VM,', limit, 'format=csv&vm=c2/12', {}, 403],
  ['a filter that is none', () => undefined, 'format=csv&limit=x', {}, 400],
])('%s gets no copy', async (_, begin, query, headers, status) => {
  begin()
  const response = await get(query, headers)
  expect(response.status).toBe(status)
  expect(await response.text()).toMatch(/\.\n$/)
  expect(exportHistory).not.toHaveBeenCalled()
})
