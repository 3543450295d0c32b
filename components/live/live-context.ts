'use client'

import { createContext, use, useCallback, useRef, useSyncExternalStore } from 'react'
import type { LiveState, LiveTables } from '@/lib/live/live-state'
import { liveKey, type LiveClient, type LiveStatus } from './live-client'

export const LiveContext = createContext<LiveClient | undefined>(undefined)

function useLiveClient(): LiveClient {
  const client = use(LiveContext)
  if (!client) throw new Error('live data needs a LiveProvider above it')
  return client
}

/**
 * Reads from the live tables; the component is drawn again only when what it selected has changed.
 * @param isEqual how to tell; the default compares identity, so select a row or a table, or give `shallowEqual`.
 * @returns undefined until the first snapshot, and again once the session has ended: show a skeleton, never zero.
 */
export function useLive<T>(
  select: (tables: LiveTables) => T,
  isEqual: (a: T, b: T) => boolean = Object.is,
): T | undefined {
  const { queryClient } = useLiveClient()
  const last = useRef<{ tables: LiveTables; select: (tables: LiveTables) => T; value: T }>(undefined)

  const subscribe = useCallback(
    (changed: () => void) =>
      queryClient.getQueryCache().subscribe((event) => {
        if (event.query.queryKey[0] === liveKey[0] && (event.type === 'updated' || event.type === 'removed')) changed()
      }),
    [queryClient],
  )
  const read = () => {
    const tables = queryClient.getQueryData<LiveState>(liveKey)?.tables
    if (!tables) return (last.current = undefined)
    const known = last.current
    if (known && known.tables === tables && known.select === select) return known.value
    const value = select(tables)
    const kept = known && isEqual(known.value, value) ? known.value : value
    last.current = { tables, select, value: kept }
    return kept
  }
  return useSyncExternalStore(subscribe, read, () => undefined)
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
