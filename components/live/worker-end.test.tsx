import { afterEach, expect, test, vi } from 'vitest'
import type { FeedEvent, Posted } from './feed'
import { beginBefore, workerEnd } from './worker-end'
import type { ToWorker } from './worker-hub'

/** A worker that is started, and what it hears. */
class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = []
  readonly heard: ToWorker[] = []
  readonly #there: MessagePort
  readonly port: MessagePort

  constructor() {
    super()
    const { port1, port2 } = new MessageChannel()
    this.port = port1
    this.#there = port2
    port2.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => this.heard.push(data))
    port2.start()
    FakeWorker.all.push(this)
  }

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no target origin
  say = (said: Posted) => this.#there.postMessage(said)
  end = () => this.#there.close()
}

const started = () => {
  const worker = FakeWorker.all.at(-1)
  if (!worker) throw new Error('no worker was started')
  return worker
}

const url = new URL('/api/stream', location.href).href
const open: FeedEvent = { kind: 'link', link: { at: 'open' } }
const text: Posted = { kind: 'text', text: JSON.stringify({ kind: 'link', link: { at: 'connecting' } }) }
const never = () => {
  throw new Error('this worker has not failed')
}

function withWorkers(): void {
  vi.stubGlobal('SharedWorker', FakeWorker)
}

afterEach(() => {
  workerEnd('https://other/', []).close()
  for (const worker of FakeWorker.all.splice(0)) worker.end()
  vi.unstubAllGlobals()
})

test('the page takes up the stream that was begun before it, and hears all that was said meanwhile', async () => {
  withWorkers()
  beginBefore('/api/stream', ['board', 'vms:*'])
  const worker = started()
  worker.say(text)
  worker.say(open)

  const end = workerEnd(url, ['board', 'vms:*'])
  const events: FeedEvent[] = []
  end.listen((event) => events.push(event), never)
  await vi.waitFor(() => expect(events).toEqual([{ kind: 'link', link: { at: 'connecting' } }, open]))
  expect(FakeWorker.all).toHaveLength(1)
  expect(worker.heard).toEqual([{ say: 'hello', url, wanted: ['board', 'vms:*'] }])

  end.close()
  await vi.waitFor(() => expect(worker.heard.at(-1)).toEqual({ say: 'bye' }))
})

test('what a page wants besides is asked for on the same stream', async () => {
  withWorkers()
  beginBefore('/api/stream', ['board'])
  workerEnd(url, ['board', 'hosts:*']).listen(() => {}, never)
  await vi.waitFor(() =>
    expect(started().heard).toEqual([
      { say: 'hello', url, wanted: ['board'] },
      { say: 'want', wanted: ['board', 'hosts:*'] },
    ]),
  )
  expect(FakeWorker.all).toHaveLength(1)
})

test('a stream that no page of it takes up is given back, and one is begun once only', async () => {
  withWorkers()
  beginBefore('/api/stream', ['board'])
  const [early] = FakeWorker.all
  workerEnd(`${url}?wall=1`, ['board'])
  await vi.waitFor(() => expect(early?.heard.at(-1)).toEqual({ say: 'bye' }))
  workerEnd(url, ['board'])
  expect(FakeWorker.all).toHaveLength(3)
})

test('that a worker did not start is told to a page that comes after', () => {
  withWorkers()
  beginBefore('/api/stream', ['board'])
  started().dispatchEvent(new Event('error'))
  const failed = vi.fn()
  workerEnd(url, ['board']).listen(() => {}, failed)
  expect(failed).toHaveBeenCalledOnce()
})

test('where there are no workers, or none may be started, nothing is begun and the page finds out', () => {
  beginBefore('/api/stream', ['board'])
  vi.stubGlobal('SharedWorker', function refused() {
    throw new Error('the content policy says no')
  })
  beginBefore('/api/stream', ['board'])
  expect(() => workerEnd(url, ['board'])).toThrow('the content policy')
  withWorkers()
})
