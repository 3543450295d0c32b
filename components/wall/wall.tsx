'use client'

import { clsx } from 'clsx'
import { useEffect, useMemo, useState, type CSSProperties } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import { rowsBelow, turnMs, useOfRoom } from '@/lib/wall/rows'
import type { Seat } from '@/lib/wall/seat'
import { useLamps } from '../connections/lamps'
import { useIsOld, useLive, useLiveStatus, useLocalNow, useServerNow } from '../live/live-provider'
import { NewQuestion } from '../question/new-question'
import { runningRows } from '../run/board-rows'
import { burnInShift } from './burn-in'
import { useNewerBuild } from './use-read-again'
import { darkWords, useWakeLock } from './use-wake-lock'
import { useWallScreen, type WallScreen } from './use-wall-screen'
import { useTurns, useWaiting } from './use-wall-tiles'
import { WallCalm } from './wall-calm'
import { countPower, failuresOf, heldNames, lostConnections, wallContact } from './wall-facts'
import { WallFoot } from './wall-foot'
import { linkEnded, Message, StaleBar, WallHead } from './wall-head'
import { WallQuestion } from './wall-question'
import './wall.css'

const everything = (tables: BoardTables) => tables

type WallProps = {
  seat: Seat
  display: boolean
  /** That its page is of. */
  build: string
}

/** The board of a room: no pointer, no controls, everything in a size that the farthest seat can read. */
export function Wall({ seat, display, build }: WallProps) {
  const status = useLiveStatus()
  const old = useIsOld()
  const local = useLocalNow()
  const screen = useWallScreen(seat)
  const tables = useLive(everything)
  const dark = darkWords(useWakeLock())
  useNewerBuild(build)
  useFonts()
  const shift = burnInShift(local)
  return (
    <WallGlass screen={screen} old={old}>
      <div className="wall-page" style={{ translate: `${shift.x}px ${shift.y}px` }}>
        {status.at === 'signed-out' ? (
          <Message
            {...(display
              ? linkEnded
              : { title: 'Signed out', text: 'Sign in, or open this wall with a display link.' })}
          />
        ) : tables && screen ? (
          <Picture tables={tables} screen={screen} turn={Math.floor(local / turnMs)} dark={dark} />
        ) : old ? (
          <StaleBar waiting={undefined} page={0} pages={1} />
        ) : (
          <Message title="Connecting" text="No data yet" />
        )}
      </div>
      <NewQuestion />
    </WallGlass>
  )
}

type GlassProps = { screen: WallScreen | undefined; old: boolean; children: React.ReactNode }

/** The dark ground that everything on a wall stands on, with its one unit. */
export const WallGlass = ({ screen, old, children }: GlassProps) => (
  <div
    data-surface="wall"
    data-theme="dark"
    className={clsx('wall', old && 'is-old', screen?.isNarrow && 'is-narrow')}
    style={unitStyle(screen?.unit)}
  >
    {children}
  </div>
)

const unitStyle = (unit: number | undefined) =>
  ({ '--u': unit === undefined ? '3.3vh' : `${unit.toFixed(2)}px` }) as CSSProperties // a custom property

/** Draws once more when fonts have come: the same words are of another length then. */
function useFonts() {
  const [, setReady] = useState(false)
  useEffect(() => {
    // A test's page has none.
    const { fonts } = document as { fonts?: FontFaceSet }
    void fonts?.ready.then(() => setReady(true))
  }, [])
}

type PictureProps = { tables: BoardTables; screen: WallScreen; turn: number; dark: string | undefined }

function Picture({ tables, screen, turn, dark }: PictureProps) {
  const old = useIsOld()
  const now = useServerNow()
  const lamps = useLamps() ?? []
  const minute = Math.floor(now / 60_000) * 60_000
  const failures = useMemo(() => failuresOf(tables, minute), [tables, minute])
  const counts = useMemo(() => countPower(tables), [tables])
  const running = useMemo(() => runningRows(tables), [tables])
  const held = useMemo(() => heldNames(tables), [tables])
  const unknown = useMemo(() => lostConnections(tables), [tables])
  const contact = wallContact(tables.connections)

  const { groups, count, overdue } = useWaiting(tables)
  const rows = rowsBelow(screen.isNarrow ? screen.height * 0.8 : screen.height, old)
  const { first, showing } = useTurns(groups, rows, turn)
  const { page, pages } = showing
  const room = useOfRoom(screen.width, screen.height, pages > 1 ? rows : showing.shown.length, old)
  const words = `${room.growth} ${room.first} ${room.row}`
  const tileStyle = {
    '--u': `${(screen.unit * room.growth).toFixed(2)}px`,
    gridTemplateRows: `minmax(0, ${room.first}fr) repeat(${pages > 1 ? rows : showing.shown.length}, minmax(0, ${room.row}fr))`,
  } as CSSProperties // with a custom property
  return (
    <>
      {old ? (
        <StaleBar waiting={count} page={page} pages={pages} />
      ) : (
        <WallHead
          waiting={count}
          overdue={overdue}
          page={page}
          pages={pages}
          contact={contact}
          paused={tables.notices['record'] !== undefined}
          changed={lamps.filter(({ lamp }) => lamp.at === 'certificate').map(({ connection }) => connection)}
        />
      )}
      {first ? (
        <main className="wall-questions" aria-label="Waiting for an answer" style={tileStyle}>
          <WallQuestion tile={first} first connections={tables.connections} room={words} />
          {showing.shown.map((tile) => (
            <WallQuestion key={tile.id} tile={tile} first={false} connections={tables.connections} room={words} />
          ))}
        </main>
      ) : (
        <WallCalm
          lamps={lamps}
          running={running}
          failures={failures}
          unknown={unknown}
          contact={contact}
          held={held.length}
          lines={Math.floor((screen.height - 6) / 1.6)}
        />
      )}
      {contact.with !== 'nobody' && (
        <WallFoot
          lamps={lamps}
          running={running}
          unknown={unknown}
          failures={failures}
          counts={counts}
          held={held}
          dark={dark}
          turn={turn}
        />
      )}
    </>
  )
}
