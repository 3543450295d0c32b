'use client'

import { useEffect, useRef } from 'react'
import { useLive, useLiveStatus, useServerLife } from '../live/live-provider'

/** Between two tries while the page cannot be had. */
const againMs = 5_000

/**
 * A wall hangs for months. When a server of another life answers, it may serve a newer build: then the page is read again,
 * as soon as that server gives it out. A page that reloads while nobody answers would show the browser's own error.
 * @param build that this page is of.
 */
export function useNewerBuild(build: string) {
  const life = useServerLife()
  const looked = useRef<string>(undefined)
  useEffect(() => {
    if (life === undefined || looked.current === life) return undefined
    // The page may have come from one life of the server, and its stream from the next.
    const gone = new AbortController()
    void untilRead(gone.signal).then((served) => {
      if (served === undefined) return
      looked.current = life
      if (served !== '' && served !== build) location.reload()
    })
    return () => gone.abort()
  }, [life, build])
}

/** What a display shows, or from where it is read, was changed in Settings: it begins anew. */
export function useOtherTerms() {
  const has = useLive(() => true) === true
  const { at } = useLiveStatus()
  const had = useRef(false)
  useEffect(() => {
    const isDropped = !has && had.current && at !== 'signed-out'
    had.current = has
    // The new data may be here before the page is: that is no reason to stay.
    if (isDropped) void untilRead(new AbortController().signal).then(() => location.reload())
  }, [has, at])
}

/** The build that the server gives this page out as now, once it does; undefined: nobody waits for it any more. */
async function untilRead(signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    const page = await fetch(location.href, { signal, cache: 'no-store' })
      .then((response) => (response.ok ? response.text() : undefined))
      .catch(() => undefined) // Nobody answered, or was killed while the page was on its way.
    if (page !== undefined) return /<meta name="andon-build" content="([^"]*)"/.exec(page)?.[1] ?? ''
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
  return undefined
}
