import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextSignIn } from '@/lib/connections/sign-in-tries'
import type { ConnectionKind, ConnectionState, SignInTries } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import { VimFault, WireError } from '../vsphere/errors'
import { Contact } from './contact'
import { SignInHeld } from './sign-in-port'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A contact whose attempts the test ends as it likes. */
function newContact(tries?: (at: number[]) => SignInTries) {
  const asking: ('andon' | 'person')[] = []
  const attempts: { live: () => void; end: (error?: unknown) => void }[] = []
  const states: ConnectionState[] = []
  const lost: string[] = []
  /** When sign-ins were refused, for who counts them. */
  const refusedAt: number[] = []
  const contact = new Contact({
    connect: (live, by) =>
      new Promise((resolve, reject) => {
        asking.push(by)
        attempts.push({ live, end: (error) => (error === undefined ? resolve() : reject(error)) })
      }),
    tries: tries && (async () => tries(refusedAt)),
    onState: (state) => states.push(state),
    onLost: (reason) => lost.push(reason),
    now: Date.now,
    jitter: (ms) => ms,
  })
  const last = () => {
    const attempt = attempts.at(-1)
    if (!attempt) throw new Error('no attempt yet')
    return attempt
  }
  const settle = () => vi.advanceTimersByTimeAsync(0)
  /** The server refuses name and password. */
  const refuse = async () => {
    refusedAt.push(Date.now())
    last().end(new VimFault({ type: 'InvalidLogin', message: 'no', chain: [] }, {}, { method: 'Login' }))
    await settle()
  }
  return { contact, attempts, states, lost, last, settle, asking, refusedAt, refuse }
}

const refusedConnection = () => new WireError('connection-refused', 'ECONNREFUSED')

test('pauses grow while nobody answers, and each says when it ends', async () => {
  const { contact, attempts, last, settle } = newContact()
  contact.start()
  const pauses: number[] = []
  for (let round = 0; round < 7; round += 1) {
    last().end(refusedConnection())
    await settle()
    if (contact.state.at !== 'lost') throw new Error(contact.state.at)
    const pause = Date.parse(contact.state.retryAt ?? '') - Date.now()
    pauses.push(pause)
    await vi.advanceTimersByTimeAsync(pause - 1)
    expect(attempts).toHaveLength(round + 1)
    await vi.advanceTimersByTimeAsync(1)
    expect(attempts).toHaveLength(round + 2)
    expect(contact.state).toMatchObject({ at: 'lost', retryNow: true, since: '2026-01-01T00:00:00.000Z' })
  }
  expect(pauses).toEqual([1_000, 2_000, 3_000, 4_000, 4_000, 4_000, 4_000])
  last().end()
  await contact.close()
})

test('a connection that was live starts again with the shortest pause', async () => {
  const { contact, last, settle, lost } = newContact()
  contact.start()
  last().end(refusedConnection())
  await vi.advanceTimersByTimeAsync(1_000)
  last().live()
  expect(contact.state.at).toBe('live')
  last().end(new WireError('connection-cut', 'ECONNRESET'))
  await settle()
  expect(contact.state).toMatchObject({ at: 'lost', retryAt: '2026-01-01T00:00:02.000Z', raw: 'ECONNRESET' })
  expect(lost).toHaveLength(2)
  void contact.close()
})

/** A 20-s restart was live again after 32 s, since the pause had grown to 30 s by then. */
test('a host that is back is found within four seconds, and one that is long away is asked less often', async () => {
  const { contact, last, settle } = newContact()
  contact.start()
  const started = Date.now()
  const pauses: { after: number; pause: number }[] = []
  while (Date.now() - started < 20 * 60_000) {
    last().end(refusedConnection())
    await settle()
    if (contact.state.at !== 'lost') throw new Error(contact.state.at)
    const pause = Date.parse(contact.state.retryAt ?? '') - Date.now()
    pauses.push({ after: Date.now() - started, pause })
    await vi.advanceTimersByTimeAsync(pause)
  }
  for (const { after, pause } of pauses) expect(pause).toBeLessThanOrEqual(after > 15 * 60_000 ? 30_000 : 4_000)
  expect(pauses.at(-1)?.pause).toBe(30_000)
  last().end()
  await contact.close()
})

const countedAt = (kind: ConnectionKind) => (at: number[]) => {
  const record = { failures: at.map((one) => ({ at: one, refused: true })) }
  const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString())
  const nextAt = iso(nextSignIn(record, 'andon', kind, Date.now()))
  return { failed: at.length, personAt: iso(Date.now()) ?? '', ...withoutUndefined({ nextAt }) }
}

