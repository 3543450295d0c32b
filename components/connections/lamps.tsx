'use client'

import { clsx } from 'clsx'
import { useMemo } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { StatusGlyph } from '../glyphs/status-glyph'
import { shallowEqual, useLive, useOnServerClock, useServerNow } from '../live/live-provider'
import { countWaiting } from '../question/waiting-times'
import { lampGlyph, lampWord, type Lamp, connectionsByName, lampOf } from './lamp'

const wordTones: Record<Lamp['at'], string> = {
  live: 'text-ink-3',
  connecting: 'text-ink-3',
  waiting: 'font-medium text-wait-text',
  overdue: 'font-medium text-fail-text',
  lost: 'font-medium text-fail-text',
  refused: 'font-medium text-fail-text',
  another: 'font-medium text-fail-text',
  certificate: 'font-medium text-fail-text',
  'kept-off': 'text-ink-2',
}

export const LampGlyph = ({ lamp }: { lamp: Lamp }) => (
  <StatusGlyph
    glyph={lampGlyph[lamp.at]}
    {...(lamp.at === 'live' || lamp.at === 'connecting' ? { className: 'text-bar' } : {})}
  />
)

export const LampWord = ({ lamp, now, className }: { lamp: Lamp; now: number; className?: string }) => (
  <span className={clsx('text-xs', wordTones[lamp.at], className)}>{lampWord(lamp, now)}</span>
)

const readTables = ({ connections, questions }: BoardTables) => ({ connections, questions })

/** Every connection with what its lamp says now; undefined until the first data: lamps stay blank, never live. */
export function useLamps(): { connection: ConnectionView; lamp: Lamp }[] | undefined {
  const tables = useLive(readTables, shallowEqual)
  const now = useServerNow()
  return (
    tables &&
    connectionsByName(tables.connections).map((connection) => ({
      connection,
      lamp: lampOf(connection, tables.questions, now),
    }))
  )
}

const readQuestions = (tables: BoardTables) => tables.questions

/** How many questions wait, and how many of them are overdue; undefined until it is known. */
export function useWaitingCount(): { waiting: number; overdue: number } | undefined {
  const questions = useLive(readQuestions)
  const overdue = useOnServerClock((now) => (questions ? countWaiting(questions, now).overdue : 0))
  return useMemo(() => questions && { waiting: countWaiting(questions, 0).waiting, overdue }, [questions, overdue])
}
