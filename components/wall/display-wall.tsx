'use client'

import { useEffect, useState } from 'react'
import type { Seat } from '@/lib/wall/seat'
import { LiveProvider } from '../live/live-provider'
import { useOtherTerms } from './use-read-again'
import { useWallScreen } from './use-wall-screen'
import { Wall, WallGlass } from './wall'
import { linkEnded, Message } from './wall-head'

type Door =
  | { at: 'entering'; answered: boolean }
  | { at: 'open'; streamUrl: string; seat: Seat | undefined }
  | { at: 'closed' }

/** Between two tries to enter while nobody answers. */
const againMs = 2_000

type DisplayWallProps = {
  /** By its address; what Settings say goes before it. */
  seat: Seat
  build: string
}

/**
 * The wall of a display, at its fixed address. The token in that leaves the address bar at once and stays in a cookie that
 * no script reads; the address without it opens the wall again in this browser.
 */
export function DisplayWall({ seat, build }: DisplayWallProps) {
  const screen = useWallScreen(seat)
  const [door, setDoor] = useState<Door>({ at: 'entering', answered: false })
  useEffect(() => {
    const gone = new AbortController()
    const tryToEnter = async () => {
      const next = await enter(gone.signal)
      if (gone.signal.aborted) return
      setDoor(next)
      if (next.at === 'entering') setTimeout(() => void tryToEnter(), againMs)
    }
    void tryToEnter()
    return () => gone.abort()
  }, [])
  if (door.at === 'open')
    return (
      <LiveProvider streamUrl={door.streamUrl}>
        <BegunAnew />
        <Wall seat={door.seat ?? seat} display build={build} />
      </LiveProvider>
    )
  return (
    <WallGlass screen={screen} old={false}>
      <div className="wall-page">
        <Message {...(door.at === 'closed' ? linkEnded : connecting(door.answered))} />
      </div>
    </WallGlass>
  )
}

function BegunAnew() {
  useOtherTerms()
  return null
}

const connecting = (answered: boolean) => ({
  title: 'Connecting',
  text: answered ? 'Andon answers, but cannot open this wall yet. It tries again.' : 'No data yet',
})

async function enter(signal: AbortSignal): Promise<Door> {
  const { pathname, searchParams, hash } = new URL(location.href)
  // Links of before had it before the #.
  const token = hash.slice(1) || searchParams.get('token') || undefined
  const named = searchParams.get('display') ?? undefined
  const entered = await knock(token === undefined ? { display: named } : { token }, signal)
  if (entered === 'closed') return { at: 'closed' }
  if ('answered' in entered) return { at: 'entering', ...entered }
  const { display, seat } = entered
  const kept = token === undefined ? entered : await knock({ display }, signal)
  if (kept !== 'closed' && 'answered' in kept) return { at: 'entering', ...kept }
  // In a frame of another site a browser may keep no cookie: there the token stays, and there is no address bar.
  if (kept === 'closed') return { at: 'open', seat, streamUrl: `/api/stream?wall=${encodeURIComponent(token ?? '')}` }
  if (token !== undefined && window.top === window) {
    searchParams.delete('token')
    searchParams.set('display', display)
    history.replaceState(null, '', `${pathname}?${searchParams.toString()}`)
  }
  return { at: 'open', seat, streamUrl: `/api/stream?display=${encodeURIComponent(display)}` }
}

type Entered = { display: string; seat?: Seat }
type Knock = { token: string } | { display: string | undefined }

/** Not now: whether anybody answered at all. */
type NotNow = { answered: boolean }

async function knock(said: Knock, signal: AbortSignal): Promise<Entered | 'closed' | NotNow> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/wall', { method: 'POST', headers, body: JSON.stringify(said), signal })
    if (response.status >= 500) return { answered: true }
    return response.ok ? ((await response.json()) as Entered) : 'closed' // what the route answers
  } catch {
    return { answered: false }
  }
}
