'use client'

import type { Glyph } from '../glyphs/status-glyph'
import type { QuestionView } from '@/lib/live/question-view'
import { isOverdue } from '@/lib/live/overdue'
import { useServerNow } from '../live/live-provider'

/** How a question looks now: lit amber, lit red, or grey once it is resolved. */
export type QuestionLook = {
  tone: 'wait' | 'fail' | 'resolved'
  glyph: Glyph
  word: 'Waiting' | 'Overdue' | 'Answering' | 'Answered' | 'Gone'
  ageMs: number
}

export function useQuestionLook(question: QuestionView): QuestionLook {
  const now = useServerNow()
  const raised = Date.parse(question.raisedAt)
  const { state } = question
  if (state.at === 'answered') {
    return { tone: 'resolved', glyph: 'questionRaised', word: 'Answered', ageMs: state.afterMs }
  }
  if (state.at === 'gone') {
    return { tone: 'resolved', glyph: 'questionRaised', word: 'Gone', ageMs: Date.parse(state.goneAt) - raised }
  }
  const overdue = isOverdue(question, now)
  const sending = state.at === 'sending' || state.why.why === 'answering'
  return {
    tone: overdue ? 'fail' : 'wait',
    glyph: overdue ? 'overdue' : 'waiting',
    word: sending ? 'Answering' : overdue ? 'Overdue' : 'Waiting',
    ageMs: Math.max(0, now - raised),
  }
}

export const slabTones: Record<QuestionLook['tone'], string> = {
  wait: 'bg-wait text-wait-ink knock-wait',
  fail: 'bg-fail text-fail-ink knock-fail',
  resolved: 'bg-sunken text-ink-2 knock-sunken',
}
