import type { LiveTables } from '@/lib/live/live-state'
import type { Front } from '../front/front'
import { nextEvents, openEventStream, parseResumeFrom, type Reading } from '../live/event-stream'
import type { Hub } from '../live/hub'
import { createStreamPlaces, type StreamPlaces } from '../live/stream-places'
import { grant } from '../live/topic-rights'
import { logStream, type Log } from './log'

type LiveReading = Omit<Reading, 'from' | 'signal' | 'onEnd' | 'onEvent'> & {
  from?: string | null
  signal: AbortSignal
  /** Gives back its place among the streams; called at its end. */
  giveBack?: () => void
  /** The mark of its exchange, by which it is cut when it does not read. */
  exchange?: string | undefined
  /** Something stands between the body and the response that adds to it: all has to go through. */
  isRewritten?: boolean
}

/** The live data at the door: each stream holds what its reader may see. */
export type LiveStreams = {
  /** Everything that is live now, in a copy: for tests and measuring. */
  tables(): LiveTables
  /** Why one may have none of these topics, in a sentence; undefined: one may have some. */
  whyNone(asked: Pick<LiveReading, 'principal' | 'only' | 'topics'>): string | undefined
  /** A place among the streams that one may have open. */
  takePlace: StreamPlaces['take']
  /** `from` is as in `parseResumeFrom`; `signal` ends the stream. */
  open(options: LiveReading): ReadableStream<Uint8Array>
  /** One whole reply of the same events, as soon as there is one to give: for who cannot have the stream. */
  next(options: LiveReading): Promise<Uint8Array>
}

/**
 * @param front what stands before Next: of an exchange, by its mark, it closes the connection, and has a way into its response.
 * @param onEvent counts what is sent.
 */
export function createLiveStreams({
  hub,
  log,
  front,
  onEvent,
}: {
  hub: Hub
  log: Log
  front: Pick<Front, 'cut' | 'straightWay'> | undefined
  onEvent: NonNullable<Reading['onEvent']>
}): LiveStreams {
  const places = createStreamPlaces()
  const isDebug = log.isLevelEnabled('debug')
  return {
    tables: () => hub.tables(),
    whyNone({ principal, only, topics }) {
      const { wanted, refused } = grant(principal, topics, only)
      return wanted.length === 0 ? refused.map(({ sentence }) => sentence).join(' ') : undefined
    },
    open(options) {
      if (isDebug) logStream(log, options, options.signal)
      return openEventStream(hub, {
        ...options,
        from: parseResumeFrom(options.from),
        straight:
          options.exchange === undefined || options.isRewritten === true
            ? undefined
            : front?.straightWay(options.exchange),
        onEvent,
        onEnd(how) {
          options.giveBack?.()
          // What was not sent waits in the connection until somebody reads it, who may never do so.
          if (how === 'cut' && options.exchange !== undefined) front?.cut(options.exchange)
        },
      })
    },
    takePlace: (follower) => places.take(follower),
    next: (options) =>
      nextEvents(hub, {
        ...options,
        from: parseResumeFrom(options.from),
        onEvent,
        onEnd: () => options.giveBack?.(),
      }),
  }
}
