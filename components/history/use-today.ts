'use client'

import { useSyncExternalStore } from 'react'
import { dayOf, type Day } from './days'

/** A page that is left open sees midnight so late at most. */
const lookEveryMs = 30_000

function subscribe(look: () => void): () => void {
  const timer = setInterval(look, lookEveryMs)
  return () => clearInterval(timer)
}

/** The reader's own day; the server does not know it. */
export const useToday = (): Day | undefined =>
  useSyncExternalStore(
    subscribe,
    () => dayOf(Date.now()),
    () => undefined,
  )
