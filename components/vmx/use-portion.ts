'use client'

import { useState } from 'react'

/**
 * The first part of a long list, and more of it on demand: a file may have a hundred thousand lines, and search still
 * looks at all of them. Another `reset` starts again with the first part.
 */
export function usePortion<T>(all: readonly T[], size: number, reset: string) {
  const [grown, setGrown] = useState({ reset, count: size })
  const count = grown.reset === reset ? grown.count : size
  return {
    shown: all.slice(0, count),
    left: Math.max(all.length - count, 0),
    /** Shows so much that the item at this place is among it. */
    reach: (index: number) => setGrown({ reset, count: Math.max(count, index + size) }),
    more: () => setGrown({ reset, count: count + size * 4 }),
  }
}
