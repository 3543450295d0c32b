import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { Result } from '@/lib/result'
import { install, type Andon } from '@/server/index'
import * as consoleActions from './actions'
import { reads } from '../api/read/[name]/reads'
import * as fileActions from './file-actions'

const given = vi.hoisted(() => ({ headers: new Headers(), cookie: undefined as string | undefined }))

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  headers: async () => given.headers,
  cookies: async () => ({ get: () => given.cookie && { value: given.cookie }, delete: () => {} }),
}))

const vm = 'c/vm-1'
const form = { name: 'a', address: 'h', user: 'root', trust: { kind: 'system' }, autoAnswer: false }

/** Every action and read: who may use it, and input of the right shape. */
const table: Record<string, { needs: Role; input: unknown[] }> = {
  startRun: { needs: 'operator', input: [vm, { verb: 'powerOn' }] },
  startRuns: { needs: 'operator', input: [[vm], { verb: 'powerOn' }] },
  cancelTask: { needs: 'operator', input: ['c/task-1'] },
  answerQuestion: { needs: 'operator', input: ['c/vm-1/q', '0'] },
  setAutoAnswer: { needs: 'operator', input: ['c', true] },
  retryConnection: { needs: 'operator', input: ['c'] },
  addConnection: { needs: 'admin', input: [form] },
  editConnection: { needs: 'admin', input: ['c', form] },
  removeConnection: { needs: 'admin', input: ['c'] },
  testConnection: { needs: 'admin', input: [form] },
  readVmDetail: { needs: 'viewer', input: [vm] },
  readHistory: { needs: 'viewer', input: [{}] },
  readRun: { needs: 'viewer', input: ['run-1'] },
  createDisplayLink: { needs: 'admin', input: ['hall'] },
  listDisplayLinks: { needs: 'admin', input: [] },
  revokeDisplayLink: { needs: 'admin', input: ['x'] },
  saveVmx: {
    needs: 'operator',
    input: [vm, { expectedChecksum: 'a'.repeat(64), edits: [{ key: 'annotation', value: 'a' }] }],
  },
  startFileTask: { needs: 'operator', input: ['c/ds', { do: 'makeFolder', folder: '', name: 'a' }] },
  startFileTasks: { needs: 'operator', input: ['c/ds', [{ do: 'makeFolder', folder: '', name: 'a' }]] },
  readVmx: { needs: 'viewer', input: [vm] },
  readDatastoreDetail: { needs: 'viewer', input: ['c/ds'] },
  browseDatastore: { needs: 'viewer', input: ['c/ds', ''] },
  readResources: { needs: 'viewer', input: [vm] },
  readSerialPorts: { needs: 'viewer', input: [vm] },
  readVmCpuid: { needs: 'viewer', input: [vm] },
  readHostDetail: { needs: 'viewer', input: ['c/host'] },
  signOut: { needs: 'viewer', input: [] },
}

type AnyAction = (...input: unknown[]) => Promise<Result<unknown>>
const actionsOf = (module: object) => Object.entries(module) as [string, AnyAction][]
const own: [string, AnyAction][] = [
  ...actionsOf(consoleActions),
  ...actionsOf(fileActions),
  ...Object.entries(reads).map(([name, read]): [string, AnyAction] => [name, (...input) => read(input)]),
]

const asked: { name: string; input: unknown[] }[] = []
let role: Role
let broken: boolean

beforeEach(() => {
  asked.length = 0
  role = 'admin'
  broken = false
  given.headers = new Headers({ origin: 'http://andon', host: 'andon' })
  given.cookie = 'a token'
  const ask = new Proxy(
    {},
    {
      get:
        (_, name) =>
        async (...input: unknown[]) => {
          if (broken) throw new Error('out of order')
          asked.push({ name: String(name), input })
          return { ok: true, value: null }
        },
    },
  )
  const use = async (token: string) =>
    token === 'a token' ? { id: 's', account: { username: 'someone', role }, createdAt: 0, expiresAt: 1 } : undefined
  install({ ask, accounts: { sessions: { use } } } as unknown as Andon) // all that an action may touch
})

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)
const inputOf = (name: string) => table[name]?.input ?? ['x', 'x', 'x']

it('the table below knows every action', () => {
  expect(Object.keys(table).toSorted((a, b) => a.localeCompare(b))).toEqual(
    own.map(([name]) => name).toSorted((a, b) => a.localeCompare(b)),
  )
})

describe.each(own)('%s', (name, action) => {
  it('does nothing for somebody who is not signed in', async () => {
    given.cookie = undefined
    expect(code(await action(...inputOf(name)))).toBe('signed-out')
    given.cookie = 'another token'
    expect(code(await action(...inputOf(name)))).toBe('signed-out')
    expect(asked).toEqual([])
  })
  it('does nothing for another site, or without an origin', async () => {
    given.headers = new Headers({ origin: 'http://evil', host: 'andon' })
    expect(code(await action(...inputOf(name)))).toBe('foreign-origin')
    given.headers = new Headers({ host: 'andon' })
    expect(code(await action(...inputOf(name)))).toBe('foreign-origin')
    expect(asked).toEqual([])
  })
})

describe.each(own)('%s', (name, action) => {
  const { needs, input } = table[name] ?? { needs: 'admin', input: [] }

  it('asks the server once, with what was given', async () => {
    role = needs
    expect(code(await action(...input))).toBe('ok')
    expect(asked.map((one) => one.name)).toEqual([name])
    if (name !== 'signOut') expect(asked[0]?.input.slice(0, input.length)).toEqual(input)
  })
  it(`needs the role ${needs}`, async () => {
    role = needs === 'admin' ? 'operator' : 'viewer'
    expect(code(await action(...input))).toBe(needs === 'viewer' ? 'ok' : 'not-allowed')
  })
  it('never throws to the browser', async () => {
    broken = true
    expect(await action(...input)).toMatchObject({ ok: false, error: { code: 'broken', raw: 'out of order' } })
  })
})

it.each(own.filter(([name]) => inputOf(name).length > 0))(
  '%s refuses input of another shape before anything is asked',
  async (_, action) => {
    for (const wrong of [null, 7, { $gt: '' }]) expect(code(await action(wrong, wrong))).toBe('malformed')
    expect(asked).toEqual([])
  },
)
