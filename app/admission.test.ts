import { beforeEach, describe, expect, it } from 'vitest'
import { ownOriginsHeader } from '@/lib/accounts/request-marks'
import { unattendedHeader } from '@/lib/accounts/unattended'
import { contract, doors } from '@/lib/contract/contract'
import { install, type Andon } from '@/server/index'
import { admit, isOwnOrigin } from './admission'

describe('a request', () => {
  const own = (headers: Record<string, string>) => isOwnOrigin(new Headers(headers))
  const ours = { [ownOriginsHeader]: 'http://andon:3000 https://andon' }
  it('is ours when its origin is one of those that the front calls ours', () => {
    expect(own({ ...ours, origin: 'http://andon:3000' })).toBe(true)
    expect(own({ ...ours, origin: 'https://andon', 'sec-fetch-site': 'same-origin' })).toBe(true)
  })
  it.each([
    ours,
    { ...ours, origin: 'null' },
    { ...ours, origin: '' },
    { ...ours, origin: 'http://evil.example' },
    { ...ours, origin: 'http://andon' },
    { ...ours, origin: 'https://andon.evil.example' },
    { ...ours, origin: 'https://andon', 'sec-fetch-site': 'cross-site' },
    { ...ours, origin: 'https://andon', 'sec-fetch-site': 'same-site' },
    { ...ours, origin: 'https://andon', 'sec-fetch-site': 'none' },
    { [ownOriginsHeader]: '', origin: '' },
    { origin: 'http://andon:3000', host: 'andon:3000', 'x-forwarded-host': 'andon:3000' },
  ] as Record<string, string>[])('is foreign: %j', (headers) => expect(own(headers)).toBe(false))
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
    const headers = new Headers(unattended ? { [unattendedHeader]: '1' } : {})
    expect((await admit(entry, 'a token', headers)).ok).toBe(true)
    expect(calls).toEqual([call])
  })
})
