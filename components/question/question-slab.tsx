'use client'

import { clsx } from 'clsx'
import { formatClock } from '@/lib/format/clock'
import type { QuestionView } from '@/lib/live/live-state'
import { formatAge, speakAge } from '../words/age'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useServerNow } from '../live/live-provider'
import { slabTones, waitedMs, type QuestionLook } from './question-look'

/** @param isOldest of several, whose card it is. */
type SlabProps = { question: QuestionView; look: QuestionLook; isOldest?: boolean }

/** The lit slab of a card: state, age, and since when. A strip on a phone. */
export function QuestionSlab({ question, look, isOldest = false }: SlabProps) {
  return (
    <div
      className={clsx(
        'slab flex items-center gap-2.5 px-3 py-2 mid:max-roomy:row-span-2 mid:flex-col mid:items-start mid:gap-0 mid:py-3 mid:pr-2.5',
        slabTones[look.tone],
      )}
    >
      <span className="flex items-center gap-1.5 text-sm/4 font-semibold">
        <StatusGlyph glyph={look.glyph} plain />
        {look.word}
      </span>
      {isOldest && <span className="sr-only">the oldest</span>}
      <QuestionAge
        question={question}
        look={look}
        className="text-xl/6 tracking-[-0.02em] mid:mt-1.5 mid:text-[24px]/8 wide:text-2xl"
        // `1 h 02 m` is wider than `12:41` and must not leave the slab.
        longClassName="text-xl/6 tracking-[-0.02em] mid:mt-1.5 mid:text-lg/8"
      />
      <span className="text-xs max-mid:ml-auto">since {formatClock(question.raisedAt)}</span>
    </div>
  )
}

const ageWords: Record<QuestionLook['tone'], string> = {
  wait: 'waiting',
  fail: 'waiting',
  lost: 'when contact was lost it had waited',
  resolved: 'after',
}

type AgeProps = SlabProps & { className: string; /** From one hour on. */ longClassName?: string }

/**
 * The age for the eye; a reader hears "waiting 12 minutes". A component of its own, since it is drawn again every second
 * and the card around it must not be.
 */
export function QuestionAge({ question, look, className, longClassName = className }: AgeProps) {
  const now = useServerNow()
  const ageMs = waitedMs(question, look.asOf ?? now)
  return (
    <>
      <time
        dateTime={question.raisedAt}
        aria-hidden="true"
        className={clsx('font-semibold whitespace-nowrap', ageMs < 3_600_000 ? className : longClassName)}
      >
        {formatAge(ageMs)}
      </time>
      <span className="sr-only">
        {ageWords[look.tone]} {speakAge(ageMs)}
      </span>
    </>
  )
}
