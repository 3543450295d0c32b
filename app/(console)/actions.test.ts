import { beforeEach, describe, expect, it, vi } from 'vitest'
import { requestIdHeader } from '@/lib/accounts/request-id'
import { ownOriginsHeader } from '@/lib/accounts/request-marks'
import { allows, roles, type Role } from '@/lib/accounts/role'
import { actionNames, contract, doors, isChangeName, isReadName, type ActionName } from '@/lib/contract/contract'
import type { Only } from '@/lib/accounts/limited'
import type { Kind, Touched } from '@/lib/contract/entry'
import type { Result } from '@/lib/result'
import { connectionId, datastoreKey, moid, runId, vmKey } from '@/lib/vsphere/ids'
import { install, type Andon } from '@/server/index'
import { POST } from '../api/read/[name]/route'
import { connection, datastore, form, samples, vm } from '../testing/samples'
import { change, changePassword, joinIdentity, signOut } from './actions'

const given = vi.hoisted(() => ({ headers: new Headers(), cookie: undefined as string | undefined }))

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  headers: async () => given.headers,
  cookies: async () => ({ get: () => given.cookie && { value: given.cookie }, set: () => {}, delete: () => {} }),
}))

type Line = {
  name: string
  kind: Kind
  least: Role
  sample: unknown[]
  call: (...input: unknown[]) => Promise<Result<unknown>>
}

/** A read as a browser sends it: a request of its own. */
async function sendRead(name: string, input: unknown[]): Promise<Result<unknown>> {
  const body = JSON.stringify(input)
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length) }
  const request = new Request(`http://andon/api/read/${name}`, { method: 'POST', headers, body })
  const response = await POST(request, { params: Promise.resolve({ name }) })
  return await response.json()
}

/** Every call of the contract, and how one signs out, as a browser makes them. */
const lines: Line[] = [
  ...actionNames.map((name) => ({
    name,
    kind: contract[name].kind,
    least: contract[name].least,
    sample: samples[name],
    call: (...input: unknown[]) => (isReadName(name) ? sendRead(name, input) : change(name, input)),
  })),
  { name: 'signOut', kind: 'own', least: doors.signOut.least, sample: [], call: () => signOut() },
  {
    name: 'changePassword',
    kind: 'own',
    least: doors.changePassword.least,
    sample: ['a password', 'another one'],
    call: (...input) => changePassword(...(input as [string, string])), // also what is none: that is tested
  },
  {
    name: 'joinIdentity',
    kind: 'own',
    least: doors.joinIdentity.least,
    sample: ['a password'],
    call: (...input) => joinIdentity(...(input as [string])), // as above
  },
]

const asked: { name: string; input: unknown[] }[] = []
let role: Role
let broken: boolean
const broke = vi.fn<Andon['broke']>()
/** The database cannot be asked who somebody is. */
let isAway: boolean
/** Connections that the account is limited to. */
let only: Only
/** The password was given by an administrator. */
let mustChange: boolean
/** A second factor is required, and there is none. */
let mustSetUp: boolean

beforeEach(() => {
  asked.length = 0
  role = 'admin'
  broken = false
  isAway = false
  only = undefined
  mustChange = false
  mustSetUp = false
  given.headers = new Headers({ origin: 'http://andon', [ownOriginsHeader]: 'http://andon' })
  given.cookie = 'a token'
  const ask = new Proxy(
    {},
    {
      get:
        (_, name) =>
        async (...input: unknown[]) => {
          if (broken) throw new Error('out of order')
          asked.push({ name: String(name), input })
          return { ok: true, value: name === 'joinIdentity' ? { url: 'https://id.example', begun: 'sealed' } : null }
        },
    },
  )
  const use = async (token: string) => {
    if (isAway) throw Object.assign(new Error('PostgreSQL cannot be reached. Start it.'), { code: 'DATABASE_AWAY' })
    return token === 'a token'
      ? {
          id: 's',
          account: { username: 'someone', role, ...(only && { connections: only }) },
          createdAt: 0,
          expiresAt: 1,
          mustChange,
          mustSetUp,
        }
      : undefined
  }
  broke.mockClear()
  const told = (_: unknown, work: () => unknown) => work()
  install({
    ask,
    told,
    refused: () => undefined,
    broke,
    accounts: { sessions: { use, look: use } },
  } as unknown as Andon) // all that an action may touch
})

/** Calls that touch all connections, or what they name: their operations see to it that each gets what is theirs. */
const partsOfTheirs = new Set([
  'readHistory',
  'countHistory',
  'readHistoryPeople',
  'readRun',
  'cancelRun',
  'startHeldRun',
  'dropHeldRun',
])

function touchedBy(name: string, sample: unknown[]) {
  const line = { ...contract, ...doors }[name as ActionName] as unknown as { touches(...input: unknown[]): Touched } // of its own sample
  return line.touches(...sample)
}

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)

it('there is a sample for every line of the contract', () => {
  expect(Object.keys(samples).toSorted()).toEqual(actionNames.toSorted())
})

