import type { LiveTables } from './live-state'

/**
 * With how many of the connections there is contact. What none of the others has told may be there all the same: without
 * contact nothing is "none". A console that knows no connection has nothing, and knows it.
 */
export type ContactWith = { with: 'all' } | { with: 'some'; live: number; of: number } | { with: 'none' }

/** @param scope the one connection that is looked at; undefined is all of them. */
export function contactWith(connections: LiveTables['connections'], scope?: string): ContactWith {
  const all = Object.values(connections).filter(({ id }) => scope === undefined || id === scope)
  const live = all.filter(({ state }) => state.at === 'live').length
  if (live === all.length) return { with: 'all' }
  return live === 0 ? { with: 'none' } : { with: 'some', live, of: all.length }
}

/** How many there are of something; undefined where none is known and somebody who could have one has not been heard. */
export const knownCount = (count: number, connections: LiveTables['connections'], scope?: string): number | undefined =>
  count === 0 && contactWith(connections, scope).with !== 'all' ? undefined : count
