'use client'

import { useEffect } from 'react'

/**
 * What the tabs of one browser agree on, through its locks. A page that came without HTTPS has none, and is as if it
 * were alone.
 */
const locks = (): LockManager | undefined => (typeof navigator === 'undefined' ? undefined : navigator.locks)

const inFront = 'andon in front'

/** So long another tab may hear of the same thing later. */
const sameMs = 3_000

/** Of tabs that hear of something at the same time one does what is to be done. */
export async function inOneTab(what: string, run: () => unknown): Promise<void> {
  const shared = locks()
  if (!shared) return void run()
  await shared.request(`andon ${what}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return
    run()
    await new Promise((resolve) => setTimeout(resolve, sameMs))
  })
}

/** Lets other tabs know while this one is looked at. */
export function useTellInFront(): void {
  useEffect(() => {
    let away: AbortController | undefined
    const tell = () => {
      const seen = document.visibilityState === 'visible'
      if (!seen) away?.abort()
      if (!seen || (away && !away.signal.aborted)) return
      const mine = new AbortController()
      away = mine
      const until = new Promise<void>((resolve) => mine.signal.addEventListener('abort', () => resolve()))
      void locks()?.request(inFront, { mode: 'shared' }, () => until)
    }
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => {
      document.removeEventListener('visibilitychange', tell)
      away?.abort()
    }
  }, [])
}

/** Whether this page, or another tab of the browser, is looked at. */
export async function isLookedAt(): Promise<boolean> {
  if (document.visibilityState === 'visible') return true
  const { held = [] } = (await locks()?.query()) ?? {}
  return held.some(({ name }) => name === inFront)
}
