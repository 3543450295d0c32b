'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { actionNames, type ConsoleActions } from '@/lib/contract/contract'
import type { LiveMessage, LiveTables } from '@/lib/live/live-state'
import { failed } from '@/lib/result'
import { createLiveClient, type LiveClient } from '../live/live-client'
import { LiveContext } from '../live/live-context'
import type { FeedListener, Link } from '../live/live-hub'

/** Live data that a test holds in its hand: what is there, how the link stands, and what time it is. */
export type FixtureFeed = {
  client: LiveClient
  queryClient: QueryClient
  /** Replaces the tables, as one more version. */
  put: (tables: LiveTables) => void
  link: (link: Link) => void
  send: (message: LiveMessage) => void
  /** Moves both clocks on and ticks once. */
  pass: (ms: number) => void
}

/** @param now both clocks, ms; they agree. `tables` undefined: nothing has arrived yet. */
export function fixtureFeed(tables: LiveTables | undefined, now: number): FixtureFeed {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  let listener: FeedListener = () => {}
  let tick = () => {}
  let clock = now
  let version = 0
  const client = createLiveClient(queryClient, {
    feed: () => ({
      start: (next) => (listener = next),
      resync: () => {},
      retry: () => {},
      stop: () => (listener = () => {}),
    }),
    now: () => clock,
    everySecond: (run) => {
      tick = run
      return () => (tick = () => {})
    },
  })
  const send = (message: LiveMessage) => listener({ kind: 'message', message, receivedAt: clock })
  const put = (next: LiveTables) => {
    version += 1
    send({ kind: 'snapshot', epoch: 'fixture', version, at: new Date(clock).toISOString(), tables: next })
  }
  client.start()
  if (tables) {
    listener({ kind: 'link', link: { at: 'open' } })
    put(tables)
  }
  return {
    client,
    queryClient,
    put,
    send,
    link: (link) => listener({ kind: 'link', link }),
    pass: (ms) => {
      clock += ms
      tick()
    },
  }
}

/** Gives components the data of a fixture instead of a stream. */
export function FixtureLive({ feed, children }: { feed: FixtureFeed; children: ReactNode }) {
  return (
    <QueryClientProvider client={feed.queryClient}>
      <LiveContext value={feed.client}>{children}</LiveContext>
    </QueryClientProvider>
  )
}

/** Actions of which a test names those that it expects; any other call fails as a value and names itself. */
export function fixtureActions(given: Partial<ConsoleActions> = {}): ConsoleActions {
  const unexpected = (name: string) => () =>
    Promise.resolve(failed({ blame: 'ours', code: 'fixture', sentence: `The test did not expect ${name}.` }))
  const all = [...actionNames, 'signOut', 'changePassword'].map((name) => [name, unexpected(name)])
  return { ...Object.fromEntries(all), ...given } as ConsoleActions // every call of the contract, by its name
}
