'use client'

import { clsx } from 'clsx'
import { formatClock, formatSince } from '@/lib/format/clock'
import { goneWords } from '@/lib/runs/gone-words'
import type { RunView } from '@/lib/runs/run'
import { actorName } from '@/lib/runs/actor'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { asQuestion, describeQuestion } from '@/lib/vsphere/question-dictionary'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useServerNow } from '../live/live-provider'
import { QuestionText } from '../question/question-text'
import { Badge } from '../ui/badge'
import { Disclosure } from '../ui/sections'
import type { RunQuestion } from './timeline-steps'

type RecordProps = {
  asked: RunQuestion
  /** The same question with the same answer before this one, newest first. */ before?: readonly RunQuestion[]
  run: RunView
  connection: ConnectionView | undefined
  heading?: string
  /** What was answered comes first; the question itself is one click away. */
  isShort?: boolean
}

/** A question that no longer waits, with every answer it had and the one that was given. Grey: it is history. */
export function QuestionRecord(props: RecordProps) {
  const { asked, before = [], run, connection, heading = 'The question', isShort = false } = props
  const question = describeQuestion(asQuestion(asked.question))
  const given = asked.end.kind === 'answered' ? asked.end.step.event.choice.key : undefined
  const inFull = (
    <>
      <QuestionText connection={run.connection} text={question.text} />
      <ul aria-label="Answers" className="my-2.5 rounded-md border border-line">
        {question.choices.map((choice) => {
          const chosen = choice.key === given
          return (
            <li
              key={choice.key}
              className={clsx(
                'flex min-h-8 flex-wrap items-center gap-x-2.5 border-t border-line px-2.5 py-1 text-sm first:border-t-0',
                chosen ? 'text-ink' : 'text-ink-3',
              )}
            >
              <span className="w-4">{chosen && <StatusGlyph glyph="done" />}</span>
              <span className={chosen ? 'font-semibold' : 'font-medium'}>
                {choice.label}
                {chosen && <span className="sr-only"> (given)</span>}
              </span>
              {choice.consequence && <span className="text-xs">{choice.consequence}</span>}
              <span className="ml-auto flex items-center gap-2 text-xs">
                {choice.destructive && 'Destructive'}
                {choice.isDefault && <Badge>Default</Badge>}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
  return (
    <section className={clsx('px-3 mid:px-4', isShort ? 'py-2' : 'pt-3 pb-4')}>
      <h3 className="mb-1 text-xs font-medium text-ink-3">{heading}</h3>
      {!isShort && inFull}
      <Outcome asked={asked} run={run} connection={connection} />
      {isShort && <Disclosure summary="What was asked, and what could be answered">{inFull}</Disclosure>}
      {before.length > 0 && (
        <Disclosure summary={`It came back after the same answer: ${before.length + 1} times in all`}>
          <ul className="grid gap-2">
            {before.map((one) => (
              <li key={one.raisedAt}>
                <Outcome asked={one} run={run} connection={connection} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  )
}

function Outcome({ asked, run, connection }: Pick<RecordProps, 'asked' | 'run' | 'connection'>) {
  const now = useServerNow()
  const { end } = asked
  if (end.kind === 'open') return <p className="text-xs text-ink-2">Nobody answered it from Andon.</p>
  if (end.kind === 'gone') {
    return (
      <p className="text-xs text-ink-2">
        No longer asked since {formatClock(end.step.at)}. {goneWords[end.known]}
      </p>
    )
  }
  const { actor, at, event } = end.step
  const label = describeQuestion(asQuestion(asked.question)).choices.find(({ key }) => key === event.choice.key)?.label
  const auto = actor.kind === 'autoAnswer'
  const policy = connection?.autoAnswer
  return (
    <p className="text-xs text-ink-2">
      Answered <strong className="font-semibold">{label ?? event.choice.label}</strong> by {actorName(actor)} at{' '}
      {formatClock(at)}
      {auto && run.actor.kind === 'person' && `, for ${run.actor.name}`}.
      {auto &&
        (policy?.on
          ? ` Auto-answer is on at ${connection?.name} since ${formatSince(policy.changedAt, now)}, ${policy.changedBy}.`
          : run.kind === 'vm' && ` Auto-answer was on when the run started, set by ${run.policy.setBy}.`)}
    </p>
  )
}
