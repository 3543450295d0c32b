'use client'

import { clsx } from 'clsx'
import { formatClock } from '@/lib/format/clock'
import type { QuestionView } from '@/lib/live/live-state'
import { isOverdue } from '@/lib/live/overdue'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useServerNow } from '../live/live-provider'
import { vmPath } from '../pages/pages'
import { Link } from '../ui/link'
import { formatAge, speakAge } from '../words/age'

type QuestionBadgeProps = {
  question: QuestionView
  /** Without contact: when it was last known to wait (ISO 8601). The lamp is out then, and its clock stands still. */
  asOf: string | undefined
  tabIndex?: number
}

/** The lit lamp of a row: that its VM waits and for how long. Leads to where it can be answered. */
export function QuestionBadge({ question, asOf, tabIndex }: QuestionBadgeProps) {
  const serverNow = useServerNow()
  const now = asOf === undefined ? serverNow : Date.parse(asOf)
  const age = Math.max(0, now - Date.parse(question.raisedAt))
  const overdue = isOverdue(question, now)
  const lit = question.state.at === 'sending' ? 'Answering' : overdue ? 'Overdue' : 'Waits'
  const word = asOf === undefined ? lit : 'Waited'
  return (
    <Link
      href={vmPath(question.vm)}
      tabIndex={tabIndex}
      aria-label={
        asOf === undefined
          ? `${word} ${speakAge(age)}. Answer the question of ${question.vmName}`
          : `Waited ${speakAge(age)} when contact was lost. The question of ${question.vmName}`
      }
      title={
        asOf === undefined ? undefined : `At ${formatClock(asOf)}; without contact nobody knows whether it still waits.`
      }
      className={clsx(
        'slab inline-flex h-[22px] items-center gap-1.5 rounded-sm pr-1.5 pl-1 text-xs font-semibold hover:underline',
        asOf !== undefined
          ? 'border border-dashed border-line-2 bg-sunken text-ink-2 knock-sunken'
          : overdue
            ? 'bg-fail text-fail-ink knock-fail'
            : 'bg-wait text-wait-ink knock-wait',
      )}
    >
      <StatusGlyph
        glyph={asOf !== undefined ? 'questionRaised' : overdue ? 'overdue' : 'waiting'}
        plain
        className="size-3.5!"
      />
      {word} <time dateTime={question.raisedAt}>{formatAge(age)}</time>
    </Link>
  )
}
