'use client'

import { useSyncExternalStore } from 'react'

const query = '(max-width: 719.98px)'

const listen = (changed: () => void) => {
  const media = matchMedia(query)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

/** Below 720 px, where rows become cards. The server does not know and draws the wide form. */
export const usePhone = () =>
  useSyncExternalStore(
    listen,
    () => matchMedia(query).matches,
    () => false,
  )
