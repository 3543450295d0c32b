'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

/** Whether the browser keeps the screen lit: it may say no, and it gives nothing to a page that is not reached over HTTPS. */
export type Light = 'kept' | 'refused' | 'needs-https' | 'not-known'

/** Between two tries: a display saves power, or has just come to the front. */
const againMs = 60_000

/** Keeps the screen lit while the wall is seen. A lock ends with each moment in which it is not, so it is taken again. */
export function useWakeLock(): Light {
  const offered = useSyncExternalStore(never, whatIsOffered, () => 'not-known' as const)
  const [light, setLight] = useState<Light>('not-known')
  useEffect(() => {
    if (offered !== 'lock') return undefined
    const { wakeLock } = navigator
    let lock: WakeLockSentinel | undefined
    let isGone = false
    let isAsking = false
    const take = async () => {
      if (isAsking || isGone || document.visibilityState !== 'visible' || lock?.released === false) return
      isAsking = true
      try {
        lock = await wakeLock.request('screen')
        if (isGone) void lock.release()
        else setLight('kept')
      } catch {
        setLight('refused')
      }
      isAsking = false
    }
    const seen = () => void take()
    seen()
    document.addEventListener('visibilitychange', seen)
    const timer = setInterval(seen, againMs)
    return () => {
      isGone = true
      document.removeEventListener('visibilitychange', seen)
      clearInterval(timer)
      void lock?.release()
    }
  }, [offered])
  return offered === 'lock' ? light : offered
}

const never = () => () => {}

function whatIsOffered(): 'lock' | Exclude<Light, 'kept'> {
  if (!window.isSecureContext) return 'needs-https'
  // Types say that it is always there; older browsers have none.
  const { wakeLock } = navigator as { wakeLock?: WakeLock }
  if (!wakeLock) return 'not-known'
  return isAllowed() ? 'lock' : 'refused'
}

/** A page in a frame of another site has to be let by that site; browsers that do not tell whether it is are asked. */
function isAllowed(): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature: (feature: string) => boolean } }
  return featurePolicy?.allowsFeature('screen-wake-lock') ?? true
}

/** What a wall says of it; nothing while the screen stays lit. */
export function darkWords(light: Light): string | undefined {
  if (light === 'needs-https') return 'No HTTPS: this screen may go dark'
  return light === 'refused' ? 'This screen may go dark' : undefined
}
