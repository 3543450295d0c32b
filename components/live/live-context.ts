'use client'

import { createContext, use, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { isAnswered } from '@/lib/live/apply'
import type { BoardTables, HeldTables, LongTable } from '@/lib/live/live-state'
import { lifeOf, wantedFor, type Needs, type Wanted } from '@/lib/live/topics'
import type { LiveClient, LiveStatus } from './live-client'

export const LiveContext = createContext<LiveClient | undefined>(undefined)

export function useLiveClient(): LiveClient {
  const client = use(LiveContext)
  if (!client) throw new Error('live data needs a LiveProvider above it')
  return client
}

/**
 * Reads from the tables of the board, which every screen has; the component is drawn again only when what it selected has
 * changed.
 * @param isEqual how to tell; the default compares identity, so select a row or a table, or give `shallowEqual`.
 * @returns undefined until they have come, and again once the session has ended: show a skeleton, never zero.
 */
export function useLive<T>(select: (tables: BoardTables) => T, isEqual?: (a: T, b: T) => boolean): T | undefined {
  return useLiveWith(onlyBoard, select, isEqual)
}

const onlyBoard = {}

/**
 * The same with parts of the long tables, which come and keep coming while the component is there. Of a table there may
 * be more than it needs, wherever others need more.
 * @returns undefined until all that it needs has come: what is not there yet is not none.
 */
export function useLiveWith<N extends Needs, T>(
  needs: N,
  select: (tables: BoardTables & Pick<HeldTables, keyof N & LongTable>) => T,
  isEqual: (a: T, b: T) => boolean = Object.is,
): T | undefined {
  const client = useLiveClient()
  const last = useRef<{ tables: HeldTables; select: typeof select; value: T }>(undefined)
  const list = wantedFor(needs).join()
  // The names hold no comma.
  const wanted = useMemo(() => list.split(',') as Wanted[], [list])
  useEffect(() => client.want(wanted), [client, wanted])

  const read = () => {
    const state = client.state()
    if (!state || !wanted.every((one) => isAnswered(state, one))) return (last.current = undefined)
    const { tables } = state
    const known = last.current
    if (known && known.tables === tables && known.select === select) return known.value
    const value = select(tables)
    const kept = known && isEqual(known.value, value) ? known.value : value
    last.current = { tables, select, value: kept }
    return kept
  }
  return useSyncExternalStore(client.onState, read, () => undefined)
}

/** One life of the server that the data comes from; undefined until there is some. */
export function useServerLife(): string | undefined {
  const client = useLiveClient()
  const life = () => {
    const epoch = client.state()?.topics.board?.epoch
    return epoch === undefined ? undefined : lifeOf(epoch)
  }
  return useSyncExternalStore(client.onState, life, () => undefined)
}

const connecting: LiveStatus = { at: 'connecting' }

/** How fresh the live data is. Changes once a second while it is live. */
export function useLiveStatus(): LiveStatus {
  const client = useLiveClient()
  return useSyncExternalStore(client.subscribe, client.status, () => connecting)
}

/** True while what is shown may no longer be so. */
export function useIsOld(): boolean {
  const client = useLiveClient()
  const old = () => {
    const { at } = client.status()
    return at === 'stale' || at === 'lost'
  }
  return useSyncExternalStore(client.subscribe, old, () => false)
}

/** True while Andon answers and the session goes on, so that it can be asked. */
export function useIsLive(): boolean {
  const client = useLiveClient()
  return useSyncExternalStore(
    client.subscribe,
    () => client.status().at === 'live',
    () => false,
  )
}

/** The server's clock in ms, once a second; it stands still while the data is old. */
export function useServerNow(): number {
  const client = useLiveClient()
  return useSyncExternalStore(client.subscribe, client.serverNow, () => 0)
}

/**
 * Something that follows from the server's clock and seldom changes, such as whether a question is overdue: the
 * component is drawn again when it does, and not every second.
 */
export function useOnServerClock<T extends string | number | boolean>(read: (now: number) => T): T {
  const client = useLiveClient()
  const now = () => read(client.serverNow())
  return useSyncExternalStore(client.subscribe, now, () => read(0))
}

/** This machine's clock in ms, once a second: for spans that grow although no data comes. */
export function useLocalNow(): number {
  const client = useLiveClient()
  const second = () => Math.floor(Date.now() / 1000) * 1000
  return useSyncExternalStore(client.subscribe, second, () => 0)
}

/** Do not wait for the next try to reach Andon. */
export const useRetryLive = () => useLiveClient().retry

/** Two values are equal when they are the same, or are arrays or plain objects with the same members. */
export function shallowEqual<T>(a: T, b: T): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  const other = new Map<string, unknown>(Object.entries(b))
  return Object.entries(a).every(([key, value]) => other.has(key) && Object.is(value, other.get(key)))
}