test('a directory that starts again looks like a wrong password: tried again after five minutes, which is said before', async () => {
  const { contact, attempts, last, settle, refuse } = newContact(countedAt('vcenter'))
  contact.start()
  await refuse()
  expect(contact.state).toMatchObject({
    at: 'refused',
    reason: 'The user name or the password is wrong.',
    signIn: { failed: 1, nextAt: '2026-01-01T00:05:00.000Z' },
  })
  await vi.advanceTimersByTimeAsync(5 * 60_000 - 1)
  expect(attempts).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(attempts).toHaveLength(2)
  last().live()
  expect(contact.state.at).toBe('live')
  last().end()
  await settle()
  await contact.close()
})

test('in a day of a wrong password a vCenter is asked three times an hour, a host three times in all', async () => {
  for (const [kind, most] of [
    ['vcenter', 74],
    ['esx', 3],
  ] as const) {
    const { contact, refuse, refusedAt, attempts } = newContact(countedAt(kind))
    contact.start()
    for (let passed = 0; passed < 24 * 60; passed += 1) {
      if (attempts.length > refusedAt.length) await refuse()
      await vi.advanceTimersByTimeAsync(60_000)
    }
    expect(refusedAt.length).toBeLessThanOrEqual(most)
    expect(refusedAt.length).toBeGreaterThan(most - 4)
    if (kind === 'esx') {
      expect(refusedAt).toHaveLength(3)
      expect(contact.state).toMatchObject({ at: 'refused', signIn: { failed: 3 } })
      expect(contact.state).not.toHaveProperty('signIn.nextAt')
    }
    await contact.close()
  }
})

test('a person who presses is who asks; a press while it is being tried is that try', async () => {
  const { contact, asking, refuse, settle, attempts, last } = newContact(countedAt('esx'))
  contact.start()
  contact.retryNow()
  await refuse()
  expect(attempts).toHaveLength(1)
  contact.retryNow()
  await settle()
  expect(asking).toEqual(['andon', 'person'])
  contact.retryNow()
  await refuse()
  expect(attempts).toHaveLength(2)
  contact.retryNow()
  await settle()
  last().end()
  await contact.close()
})

test('where another process of Andon got in, this one does not wait for its time', async () => {
  const { contact, attempts, refuse, refusedAt, last } = newContact(countedAt('esx'))
  contact.start()
  await refuse()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(attempts).toHaveLength(1)
  refusedAt.length = 0
  await vi.advanceTimersByTimeAsync(10_000)
  expect(attempts).toHaveLength(2)
  last().end()
  await contact.close()
})

test('a wrong password, certificate or server is not asked again by itself, but when somebody wants it', async () => {
  const finals = [
    new VimFault({ type: 'InvalidLogin', message: 'no', chain: [] }),
    new VimFault({ type: 'PasswordExpired', message: 'no', chain: [] }),
    new VimFault({ type: 'InvalidClientCertificate', message: 'no', chain: [] }),
    new WireError('certificate-unknown', 'self-signed'),
    new WireError('thumbprint-changed', 'other'),
    new WireError('another-server', 'vCenter two'),
  ]
  for (const error of finals) {
    const { contact, attempts, last, settle } = newContact()
    contact.start()
    last().end(error)
    await settle()
    expect(contact.state).toMatchObject({ at: 'refused', reason: expect.any(String), wayOut: expect.any(String) })
    await vi.advanceTimersByTimeAsync(24 * 3600_000)
    expect(attempts).toHaveLength(1)
    contact.retryNow()
    await settle()
    expect(attempts).toHaveLength(2)
    last().end()
    await contact.close()
  }
})

/** A public report tells of five sign-ins within 18 s on PasswordExpired, and of the account that was then locked. */
test('a sign-in that fails for another reason is tried again so slowly that no account is locked', async () => {
  const { contact, attempts, last, settle } = newContact()
  contact.start()
  const strange = () => new VimFault({ type: 'SystemError', message: 'odd', chain: [] }, {}, { method: 'Login' })
  const at: number[] = []
  const started = Date.now()
  for (let round = 0; round < 6; round += 1) {
    at.push(Date.now() - started)
    last().end(strange())
    await settle()
    if (contact.state.at !== 'lost') throw new Error(contact.state.at)
    await vi.advanceTimersByTimeAsync(Date.parse(contact.state.retryAt ?? '') - Date.now())
    expect(attempts).toHaveLength(round + 2)
  }
  for (const first of at) expect(at.filter((one) => one >= first && one < first + 15 * 60_000).length).toBeLessThan(5)
  last().end()
  await contact.close()
})

