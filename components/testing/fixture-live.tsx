'use client'

import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { actionNames, type ConsoleActions } from '@/lib/contract/contract'
import type { LiveMessage, LiveTables, Places } from '@/lib/live/live-state'
import type { Wanted } from '@/lib/live/topics'
import { failed } from '@/lib/result'
import { createLiveClient, type LiveClient } from '../live/live-client'
import { LiveContext } from '../live/live-context'
import { queryClientOf } from '../live/query-provider'
import type { FeedListener, Link } from '../live/feed'
import { snapshotsOf } from './topic-messages'

/** Live data that a test holds in its hand: what is there, how the link stands, and what time it is. */
export type FixtureFeed = {
  client: LiveClient
  queryClient: QueryClient
  /** Replaces the tables, as one more version of every topic. */
  put: (tables: LiveTables) => void
  /** The same of the board alone: what there is in the long tables has not come yet. */
  putBoard: (tables: LiveTables) => void
  /** A sign of life with what was sent, and no news. `at`: the server's clock, ms. */
  beat: (at?: number) => void
  /** What the screens ask for now. */
  wanted: () => readonly Wanted[]
  link: (link: Link) => void
  send: (message: LiveMessage) => void
  /** Moves both clocks on and ticks once. */
  pass: (ms: number) => void
}

/** @param now both clocks, ms; they agree. `tables` undefined: nothing has arrived yet. */
export function fixtureFeed(tables: LiveTables | undefined, now: number): FixtureFeed {
  let listener: FeedListener = () => {}
  let tick = () => {}
  let clock = now
  let version = 0
  let wanted: readonly Wanted[] = []
  const client = createLiveClient({
    feed: () => ({
      start(next, first) {
        listener = next
        wanted = first
      },
      want: (next) => (wanted = next),
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
  const queryClient = queryClientOf(client)
  queryClient.setDefaultOptions({ queries: { retry: false } })
  const send = (message: LiveMessage) => {
    if (message.kind === 'snapshot' || message.kind === 'delta') places[message.topic] = message.version
    listener({ kind: 'message', message, receivedAt: clock })
  }
  const beat = (at = clock) =>
    send({ kind: 'heartbeat', epoch: 'fixture', version, at: new Date(at).toISOString(), places })
  const seen = new Set<string>()
  const places: Places = {}
  const snapshots = (next: LiveTables) => {
    version += 1
    const all = snapshotsOf(next, { epoch: 'fixture', version, at: new Date(clock).toISOString() }, seen)
    for (const id of Object.keys(next.connections)) seen.add(id)
    return all
  }
  const put = (next: LiveTables) => snapshots(next).forEach(send)
  client.start()
  if (tables) {
    listener({ kind: 'link', link: { at: 'open' } })
    put(tables)
  }
  return {
    client,
    queryClient,
    put,
    putBoard: (next) => send(snapshots(next)[0]),
    beat,
    wanted: () => wanted,
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
  const all = [...actionNames, 'signOut', 'changePassword', 'joinIdentity', 'lookAtScreen', 'takeScreenshot'].map(
    (name) => [name, unexpected(name)],
  )
  return { ...Object.fromEntries(all), ...given } as ConsoleActions // every call of the contract, by its name
}
