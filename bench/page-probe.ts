import type { Page } from '@playwright/test'

/** What a page of many VMs has told since it was opened, or since it was asked last. Times in ms. */
export type Told = {
  /** From the navigation. */
  lcp: number
  usable: number | undefined
  /** How long each press took until the next picture, as INP counts it; 16 and less are not told. */
  presses: number[]
  tasks: number[]
  /** The spans between the frames. */
  frames: number[]
}

declare global {
  interface Window {
    told: () => Told
  }
}

/** Begins to watch every page that is opened from now on. */
export const watchPages = (page: Page) => page.addInitScript({ content: probe })

export const toldBy = (page: Page): Promise<Told> => page.evaluate(() => window.told())

/** Runs in the page, as text so that no compiler adds to it. */
const probe = `(() => {
  if (window.told) return
  let lcp = 0
  let usable
  let presses = new Map()
  let tasks = []
  let frames = []
  const watch = (type, take, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more })
  watch('largest-contentful-paint', ({ startTime }) => { lcp = startTime })
  watch('longtask', ({ duration }) => { tasks.push(duration) })
  watch('event', ({ interactionId, duration }) => {
    if (interactionId > 0) presses.set(interactionId, Math.max(duration, presses.get(interactionId) ?? 0))
  }, { durationThreshold: 16 })
  let last
  const frame = (now) => {
    if (last !== undefined) frames.push(now - last)
    last = now
    // Drawn, and whatever else the page had to do before it could hear a press has been done.
    if (usable === undefined && document.querySelector('[role="row"][data-key]')) {
      usable = null
      requestAnimationFrame(() => setTimeout(() => { usable = performance.now() }))
    }
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  window.told = () => {
    const told = { lcp, usable: usable ?? undefined, presses: [...presses.values()], tasks, frames }
    presses = new Map()
    tasks = []
    frames = []
    return told
  }
})()`
