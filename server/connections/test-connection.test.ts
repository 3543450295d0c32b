import { expect, it } from 'vitest'
import type { ConnectionState } from '@/lib/vsphere/connection'
import type { CheckedInput } from './check-input'
import { fakeInventory, noSignIns, type FakeInventory } from './testing/fake-inventory'
import { testConnection } from './test-connection'

const input: CheckedInput & { password: string } = {
  name: 'a',
  endpoint: { transport: 'https', host: 'h', port: 443, trust: { kind: 'system' } },
  user: 'root',
  password: 'secret',
  autoAnswer: false,
}
const since = '2030-01-01T00:00:00Z'

/** Tries a server whose inventory reaches `state`; undefined: it never answers. */
async function tryServer(state: ConnectionState | undefined, thumbprint: () => Promise<string | undefined>) {
  let inventory: FakeInventory | undefined
  const result = await testConnection(input, {
    patienceMs: 1,
    readThumbprint: thumbprint,
    signIns: { of: () => noSignIns },
    now: () => Date.parse(since),
    openInventory: (options) => {
      const made = fakeInventory(options)
      inventory = {
        ...made,
        get state() {
          return made.state
        },
        start: () => state && made.become(state, 'esx'),
        get endpointKind() {
          return made.endpointKind
        },
      }
      return inventory
    },
  })
  return { result, closed: inventory?.calls.includes('close') }
}

it('says what it found, and closes its session', async () => {
  const { result, closed } = await tryServer({ at: 'live', since, lastAnswerAt: since }, async () => 'AB:CD')
  expect(result).toMatchObject({ ok: true, value: { kind: 'esx', vmCount: 0, thumbprint: 'AB:CD' } })
  expect(closed).toBe(true)
})

it('gives the thumbprint of a refused certificate, so that it can be pinned', async () => {
  const { result } = await tryServer(
    { at: 'refused', since, reason: 'Unknown certificate.', wayOut: 'Pin it.' },
    async () => 'AB:CD',
  )
  expect(result).toMatchObject({
    ok: false,
    error: { sentence: 'Unknown certificate.', wayOut: 'Pin it.', thumbprint: 'AB:CD' },
  })
})

it('says why a server cannot be reached, without a thumbprint', async () => {
  const unreachable = () => Promise.reject(new Error('refused'))
  const { result, closed } = await tryServer(
    { at: 'lost', since, reason: 'No route.', raw: 'EHOSTUNREACH' },
    unreachable,
  )
  expect(result).toEqual({
    ok: false,
    error: { blame: 'wire', code: 'connection-lost', sentence: 'No route.', raw: 'EHOSTUNREACH' },
  })
  expect(closed).toBe(true)
})

it('gives up on a server that never finishes', async () => {
  const { result, closed } = await tryServer(undefined, async () => undefined)
  expect(result).toMatchObject({ ok: false, error: { code: 'timed-out' } })
  expect(closed).toBe(true)
})