describe.each(lines)('$name', ({ name, kind, least, sample, call }) => {
  it('does nothing for somebody who is not signed in', async () => {
    given.cookie = undefined
    expect(code(await call(...sample))).toBe('signed-out')
    given.cookie = 'another token'
    expect(code(await call(...sample))).toBe('signed-out')
    expect(asked).toEqual([])
  })
  it('does nothing for another site, or without an origin', async () => {
    given.headers = new Headers({ origin: 'http://evil', [ownOriginsHeader]: 'http://andon' })
    expect(code(await call(...sample))).toBe('foreign-origin')
    given.headers = new Headers({ host: 'andon' })
    expect(code(await call(...sample))).toBe('foreign-origin')
    expect(asked).toEqual([])
  })
  it.each(roles)(`takes at least the role ${least}, asked by the role %s`, async (one) => {
    role = one
    const allowed = allows(one, least)
    expect(code(await call(...sample))).toBe(allowed ? 'ok' : 'not-allowed')
    expect(asked).toHaveLength(allowed ? 1 : 0)
  })
  /** Who joins an identity gets another way in. */
  const isOwn = kind === 'own' && name !== 'joinIdentity'
  it('does nothing for somebody who has to choose a password first, unless it is about the own session', async () => {
    mustChange = true
    expect(code(await call(...sample))).toBe(isOwn ? 'ok' : 'password-first')
    expect(asked).toHaveLength(isOwn ? 1 : 0)
  })
  it('does nothing for somebody who has to set up a second factor first, unless it is about the own session', async () => {
    mustSetUp = true
    expect(code(await call(...sample))).toBe(isOwn ? 'ok' : 'factor-first')
    expect(asked).toHaveLength(isOwn ? 1 : 0)
  })
  it('does nothing at connections that an account is not limited to, and its own is no wider than they are', async () => {
    role = 'admin'
    only = [connectionId('elsewhere')]
    const touched = touchedBy(name, sample)
    const refused = Array.isArray(touched) ? touched.length > 0 : !partsOfTheirs.has(name)
    expect(code(await call(...sample))).toBe(refused ? 'elsewhere' : 'ok')
    expect(asked).toHaveLength(refused ? 0 : 1)
    // Whoever gives each what is theirs is told what that is.
    if (partsOfTheirs.has(name)) expect(asked[0]?.input.at(-1)).toMatchObject({ connections: only })
  })
  it('does at the connections of an account what it does for others', async () => {
    role = 'admin'
    only = [connection]
    if (Array.isArray(touchedBy(name, sample))) expect(code(await call(...sample))).toBe('ok')
  })
  it('asks the server once, with what was given', async () => {
    role = least
    expect(code(await call(...sample))).toBe('ok')
    expect(asked.map((one) => one.name)).toEqual([name])
    if (name !== 'signOut') expect(asked[0]?.input.slice(0, sample.length)).toEqual(sample)
  })
  it('never throws to the browser', async () => {
    broken = true
    given.headers.set(requestIdHeader, 'r-7')
    const result = await call(...sample)
    expect(result).toMatchObject({ ok: false, error: { code: 'broken', raw: expect.stringContaining('r-7') } })
    // What was thrown may tell of the inside: it is for the log.
    expect(JSON.stringify(result)).not.toContain('out of order')
    expect(broke).toHaveBeenLastCalledWith({ request: 'r-7', call: name }, new Error('out of order'))
  })
})

it('a database that is away is no error of ours: its own sentence is said', async () => {
  isAway = true
  for (const { call, sample } of lines) {
    const { error } = (await call(...sample)) as Extract<Result<unknown>, { ok: false }> // nothing can be done without it
    expect(error).toEqual({
      blame: 'ours',
      code: 'not-recorded',
      sentence: 'PostgreSQL cannot be reached. Start it.',
    })
  }
})

it('who carries it out comes after all arguments, also after one that was left out', async () => {
  await sendRead('testConnection', [form])
  expect(asked[0]?.input).toEqual([
    form,
    undefined,
    { username: 'someone', role, session: 's', origin: 'http://andon' },
  ])
})

it.each(lines.filter(({ sample }) => sample.length > 0))(
  '$name refuses input of another shape before anything is asked',
  async ({ call }) => {
    for (const wrong of [null, 7, { $gt: '' }]) expect(code(await call(wrong, wrong))).toBe('malformed')
    expect(asked).toEqual([])
  },
)

it.each(['signOut', 'readRun', 'nothing', '__proto__', 'constructor'])('%s is no change', async (name) => {
  expect(code(await change(name, []))).toBe('malformed')
  expect(asked).toEqual([])
})

it('a viewer changes nothing but the own session, and only an administrator what the console is', () => {
  const leastFor = { act: 'operator', answer: 'operator', admin: 'admin', read: 'viewer', own: 'viewer' } as const
  for (const { kind, least } of [...Object.values(contract), ...Object.values(doors)]) {
    expect(allows(least, leastFor[kind])).toBe(true)
  }
})

it('says which connections are touched, by the arguments alone', () => {
  const elsewhere = { do: 'copy' as const, what: 'file' as const, path: 'a', overwrite: false }
  const to = { datastore: datastoreKey(connectionId('d'), moid('ds')), folder: '' }
  expect(contract.startRun.touches(vm, { verb: 'powerOn' }, undefined)).toEqual(['c'])
  expect(
    contract.startRuns.touches([vm, vm, vmKey(connectionId('d'), moid('vm-2'))], { verb: 'powerOn' }, undefined),
  ).toEqual(['c', 'd'])
  expect(contract.startFileTask.touches(datastore, { ...elsewhere, to })).toEqual(['c', 'd'])
  expect(contract.readHistory.touches({})).toBe('all')
  expect(contract.readHistory.touches({ connection })).toEqual(['c'])
  expect(contract.readHistory.touches({ vm })).toEqual(['c'])
  expect(contract.readRun.touches(runId('run-1'))).toBe('of-what-it-names')
  expect(contract.testConnection.touches(form, undefined)).toEqual([])
})

it('is either a read or a change', () => {
  for (const name of actionNames) expect(isReadName(name)).toBe(!isChangeName(name))
})
