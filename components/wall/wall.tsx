'use client'

import { clsx } from 'clsx'
import { useMemo, type CSSProperties } from 'react'
import { sumCounts } from '@/lib/live/derived'
import { contactWith, knownCount } from '@/lib/live/known-count'
import type { BoardTables } from '@/lib/live/live-state'
import { runName } from '@/lib/runs/run-label'
import type { PowerState } from '@/lib/vsphere/vm'
import { useLamps } from '../connections/lamps'
import { useIsOld, useLive, useLiveStatus, useLocalNow, useServerNow } from '../live/live-provider'
import { needsPerson } from '../question/questions'
import { finishedRows, runningRows } from '../run/board-rows'
import { finishedWords } from '../run/finished-words'
import { burnInShift, pageOf, planWall, turningSubjects, unitVh, type Seat, type WallPlan } from './plan'
import { wallTiles, type Tile } from './tiles'
import { useReloadOnNewServer, useWallScreen } from './use-wall-screen'
import { linkEnded, Message, StaleBar, WallFoot, WallHead } from './wall-frame'
import { WallConnections, WallFailures, WallRunning, type Failure } from './wall-lists'
import { WallQuestion } from './wall-question'
import './wall.css'

/** Pages turn all together, without sliding. */
const turnMs = 10_000

const everything = (tables: BoardTables) => tables

/** The board of a room: no pointer, no controls, everything in a size that the farthest seat can read. */
export function Wall({ seat, display }: { seat: Seat; display: boolean }) {
  const status = useLiveStatus()
  const old = useIsOld()
  const local = useLocalNow()
  const screen = useWallScreen(seat)
  const tables = useLive(everything)
  useReloadOnNewServer()
  const shift = burnInShift(local)
  const tiles = useMemo(() => (tables ? wallTiles(tables.questions) : []), [tables])
  const running = useMemo(() => (tables ? runningRows(tables) : []), [tables])
  const plan =
    screen &&
    planWall(screen.width, screen.height, {
      questions: tiles.length,
      running: running.length,
      connections: tables ? Object.keys(tables.connections).length : 0,
      old,
    })
  const style = { '--u': `${(unitVh(seat) * (plan?.growth ?? 1)).toFixed(3)}vh` } as CSSProperties // a custom property
  return (
    <div data-surface="wall" data-theme="dark" className={clsx('wall', old && 'is-old')} style={style}>
      <div className="wall-page" style={{ translate: `${shift.x}px ${shift.y}px` }}>
        {status.at === 'signed-out' ? (
          <Message
            {...(display
              ? linkEnded
              : { title: 'Signed out', text: 'Sign in, or open this wall with a display link.' })}
          />
        ) : tables && plan ? (
          <Picture tables={tables} tiles={tiles} plan={plan} running={running} turn={Math.floor(local / turnMs)} />
        ) : old ? (
          <StaleBar waiting={undefined} page="" long />
        ) : (
          <Message title="Connecting" text="No data yet" />
        )}
      </div>
    </div>
  )
}

type PictureProps = {
  tables: BoardTables
  tiles: Tile[]
  plan: WallPlan
  running: ReturnType<typeof runningRows>
  turn: number
}

function Picture({ tables, tiles, plan, running, turn }: PictureProps) {
  const old = useIsOld()
  const now = useServerNow()
  const lamps = useLamps() ?? []
  const minute = Math.floor(now / 60_000) * 60_000
  const failures = useMemo(() => failuresOf(tables, minute), [tables, minute])
  const counts = useMemo(() => countPower(tables), [tables])
  const contact = contactWith(tables.connections)
  const unknown = useMemo(() => lostConnections(tables), [tables])
  const waiting = Object.values(tables.questions).filter(needsPerson).length

  const [first, ...younger] = tiles
  const desk = plan.layout === 'desk'
  const subject =
    desk || plan.rows === 0 ? 'questions' : (turningSubjects[turn % turningSubjects.length] ?? 'questions')
  // On a turning wall the questions come up every other time: their own pages count only those times.
  const minis = pageOf(plan.minis === 0 ? [] : younger, plan.minis, desk ? turn : Math.floor(turn / 2))
  const page = desk
    ? minis.pages > 1
      ? `oldest first, page ${minis.page} of ${minis.pages}`
      : waiting > 1
        ? 'oldest first'
        : ''
    : minis.pages > 1 && subject === 'questions'
      ? `${minis.page} of ${minis.pages}`
      : ''
  const nameOf = (tile: Tile) => {
    const id = tile.kind === 'one' ? tile.question.connection : tile.connection
    return tables.connections[id]?.name ?? id
  }
  const withLists = desk || subject !== 'questions' || first === undefined
  const showRunning = desk || subject !== 'connections'
  const showConnections = desk || subject === 'connections'
  return (
    <>
      {old ? (
        <StaleBar
          waiting={waiting}
          page={minis.pages > 1 ? `page ${minis.page} of ${minis.pages}` : ''}
          long={plan.longHead}
        />
      ) : (
        <WallHead
          waiting={waiting}
          plan={plan}
          page={page}
          contact={contact}
          paused={tables.notices['record'] !== undefined}
          changed={lamps.filter(({ lamp }) => lamp.at === 'certificate').map(({ connection }) => connection)}
        />
      )}
      {first ? (
        <main className="wall-questions" aria-label="Waiting for an answer">
          <WallQuestion tile={first} mini={false} connectionName={nameOf(first)} narrow={!desk} />
          {(desk || subject === 'questions') &&
            minis.items.map((tile) => (
              <WallQuestion key={tile.id} tile={tile} mini connectionName={nameOf(tile)} narrow={!desk} />
            ))}
        </main>
      ) : null}
      {withLists && (
        <div
          className={clsx('wall-lists', !(showRunning && showConnections) && 'is-one')}
          {...(first ? { role: 'region', 'aria-label': 'Running tasks and connections' } : { role: 'main' })}
        >
          {showRunning && (
            <WallRunning rows={running} perPage={plan.rows} turn={turn} unknown={unknown} contact={contact} />
          )}
          {showConnections && <WallConnections lamps={lamps} perPage={plan.rows} turn={turn} />}
          {!first && desk && <WallFailures failures={failures} />}
        </div>
      )}
      {desk && (
        <WallFoot counts={counts} failures={first ? failures : []} turn={turn} turns={plan.footTurns && !!first} />
      )}
    </>
  )
}

function failuresOf(tables: BoardTables, now: number): Failure[] {
  return finishedRows(tables, now).flatMap((row) => {
    const words = finishedWords(row, false)
    if (words.glyph !== 'failed') return []
    const name = row.kind === 'run' ? runName(row.run) : row.task.entityName
    return { id: row.id, at: row.endedAt, name, label: words.label, text: words.detail }
  })
}

function countPower(tables: BoardTables): Record<PowerState, number> | undefined {
  const { vms, powers } = sumCounts(tables.counts)
  return knownCount(vms, tables.connections) === undefined ? undefined : powers
}

const lostConnections = (tables: BoardTables): ReadonlySet<string> =>
  new Set(
    Object.values(tables.connections)
      .filter((connection) => connection.state.at !== 'live')
      .map((connection) => connection.id),
  )
