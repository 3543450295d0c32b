'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { formatClock, formatDateTime } from '@/lib/format/clock'
import type { RunStep, RunView } from '@/lib/runs/run'
import { formatAge } from '../words/age'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { useServerNow } from '../live/live-provider'
import type { StepLine, StepMark } from './step-line'
import { stepLine } from './step-words'

const glyphs: Record<StepMark, Glyph> = {
  done: 'done',
  step: 'step',
  question: 'questionRaised',
  waiting: 'waiting',
  failed: 'failed',
  blocked: 'leftBlocked',
  cancelled: 'cancelled',
  noContact: 'noContact',
}

export type TimelineEntry = StepLine & {
  key: string
  at: string
  /** Percentages are for the eye: they would be read out without end. */
  silent?: boolean
  /** The last word of the story. */
  end?: boolean
  /** Still so: the time column says "now", and how long it waits is told. */
  waitsSince?: string | undefined
  below?: ReactNode
}

/** Lines with their time and sign, oldest first. Lines are only ever added, so a screen reader hears each once. */
export function TimelineList({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label="Timeline" aria-live="polite" aria-relevant="additions" className="px-3 py-2 mid:px-4">
      {entries.map((entry) => (
        <li
          key={entry.key}
          aria-hidden={entry.silent || undefined}
          className="relative grid grid-cols-[56px_16px_minmax(0,1fr)] gap-3 py-1 text-sm knock-surface not-last:after:absolute not-last:after:top-6 not-last:after:-bottom-1 not-last:after:left-[75.5px] not-last:after:w-px not-last:after:bg-line-2"
        >
          <time dateTime={entry.at} title={formatDateTime(entry.at)} className="text-right text-xs/5 text-ink-3">
            {entry.waitsSince === undefined ? formatClock(entry.at) : 'now'}
          </time>
          <span className="z-1 pt-0.5 text-bar">
            <StatusGlyph glyph={glyphs[entry.mark]} className="bg-surface" />
          </span>
          <div className="min-w-0 wrap-anywhere">
            {/* The blanks let a narrow column break between the words and what there is to say about them. */}
            <span className={entry.end ? 'font-semibold' : 'font-medium'}>{entry.title}</span>{' '}
            {entry.raw && <code className="raw ml-1 whitespace-pre-wrap!">{entry.raw}</code>}{' '}
            {entry.waitsSince !== undefined ? (
              <WaitsHere since={entry.waitsSince} />
            ) : (
              entry.detail && <span className={clsx('ml-1 text-ink-3 max-mid:ml-0 max-mid:block')}>{entry.detail}</span>
            )}
            {entry.below}
          </div>
        </li>
      ))}
    </ol>
  )
}

function WaitsHere({ since }: { since: string }) {
  const now = useServerNow()
  return (
    <span className="ml-1 text-wait-text max-mid:ml-0 max-mid:block">
      Waits <time dateTime={since}>{formatAge(now - Date.parse(since))}</time>. Answer it here.
    </span>
  )
}

type RunTimelineProps = {
  run: RunView
  steps: readonly RunStep[]
  connection: string
  /** Since when the open question waits: its line is lit, and a left-blocked run says so. */
  waitingSince?: string | undefined
  below?: (step: RunStep) => ReactNode
}

/** The steps of a run in words. */
export function RunTimeline({ run, steps, connection, waitingSince, below }: RunTimelineProps) {
  const lastQuestion = steps.findLastIndex(({ event }) => event.kind === 'question-raised')
  const entries = steps.map((step, index): TimelineEntry => {
    const line = stepLine(step, run, connection)
    const lit = waitingSince !== undefined && index === lastQuestion
    return {
      ...line,
      mark: lit ? 'waiting' : line.mark,
      // Steps are append-only; two of one kind within a millisecond are told apart by how many there were before.
      key: `${step.event.kind}:${step.at}:${run.steps.indexOf(step)}`,
      at: step.at,
      silent: step.event.kind === 'progress',
      end: step.event.kind === 'ended',
      waitsSince: step.event.kind === 'left-blocked' ? waitingSince : undefined,
      below: below?.(step),
    }
  })
  return <TimelineList entries={entries} />
}
