'use client'

import { useSyncExternalStore, useEffect, useRef } from 'react'
import { useServerLife } from '../live/live-provider'
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

/**
 * A wall hangs for months: when a server with another epoch answers, it may be a newer one, and the page is read again.
 * Only then: a page that reloads while nobody answers would show the browser's own error.
 */
export function useReloadOnNewServer() {
  const life = useServerLife()
  const first = useRef<string>(undefined)
  useEffect(() => {
    if (first.current !== undefined && life !== undefined && life !== first.current) location.reload()
    first.current ??= life
  }, [life])
}
