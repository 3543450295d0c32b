'use client'

import { useEffect, useState, type CSSProperties } from 'react'
import { LiveProvider } from '../live/live-provider'
import { unitVh, type Seat } from './plan'
import { Wall } from './wall'
import { linkEnded, Message } from './wall-frame'

type Door = { at: 'entering' } | { at: 'open'; streamUrl: string } | { at: 'closed' }

/** Between two tries to enter while nobody answers. */
const againMs = 2_000

/**
 * The wall of a display, at its fixed address. The token in that leaves the address bar at once and stays in a cookie that
 * no script reads; the address without it opens the wall again in this browser.
 */
export function DisplayWall({ seat }: { seat: Seat }) {
  const [door, setDoor] = useState<Door>({ at: 'entering' })
  useEffect(() => {
    const gone = new AbortController()
    const tryToEnter = async () => {
      const next = await enter(gone.signal)
      if (gone.signal.aborted) return
      if (next) setDoor(next)
      else setTimeout(() => void tryToEnter(), againMs)
    }
    void tryToEnter()
    return () => gone.abort()
  }, [])
  if (door.at === 'open')
    return (
      <LiveProvider streamUrl={door.streamUrl}>
        <Wall seat={seat} display />
      </LiveProvider>
    )
  const style = { '--u': `${unitVh(seat).toFixed(3)}vh` } as CSSProperties // a custom property
  return (
    <div data-surface="wall" data-theme="dark" className="wall" style={style}>
      <div className="wall-page">
        <Message {...(door.at === 'closed' ? linkEnded : { title: 'Connecting', text: 'No data yet' })} />
      </div>
    </div>
  )
}

/** Undefined: nobody answered. */
async function enter(signal: AbortSignal): Promise<Door | undefined> {
  const { pathname, searchParams, hash } = new URL(location.href)
  // Links of before had it before the #.
  const token = hash.slice(1) || searchParams.get('token') || undefined
  const named = searchParams.get('display') ?? undefined
  const entered = await knock(token === undefined ? { display: named } : { token }, signal)
  if (entered === undefined || entered === 'closed') return entered && { at: 'closed' }
  const { display } = entered
  const kept = token === undefined ? entered : await knock({ display }, signal)
  if (kept === undefined) return undefined
  // In a frame of another site a browser may keep no cookie: there the token stays, and there is no address bar.
  if (kept === 'closed') return { at: 'open', streamUrl: `/api/stream?wall=${encodeURIComponent(token ?? '')}` }
  if (token !== undefined && window.top === window) {
    searchParams.delete('token')
    searchParams.set('display', display)
    history.replaceState(null, '', `${pathname}?${searchParams.toString()}`)
  }
  return { at: 'open', streamUrl: `/api/stream?display=${encodeURIComponent(display)}` }
}

type Knock = { token: string } | { display: string | undefined }

async function knock(said: Knock, signal: AbortSignal): Promise<{ display: string } | 'closed' | undefined> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/wall', { method: 'POST', headers, body: JSON.stringify(said), signal })
    if (response.status >= 500) return undefined
    return response.ok ? ((await response.json()) as { display: string }) : 'closed' // what the route answers
  } catch {
    return undefined
  }
}
