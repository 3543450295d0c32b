'use client'

import { useId } from 'react'
import type { QuestionView } from '@/lib/live/live-state'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { StatusGlyph } from '../glyphs/status-glyph'
import { usePlaceText } from '../live/place'
import { vmPath } from '../pages/pages'
import { AnswerRecord } from '../question/answer-record'
import { isBeingAutoAnswered } from '../question/questions'
import { Name } from '../ui/name'
import { Disclosure } from '../ui/sections'

/**
 * What waited until a moment ago, one line each. Answers of auto-answer never are cards, not even while they are given:
 * more than one of them are one line, which counts them.
 */
export function Answered({ questions }: { questions: readonly QuestionView[] }) {
  if (questions.length === 0) return null
  const newest = questions.toReversed()
  const auto = newest.filter(isAutomatic)
  const isCounted = auto.length > 1
  const alone = isCounted ? newest.filter((question) => !isAutomatic(question)) : newest
  return (
    <div className="panel text-sm" role="group" aria-label="Answered">
      {isCounted && (
        <Disclosure summary={autoSummary(auto)} className="border-b border-line px-3 py-1 last:border-b-0">
          <Lines questions={auto} />
        </Disclosure>
      )}
      <Lines questions={alone} />
    </div>
  )
}

const isAutomatic = (question: QuestionView) =>
  isBeingAutoAnswered(question) || (question.state.at === 'answered' && question.state.by.kind === 'autoAnswer')

function autoSummary(auto: readonly QuestionView[]): string {
  const going = auto.filter(isBeingAutoAnswered).length
  const done = `${auto.length - going} answered by auto-answer`
  return going === 0 ? done : `${done}, ${going} being answered`
}

const Lines = ({ questions }: { questions: readonly QuestionView[] }) =>
  questions.map((question) => <Line key={question.key} question={question} />)

function Line({ question }: { question: QuestionView }) {
  const nameId = useId()
  const place = usePlaceText()({ connection: question.connection, host: question.hostName })
  const { short, choices } = describeQuestion(question.question)
  return (
    <article
      aria-labelledby={nameId}
      className="flex min-h-8 flex-wrap items-center gap-x-2.5 border-b border-line px-3 py-1 last:border-b-0"
    >
      <StatusGlyph glyph="questionRaised" className="text-ink-3" />
      <Name id={nameId} name={question.vmName} href={vmPath(question.vm)} truncate className="font-medium!" />
      <span className="min-w-0 truncate text-xs text-ink-3">{[place, short].filter(Boolean).join(', ')}</span>
      <div className="min-w-0 [&>div]:flex [&>div]:flex-wrap [&>div]:gap-x-1.5 mid:ml-auto">
        <AnswerRecord question={question} choices={choices} busy={undefined} />
      </div>
    </article>
  )
}
