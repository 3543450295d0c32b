import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'
import { fetchLater } from '../ui/later'
import { router } from './navigation'

/** What holds for every test of a screen. All of them share one jsdom: each finds it as the first one did. */

// A busy machine needs longer than the usual second until a screen has settled.
configure({ asyncUtilTimeout: 10_000 })

beforeEach(async () => {
  // What comes later has come.
  await fetchLater()
  // jsdom lays nothing out.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  // So nothing comes into sight, either.
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  Element.prototype.scrollIntoView = () => {}
  vi.stubGlobal('scrollTo', () => {})
})

afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
  document.title = ''
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  for (const call of Object.values(router)) call.mockClear()
})
