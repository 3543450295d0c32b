import { afterEach, expect, test, vi } from 'vitest'
import { actionNames, isChangeName, isReadName } from '@/lib/contract/contract'
import { ok } from '@/lib/result'
import { datastoreKey, moid, connectionId, runId, vmKey } from '@/lib/vsphere/ids'
import { actionsBy, type Calls } from './console-context'

const connection = connectionId('c')
const datastore = datastoreKey(connection, moid('ds'))
const vm = vmKey(connection, moid('vm-1'))

const actionsWith = (change: Calls['change']) =>
  actionsBy({
    reads: actionNames.filter(isReadName),
    readUrl: '/api/read',
    screenUrl: '/api/screen',
    changes: actionNames.filter(isChangeName),
    change,
    signOut: () => Promise.resolve(ok({})),
    changePassword: () => Promise.resolve(ok(null)),
    joinIdentity: () => Promise.resolve(ok({ url: 'https://id.example' })),
  })
const actions = () => actionsWith(() => Promise.reject(new Error('a read is no change')))

afterEach(() => void vi.unstubAllGlobals())

function answering(body: unknown) {
  const fetched = vi.fn((_url: string, _init: { method: string; body: string }) => Promise.resolve(Response.json(body)))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test('every read is a request of its own, with what was given as its body', async () => {
  const fetched = answering({ ok: true, value: 'a listing' })
  expect(await actions().browseDatastore(datastore, 'a folder')).toEqual({ ok: true, value: 'a listing' })
  const [url, init] = fetched.mock.calls[0] ?? []
  expect(url).toBe('/api/read/browseDatastore')
  expect(init).toMatchObject({ method: 'POST', body: '["c/ds","a folder"]' })
})

test('an argument that was left out is left out', async () => {
  const fetched = answering({ ok: true, value: null })
  await actions().testConnection(
    { name: 'a', address: 'h', user: 'root', trust: { kind: 'system' }, autoAnswer: false },
    undefined,
  )
  expect(JSON.parse(fetched.mock.calls[0]?.[1].body ?? '')).toHaveLength(1)
})

test('none waits for another', async () => {
  const waiting: ((response: Response) => void)[] = []
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => waiting.push(resolve)))
  const reads = actions()
  const slow = reads.readVmDetail(vm)
  const quick = reads.readRun(runId('run-1'))
  waiting[1]?.(Response.json({ ok: true, value: 'quick' }))
  expect(await quick).toEqual({ ok: true, value: 'quick' })
  waiting[0]?.(Response.json({ ok: true, value: 'slow' }))
  expect(await slow).toEqual({ ok: true, value: 'slow' })
})

test('what changes something goes through the one action, by its name', async () => {
  const change = vi.fn<Calls['change']>().mockResolvedValue(ok({ run: 'r' }))
  expect(await actionsWith(change).startRun(vm, { verb: 'powerOn' })).toEqual(ok({ run: 'r' }))
  expect(change).toHaveBeenCalledExactlyOnceWith('startRun', [vm, { verb: 'powerOn' }])
})

test('there is one of each', () => {
  expect(Object.keys(actions()).toSorted()).toEqual(
    [...actionNames, 'changePassword', 'joinIdentity', 'lookAtScreen', 'signOut', 'takeScreenshot'].toSorted(),
  )
})
