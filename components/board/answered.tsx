'use client'

import { useId, type ReactNode } from 'react'
import { formatClock } from '@/lib/format/clock'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { actorName } from '@/lib/runs/actor'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { usePlaceText } from '../live/place'
import { vmPath } from '../pages/pages'
import { AnswerRecord } from '../question/answer-record'
import { connectionsText } from '../question/group-words'
import { isBeingAutoAnswered } from '../question/questions'
import { Link } from '../ui/link'
import { Name } from '../ui/name'
import { Disclosure, SectionHead } from '../ui/sections'
import { formatAge } from '../words/age'
import { useFirst } from './long-list'

/**
 * What waited until a moment ago, one line each. Answers of auto-answer never are cards, not even while they are given:
 * more than one of them are one line, which counts them. So are the answers of one press to many.
 * @param props.isBusy much waits: these take little room.
 */
export function Answered({ questions, isBusy }: { questions: readonly QuestionView[]; isBusy: boolean }) {
  const headId = useId()
  const newest = questions.toReversed()
  const auto = newest.filter(isAutomatic)
  const isCounted = auto.length > 1
  const entries = entriesOf(isCounted ? newest.filter((question) => !isAutomatic(question)) : newest)
  const { shown, more } = useFirst(entries, isBusy ? 3 : 8)
  if (questions.length === 0) return null
  return (
    <section aria-labelledby={headId} className="grid gap-2">
      <SectionHead id={headId} title="Answered" count={questions.length}>
        <Link href="/history" className="link inline-block py-1 max-mid:-my-2.5 max-mid:py-3.5">
          All in History
        </Link>
      </SectionHead>
      <div className="panel text-sm" role="group" aria-label="Answered">
        {isCounted && (
          <Disclosure summary={autoSummary(auto)} className="border-b border-line px-3 py-1 last:border-b-0">
            <AutoLines questions={auto} />
          </Disclosure>
        )}
        {shown.map((entry) =>
          entry.length === 1 ? (
            <Line key={entry[0].key} question={entry[0]} />
          ) : (
            <LineOfMany key={entry[0].key} questions={entry} />
          ),
        )}
        {more && <ul>{more}</ul>}
      </div>
    </section>
  )
}

const isAutomatic = (question: QuestionView) =>
  isBeingAutoAnswered(question) || (question.state.at === 'answered' && question.state.by.kind === 'autoAnswer')

function autoSummary(auto: readonly QuestionView[]): string {
  const going = auto.filter(isBeingAutoAnswered).length
  const done = `${auto.length - going} answered by auto-answer`
  return going === 0 ? done : `${done}, ${going} being answered`
}

type Entry = [QuestionView, ...QuestionView[]]

/** What one press answered is one entry of each answer to each kind of question, in the place of its newest. */
function entriesOf(newest: readonly QuestionView[]): Entry[] {
  const presses = new Map<string, Entry>()
  const entries: Entry[] = []
  for (const question of newest) {
    const press = pressOf(question)
    const entry = press === undefined ? undefined : presses.get(press)
    if (entry) entry.push(question)
    else {
      const made: Entry = [question]
      entries.push(made)
      if (press !== undefined) presses.set(press, made)
    }
  }
  return entries
}

/** One press may give many kinds of question many answers: their defaults, or what a rule says. */
function pressOf({ state, question, messageId }: QuestionView): string | undefined {
  if (state.at !== 'answered' || state.together === undefined) return undefined
  const { title, choices } = describeQuestion(question)
  const label = choices.find(({ key }) => key === state.choiceKey)?.label ?? state.choiceKey
  return JSON.stringify([state.together, label, messageId ?? title])
}

/** A flood is looked at in portions. */
function AutoLines({ questions }: { questions: readonly QuestionView[] }) {
  const { shown, more } = useFirst(questions, 20)
  return (
    <>
      {shown.map((question) => (
        <Line key={question.key} question={question} />
      ))}
      {more && <ul>{more}</ul>}
    </>
  )
}

function Row({ nameId, children }: { nameId: string; children: ReactNode }) {
  return (
    <article
      aria-labelledby={nameId}
      className="flex min-h-8 flex-wrap items-center gap-x-2.5 border-b border-line px-3 py-1 last:border-b-0"
    >
      <StatusGlyph glyph="questionRaised" className="text-ink-3" />
      {children}
    </article>
  )
}

function Line({ question }: { question: QuestionView }) {
  const nameId = useId()
  const place = usePlaceText()({ connection: question.connection, host: question.hostName })
  const { short, choices } = describeQuestion(question.question)
  const what = [place, short].filter(Boolean).join(', ')
  return (
    <Row nameId={nameId}>
      <Name
        id={nameId}
        name={question.vmName}
        href={vmPath(question.vm)}
        truncate
        className="font-medium! max-mid:flex-1 max-mid:basis-40"
      />
      <span className="min-w-0 truncate text-xs text-ink-3" title={what}>
        {what}
      </span>
      <div className="min-w-0 [&>div]:flex [&>div]:flex-wrap [&>div]:gap-x-1.5 mid:ml-auto">
        <AnswerRecord question={question} choices={choices} busy={undefined} />
      </div>
    </Row>
  )
}

const readConnections = (tables: BoardTables) => tables.connections
const none = {}

/** The answers of one press to many. */
function LineOfMany({ questions }: { questions: Entry }) {
  const nameId = useId()
  const connections = useLive(readConnections) ?? none
  // The oldest, as on the card that they were.
  const first = questions.at(-1) ?? questions[0]
  const { state } = first
  if (state.at !== 'answered') return null
  const { title, choices } = describeQuestion(first.question)
  const label = choices.find(({ key }) => key === state.choiceKey)?.label
  const what = [connectionsText(questions, connections), title].filter(Boolean).join(', ')
  const waited = Math.max(...questions.map((one) => (one.state.at === 'answered' ? one.state.afterMs : 0)))
  return (
    <Row nameId={nameId}>
      <span id={nameId} title={first.vmName} className="min-w-0 truncate font-medium max-mid:flex-1 max-mid:basis-40">
        <bdi>{first.vmName || '(no name)'}</bdi> and {questions.length - 1} more
      </span>
      <span className="min-w-0 truncate text-xs text-ink-3" title={what}>
        {what}
      </span>
      <p className="flex min-w-0 flex-wrap gap-x-1.5 mid:ml-auto">
        <span className="font-semibold">
          Answered &apos;<bdi>{label ?? state.choiceKey}</bdi>&apos;
        </span>
        <span className="text-ink-2">
          by {actorName(state.by)} for {questions.length}, after {formatAge(waited)}, {formatClock(state.answeredAt)}
        </span>
      </p>
    </Row>
  )
}
