import type { Hub, ResumeFrom } from './hub'
import type { ViewName } from './reader-view'

/** Reads `epoch:version` from `Last-Event-ID` or `?from=`; anything else is no place to resume from. */
export function parseResumeFrom(text: string | null | undefined): ResumeFrom | undefined {
  const [, epoch, version] = /^([\w-]{1,64}):(\d{1,15})$/.exec(text ?? '') ?? []
  return epoch !== undefined && version !== undefined ? { epoch, version: Number(version) } : undefined
}

/** Unsent bytes after which a reader is too slow: it is cut off, and its browser comes back and catches up. */
const defaultMaxUnsentBytes = 4 * 2 ** 20

type Reading = {
  view: ViewName
  owner: string
  from?: ResumeFrom | undefined
  /** Aborted when the reader has gone. */
  signal?: AbortSignal
}

/**
 * A body for `text/event-stream`. The first state may be of any size; after it, a reader that leaves more than
 * `maxUnsentBytes` unread is cut off. Ends when the reader goes, signs out, or the server stops.
 */
export function openEventStream(hub: Hub, options: Reading & { maxUnsentBytes?: number }): ReadableStream<Uint8Array> {
  const { view, owner, from, signal, maxUnsentBytes = defaultMaxUnsentBytes } = options
  let stop = () => {}
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(new TextEncoder().encode('retry: 1000\n\n'))
        let firstBytes: number | undefined
        let isCutOff = false
        const reader = {
          view,
          owner,
          send(bytes: Uint8Array) {
            const unsent = -(controller.desiredSize ?? 0)
            if (firstBytes !== undefined && unsent > maxUnsentBytes + firstBytes) {
              stop()
              isCutOff = true
              controller.error(new Error('the reader is too slow'))
              return
            }
            controller.enqueue(bytes)
          },
          end: () => (isCutOff ? undefined : controller.close()),
        }
        stop = hub.attach(reader, from)
        firstBytes = -(controller.desiredSize ?? 0)
        signal?.addEventListener('abort', () => stop(), { once: true })
      },
      cancel: () => stop(),
    },
    { highWaterMark: 0, size: (chunk) => chunk.byteLength },
  )
}

/**
 * The same events as one whole reply, for a reader whose stream is held back on the way: what was missed since `from`,
 * else the next that happens, at the latest the next heartbeat. Empty when the reader has gone.
 */
export function nextEvents(hub: Hub, { view, owner, from, signal }: Reading): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const sent: Uint8Array[] = []
    let stop: (() => void) | undefined
    const finish = () => {
      stop?.()
      resolve(Buffer.concat(sent))
    }
    const reader = {
      view,
      owner,
      send(bytes: Uint8Array) {
        sent.push(bytes)
        if (stop) finish()
      },
      end: finish,
    }
    stop = hub.attach(reader, from)
    // The heartbeat with which every reading begins tells nothing that a reader with the state of now is waiting for.
    if (sent.length > 1 || signal?.aborted) finish()
    else signal?.addEventListener('abort', finish, { once: true })
  })
}
