'use client'

import { useEffect, useRef } from 'react'
import { formatCount } from '@/lib/format/quantity'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { useAccount } from '../console/console-context'
import { useIsOld } from '../live/live-provider'
import { useReadText } from '../live/read-text'
import {
  waitsBecauseItWasOff,
  type DefaultAnswer,
  type KeptBy,
  type WaitingDefaults,
} from '../question/default-answers'
import { whyNotAnswer } from '../question/use-answer'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { whyWaitingText } from '../words/decision-words'
import { DefaultResults, listClass } from './default-results'
import type { DefaultRounds, Round } from './default-round'

type OfConnection = { connection: ConnectionView; rounds: DefaultRounds }

type ApplyDefaultsProps = OfConnection & { waiting: WaitingDefaults }

/**
 * Under a switch that is on: a run keeps what held when it began, so what waited before waits on. A person can give the
 * host's default to all of it at once.
 */
export function ApplyDefaults({ connection, rounds, waiting }: ApplyDefaultsProps) {
  const round = rounds.of(connection.id)
  const box = useRef<HTMLDivElement>(null)
  const at = round?.at
  // The button that was pressed is gone: focus stays where its end will be said.
  const before = useRef(at)
  useEffect(() => {
    if (before.current !== at && at !== undefined && at !== 'confirm') box.current?.focus()
    before.current = at
  }, [at])
  return (
    <div
      ref={box}
      tabIndex={-1}
      className="grid gap-2 text-xs text-ink-2"
      role="group"
      aria-label={labelOf(connection)}
    >
      {round === undefined ? (
        <Offer connection={connection} rounds={rounds} waiting={waiting} />
      ) : round.at === 'confirm' ? (
        <Confirm connection={connection} rounds={rounds} round={round} />
      ) : (
        <DefaultResults connection={connection} rounds={rounds} round={round} />
      )}
    </div>
  )
}

const labelOf = ({ name }: ConnectionView) => `Questions that wait at ${name}`

function Offer({ connection, rounds, waiting }: ApplyDefaultsProps) {
  const { role } = useAccount()
  const old = useIsOld()
  const { answers, without, kept } = waiting
  const count = answers.length + without.length + kept.length
  return (
    <>
      <p>
        <strong className="font-semibold text-ink">
          Auto-answer is on at {connection.name}, from the next task on.
        </strong>{' '}
        {whyTheyWait(waiting)}
      </p>
      <WaitingList waiting={waiting} />
      <div className="flex flex-wrap gap-2">
        {answers.length > 0 && (
          <Button
            tone="solid"
            className="h-auto! min-h-8 whitespace-normal!"
            disabledReason={whyNotAnswer(role, connection, old)}
            onClick={() => rounds.begin(connection.id, answers)}
          >
            Apply the default to the {answers.length} that {answers.length === 1 ? 'waits' : 'wait'} here
          </Button>
        )}
        <Button tone="quiet" onClick={() => rounds.leaveThem(connection.id, connection.autoAnswer.changedAt)}>
          Leave {count === 1 ? 'it' : 'them'}
        </Button>
      </div>
    </>
  )
}

/** `It was off when the questions below were raised, so they still wait. 3 have a default; 1 has none.` */
function whyTheyWait({ answers, without, kept, raisedBefore, begunBefore }: WaitingDefaults): string {
  const all = answers.length + without.length + kept.length
  const before = raisedBefore + begunBefore
  const having = `${answers.length} ${answers.length === 1 ? 'has' : 'have'} a default`
  const none = `${without.length} ${without.length === 1 ? 'has none and goes' : 'have none and go'} on waiting`
  return [
    raisedBefore < all
      ? `${before} of the ${formatCount(all, 'question')} below began before it was on, so ${before === 1 ? 'it still waits' : 'they still wait'}.`
      : all === 1
        ? 'It was off when the question below was raised, so it still waits.'
        : 'It was off when the questions below were raised, so they still wait.',
    `${[having, ...(without.length === 0 ? [] : [none]), ...keptWords(kept)].join('; ')}.`,
  ].join(' ')
}

