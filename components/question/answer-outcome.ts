import type { QuestionView } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import type { Glyph } from '../glyphs/status-glyph'
import type { SentAnswers } from './sent-answers'
import type { GivenAnswer } from './send-answers'

/**
 * What has become of one answer of a press. `no-reply`: it was sent, and its host has not said yet that it took it.
 * `not-sent`: the press was stopped before it. `not-known`: nothing more is heard of the press.
 */
export type Outcome =
  | { at: 'next' }
  | { at: 'sending' }
  | { at: 'taken' }
  | { at: 'no-reply' }
  | { at: 'not-taken'; error: ConsoleError }
  | { at: 'not-sent' }
  | { at: 'not-known' }

export const outcomeGlyphs: Readonly<Record<Outcome['at'], Glyph>> = {
  next: 'queued',
  sending: 'running',
  taken: 'done',
  'no-reply': 'noContact',
  'not-taken': 'failed',
  'not-sent': 'cancelled',
  'not-known': 'unknown',
}

/** @param now the question as it is by now: a silent host may have replied since. */
export function outcomeOf(
  { question, choice }: GivenAnswer,
  { at, results, error }: Pick<SentAnswers, 'at' | 'results' | 'error'>,
  now: QuestionView | undefined,
): Outcome {
  const result = results.get(question.key)
  if (result?.ok) return { at: 'taken' }
  if (result?.error.code === 'no-reply-yet') {
    const isTaken = now?.state.at === 'answered' && now.state.choiceKey === choice.key
    return { at: isTaken ? 'taken' : 'no-reply' }
  }
  if (result) return { at: 'not-taken', error: result.error }
  if (now?.state.at === 'sending') return { at: 'sending' }
  if (at !== 'ended') return { at: 'next' }
  return { at: error ? 'not-known' : 'not-sent' }
}
