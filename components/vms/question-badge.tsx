'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import type { QuestionView } from '@/lib/live/live-state'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useServerNow } from '../live/live-provider'
import { vmPath } from '../pages/pages'
import { isOverdue } from '../question/questions'
import { formatAge, speakAge } from '../words/age'

/** The lit lamp of a row: that its VM waits and for how long. Leads to where it can be answered. */
export function QuestionBadge({ question, tabIndex }: { question: QuestionView; tabIndex?: number }) {
  const now = useServerNow()
  const age = Math.max(0, now - Date.parse(question.raisedAt))
  const overdue = isOverdue(question, now)
  const word = question.state.at === 'sending' ? 'Answering' : overdue ? 'Overdue' : 'Waits'
  return (
    <Link
      href={vmPath(question.vm)}
      prefetch={false}
      tabIndex={tabIndex}
      aria-label={`${word} ${speakAge(age)}. Answer the question of ${question.vmName}`}
      className={clsx(
        'slab inline-flex h-[22px] items-center gap-1.5 rounded-sm pr-1.5 pl-1 text-xs font-semibold hover:underline',
        overdue ? 'bg-fail text-fail-ink knock-fail' : 'bg-wait text-wait-ink knock-wait',
      )}
    >
      <StatusGlyph glyph={overdue ? 'overdue' : 'waiting'} plain className="size-3.5!" />
      {word} <time dateTime={question.raisedAt}>{formatAge(age)}</time>
    </Link>
  )
}