/** `1 more is kept by rule 'Never: moved or copied'`, for each rule. */
function keptWords(kept: WaitingDefaults['kept']): string[] {
  const counts = new Map<string, number>()
  for (const { by } of kept) {
    const what = by === 'asked' ? 'waits for who started it' : `is kept by rule '${by.rule}'`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  return [...counts].map(
    ([what, count]) =>
      `${count} more ${
        count === 1
          ? what
          : what
              .replace(/^(is|waits)/u, (verb) => (verb === 'is' ? 'are' : 'wait'))
              .replace(/started it$/u, 'started them')
      }`,
  )
}

const lineClass = 'grid gap-0.5 border-b border-line px-2.5 py-1.5 last:border-b-0'

/** What would be answered, and with what: nobody should agree to what they have not seen. */
function WaitingList({ waiting: { answers, without, kept } }: { waiting: WaitingDefaults }) {
  const read = useReadText()
  const choices = new Map(answers.map(({ question, choice }) => [question.key, choice]))
  const rules = new Map(kept.map(({ question, by }) => [question.key, by]))
  const questions = [...answers, ...kept].map(({ question }) => question).concat(without)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
    <ul className={listClass} tabIndex={0} aria-label="Questions and their defaults">
      {questions.map((question) => (
        <li key={question.key} className={lineClass}>
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-semibold wrap-anywhere text-ink">{question.vmName}</span>
            {question.hostName !== undefined && <span className="text-ink-3">{question.hostName}</span>}
          </span>
          <span dir="auto" className="wrap-anywhere whitespace-pre-line">
            {read(question.connection, question.text)}
          </span>
          <DefaultOf choice={choices.get(question.key)} kept={rules.get(question.key)} />
          {question.state.at === 'waiting' && !waitsBecauseItWasOff(question) && (
            <span className="text-ink-3">{read(question.connection, whyWaitingText(question.state.why))}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function DefaultOf({ choice, kept }: { choice: DefaultAnswer['choice'] | undefined; kept: KeptBy | undefined }) {
  if (kept !== undefined)
    return (
      <span className="font-medium wrap-anywhere">
        {kept === 'asked' ? 'Waits for who started it' : `Kept by rule '${kept.rule}'`}
      </span>
    )
  if (!choice) return <span className="font-medium">No default</span>
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <Badge>Default</Badge>
      <span className="font-semibold wrap-anywhere text-ink">{choice.label}</span>
      {choice.consequence && <span className={choice.destructive ? 'text-fail-text' : ''}>{choice.consequence}</span>}
    </span>
  )
}

function Confirm({ connection, rounds, round }: OfConnection & { round: Extract<Round, { at: 'confirm' }> }) {
  const losing = round.answers.filter(({ choice }) => choice.confirm !== undefined)
  const all = round.answers.length
  return (
    <div role="alertdialog" aria-label={`Confirm ${formatCount(losing.length, 'answer')}`} className="grid gap-2">
      <p className="text-sm text-ink">
        {losing.length === all ? '' : `Of the ${all} defaults `}
        {losing.length} {losing.length === 1 ? 'loses' : 'lose'} something:
      </p>
      <ul className={listClass}>
        {losing.map(({ question, choice }) => (
          <li key={question.key} className={lineClass}>
            <span className="font-semibold wrap-anywhere text-ink">{question.vmName}</span>
            <span className="wrap-anywhere text-fail-text">{choice.confirm}</span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button tone="danger-solid" onClick={() => rounds.confirm(connection.id)}>
          Answer all {all}
        </Button>
        <Button ref={(button) => button?.focus()} onClick={() => rounds.leave(connection.id)}>
          Keep waiting
        </Button>
      </div>
    </div>
  )
}
