import { beforeEach, describe, expect, it } from 'vitest'
import { contract, doors } from '@/lib/contract/contract'
import config from '@/next.config.js'
import { install, type Andon } from '@/server/index'
import { admit, isOwnOrigin } from './admission'

const own = (headers: Record<string, string>) => isOwnOrigin(new Headers(headers))

describe('a request', () => {
  it('is ours when its origin is the host it was sent to', () => {
    expect(own({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(true)
    expect(own({ origin: 'https://andon.example', host: 'andon.example', 'sec-fetch-site': 'same-origin' })).toBe(true)
    expect(own({ origin: 'http://[::1]:3000', host: '[::1]:3000' })).toBe(true)
  })
  it('is ours behind a proxy that says which host was asked', () => {
    expect(
      own({ origin: 'https://andon.example', host: '10.0.0.5:3000', 'x-forwarded-host': 'andon.example, inner' }),
    ).toBe(true)
  })
  it.each([
    { host: 'h' },
    { origin: 'null', host: 'h' },
    { origin: '', host: 'h' },
    { origin: 'http://evil.example', host: 'h' },
    { origin: 'http://h:81', host: 'h:80' },
    { origin: 'http://h.evil.example', host: 'h' },
    { origin: 'http://h', host: 'h', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://h', host: 'h', 'sec-fetch-site': 'same-site' },
    { origin: 'http://h', host: 'h', 'x-forwarded-host': 'other' },
    { origin: 'http://h' },
  ] as Record<string, string>[])('is foreign: %j', (headers) => expect(own(headers)).toBe(false))
})

it('no other site can lay a page with buttons under a click: only the wall, which has none, goes into a frame', async () => {
  const rules = (await config.headers?.()) ?? []
  const framing = rules.find(({ headers }) => headers.some(({ key }) => key === 'content-security-policy'))
  expect(framing).toEqual({
    source: '/((?!wall$).*)',
    headers: [
      { key: 'content-security-policy', value: "frame-ancestors 'none'" },
      { key: 'x-frame-options', value: 'DENY' },
    ],
  })
})

it('nothing is taken for another type than the one it says', async () => {
  expect(await config.headers?.()).toContainEqual({
    source: '/:path*',
    headers: [{ key: 'x-content-type-options', value: 'nosniff' }],
  })
})

describe('a session', () => {
  const calls: string[] = []
  const given = async (call: string) => {
    calls.push(call)
    return { id: 's', account: { username: 'a', role: 'admin' } }
  }
  const sessions = { use: () => given('use'), look: () => given('look') }
  beforeEach(() => {
    calls.length = 0
    install({ accounts: { sessions } } as unknown as Andon) // all that an admission asks
  })
  it.each([
    ['is used by a read that a person asked for', contract.readHistory, false, 'use'],
    ['is looked at by a read of a page that nobody touches', contract.readHistory, true, 'look'],
    ['is used by whatever changes something, whoever says that nobody is there', contract.startRun, true, 'use'],
    ['is looked at by an open stream', doors.followLive, false, 'look'],
    ['is used by a download', doors.download, false, 'use'],
  ] as const)('%s', async (_, entry, unattended, call) => {
    expect((await admit(entry, 'a token', unattended)).ok).toBe(true)
    expect(calls).toEqual([call])
  })
})
