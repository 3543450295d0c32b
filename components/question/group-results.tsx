'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { formatCount } from '@/lib/format/quantity'
import { useAccount } from '../console/console-context'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { ProgressBar } from '../ui/bars'
import { Button } from '../ui/button'
import { sentenceOf } from '../ui/notice'
import { notConfirmedText, outcomeGlyphs, outcomeOf, type Outcome } from './answer-outcome'
import type { SentAnswers } from './sent-answers'
import { Foot, NameAndPlace, Reason, Rows } from './group-rows'
import { labelOfAll } from './send-answers'

type ResultsProps = {
  answer: SentAnswers
  onStop: () => void
  /** The buttons of its end. */
  end: ReactNode
}

/** What has become of each answer, in its place; the end is said once. */
export function Results({ answer, onStop, end }: ResultsProps) {
  const { name: me } = useAccount()
  const questions = useLive(({ questions: all }) => all)
  const { sent, results, at, error } = answer
  const label = labelOfAll(sent)
  const what = label === undefined ? '' : ` '${label}'`
  const box = useRef<HTMLDivElement>(null)
  const before = useRef(at)
  useEffect(() => {
    // The button that was pressed is gone: focus stays here.
    if (before.current !== at || at === 'sending') box.current?.focus({ preventScroll: true })
    before.current = at
  }, [at])
  const outcomes = sent.map((given) => outcomeOf(given, answer, questions?.[given.question.key]))
  const count = (kind: Outcome['at']) => outcomes.filter((outcome) => outcome.at === kind).length
  const [taken, silent, unconfirmed] = [count('taken'), count('no-reply'), count('not-confirmed')]
  const [refused, left, unknown] = [count('not-taken'), count('not-sent'), count('not-known')]
  const ended = at === 'ended'
  const said = ended && (
    <>
      <strong className="font-semibold">
        {taken} answered{what}
      </strong>{' '}
      by {me}.
      {refused > 0 && (
        <>
          {' '}
          <span className="font-medium text-fail-text">{refused} did not go:</span> {whyNotText(outcomes)}
        </>
      )}
      {silent > 0 && ` ${silent} ${silent === 1 ? 'has' : 'have'} no reply from the host yet.`}
      {unconfirmed > 0 && ` ${notConfirmedText(unconfirmed)}`}
      {left > 0 && ` ${left} ${left === 1 ? 'keeps' : 'keep'} waiting.`}
      {unknown > 0 && ` What became of ${unknown} is not known here.`}
      {error && ` ${sentenceOf(error)}`}
    </>
  )
  return (
    <>
      <div
        ref={box}
        tabIndex={-1}
        className="flex min-h-11 shrink-0 flex-wrap items-center gap-3 px-4 py-2 outline-offset-[-2px]"
      >
        <strong className="font-semibold">
          {ended ? (left > 0 ? 'Stopped' : `Answered${what}`) : `Sending${what === '' ? ' the answers' : what}`}
        </strong>
        <ProgressBar label="Answers sent" percent={(results.size / sent.length) * 100} className="min-w-30 flex-1" />
        <span>
          {results.size} of {sent.length}
          {refused > 0 && <span className="font-medium text-fail-text">, {refused} not</span>}
        </span>
      </div>
      <Rows count={sent.length} label={formatCount(sent.length, 'VM')}>
        {(index) => {
          const given = sent[index]
          if (!given) return null
          const { question, choice } = given
          const outcome = outcomes[index] ?? { at: 'next' }
          return (
            <div className="grid h-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-2 px-2">
              <StatusGlyph
                glyph={outcomeGlyphs[outcome.at]}
                plain={outcome.at !== 'not-taken'}
                className={outcome.at === 'not-taken' ? '' : 'text-bar'}
              />
              <NameAndPlace question={question} off={false} alone={outcome.at === 'not-taken'} />
              {outcome.at === 'not-taken' ? (
                <Reason text={shortly(sentenceOf(outcome.error))} bad />
              ) : (
                <span className="text-xs text-ink-3">{outcomeWords[outcome.at](choice.label)}</span>
              )}
            </div>
          )
        }}
      </Rows>
      <Foot>
        {/* Said once, at the end. */}
        <p role="status" className="min-w-0 flex-1 basis-80 wrap-anywhere">
          {said}
          {!ended && <span aria-hidden="true">What was sent stays sent. The rest keeps waiting when you stop.</span>}
        </p>
        {ended ? (
          end
        ) : (
          <Button
            onClick={onStop}
            disabledReason={at === 'stopping' ? 'It stops after the one that is on its way.' : undefined}
          >
            Stop after this one
          </Button>
        )}
      </Foot>
    </>
  )
}

const outcomeWords: Readonly<Record<Exclude<Outcome['at'], 'not-taken'>, (label: string) => string>> = {
  taken: (label) => `'${label}'`,
  'no-reply': (label) => `'${label}', no reply yet`,
  'not-confirmed': (label) => `'${label}' sent, not confirmed`,
  sending: () => 'sending',
  next: () => 'next',
  'not-sent': () => 'keeps waiting',
  'not-known': () => 'not known',
}

/** The rows have no room for a whole sentence: where there are few, each is said once. */
function whyNotText(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>()
  for (const outcome of outcomes) {
    if (outcome.at !== 'not-taken') continue
    const sentence = sentenceOf(outcome.error)
    counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
  }
  const [[only] = ['']] = counts
  if (counts.size === 1) return only
  const most = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 3)
  const more = counts.size - most.length
  return [
    ...most.map(([sentence, count]) => `${count}: ${sentence}`),
    ...(more > 0 ? [`${more} more reasons are in the list.`] : []),
  ].join(' ')
}

/** `Already answered 'Replace' by a.haddad at 14:07:02.` is too long beside a name, which is marked as refused. */
const shortly = (sentence: string) =>
  sentence
    .replace(/^Already answered/u, 'Already')
    .replace(/^The host did not take the answer: /u, '')
    .replace(/\.$/u, '')
