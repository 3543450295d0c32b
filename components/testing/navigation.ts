import { useMemo, useSyncExternalStore } from 'react'
import { vi } from 'vitest'

/**
 * Stands for `next/navigation` in the tests of screens: the address of the window is the route, and what a page writes
 * there by itself is heard, as with Next.
 */
const listeners = new Set<() => void>()

for (const name of ['pushState', 'replaceState'] as const) {
  const write = history[name].bind(history)
  history[name] = (...to) => {
    write(...to)
    for (const changed of listeners) changed()
  }
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** What tests ask for where somebody was sent. */
export const router = {
  push: vi.fn((url: string) => history.pushState(null, '', url)),
  refresh: vi.fn(),
}

export const useRouter = (): typeof router => router

export const usePathname = (): string => useSyncExternalStore(subscribe, () => location.pathname)

export function useSearchParams(): URLSearchParams {
  const query = useSyncExternalStore(subscribe, () => location.search)
  return useMemo(() => new URLSearchParams(query), [query])
}
