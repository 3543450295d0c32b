'use client'

import { useSyncExternalStore } from 'react'
import { unitVh, type Seat } from './plan'

function subscribe(changed: () => void) {
  addEventListener('resize', changed)
  return () => removeEventListener('resize', changed)
}

/** The screen in u at the seat's size; undefined until the browser says how large it is. */
export function useWallScreen(seat: Seat): { width: number; height: number } | undefined {
  const size = useSyncExternalStore(
    subscribe,
    () => `${innerWidth}x${innerHeight}`,
    () => '',
  )
  const [width, height] = size.split('x').map(Number)
  if (!width || !height) return undefined
  const unit = (unitVh(seat) / 100) * height
  return { width: width / unit, height: height / unit }
}
