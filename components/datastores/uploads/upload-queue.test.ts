import { expect, test, vi } from 'vitest'
import type { Uploaded } from '@/lib/files/transfer'
import { failed, ok, type Result } from '@/lib/result'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'
import type { SendFile } from './send-file'
import { createUploadQueue } from './upload-queue'

type Call = {
  url: string
  progress: (sent: number) => void
  end: (answer: Result<Uploaded> | undefined) => void
  cancelled: boolean
}

function queueOf() {
  const calls: Call[] = []
  const send: SendFile = (url, _file, progress) => {
    const call: Call = { url, progress, end: () => {}, cancelled: false }
    const answer = new Promise<Result<Uploaded> | undefined>((resolve) => (call.end = resolve))
    calls.push(call)
    return {
      answer,
      cancel: () => {
        call.cancelled = true
        call.end(undefined)
      },
    }
  }
  let now = 0
  const queue = createUploadQueue(
    send,
    () => (now += 1000),
    () => `ticket-${calls.length}`,
  )
  const states = () => queue.uploads.get().map(({ state }) => state.at)
  return { queue, calls, states }
}

const file = (name: string, text = 'twelve bytes') => ({
  file: new Blob([text]),
  target: { datastore: datastoreKey(connectionId('c'), moid('d')), folder: 'iso', name, overwrite: false },
})
const exists = failed({ blame: 'ours', code: 'exists', sentence: 'It is there already.' })

test('files go one after the other, whatever becomes of one', async () => {
  const { queue, calls, states } = queueOf()
  queue.add([file('a'), file('b'), file('c')])
  expect(states()).toEqual(['sending', 'queued', 'queued'])
  calls[0]?.end(exists)
  await vi.waitFor(() => expect(states()).toEqual(['failed', 'sending', 'queued']))
  calls[1]?.end(ok({ path: 'iso/b' }))
  await vi.waitFor(() => expect(states()).toEqual(['failed', 'done', 'sending']))
  expect(calls.map(({ url }) => new URLSearchParams(url.split('?')[1]).get('name'))).toEqual(['a', 'b', 'c'])
})

test('progress is kept, and all bytes sent is not yet done', () => {
  const { queue, calls } = queueOf()
  queue.add([file('a')])
  calls[0]?.progress(6)
  expect(queue.uploads.get()[0]?.state).toMatchObject({ at: 'sending', sent: 6 })
  calls[0]?.progress(12)
  expect(queue.uploads.get()[0]?.state).toEqual({ at: 'finishing' })
})

test('a cancelled upload says how much had left, and the next one starts', async () => {
  const { queue, calls, states } = queueOf()
  queue.add([file('a'), file('b'), file('c')])
  calls[0]?.progress(6)
  queue.cancel(3)
  queue.cancel(1)
  await vi.waitFor(() => expect(states()).toEqual(['cancelled', 'sending', 'cancelled']))
  expect(calls[0]?.cancelled).toBe(true)
  expect(queue.uploads.get()[0]?.state).toEqual({ at: 'cancelled', sent: 6 })
  expect(calls).toHaveLength(2)
})

test('one that was refused can replace what is there, from its first byte', async () => {
  const { queue, calls, states } = queueOf()
  queue.add([file('a')])
  calls[0]?.end(exists)
  await vi.waitFor(() => expect(states()).toEqual(['failed']))
  queue.again(1, { overwrite: true })
  expect(queue.uploads.get()[0]?.state).toMatchObject({ at: 'sending', sent: 0 })
  expect(calls[1]?.url).toContain('overwrite=1')
  // Both attempts have a run; neither is somebody else's.
  const tickets = calls.map(({ url }) => new URLSearchParams(url.split('?')[1]).get('ticket') ?? '')
  expect(new Set(tickets).size).toBe(2)
  expect(tickets.every((ticket) => queue.isOwn(ticket))).toBe(true)
  expect(queue.isOwn('theirs')).toBe(false)
})

test('what is on its way cannot be dismissed, what is over can', async () => {
  const { queue, calls, states } = queueOf()
  queue.add([file('a'), file('b')])
  queue.dismiss([1, 2])
  expect(states()).toEqual(['sending', 'queued'])
  calls[0]?.end(ok({ path: 'iso/a' }))
  await vi.waitFor(() => expect(states()).toEqual(['done', 'sending']))
  queue.dismiss([1, 2])
  expect(states()).toEqual(['sending'])
})
