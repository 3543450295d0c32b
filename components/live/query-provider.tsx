'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { LiveClient } from './live-client'
import { useLiveClient } from './live-context'

/** One cache for each live client, so for each page load. */
const caches = new WeakMap<LiveClient, QueryClient>()

/** What is kept of what screens have asked for, beside what is live. */
export function queryClientOf(live: LiveClient): QueryClient {
  const known = caches.get(live)
  if (known) return known
  const made = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } })
  // What a screen has read may be of a connection that is closed to this account now: it is read again.
  live.onBeginAgain(() => void made.resetQueries())
  caches.set(live, made)
  return made
}

/**
 * Stands above each screen that asks with TanStack Query, and nowhere higher: the Board, which needs none of it at first,
 * would wait for its script. All have the same cache.
 */
export function QueryProvider({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClientOf(useLiveClient())}>{children}</QueryClientProvider>
}
