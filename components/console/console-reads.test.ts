import { afterEach, expect, test, vi } from 'vitest'
import { readNames } from '@/lib/console-reads'
import { readsAt } from './console-reads'

afterEach(() => void vi.unstubAllGlobals())

function answering(body: unknown) {
  const fetched = vi.fn((_url: string, _init: { method: string; body: string }) => Promise.resolve(Response.json(body)))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test('every read is a request of its own, with what was given as its body', async () => {
  const fetched = answering({ ok: true, value: 'a listing' })
  expect(await readsAt('/api/read').browseDatastore('c/ds', 'a folder')).toEqual({ ok: true, value: 'a listing' })
  const [url, init] = fetched.mock.calls[0] ?? []
  expect(url).toBe('/api/read/browseDatastore')
  expect(init).toMatchObject({ method: 'POST', body: '["c/ds","a folder"]' })
})

test('an argument that was left out is left out', async () => {
  const fetched = answering({ ok: true, value: null })
  await readsAt('/api/read').testConnection(
    { name: 'a', address: 'h', user: 'root', trust: { kind: 'system' }, autoAnswer: false },
    undefined,
  )
  expect(JSON.parse(fetched.mock.calls[0]?.[1].body ?? '')).toHaveLength(1)
})

test('none waits for another', async () => {
  const waiting: ((response: Response) => void)[] = []
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => waiting.push(resolve)))
  const reads = readsAt('/api/read')
  const slow = reads.readVmDetail('c/vm-1')
  const quick = reads.readRun('run-1')
  waiting[1]?.(Response.json({ ok: true, value: 'quick' }))
  expect(await quick).toEqual({ ok: true, value: 'quick' })
  waiting[0]?.(Response.json({ ok: true, value: 'slow' }))
  expect(await slow).toEqual({ ok: true, value: 'slow' })
})

test('there is one of each', () => {
  expect(Object.keys(readsAt('/api/read')).toSorted()).toEqual([...readNames].toSorted())
})
