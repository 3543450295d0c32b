import type { LiveMessage } from '@/lib/live/live-state'
import type { Wanted } from '@/lib/live/topics'

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

/**
 * A snapshot can be 10,000 rows: a page reads them sooner from text than from the copy that a port makes of objects, for
 * the same number of rows in three fifths of the time.
 */
export const posted = (event: FeedEvent): Posted =>
  event.kind === 'message' && event.message.kind === 'snapshot' ? { kind: 'text', text: JSON.stringify(event) } : event

/** The event again. */
export const unposted = (said: Posted): FeedEvent =>
  said.kind === 'text' ? (JSON.parse(said.text) as FeedEvent) : said // written by `posted`

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
