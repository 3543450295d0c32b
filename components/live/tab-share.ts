import { rowsOf } from '@/lib/live/apply'
import type { LiveMessage, LiveState, Places, Topic } from '@/lib/live/live-state'
import { covers, type Wanted } from '@/lib/live/topics'
import type { FeedEvent } from './feed'

/** A tab's share of what all tabs get together: nobody holds ten thousand rows because another tab shows them. */
export function shareOf(event: FeedEvent, wanted: readonly Wanted[]): FeedEvent | undefined {
  if (event.kind === 'link') return event
  const { message } = event
  switch (message.kind) {
    case 'snapshot':
    case 'delta':
      return isFor(wanted, message.topic) ? event : undefined
    case 'heartbeat':
      return { ...event, message: { ...message, places: placesOf(message.places, wanted) } }
    case 'refused':
      return wanted.some((one) => one === message.wanted) ? event : undefined
    case 'begin-again':
    case 'signed-out':
      return event
  }
}

/** What a tab that wants this needs to be as far as the others, without what it had. */
export function catchUpMessages(
  state: LiveState,
  place: { epoch: string; version: number } | undefined,
  wanted: readonly Wanted[],
  had: readonly Wanted[],
): LiveMessage[] {
  const { at } = state
  const topics = Object.entries(state.topics) as [Topic, { epoch: string; version: number }][] // keyed so
  const snapshots = topics
    .filter(([topic]) => isFor(wanted, topic) && !isFor(had, topic))
    .map(([topic, has]) => ({ kind: 'snapshot', topic, ...has, at, tables: rowsOf(state, topic) }) as const)
  // Where it was broken off half-way, the heartbeat that is still to come says what belongs together.
  if (!place || topics.some(([, { epoch }]) => epoch !== place.epoch)) return snapshots
  const all: Places = Object.fromEntries(topics.map(([topic, { version }]) => [topic, version]))
  return [...snapshots, { kind: 'heartbeat', ...place, at, places: placesOf(all, wanted) }]
}

/** Whether a topic tells something of what is wanted: all of it, or one VM out of many. */
export const isFor = (wanted: readonly Wanted[], topic: Topic) =>
  wanted.some((one) => covers(one, topic) || covers(topic, one))

const placesOf = (places: Places, wanted: readonly Wanted[]): Places =>
  Object.fromEntries(Object.entries(places).filter(([topic]) => isFor(wanted, topic as Topic))) // the keys of `Places`
