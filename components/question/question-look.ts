'use client'

import type { QuestionView } from '@/lib/live/live-state'
import { isOverdue } from '@/lib/live/overdue'
import type { Glyph } from '../glyphs/status-glyph'
import { lastKnownAt } from '@/lib/vsphere/connection'
import { useLive, useOnServerClock } from '../live/live-provider'

/**
 * How a question looks now: lit amber, lit red, or grey once it is resolved. `lost`: without contact nobody knows whether
 * it still waits; the lamp is out, and its clock stands still at `asOf` (ms).
 */
export type QuestionLook = {
  tone: 'wait' | 'fail' | 'lost' | 'resolved'
  glyph: Glyph
  word: 'Waiting' | 'Overdue' | 'Answering' | 'Waited' | 'Answered' | 'Gone'
  asOf?: number
}

export function useQuestionLook(question: QuestionView): QuestionLook {
  const overdue = useOnServerClock((now) => isOverdue(question, now))
  const asOf = useLive((tables) => lastKnownAt(tables.connections[question.connection]))
  const { state } = question
  if (state.at === 'answered') return { tone: 'resolved', glyph: 'questionRaised', word: 'Answered' }
  if (state.at === 'gone') return { tone: 'resolved', glyph: 'questionRaised', word: 'Gone' }
  if (asOf !== undefined) return { tone: 'lost', glyph: 'questionRaised', word: 'Waited', asOf: Date.parse(asOf) }
  const sending = state.at === 'sending' || state.why.why === 'answering'
  return {
    tone: overdue ? 'fail' : 'wait',
    glyph: overdue ? 'overdue' : 'waiting',
    word: sending ? 'Answering' : overdue ? 'Overdue' : 'Waiting',
  }
}

/** How long it has waited, or did until it was resolved. @param now the server's clock, ms. */
export function waitedMs(question: QuestionView, now: number): number {
  const { state } = question
  if (state.at === 'answered') return state.afterMs
  const until = state.at === 'gone' ? Date.parse(state.goneAt) : now
  return Math.max(0, until - Date.parse(question.raisedAt))
}

export const slabTones: Record<QuestionLook['tone'], string> = {
  wait: 'bg-wait text-wait-ink knock-wait',
  fail: 'bg-fail text-fail-ink knock-fail',
  lost: 'border border-dashed border-line-2 bg-sunken text-ink-2 knock-sunken',
  resolved: 'bg-sunken text-ink-2 knock-sunken',
}
