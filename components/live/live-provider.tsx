'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { chooseFeed } from './choose-feed'
import { createLiveClient } from './live-client'
import { LiveContext } from './live-context'

export {
  shallowEqual,
  useIsOld,
  useLive,
  useLiveStatus,
  useLiveWith,
  useLocalNow,
  useOnServerClock,
  useRetryLive,
  useServerLife,
  useServerNow,
} from './live-context'
export type { LiveStatus } from './live-client'

/** Keeps the live tables of this tab current, from `streamUrl`. */
export function LiveProvider({ streamUrl, children }: { streamUrl: string; children: ReactNode }) {
  const [client] = useState(() =>
    createLiveClient({
      feed: () => chooseFeed(streamUrl),
      now: Date.now,
      everySecond: (run) => {
        const timer = setInterval(run, 1000)
        return () => clearInterval(timer)
      },
    }),
  )
  useEffect(() => {
    client.start()
    // A laptop that wakes up, a cable that is back: do not wait for the next try.
    const awake = () => document.visibilityState === 'visible' && client.retry()
    addEventListener('online', client.retry)
    document.addEventListener('visibilitychange', awake)
    return () => {
      removeEventListener('online', client.retry)
      document.removeEventListener('visibilitychange', awake)
      client.stop()
    }
  }, [client])
  return <LiveContext value={client}>{children}</LiveContext>
}
