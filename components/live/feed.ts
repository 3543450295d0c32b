import type { LiveMessage, Topic } from '@/lib/live/live-state'
import type { Wanted } from '@/lib/live/topics'

/** Where the stream of who is signed in is. */
export const streamPath = '/api/stream'

/** How the one stream that all tabs share stands. Times are this machine's clock, ms. */
export type Link =
  | { at: 'connecting' }
  | { at: 'open' }
  /** Something on the way holds the stream back: the same messages are asked for, again and again. */
  | { at: 'asking' }
  /** Broken; the next try is at `retryAt`. `because`: the server says why there is none for now. */
  | { at: 'down'; retryAt: number; because?: string }
  | { at: 'signed-out' }

export type FeedEvent = { kind: 'message'; message: LiveMessage; receivedAt: number } | { kind: 'link'; link: Link }

/** What a worker posts of an event. */
export type Posted = FeedEvent | { kind: 'text'; text: string }

/** A snapshot as it came, for who needs it, before anybody has read it. */
export type SnapshotText = { topic: Topic; text: string; receivedAt: number }

/**
 * A snapshot can be 10,000 rows: a page reads them sooner from text than from the copy that a port makes of objects, for
 * the same number of rows in three fifths of the time.
 */
export const posted = (event: FeedEvent): Posted =>
  event.kind === 'message' && event.message.kind === 'snapshot' ? { kind: 'text', text: JSON.stringify(event) } : event

/** The same of a snapshot that nobody has read. */
export const postedText = ({ text, receivedAt }: SnapshotText): Posted => ({
  kind: 'text',
  text: `{"kind":"message","message":${text},"receivedAt":${receivedAt}}`,
})

/** The event again; undefined for a text that is broken, after which the worker has all of it sent again. */
export function unposted(said: Posted): FeedEvent | undefined {
  if (said.kind !== 'text') return said
  try {
    return JSON.parse(said.text) as FeedEvent // written by one of these two
  } catch {
    return undefined
  }
}

/** The topic of a snapshot, by how our server begins one; undefined for anything else, which has to be read first. */
export function topicOfText(text: string): Topic | undefined {
  const [, topic] = /^\{"kind":"snapshot","topic":("(?:[^"\\]|\\.)*"),/.exec(text) ?? []
  return topic === undefined ? undefined : (JSON.parse(topic) as Topic) // a whole string
}

export type FeedListener = (event: FeedEvent) => void

/** Where a tab gets its live data from: a stream of its own, or one that it shares with other tabs. */
export type Feed = {
  start(listener: FeedListener, wanted: readonly Wanted[]): void
  /** What the tab shows from now on: what is new comes, what is left out stops, the rest goes on without a gap. */
  want(wanted: readonly Wanted[]): void
  /** Something was missed: send everything again. */
  resync(): void
  /** Do not wait for the next try. Also starts again after a sign-in. */
  retry(): void
  stop(): void
}
