import type { Hub, ResumeFrom } from './hub'
import type { ViewName } from './reader-view'

/** Reads `epoch:version` from `Last-Event-ID` or `?from=`; anything else is no place to resume from. */
export function parseResumeFrom(text: string | null | undefined): ResumeFrom | undefined {
  const [, epoch, version] = /^([\w-]{1,64}):(\d{1,15})$/.exec(text ?? '') ?? []
  return epoch !== undefined && version !== undefined ? { epoch, version: Number(version) } : undefined
}

/** Unsent bytes after which a reader is too slow: it is cut off, and its browser comes back and catches up. */
const defaultMaxUnsentBytes = 4 * 2 ** 20

/**
 * A body for `text/event-stream`. The first state may be of any size; after it, a reader that leaves more than
 * `maxUnsentBytes` unread is cut off. Ends when the reader goes, signs out, or the server stops.
 */
export function openEventStream(
  hub: Hub,
  options: {
    view: ViewName
    owner: string
    from?: ResumeFrom | undefined
    /** Aborted when the reader has gone. */
    signal?: AbortSignal
    maxUnsentBytes?: number
  },
): ReadableStream<Uint8Array> {
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
