import type { Only } from '@/lib/accounts/limited'
import type { Wanted } from '@/lib/live/topics'
import type { Hub, ResumeFrom } from './hub'
import type { Reader } from './live-topic'
import { encodeMessage } from './reader-view'
import { grant, type Principal } from './topic-rights'

/**
 * Reads where a reader goes on from, out of `Last-Event-ID` or `?from=`: `epoch:version`, and where it has followed only
 * some of what it wants, these: `epoch:version:board,vms:c1`. Anything else is no place to resume from.
 */
export function parseResumeFrom(text: string | null | undefined): ResumeFrom | undefined {
  const [, epoch, version, held] = /^([\w-]{1,64}):(\d{1,15})(?::(.+))?$/.exec(text ?? '') ?? []
  if (epoch === undefined || version === undefined) return undefined
  // What is no topic covers none.
  return { epoch, version: Number(version), ...(held !== undefined && { held: held.split(',') as Wanted[] }) }
}

/** Unsent bytes after which a reader is too slow: it is cut off, and its browser comes back and catches up. */
const defaultMaxUnsentBytes = 4 * 2 ** 20

export type Reading = {
  principal: Principal
  owner: string
  /** The connections that it is limited to. */
  only?: Only
  /** A display that gets no names. */
  isMasked?: boolean
  /** What it asks for; it gets what it may have, and is told about the rest. */
  topics: readonly string[]
  from?: ResumeFrom | undefined
  /** Aborted when the reader has gone. */
  signal?: AbortSignal
  /** Told when nothing is read any more, whatever ended it; `cut`: with something left that was never sent. */
  onEnd?: (how: 'ended' | 'cut') => void
  /** Counts what is sent to it, and what could not be since it reads too slowly. */
  onEvent?: (result: 'sent' | 'dropped') => void
}

/** A way past whoever takes the body to the reader, for when nothing is under way there: `written` is what has come out. */
export type Straight = { readonly written: number; readonly unsent: number; write(bytes: Uint8Array): void }

/**
 * A body for `text/event-stream`. The first state may be of any size; after it, a reader that leaves more than
 * `maxUnsentBytes` unread is cut off. Ends when the reader goes, signs out, or the server stops.
 */
export function openEventStream(
  hub: Hub,
  options: Reading & { maxUnsentBytes?: number; straight?: Straight | undefined },
): ReadableStream<Uint8Array> {
  const {
    principal,
    only,
    isMasked,
    topics,
    owner,
    from,
    signal,
    maxUnsentBytes = defaultMaxUnsentBytes,
    straight,
    onEvent,
  } = options
  const { refused, ...granted } = grant(principal, topics, only, isMasked)
  let stop = () => {}
  const finish = (how: 'ended' | 'cut') => {
    stop()
    options.onEnd?.(how)
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let said = 0
        const say = (bytes: Uint8Array) => {
          said += bytes.byteLength
          controller.enqueue(bytes)
        }
        /** All that was said has left the body, and the framework too: the next event need not go through either. */
        const isStraight = () => firstBytes !== undefined && straight !== undefined && straight.written === said
        say(new TextEncoder().encode('retry: 1000\n\n'))
        let firstBytes: number | undefined
        let isCutOff = false
        const reader: Reader = {
          ...granted,
          owner,
          send(bytes: Uint8Array) {
            const way = isStraight() ? straight : undefined
            const unsent = way ? way.unsent : -(controller.desiredSize ?? 0)
            if (firstBytes !== undefined && unsent > maxUnsentBytes + firstBytes) {
              isCutOff = true
              onEvent?.('dropped')
              controller.error(new Error('the reader is too slow'))
              return finish('cut')
            }
            if (way) way.write(bytes)
            else say(bytes)
            onEvent?.('sent')
          },
          end() {
            if (isCutOff) return
            controller.close()
            finish('ended')
          },
        }
        for (const one of refused) say(encodeMessage(one))
        stop = hub.attach(reader, from)
        firstBytes = -(controller.desiredSize ?? 0)
        // Who went while it was asked who they are is told of no more.
        if (signal?.aborted) finish('ended')
        else signal?.addEventListener('abort', () => finish('ended'), { once: true })
      },
      cancel: () => finish('ended'),
    },
    { highWaterMark: 0, size: (chunk) => chunk.byteLength },
  )
}

/**
 * The same events as one whole reply, for a reader whose stream is held back on the way: what was missed since `from`,
 * else the next that happens, at the latest the next heartbeat. Empty when the reader has gone.
 */
export function nextEvents(hub: Hub, options: Reading): Promise<Uint8Array> {
  const { principal, only, isMasked, topics, owner, from, signal, onEnd, onEvent } = options
  const { refused, ...granted } = grant(principal, topics, only, isMasked)
  return new Promise((resolve) => {
    const sent: Uint8Array[] = []
    let stop: (() => void) | undefined
    const finish = () => {
      stop?.()
      onEnd?.('ended')
      resolve(Buffer.concat([...refused.map((one) => encodeMessage(one)), ...sent]))
    }
    const reader: Reader = {
      ...granted,
      owner,
      send(bytes: Uint8Array) {
        sent.push(bytes)
        onEvent?.('sent')
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
