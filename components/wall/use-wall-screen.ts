'use client'

import { useSyncExternalStore } from 'react'
import { unitVh, type Seat } from '@/lib/wall/seat'

/** One u, px; the screen in u. `isNarrow`: a slab stands above its words, not beside them. */
export type WallScreen = { unit: number; width: number; height: number; isNarrow: boolean }

function subscribe(changed: () => void) {
  addEventListener('resize', changed)
  return () => removeEventListener('resize', changed)
}

/** A screen of 16:9 has more than this at every seat; what has less is no wall but a window or a phone. */
const leastWidth = 28
/** Letters on such a one, px. */
const leastUnit = 13

/** The screen in u at this seat; undefined until the browser says how large it is. */
export function useWallScreen(seat: Seat): WallScreen | undefined {
  const size = useSyncExternalStore(
    subscribe,
    () => `${innerWidth}x${innerHeight}`,
    () => '',
  )
  const [width, height] = size.split('x').map(Number)
  if (!width || !height) return undefined
  const wanted = (unitVh(seat) / 100) * height
  const unit = Math.min(wanted, Math.max(leastUnit, width / leastWidth))
  return { unit, width: width / unit, height: height / unit, isNarrow: width / unit < leastWidth }
}
