'use client'

import { assertNever } from '@/lib/assert-never'
import type { ConsoleError } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { notConfirmedText, outcomeGlyphs, outcomeOf, type Outcome } from '../question/answer-outcome'
import type { SentAnswers } from '../question/sent-answers'
import { Button } from '../ui/button'
import { sentenceOf } from '../ui/notice'
import type { DefaultRounds } from './default-round'

/** What waits, what it gets, and what became of it: as much as fits under a switch. */
export const listClass = 'max-h-64 overflow-y-auto rounded-md border border-line bg-surface'

type DefaultResultsProps = { connection: ConnectionView; rounds: DefaultRounds; round: SentAnswers }

/** What has become of each default of a round, and its end. */
export function DefaultResults({ connection, rounds, round }: DefaultResultsProps) {
  const now = useLive((tables) => tables.questions)
  const { sent, results, error } = round
  const ended = round.at === 'ended'
  const outcomes = sent.map((given) => outcomeOf(given, round, now?.[given.question.key]))
  return (
    <>
      {ended ? (
        <p role="status" className="text-sm text-ink">
          {sumOf(outcomes, error)}
        </p>
      ) : (
        <div className="flex items-center gap-3">
          <progress aria-label="Answers sent" value={results.size} max={sent.length} className="h-1.5 min-w-0 flex-1" />
          <span>
            {results.size} of {sent.length}
          </span>
          <Button
            size="small"
            onClick={() => rounds.stop(connection.id)}
            disabledReason={round.at === 'stopping' ? 'It stops after the one that is on its way.' : undefined}
          >
            Stop after this one
          </Button>
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys */}
      <ul className={listClass} tabIndex={0} aria-label="What became of them">
        {sent.map(({ question, choice }, index) => {
          const outcome = outcomes[index] ?? { at: 'next' }
          return (
            <li key={question.key} className="flex gap-2 border-b border-line px-2.5 py-1.5 last:border-b-0">
              <StatusGlyph glyph={outcomeGlyphs[outcome.at]} />
              <span className="min-w-0 wrap-anywhere">
                <span className="font-semibold text-ink">{question.vmName}</span> {outcomeText(outcome, choice.label)}
              </span>
            </li>
          )
        })}
      </ul>
      {ended ? (
        <Button className="justify-self-start" onClick={() => rounds.leave(connection.id)}>
          Close
        </Button>
      ) : (
        <p>What was sent stays sent. The rest keeps waiting when you stop.</p>
      )}
    </>
  )
}

function outcomeText(outcome: Outcome, label: string): string {
  switch (outcome.at) {
    case 'next':
      return 'comes next'
    case 'sending':
      return `Sending '${label}' to the host`
    case 'taken':
      return `Answered '${label}'`
    case 'no-reply':
      return `'${label}' was sent. The host has not replied yet; its card says what becomes of it.`
    case 'not-confirmed':
      return `'${label}' was sent. The host did not say whether it took it.`
    case 'not-taken':
      return sentenceOf(outcome.error)
    case 'not-sent':
      return 'Not sent, it keeps waiting'
    case 'not-known':
      return 'What became of it is not known here'
    default:
      return assertNever(outcome, 'outcome')
  }
}

/** `3 answered with the default. 1 did not go: it is marked below.` @param error why some are not known. */
export function sumOf(outcomes: readonly Outcome[], error?: ConsoleError): string {
  const count = (kind: Outcome['at']) => outcomes.filter(({ at }) => at === kind).length
  const [taken, silent, refused, left] = [count('taken'), count('no-reply'), count('not-taken'), count('not-sent')]
  const unknown = count('not-known')
  const they = (n: number) => (n === 1 ? 'it is' : 'they are')
  return [
    `${taken} of ${outcomes.length} answered with the default.`,
    silent > 0 ? `${silent} ${silent === 1 ? 'has' : 'have'} no reply from the host yet.` : '',
    notConfirmedText(count('not-confirmed')),
    refused > 0 ? `${refused} did not go: ${they(refused)} marked below.` : '',
    left > 0 ? `${left} ${left === 1 ? 'was' : 'were'} not sent and ${left === 1 ? 'waits' : 'wait'} on.` : '',
    unknown > 0 ? `What became of ${unknown} is not known here.` : '',
    error ? sentenceOf(error) : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}
