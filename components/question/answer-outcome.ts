import type { QuestionView } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import type { Glyph } from '../glyphs/status-glyph'
import type { SentAnswers } from './sent-answers'
import type { GivenAnswer } from './send-answers'

/**
 * What has become of one answer of a press. `no-reply`: it was sent, and its host has not said yet that it took it.
 * `not-confirmed`: it was sent, and whether its host took it will not be told. `not-sent`: the press was stopped before it. `not-known`: nothing more is heard of the press.
 */
export type Outcome =
  | { at: 'next' }
  | { at: 'sending' }
  | { at: 'taken' }
  | { at: 'no-reply' }
  | { at: 'not-confirmed' }
  | { at: 'not-taken'; error: ConsoleError }
  | { at: 'not-sent' }
  | { at: 'not-known' }

export const outcomeGlyphs: Readonly<Record<Outcome['at'], Glyph>> = {
  next: 'queued',
  sending: 'running',
  taken: 'done',
  'no-reply': 'noContact',
  'not-confirmed': 'unknown',
  'not-taken': 'failed',
  'not-sent': 'cancelled',
  'not-known': 'unknown',
}

/** Errors of an answer that was sent all the same. */
const sentWithoutReply: ReadonlyMap<string, 'no-reply' | 'not-confirmed'> = new Map([
  ['no-reply-yet', 'no-reply'],
  ['answer-unknown', 'not-confirmed'],
])

/** `1 was sent, and the host did not say whether it took it.` Empty for none. */
export const notConfirmedText = (count: number): string => {
  if (count === 0) return ''
  const said = (was: string, it: string) => `${count} ${was} sent, and the host did not say whether it took ${it}.`
  return `${count === 1 ? said('was', 'it') : said('were', 'them')} What stays waiting can be answered again.`
}

/** @param now the question as it is by now: a silent host may have replied since. */
export function outcomeOf(
  { question, choice }: GivenAnswer,
  { at, results, error }: Pick<SentAnswers, 'at' | 'results' | 'error'>,
  now: QuestionView | undefined,
): Outcome {
  const result = results.get(question.key)
  if (result?.ok) return { at: 'taken' }
  if (result) {
    const withoutReply = sentWithoutReply.get(result.error.code)
    if (withoutReply === undefined) return { at: 'not-taken', error: result.error }
    const isTaken = now?.state.at === 'answered' && now.state.choiceKey === choice.key
    return { at: isTaken ? 'taken' : withoutReply }
  }
  if (now?.state.at === 'sending') return { at: 'sending' }
  if (at !== 'ended') return { at: 'next' }
  return { at: error ? 'not-known' : 'not-sent' }
}
