import { useCallback, useSyncExternalStore } from 'react'

/** Whether the page is as a media query says. The server does not know, and draws what holds where it is not. */
export function useMatches(query: string): boolean {
  const listen = useCallback(
    (changed: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(
    listen,
    () => matchMedia(query).matches,
    () => false,
  )
}

/** Below 720 px, where rows become cards. The server does not know and draws the wide form. */
export const usePhone = () => useMatches('(max-width: 719.98px)')
