'use client'

import { clsx } from 'clsx'
import { Fragment, type ReactNode } from 'react'
import { formatHourMinute } from '@/lib/format/clock'
import { formatPercent } from '@/lib/format/quantity'
import type { PowerState } from '@/lib/vsphere/vm'
import { lampGlyph } from '../connections/lamp'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { useServerNow } from '../live/live-provider'
import type { RunningRow } from '../run/board-rows'
import { formatAge } from '../words/age'
import { oddOnes, oddWord, type Failure, type WallLamps } from './wall-facts'
import { useFit } from './use-fit'

type FootProps = {
  lamps: WallLamps
  running: readonly RunningRow[]
  /** The connections whose tasks nobody knows now. */
  unknown: ReadonlySet<string>
  failures: readonly Failure[]
  /** Undefined: nobody has counted. */
  counts: Record<PowerState, number> | undefined
  /** Runs that ask a person whether to start, by name; without one where names are masked. */
  held: readonly string[]
  /** Why this screen may go dark, where it may. */
  dark: string | undefined
  turn: number
}

type Fact = { id: string; glyph?: Glyph; tone?: 'bad' | 'wait'; words: ReactNode; atEnd?: true }

/** One line that turns with the pages: connections, the worst first; what runs; how many VMs are on. What has no room is left out from the end. */
export function WallFoot(props: FootProps) {
  const now = useServerNow()
  const { held, turn, dark } = props
  const pages = [connectionFacts(props.lamps, now), runningFacts(props, now), totalFacts(props.counts, dark)].filter(
    (facts) => facts.length > 0,
  )
  const facts = [...heldFacts(held), ...(pages[turn % pages.length] ?? [])]
  const [place, gone] = useFit<HTMLElement>(facts.map(({ id }) => id).join(), Math.max(0, facts.length - 1))
  const shown = facts.slice(0, facts.length - gone)
  return (
    <footer ref={place} className="wall-foot">
      {shown.map(({ id, glyph, tone, words, atEnd }, at) => (
        <Fragment key={id}>
          {atEnd && !shown.slice(0, at).some((one) => one.atEnd) && <span className="wall-push" />}
          <span className={clsx('is-fact', tone && `is-${tone}`)}>
            {glyph && <StatusGlyph glyph={glyph} plain />}
            <span>{words}</span>
          </span>
        </Fragment>
      ))}
    </footer>
  )
}

/** They wait for a person as a question does: on every page. */
function heldFacts(held: readonly string[]): Fact[] {
  const [first] = held
  if (first === undefined) return []
  const words =
    held.length > 1 || first === '' ? (
      <>
        <b>{held.length.toLocaleString('en')}</b> {held.length === 1 ? 'asks' : 'ask'} whether to start
      </>
    ) : (
      <>
        <b className="is-name">{first}</b> asks whether to start
      </>
    )
  return [{ id: `held ${held.length}`, glyph: 'waiting', tone: 'wait', words }]
}

function connectionFacts(lamps: FootProps['lamps'], now: number): Fact[] {
  const odd = oddOnes(lamps)
  const live = lamps.length - odd.length
  const off = lamps.filter(({ connection }) => !connection.autoAnswer.on)
  return [
    ...odd.map(({ connection, lamp }): Fact => {
      const word = oddWord(lamp, now)
      const tone = lamp.at === 'connecting' || lamp.at === 'kept-off' ? undefined : 'bad'
      return {
        id: `${connection.id} ${lamp.at}`,
        glyph: lampGlyph[lamp.at],
        ...(tone && { tone }),
        words: (
          <>
            <span className="is-name">{connection.name}</span> {word.charAt(0).toLowerCase() + word.slice(1)}
          </>
        ),
      }
    }),
    {
      id: 'live',
      glyph: live === 0 ? 'noContact' : 'live',
      words: (
        <>
          <b>{live === 0 ? 'None' : live.toLocaleString('en')}</b> live
        </>
      ),
    },
    ...(off.length === 0
      ? []
      : [
          {
            id: `off ${off.length}`,
            atEnd: true,
            words: (
              <>
                Auto-answer <b>off</b> at{' '}
                <b className="is-name">{off.length === 1 ? off[0]?.connection.name : off.length}</b>
              </>
            ),
          } as const,
        ]),
  ]
}

function runningFacts({ running, unknown, failures }: FootProps, now: number): Fact[] {
  const known = running.filter(({ connection }) => !unknown.has(connection))
  const [longest] = known
  const [failure] = failures
  return [
    {
      id: `running ${unknown.size > 0}`,
      glyph: 'running',
      words: (
        <>
          <b>{known.length.toLocaleString('en')}</b> running
          {unknown.size > 0 && ', not known everywhere'}
        </>
      ),
    },
    ...(longest
      ? [
          {
            id: `longest ${longest.id}`,
            words: (
              <>
                longest {longest.name !== '' && <b className="is-name">{longest.name}</b>} {longest.label}{' '}
                {longest.percent !== undefined && `${formatPercent(longest.percent)} `}
                {formatAge(now - Date.parse(longest.startedAt))}
              </>
            ),
          },
        ]
      : []),
    ...(failure
      ? [
          {
            id: `failure ${failure.id}`,
            glyph: 'failed',
            tone: 'bad',
            atEnd: true,
            words: (
              <>
                {formatHourMinute(failure.at)} <span className="is-name">{failure.name || failure.label}</span>
              </>
            ),
          } as const,
        ]
      : []),
  ]
}

const totals: { power: PowerState; word: string }[] = [
  { power: 'poweredOn', word: 'on' },
  { power: 'poweredOff', word: 'off' },
  { power: 'suspended', word: 'suspended' },
  { power: 'unknown', word: 'unknown' },
]

const totalFacts = (counts: FootProps['counts'], dark: string | undefined): Fact[] => [
  ...totals.map(({ power, word }): Fact => ({
    id: power,
    glyph: power,
    words: (
      <>
        <b>{counts?.[power].toLocaleString('en') ?? '–'}</b> {word}
      </>
    ),
  })),
  ...(dark === undefined ? [] : [{ id: 'dark', words: dark, atEnd: true } as const]),
]