test('a refusal that nobody here has heard of is final where the server says that it is an InvalidLogin', async () => {
  const { contact, last, settle } = newContact()
  contact.start()
  last().end(new VimFault({ type: 'LoomLogin', message: 'no', chain: [] }, {}, { declared: 'InvalidLogin' }))
  await settle()
  expect(contact.state).toMatchObject({ at: 'refused', reason: 'no' })
  contact.retryNow()
  await settle()
  last().end()
  await contact.close()
})

test('the end of a session is no refusal', async () => {
  const { contact, last, settle } = newContact()
  contact.start()
  last().live()
  last().end(new VimFault({ type: 'NotAuthenticated', message: 'over', chain: [] }))
  await settle()
  expect(contact.state.at).toBe('lost')
  await contact.close()
})

test('a server that boots is waited for, whatever it answers meanwhile, and what was met is said', async () => {
  const met = [404, 500, 502, 504, 429].map((status) => new WireError('http-status', `HTTP ${status}`))
  const { contact, attempts, last, settle } = newContact()
  contact.start()
  for (const error of [...met, new WireError('not-vsphere', '<html>'), new WireError('not-xml', '<html>')]) {
    const before = attempts.length
    last().end(error)
    await settle()
    expect(contact.state).toMatchObject({ at: 'lost', raw: error.detail, wayOut: expect.any(String) })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(attempts.length).toBe(before + 1)
  }
  last().live()
  expect(contact.state.at).toBe('live')
  last().end()
  await contact.close()
})

test('what has been something else for longer than any vCenter boots is refused, until somebody wants it tried', async () => {
  const { contact, attempts, last, settle } = newContact()
  contact.start()
  const page = () => new WireError('not-vsphere', 'nginx')
  for (let tries = 0; tries < 100 && contact.state.at !== 'refused'; tries += 1) {
    last().end(page())
    await vi.advanceTimersByTimeAsync(30_000)
  }
  expect(contact.state).toMatchObject({ at: 'refused', wayOut: expect.any(String) })
  const tried = attempts.length
  expect(tried).toBeLessThan(40)
  await vi.advanceTimersByTimeAsync(24 * 3600_000)
  expect(attempts).toHaveLength(tried)
  contact.retryNow()
  await settle()
  last().end(page())
  await settle()
  expect(contact.state.at).toBe('lost')
  await contact.close()
})

test('a host that was live may answer oddly while it starts again: that is lost, not refused', async () => {
  const { contact, last, settle } = newContact()
  contact.start()
  last().live()
  last().end(new WireError('not-vsphere', 'HTTP 404'))
  await settle()
  expect(contact.state.at).toBe('lost')
  await contact.close()
})

test('somebody who does not want to wait cuts the pause short', async () => {
  const { contact, attempts, last, settle } = newContact()
  contact.start()
  last().end(refusedConnection())
  await settle()
  contact.retryNow()
  await settle()
  expect(attempts).toHaveLength(2)
  last().end()
  await contact.close()
})

test('closing ends a pause and nothing is tried after it', async () => {
  const { contact, attempts, last, settle } = newContact()
  contact.start()
  last().end(refusedConnection())
  await settle()
  await contact.close()
  await vi.advanceTimersByTimeAsync(3600_000)
  expect(attempts).toHaveLength(1)
})

test('the time of the last answer moves on, and is told now and then', async () => {
  const { contact, states, last } = newContact()
  contact.start()
  last().live()
  const told = states.length
  for (let second = 0; second < 12; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000)
    contact.noteAnswer()
  }
  expect(contact.state).toMatchObject({ at: 'live', lastAnswerAt: '2026-01-01T00:00:12.000Z' })
  expect(states.length - told).toBe(2)
  last().end()
  await contact.close()
})

test('while the record of sign-ins is away nothing is refused: contact is lost with that reason, and comes back by itself', async () => {
  const { contact, attempts, last, lost, settle } = newContact(() => ({ failed: 0 }) as SignInTries)
  contact.start()
  last().end(new SignInHeld('sign-in-unrecorded', 'the record of sign-ins cannot be read'))
  await settle()
  expect(contact.state).toMatchObject({ at: 'lost', reason: expect.stringContaining('its database is away') })
  expect(lost.join()).not.toMatch(/lock-out|Check user name/)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(attempts.length).toBeGreaterThan(1)
})
